"""The little help centre (`little_centre/`), built once and only read; a copy for tests that spoil it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from built_centre import BASE_URL, LITTLE_CENTRE, Built

from kb.knowledge import sound_knowledge
from kb.site import build_site


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    stage = tmp_path_factory.mktemp("stage")
    steps: list[str] = []
    facts = build_site(sound_knowledge(LITTLE_CENTRE), stage, base_url=BASE_URL, progress=steps.append)
    return Built(stage, facts, tuple(steps))


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LITTLE_CENTRE, tmp_path / "centre"))


@pytest.fixture
def build(centre: Path, tmp_path: Path) -> Callable[[], Built]:
    def run() -> Built:
        stage = tmp_path / "stage"
        stage.mkdir()
        return Built(stage, build_site(sound_knowledge(centre), stage), ())

    return run
