"""Pages: what a file's path and front matter say, and every fault of the latter at its place."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from written_centre import read_cases, why

from kb.incident import IncidentState, Severity
from kb.page import identify, parse_page

LANGUAGES = ("fr", "en")
_ANY_TEXT = st.text(st.characters(exclude_categories=()))
_NAMES = st.from_regex(r"[a-zé][a-z0-9 ._-]{0,8}[a-z0-9]", fullmatch=True).filter(lambda name: name != "index")
_MATTER = {"incident": "title: T\nstate: resolved"}


def _parse(text, path="articles/mail/x.md"):
    return parse_page(text, path, LANGUAGES)


@pytest.mark.parametrize("case", read_cases("front_matter_faults"), ids=why)
def test_faults_of_a_case(case):
    matter = case["matter"] if case["matter"].endswith("\n") or not case["matter"] else case["matter"] + "\n"
    _, findings = _parse(f"---\n{matter}---\nBody\n", "incidents/x.md")
    assert [str(finding) for finding in sorted(findings)] == [f"docs/incidents/x.md:{one}" for one in case["findings"]]


@pytest.mark.parametrize("case", read_cases("identities"), ids=why)
def test_identity_of_a_case(case):
    page, findings = _parse("---\ntitle: T\n---\nBody", case["path"])
    assert findings == []
    assert {name: case[name] for name in ("id", "lang", "url")} == {
        "id": page.id,
        "lang": page.lang,
        "url": page.url("fr"),
    }


def test_url_of_a_first_language_other_than_french_has_no_prefix():
    page, _ = parse_page("---\ntitle: T\n---\n", "articles/a/b.md", ("de", "fr"))
    assert (page.lang, page.url("de")) == ("de", "/articles/a/b/")


@pytest.mark.parametrize("case", read_cases("kinds_of_page"), ids=why)
def test_kind_of_a_case(case):
    page, findings = _parse(f"---\n{_MATTER.get(case['kind'], 'title: T')}\n---\nBody", case["path"])
    assert (findings, page.kind, page.category) == ([], case["kind"], case["category"])


@given(st.lists(_NAMES, min_size=1, max_size=4), st.sampled_from(LANGUAGES))
@example(["reindex"], "en")
def test_identity_of_any_path_leads_back_to_it(names, lang):
    page_id = "/".join(names)
    path = f"{page_id}.md" if lang == "fr" else f"{page_id}.{lang}.md"
    if names[-1].rpartition(".")[2] not in LANGUAGES:
        assert identify(path, LANGUAGES) == (page_id, lang)


@given(_ANY_TEXT, st.sampled_from(["index.md", "articles/mail/x.md", "incidents/x.en.md"]))
@example("---\ntitle: &x [*x]\n---\n", "articles/mail/x.md")
def test_any_text_is_a_page_or_a_finding(text, path):
    for written in (text, f"---\n{text}\n---\n{text}"):
        page, findings = _parse(written, path)
        assert (page is None) <= bool(findings)


@given(st.text(alphabet="ab-\n \u2028\x0c\r:#", max_size=60))
def test_body_is_the_end_of_the_file_and_begins_on_its_line(text):
    page, _ = _parse(text, "legal/x.md")
    if page is not None:
        assert text.endswith(page.body)
        assert "\n".join(text.split("\n")[page.body_line - 1 :]) == page.body


def test_values_of_an_article_stay_as_written():
    page, findings = _parse(
        "---\ntitle: 2024\nversions: [3.10, 2024R2]\nkeywords: [yes, 0x1F]\nreviewed: 2026-11-22\n---\nBody"
    )
    assert findings == []
    assert (page.title, page.matter.versions, page.matter.keywords) == ("2024", ("3.10", "2024R2"), ("yes", "0x1F"))
    assert page.matter.reviewed == datetime.date(2026, 11, 22)


def test_incident_carries_its_facts():
    page, findings = _parse(
        "---\ntitle: T\nstate: monitoring\nseverity: major\nstarted: 2026-11-22\nworkaround: W\n"
        "affected: [{product: courrier, introduced: {version: 3.10}}]\n"
        "updates:\n  - {at: 2026-11-22, text: One}\n"
        "  - {at: 2026-11-23T10:00:00Z, state: identified, text: Two}\n---\n",
        "incidents/x.md",
    )
    assert findings == []
    incident = page.incident
    assert (incident.state, incident.severity, incident.workaround) == (IncidentState.MONITORING, Severity.MAJOR, "W")
    assert (incident.started, incident.affected[0].introduced.version) == (datetime.date(2026, 11, 22), "3.10")
    assert [update.at for update in incident.updates] == [
        datetime.date(2026, 11, 22),
        datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC),
    ]


def test_article_is_no_incident():
    assert _parse("---\ntitle: T\n---\n")[0].incident is None


def test_home_page_lets_the_keys_of_the_theme_pass():
    page, findings = _parse("---\ntemplate: home.html\nhide: [toc]\n---\nBody", "index.md")
    assert (findings, page.title, page.kind) == ([], "", None)


def test_page_without_front_matter_has_no_title():
    page, findings = _parse("# Foo\n")
    assert (page, [str(one) for one in findings]) == (
        None,
        [
            "docs/articles/mail/x.md:1:1: broken-front-matter the page has no front matter"
            " → begin the page with a line ---, the keys (such as “title: …”), and another line ---"
        ],
    )


def test_home_page_needs_no_front_matter():
    page, findings = _parse("Bonjour", "index.md")
    assert (findings, page.body, page.body_line) == ([], "Bonjour", 1)


def test_front_matter_that_does_not_end_is_told_at_its_beginning():
    page, findings = _parse("---\ntitle: Foo\n\nBody: text\n")
    assert (page, [str(one) for one in findings]) == (
        None,
        [
            "docs/articles/mail/x.md:1:1: broken-front-matter the front matter does not end"
            " → write --- on a line of its own after the last key"
        ],
    )


@pytest.mark.parametrize(
    ("text", "body", "line", "reason"),
    [
        ("---\ntitle: T\n---\nBody\n", "Body\n", 4, "plain"),
        ("\ufeff---\ntitle: T\n---\nBody", "Body", 4, "byte order mark"),
        ("---\r\ntitle: T\r\n---\r\nBody\r\n", "Body\r\n", 4, "lines of Windows"),
        ("--- \ntitle: T\n---\t\nBody", "Body", 4, "blanks after the fences"),
        ("---\ntitle: T\n---", "", 4, "no body"),
        ("---\ntitle: T\n---\n\n---\nBody", "\n---\nBody", 4, "a ruler in the body"),
        ("---\ntitle: T\ndescription: |\n  a\n  ---\n  b\n---\nBody", "Body", 8, "dashes inside a value"),
        ('---\ntitle: "T\u2028\x85T"\n---\nBody', "Body", 4, "line separators from a pasted text"),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)
def test_body_begins_after_the_front_matter(text, body, line, reason):
    page, findings = _parse(text)
    assert (findings, page.body, page.body_line) == ([], body, line), reason


def test_doubled_key_is_an_error_and_the_page_is_still_there():
    page, findings = _parse("---\ntitle: One\ntitle: Two\n---\nBody")
    assert (page.title, [finding.rule for finding in findings]) == ("Two", ["doubled-key"])


def test_all_faults_of_a_page_are_told_at_once():
    _, findings = _parse("---\ntitle: [a]\ntitle:\nkeyword: x\nreviewed: soon\n---\n")
    assert sorted((finding.line, finding.rule) for finding in findings) == [
        (3, "bad-value"),
        (3, "doubled-key"),
        (4, "unknown-key"),
        (5, "bad-value"),
    ]


def test_page_of_a_megabyte_is_parsed():
    page, findings = _parse("---\ntitle: T\n---\n" + "mot \n" * 250_000)
    assert (findings, len(page.body)) == ([], 1_250_000)
