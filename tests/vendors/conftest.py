"""The five help centres, each built once for all the tests of its folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from submit.library import Library
from submit.publication import publish
from submit.settings import read_settings
from submit.web.application import create_app
from submit.web.service import Service, open_service

HERE = Path(__file__).parent
Open = Callable[[str], tuple[Service, FlaskClient]]


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Library]:
    """The library of each vendor, on a strict build of its help centre."""
    opened = {}
    for vendor in sorted(path.parent.name for path in HERE.glob("*/support.yml")):
        var = tmp_path_factory.mktemp(vendor)
        publish(HERE / vendor, var, "https://help.example.test", lambda _step, _done: None)
        opened[vendor] = Library(HERE / vendor, var)
    return opened


@pytest.fixture
def open_vendor(libraries: dict[str, Library], tmp_path: Path) -> Iterator[Open]:
    """Opens the whole service of a vendor on its build, with its team's mailbox; mails become files."""
    opened: list[Service] = []

    def opening(vendor: str) -> tuple[Service, FlaskClient]:
        generation = libraries[vendor].shelf().generation
        assert generation is not None
        (tmp_path / "current").symlink_to(generation.path)
        facts = {"PALIER_VAR": str(tmp_path), "PALIER_MAILBOX": "equipe@exemple.fr"}
        opened.append(open_service(read_settings(facts, root=HERE / vendor)))
        return opened[-1], create_app(opened[-1]).test_client()

    yield opening
    for service in opened:
        service.close()
