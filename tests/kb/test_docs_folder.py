"""Files that only look like pages are told, instead of being missing without a word."""

import pytest
from written_centre import write_centre

from kb.knowledge import load_knowledge


@pytest.mark.parametrize(
    ("name", "rule", "cure"),
    [
        ("a.MD", "wrong-ending", "rename it to a.md"),
        ("a.markdown", "wrong-ending", "rename it to a.md"),
        ("a.en.Md", "wrong-ending", "rename it to a.en.md"),
        ("a.md.txt", "wrong-ending", "rename it to a.md"),
        ("a.txt", "wrong-ending", "rename it to a.md"),
        ("a.EN.md", "unknown-language", "rename it to a.en.md"),
        ("a.de.md", "unknown-language", "end the file's name in one of: .md, .en.md; or add the language"),
    ],
)
def test_file_that_looks_like_a_page(tmp_path, name, rule, cure):
    path = f"docs/articles/mail/{name}"
    knowledge, findings = load_knowledge(write_centre(tmp_path, {path: "---\ntitle: A\n---\nx"}))
    assert [(one.path, one.rule, one.cure) for one in findings] == [(path, rule, cure)]
    assert [page.id for page in knowledge.pages] == ["index"]


@pytest.mark.parametrize("name", ["notes.txt", "form.png", "a.old.md", "v14.2.md", ".a.MD"])
def test_file_that_is_what_it_seems(tmp_path, name):
    _, findings = load_knowledge(
        write_centre(tmp_path, {f"docs/articles/mail/{name}": "---\ntitle: A\n---\nx"[4 * name.endswith("txt") :]})
    )
    assert findings == []


def test_page_in_another_encoding_is_told_at_its_first_foreign_character(tmp_path):
    text = "---\r\ntitle: Été\r\n---\r\nUn été".encode()[:-3] + b"\xe9t\xe9"
    _, findings = load_knowledge(write_centre(tmp_path, {"docs/articles/mail/a.md": text}))
    assert [(one.line, one.column, one.rule) for one in findings] == [(4, 5, "broken-text")]


def test_page_as_long_as_a_book_is_told_and_left_out(tmp_path):
    files = {"docs/articles/mail/a.md": "---\ntitle: A\n---\n" + "mot " * 50_000}
    knowledge, findings = load_knowledge(write_centre(tmp_path, files))
    assert [(one.path, one.rule) for one in findings] == [("docs/articles/mail/a.md", "unreadable-page")]
    assert knowledge.left_out == {("articles/mail/a", "fr")}


def test_keys_of_an_incident_in_an_article_are_one_fault(tmp_path):
    files = {"docs/articles/mail/a.md": "---\ntitle: A\nseverity: major\nstate: resolved\n---\nx"}
    _, findings = load_knowledge(write_centre(tmp_path, files))
    assert [str(one) for one in findings] == [
        "docs/articles/mail/a.md:4:1: misplaced-page “state” is a key of incidents"
        " → move the page to docs/incidents/, or remove the key"
    ]
