"""Each check, alone: the pages that it faults and those that it leaves in peace; then all of them together.

`cases/checks/<rule>.yml`: `pages` below docs/ (and what to `replace` in support.yml), the `findings` as printed.
"""

import importlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from written_centre import CASES, REPOSITORY, SUPPORT, read_cases, write_centre

import kb.checks
from kb.checks.all import CHECKS, check_knowledge
from kb.checks.inspection import inspect
from kb.finding import Level
from kb.knowledge import load_knowledge

TODAY = date(2026, 11, 22)
WARNINGS = {
    "foreign-link",
    "long-description",
    "missing-description",
    "missing-translation",
    "silent-incident",
    "unknown-field",
}
# A warning or an error, depending on how sure the fault is.
BOTH = {"secret-in-page", "stale-page"}
RULES = sorted(path.stem for path in (CASES / "checks").glob("*.yml"))
TABLE = [
    pytest.param(rule, case, id=f"{rule}: {case['why']}") for rule in RULES for case in read_cases(f"checks/{rule}")
]


def _write(root, case):
    support = SUPPORT
    for old, new in case.get("replace", {}).items():
        assert support.count(old) == 1
        support = support.replace(old, new)
    return write_centre(
        root, {"support.yml": support, **{f"docs/{path}": text for path, text in case["pages"].items()}}
    )


def test_every_check_has_a_table_and_is_run():
    modules = sorted(path.stem for path in Path(kb.checks.__file__).parent.glob("*.py"))
    assert modules == sorted([*RULES, "__init__", "all", "inspection"])
    assert sorted(check.__module__ for check in CHECKS) == [f"kb.checks.{rule}" for rule in RULES]


@pytest.mark.parametrize("rule", RULES)
def test_every_table_has_clean_pages_and_faults(rule):
    assert {bool(case["findings"]) for case in read_cases(f"checks/{rule}")} == {True, False}


@pytest.mark.parametrize(("rule", "case"), TABLE)
def test_findings_of_a_case(tmp_path, rule, case):
    knowledge, findings = load_knowledge(_write(tmp_path, case))
    assert findings == []
    check = importlib.import_module(f"kb.checks.{rule}").check
    assert [str(finding) for finding in sorted(check(inspect(knowledge, TODAY)))] == case["findings"]


def test_level_of_every_rule(tmp_path):
    levels = {}
    for number, (_rule, case) in enumerate(row.values for row in TABLE):
        for finding in check_knowledge(_write(tmp_path / str(number), case), TODAY):
            levels.setdefault(finding.rule, set()).add(finding.level)
    assert {rule for rule, found in levels.items() if found == {Level.WARNING}} == WARNINGS
    assert {rule for rule, found in levels.items() if len(found) == 2} == BOTH


FRESH = "description: D\nreviewed: 2026-11-01\n"
CLEAN = {
    "docs/index.en.md": "Hello, see [how](articles/mail/a.md#why)",
    "docs/articles/mail/a.md": f"---\ntitle: Écrire\n{FRESH}products: [courrier]\nrelated: [incidents/x]\n---\n"
    "## Why\n\nx",
    "docs/articles/mail/a.en.md": f"---\ntitle: Write\n{FRESH}---\n## Why\n\n[x](../../incidents/x.md)",
    "docs/incidents/x.md": "---\ntitle: Lent\ndescription: D\nstate: resolved\n"
    'affected: [{product: courrier, introduced: {version: "14.1"}, fixed: {version: "14.2", build: "500"}}]\n---\nx',
    "docs/incidents/x.en.md": "---\ntitle: Slow\ndescription: D\nstate: resolved\nresolved: 2026-11-01\n---\nx",
}


def test_clean_centre_has_no_findings(tmp_path):
    assert check_knowledge(write_centre(tmp_path, CLEAN), TODAY) == []


def test_all_findings_are_told_in_one_run_by_place(tmp_path):
    files = {
        **CLEAN,
        "docs/articles/mail/b.md": "---\ntitle: B: b\n---\nx",
        "docs/articles/lost/c.md": f"---\ntitle: Écrire\n{FRESH}products: [fax]\nnot_for: [articles/gone]\n---\n"
        "[x](y.md)",
    }
    found = [(one.path, one.line, one.rule) for one in check_knowledge(write_centre(tmp_path, files), TODAY)]
    assert found == [
        ("docs/articles/lost/c.md", 1, "missing-translation"),
        ("docs/articles/lost/c.md", 1, "unknown-category"),
        ("docs/articles/lost/c.md", 5, "unknown-product"),
        ("docs/articles/lost/c.md", 6, "unknown-page"),
        ("docs/articles/lost/c.md", 8, "broken-link"),
        ("docs/articles/mail/a.md", 2, "duplicate-title"),
        ("docs/articles/mail/b.md", 2, "broken-yaml"),
    ]


def test_centre_without_support_is_one_finding(tmp_path):
    assert [finding.rule for finding in check_knowledge(tmp_path, TODAY)] == ["missing-file"]


def test_many_pages_that_link_to_each_other_are_checked(tmp_path):
    links = "\n".join(f"- [a](p{number}.md#t)" for number in range(50)) + "\n- [a](gone.md)"
    page = "---\ntitle: T{}\n---\n## T\n\n" + links
    files = {f"docs/articles/mail/p{number}.md": page.format(number) for number in range(50)}
    errors = [one for one in check_knowledge(write_centre(tmp_path, files), TODAY) if one.level is Level.ERROR]
    assert {(one.line, one.column, one.rule) for one in errors} == {(56, 7, "broken-link")}
    assert len(errors) == 50


def test_name_too_long_for_any_disk_is_a_broken_link(tmp_path):
    name = "a" * 300
    files = {"docs/index.md": f"[x]({name})", "docs/index.en.md": "x"}
    assert [str(finding) for finding in check_knowledge(write_centre(tmp_path, files), TODAY)] == [
        f"docs/index.md:1:5: broken-link there is no file “{name}” → correct the link"
    ]


def test_checking_does_not_import_mkdocs():
    """Authors wait for every second of it, and MkDocs takes one only to be imported."""
    code = (
        "import sys; from pathlib import Path; from datetime import date; from kb.checks.all import check_knowledge;"
        "check_knowledge(Path(sys.argv[1]), date(2026, 11, 22));"
        "print([name for name in sys.modules if name.split('.')[0] in {'mkdocs', 'material', 'whoosh', 'flask'}])"
    )
    command = [sys.executable, "-c", code, str(REPOSITORY)]
    assert subprocess.run(command, capture_output=True, text=True, check=True, cwd=REPOSITORY).stdout == "[]\n"


def test_page_with_a_broken_header_is_told_of_every_fault_below_it(tmp_path):
    body = "## One\n\n#### Two [x](gone.md) [y](#gone)\n\n![](p.png)\n\npassword: Tr0ub4dor9kW\n"
    files = {
        **CLEAN,
        "docs/articles/mail/p.png": "x",
        "docs/articles/mail/b.md": f"---\ntitle: B\nkeyword: [x]\n---\n{body}",
        "docs/articles/mail/c.md": f"---\ntitle: C: c\n---\n{body}",
        "docs/incidents/y.md": "---\ntitle: Y\nstate: open\n---\n",
        "docs/articles/mail/d.md": "---\ntitle: Écrire\nreviewed: 2026-13-40\n---\n```\nx",
    }
    found = [(one.path, one.line, one.rule) for one in check_knowledge(write_centre(tmp_path, files), TODAY)]
    below = [(7, "heading-jump"), (7, "broken-link"), (7, "broken-link"), (9, "missing-alt-text")]
    assert found == [
        ("docs/articles/mail/b.md", 3, "unknown-key"),
        *(("docs/articles/mail/b.md", line, rule) for line, rule in [*below, (11, "secret-in-page")]),
        ("docs/articles/mail/c.md", 2, "broken-yaml"),
        *(("docs/articles/mail/c.md", line - 1, rule) for line, rule in [*below, (11, "secret-in-page")]),
        ("docs/articles/mail/d.md", 3, "bad-value"),
        ("docs/articles/mail/d.md", 5, "unclosed-code"),
        ("docs/incidents/y.md", 3, "bad-value"),
        ("docs/incidents/y.md", 5, "empty-page"),
    ]


def test_page_whose_own_faults_are_told_is_missing_to_nobody(tmp_path):
    files = {
        **CLEAN,
        "docs/articles/mail/b.md": "---\ntitle: B: b\n---\nx",
        "docs/articles/mail/b.en.md": "---\ntitle: B\ndescription: D\nreviewed: 2026-11-01\n"
        "related: [articles/mail/b]\n---\n[x](b.md#c)",
        "docs/articles/mail/c.MD": "x",
        "docs/articles/mail/c.en.md": "---\ntitle: C\ndescription: D\nreviewed: 2026-11-01\n---\n[x](c.md)",
    }
    assert [(one.path, one.rule) for one in check_knowledge(write_centre(tmp_path, files), TODAY)] == [
        ("docs/articles/mail/b.md", "broken-yaml"),
        ("docs/articles/mail/c.MD", "wrong-ending"),
    ]
