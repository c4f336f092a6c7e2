"""The line that an author reads is interface: its wording and its order."""

import pytest

from kb.finding import Finding, Level

FINDING = Finding("docs/a.md", 3, 7, "broken-link", "there is no page “b.md”", "correct the link")


def test_finding_as_a_line():
    assert str(FINDING) == "docs/a.md:3:7: broken-link there is no page “b.md” → correct the link"


def test_finding_as_json():
    assert FINDING.as_json() == {
        "path": "docs/a.md",
        "line": 3,
        "column": 7,
        "rule": "broken-link",
        "message": "there is no page “b.md”",
        "cure": "correct the link",
        "level": "error",
    }


def test_findings_are_ordered_by_place_and_lines_are_numbers():
    places = [("a.md", 2, 1), ("a.md", 10, 1), ("a.md", 10, 9), ("b.md", 1, 1)]
    findings = [Finding(*place, "rule", "message", "cure") for place in reversed(places)]
    assert [(one.path, one.line, one.column) for one in sorted(findings)] == places


def test_finding_is_an_error_unless_it_says_otherwise():
    assert (FINDING.level, Level("warning")) == (Level.ERROR, Level.WARNING)


@pytest.mark.parametrize(
    ("finding", "command"),
    [
        (FINDING, "::error file=docs/a.md,line=3,col=7,title=broken-link::there is no page “b.md” → correct the link"),
        (
            Finding("docs/a,b:c%.md", 1, 1, "rule", "100 %\nof, it: ::error::", "a\r", Level.WARNING),
            "::warning file=docs/a%2Cb%3Ac%25.md,line=1,col=1,title=rule::100 %25%0Aof, it: ::error:: → a%0D",
        ),
    ],
    ids=["plain", "escaped"],
)
def test_finding_as_a_workflow_command_of_github(finding, command):
    assert finding.as_github() == command
