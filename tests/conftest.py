"""What several rooms test against: one small real help centre, built once and only read."""

from pathlib import Path

import pytest

from submit.publication import publish

BASE_URL = "https://help.example.test"


@pytest.fixture(scope="session")
def small_centre() -> Path:
    """The folder of the small help centre. Copy it before changing anything in it."""
    return Path(__file__).parent / "small_centre"


@pytest.fixture(scope="session")
def small_var(small_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `var` with one real build of the small help centre. Nobody writes into it."""
    var = tmp_path_factory.mktemp("small") / "var"
    publish(small_centre, var, BASE_URL, lambda _step, _done: None)
    return var
