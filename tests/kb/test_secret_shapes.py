"""What the browser knows of secrets is made from what the service knows."""

import pytest

from kb.secrets.browser import SHAPES_FILE, in_javascript, shapes_text


def test_shipped_shapes_are_those_of_the_service() -> None:
    """Write them again with: python -c "from kb.secrets.browser import *; SHAPES_FILE.write_text(shapes_text())"."""
    assert SHAPES_FILE.read_text(encoding="utf-8") == shapes_text()


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (r"\d[\w\-]", r"\p{Nd}[\p{L}\p{N}_\-]"),
        (r"(?P<a>\w)\"", r'(?<a>[\p{L}\p{N}_])"'),
        (r"a\-b\.c", r"a-b\.c"),
    ],
)
def test_pattern_is_written_as_javascript_reads_it(pattern: str, written: str) -> None:
    assert in_javascript(pattern) == written
