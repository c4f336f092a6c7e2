"""Two help centres, each built once and only read; a copy of the little one for tests that spoil it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from built_centre import BASE_URL, LITTLE_CENTRE, WORKSHOP_CENTRE, Built

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


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The help centre of two products (`workshop_centre/`), built once and only read."""
    stage = tmp_path_factory.mktemp("workshop")
    return Built(stage, build_site(sound_knowledge(WORKSHOP_CENTRE), stage, base_url=BASE_URL), ())


@pytest.fixture(scope="session")
def workshop_without_releases(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same help centre, whose vendor lists no releases."""
    root = tmp_path_factory.mktemp("unlisted") / "centre"
    shutil.copytree(WORKSHOP_CENTRE, root)
    text = (root / "support.yml").read_text(encoding="utf-8")
    cut = text[: text.index("    releases:")] + text[text.index("  torche soleil:") :]
    (root / "support.yml").write_text(cut, encoding="utf-8")
    stage = tmp_path_factory.mktemp("stage")
    return Built(stage, build_site(sound_knowledge(root), stage), ())
