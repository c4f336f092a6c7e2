"""Lines of a file are found by their number."""

import pytest

from deflect.lines import Lines, LinesWriter


@pytest.fixture
def path(tmp_path):
    writer = LinesWriter(tmp_path / "pages.jsonl")
    for line in (b"premier", b"", b"troisi\xc3\xa8me"):
        writer.write(line)
    writer.close()
    writer.close()
    return tmp_path / "pages.jsonl"


def test_lines_are_read_by_number(path):
    assert path.read_bytes() == b"premier\n\ntroisi\xc3\xa8me\n"
    lines = Lines(path, 3)
    assert [lines.read(number) for number in (2, 0, 1)] == [b"troisi\xc3\xa8me\n", b"premier\n", b"\n"]


def test_lines_of_another_build_are_refused(path):
    with pytest.raises(ValueError, match="another build"):
        Lines(path, 4)


def test_lines_stay_readable_when_their_file_is_gone(path):
    lines = Lines(path, 3)
    path.unlink()
    assert lines.read(0) == b"premier\n"
