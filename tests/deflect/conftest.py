"""A real index of the small help centre, built once and only read."""

from collections.abc import Iterator

import pytest
from small_help_centre import SUPPORT, read_pages

from deflect.index import Index, build_index, open_index


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    directory = tmp_path_factory.mktemp("help-centre") / "index"
    build_index(read_pages(), directory, terms=SUPPORT.terms)
    opened = open_index(directory)
    yield opened
    opened.close()
