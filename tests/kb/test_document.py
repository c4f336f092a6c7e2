"""Documents survive the way to disk and back, whatever their words are."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.document import Document, PageKind, Section, read_documents, write_documents
from kb.incident import Affected, Incident, IncidentState, Point, Severity, Update

FULL = Document(
    id="incidents/slow",
    lang="en",
    kind=PageKind.INCIDENT,
    title="« Lent » \u2028 1 : 2",
    url="/en/incidents/slow/",
    description="D",
    category="mail",
    products=("courrier",),
    keywords=("a\nb", ""),
    answers=("Why?",),
    sections=(Section(text="x"), Section(anchor="a", title="A", text="y\r\nz")),
    incident=Incident(
        state=IncidentState.MONITORING,
        severity=Severity.MAJOR,
        started=datetime.date(2026, 11, 22),
        affected=(
            Affected(product="courrier", introduced=Point(version="3.10"), last_affected=Point(version="4", build="7")),
        ),
        workaround="W",
        updates=(
            Update(at=datetime.date(2026, 11, 22), text="One"),
            Update(
                at=datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC), state=IncidentState.RESOLVED, text="Two"
            ),
        ),
    ),
)
_WORDS = st.text(st.characters(exclude_categories=("Cs",)))
_DOCUMENTS = st.builds(
    Document,
    id=_WORDS,
    lang=st.sampled_from(["fr", "en"]),
    kind=st.sampled_from(PageKind),
    title=_WORDS,
    keywords=st.lists(_WORDS, max_size=2).map(tuple),
    sections=st.lists(st.builds(Section, anchor=_WORDS, title=_WORDS, text=_WORDS), max_size=2).map(tuple),
    incident=st.none(),
)


@pytest.mark.parametrize("document", [FULL, Document(id="a", lang="fr", title="A")], ids=["full", "empty"])
def test_document_comes_back_as_it_was(tmp_path, document):
    write_documents(tmp_path / "d.jsonl", [document])
    assert list(read_documents(tmp_path / "d.jsonl")) == [document]


@given(st.lists(_DOCUMENTS, max_size=3))
def test_documents_of_any_words_come_back_in_order(tmp_path_factory, documents):
    path = tmp_path_factory.mktemp("documents") / "d.jsonl"
    write_documents(path, iter(documents))
    assert list(read_documents(path)) == documents
    assert path.read_bytes().count(b"\n") == len(documents)


def test_line_holds_only_what_is_said(tmp_path):
    write_documents(tmp_path / "d.jsonl", [Document(id="a", lang="fr", title="É")])
    assert (tmp_path / "d.jsonl").read_bytes() == '{"id":"a","lang":"fr","title":"É"}\n'.encode()


def test_blank_lines_are_passed_over(tmp_path):
    (tmp_path / "d.jsonl").write_text('\n{"id": "a", "lang": "fr", "title": "A"}\n\n')
    assert [document.id for document in read_documents(tmp_path / "d.jsonl")] == ["a"]


@pytest.mark.parametrize("line", ['{"id": "a"', '{"id": "a"}', '{"id": "a", "lang": "fr", "title": "A", "x": 1}', "[]"])
def test_damaged_line_is_an_error(tmp_path, line):
    (tmp_path / "d.jsonl").write_text(line)
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's and json's errors have nothing else in common
        list(read_documents(tmp_path / "d.jsonl"))
