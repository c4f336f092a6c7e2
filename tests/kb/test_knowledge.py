"""A help centre is read as a whole: all of its faults at once, and whatever else can be used."""

import pytest
from written_centre import SUPPORT, write_centre

from kb.document import PageKind, Section
from kb.errors import KnowledgeError
from kb.knowledge import load_knowledge, load_support, sound_knowledge

ARTICLE = "---\ntitle: {}\n---\n{}"
INCIDENT = "---\ntitle: Lent\nstate: identified\nanswers: ['Pourquoi ?']\nsymptoms: [Ça rame]\n---\nx"


def _load(root, files):
    knowledge, findings = load_knowledge(write_centre(root, files))
    return knowledge, [str(finding) for finding in findings]


def test_pages_are_loaded_by_path(tmp_path):
    knowledge, findings = _load(
        tmp_path,
        {"docs/articles/mail/b.en.md": ARTICLE.format("B", "y"), "docs/articles/mail/a.md": ARTICLE.format("A", "x")},
    )
    assert findings == []
    assert [(page.id, page.lang) for page in knowledge.pages] == [
        ("articles/mail/a", "fr"),
        ("articles/mail/b", "en"),
        ("index", "fr"),
    ]
    assert knowledge.page("articles/mail/b", "en") is knowledge.pages[1]
    assert knowledge.page("articles/mail/b", "fr") is None


def test_pages_of_a_kind_are_in_the_order_of_the_alphabet(tmp_path):
    titles = ["zoo", "Écrire", "Effacer", "amende", "Dire"]
    files = {f"docs/articles/mail/{n}.md": ARTICLE.format(title, "x") for n, title in enumerate(titles)}
    knowledge, _ = _load(tmp_path, {**files, "docs/incidents/x.md": INCIDENT})
    found = knowledge.of_kind(PageKind.ARTICLE, "fr")
    assert [page.title for page in found] == ["amende", "Dire", "Écrire", "Effacer", "zoo"]
    assert [knowledge.of_kind(*of) for of in ((PageKind.ARTICLE, "en"), (PageKind.QUESTION, "fr"))] == [(), ()]


def test_documents_are_all_pages_but_the_plain_ones(tmp_path):
    files = {
        "docs/articles/mail/a.en.md": "---\ntitle: A\nkeywords: [k]\nproducts: [courrier]\n---\nx\n\n## B\n\ny",
        "docs/incidents/x.md": INCIDENT,
        "docs/legal/terms.md": "x",
    }
    article, incident = _load(tmp_path, files)[0].documents()
    assert (article.id, article.url, article.category) == ("articles/mail/a", "/en/articles/mail/a/", "mail")
    assert (article.keywords, article.products, article.incident) == (("k",), ("courrier",), None)
    assert article.sections == (Section(text="x"), Section(anchor="b", title="B", text="y"))
    assert (incident.kind, incident.answers, incident.incident.is_open) == ("incident", ("Pourquoi ?", "Ça rame"), True)


def test_all_faults_are_told_and_the_other_pages_loaded(tmp_path):
    knowledge, findings = _load(
        tmp_path,
        {
            "docs/articles/mail/a.md": ARTICLE.format("A", "x"),
            "docs/articles/mail/b.md": ARTICLE.format("B: b", "x"),
            "docs/articles/mail/c.md": "---\ntitle: Où\n---\nx".encode("latin-1"),
            "docs/articles/mail/d.md": "---\ntitle: D\nkeywords: k\n---\nx",
        },
    )
    assert [page.id for page in knowledge.pages] == ["articles/mail/a", "index"]
    assert [finding.partition(" ")[0:3:2] for finding in findings] == [
        (
            "docs/articles/mail/b.md:2:9:",
            'broken-yaml this is not valid YAML: the value holds ": " → put the value in quotes',
        ),
        (
            "docs/articles/mail/c.md:2:9:",
            "broken-text the file is not UTF-8; this character was saved in another encoding → save the file as UTF-8",
        ),
        (
            "docs/articles/mail/d.md:3:1:",
            "bad-value “keywords”: it should be a list → write a list: [k]",
        ),
    ]


@pytest.mark.parametrize("name", ["docs/.trash/a.md", "docs/._index.md", "docs/articles/.a.md.swp.md"])
def test_hidden_files_are_no_pages(tmp_path, name):
    knowledge, findings = _load(tmp_path, {name: b"\xff"})
    assert ([page.id for page in knowledge.pages], findings) == (["index"], [])


def test_folder_and_dangling_link_are_no_pages(tmp_path):
    write_centre(tmp_path, {})
    (tmp_path / "docs/folder.md").mkdir()
    (tmp_path / "docs/gone.md").symlink_to("nowhere.md")
    knowledge, findings = load_knowledge(tmp_path)
    assert ([page.id for page in knowledge.pages], findings) == (["index"], [])


@pytest.mark.parametrize(
    "text", ["\ufeff---\ntitle: T\n---\nx", "---\r\ntitle: T\r\n---\r\nx", "---\rtitle: T\r---\rx"]
)
def test_files_of_other_machines_are_read(tmp_path, text):
    knowledge, findings = _load(tmp_path, {"docs/articles/mail/a.md": text})
    assert (findings, knowledge.pages[0].title, knowledge.pages[0].body) == ([], "T", "x")


@pytest.mark.parametrize(
    ("support", "findings"),
    [
        (
            b"\xff",
            [
                "support.yml:1:1: broken-text the file is not UTF-8; this character was saved in another encoding"
                " → save the file as UTF-8"
            ],
        ),
        (
            "brand: {name: X",
            [
                "support.yml:1:8: broken-yaml this is not valid YAML: what opens here with { is not closed"
                " → close it with }, or put it in quotes"
            ],
        ),
        ("- brand", ["support.yml:1:1: broken-yaml this is not a list of keys → write `key: value` lines"]),
        (
            "",
            [
                f"support.yml:1:1: missing-key “{key}” is missing → add “{key}”"
                for key in ("brand", "products", "kinds")
            ],
        ),
    ],
    ids=["latin-1", "broken", "list", "empty"],
)
def test_support_that_cannot_be_used_is_told_once(tmp_path, support, findings):
    assert _load(tmp_path, {"support.yml": support}) == (None, findings)


def test_support_that_is_missing_is_told(tmp_path):
    support, findings = load_support(tmp_path)
    assert (support, [str(finding) for finding in findings]) == (
        None,
        [
            "support.yml:1:1: missing-file there is no support.yml"
            " → write support.yml, or run in the help centre's folder"
        ],
    )


def test_docs_that_are_missing_are_told(tmp_path):
    (tmp_path / "support.yml").write_text(SUPPORT)
    knowledge, findings = load_knowledge(tmp_path)
    assert (knowledge.pages, [str(finding) for finding in findings]) == (
        (),
        ["docs:1:1: missing-file there is no folder docs/ → make it"],
    )


def test_sound_knowledge_is_all_of_it(tmp_path):
    assert len(sound_knowledge(write_centre(tmp_path, {"docs/incidents/x.md": INCIDENT})).pages) == 2


def test_unsound_knowledge_names_every_error_by_place(tmp_path):
    write_centre(tmp_path, {f"docs/articles/mail/{name}.md": "---\n#\n---\nx" for name in "ba"})
    with pytest.raises(KnowledgeError) as raised:
        sound_knowledge(tmp_path)
    assert str(raised.value).split("\n") == [
        f"docs/articles/mail/{name}.md:1:1: missing-key “title” is missing → add “title”" for name in "ab"
    ]


def test_centre_without_support_is_unsound(tmp_path):
    with pytest.raises(KnowledgeError, match=r"^support\.yml:1:1: missing-file"):
        sound_knowledge(tmp_path)
