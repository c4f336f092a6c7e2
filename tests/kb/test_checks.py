"""Each check, alone: the pages that it faults and those that it leaves in peace; then all of them together.

`cases/checks/<rule>.yml`: `pages` below docs/ (and what to `replace` in support.yml), the `findings` as printed.
"""

import importlib
from pathlib import Path

import pytest
from written_centre import CASES, SUPPORT, read_cases, write_centre

import kb.checks
from kb.checks.all import CHECKS, check_knowledge
from kb.finding import Level
from kb.knowledge import load_knowledge

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
    assert modules == sorted([*RULES, "__init__", "all"])
    assert sorted(check.__module__ for check in CHECKS) == [f"kb.checks.{rule}" for rule in RULES]


@pytest.mark.parametrize("rule", RULES)
def test_every_table_has_clean_pages_and_faults(rule):
    assert {bool(case["findings"]) for case in read_cases(f"checks/{rule}")} == {True, False}


@pytest.mark.parametrize(("rule", "case"), TABLE)
def test_findings_of_a_case(tmp_path, rule, case):
    knowledge, findings = load_knowledge(_write(tmp_path, case))
    assert findings == []
    check = importlib.import_module(f"kb.checks.{rule}").check
    assert [str(finding) for finding in sorted(check(knowledge))] == case["findings"]


def test_missing_translation_is_a_warning_and_the_rest_are_errors(tmp_path):
    levels = {}
    for number, (_rule, case) in enumerate(row.values for row in TABLE):
        for finding in check_knowledge(_write(tmp_path / str(number), case)):
            levels.setdefault(finding.level, set()).add(finding.rule)
    assert levels[Level.WARNING] == {"missing-translation"}
    assert sorted(levels[Level.ERROR]) == sorted(
        {rule.replace("_", "-") for rule in RULES} - {"missing-translation"} | {"impossible-range"}
    )


CLEAN = {
    "docs/index.en.md": "Hello, see [how](articles/mail/a.md#why)",
    "docs/articles/mail/a.md": "---\ntitle: Écrire\nproducts: [courrier]\nrelated: [incidents/x]\n---\n## Why\n\nx",
    "docs/articles/mail/a.en.md": "---\ntitle: Write\n---\n## Why\n\n[x](../../incidents/x.md)",
    "docs/incidents/x.md": "---\ntitle: Lent\nstate: resolved\n"
    'affected: [{product: courrier, introduced: {version: "14.1"}, fixed: {version: "14.2", build: "500"}}]\n---\nx',
    "docs/incidents/x.en.md": "---\ntitle: Slow\nstate: resolved\n---\nx",
}


def test_clean_centre_has_no_findings(tmp_path):
    assert check_knowledge(write_centre(tmp_path, CLEAN)) == []


def test_all_findings_are_told_in_one_run_by_place(tmp_path):
    files = {
        **CLEAN,
        "docs/articles/mail/b.md": "---\ntitle: B: b\n---\nx",
        "docs/articles/lost/c.md": "---\ntitle: Écrire\nproducts: [fax]\nnot_for: [articles/gone]\n---\n[x](y.md)",
    }
    found = [(one.path, one.line, one.rule) for one in check_knowledge(write_centre(tmp_path, files))]
    assert found == [
        ("docs/articles/lost/c.md", 1, "missing-translation"),
        ("docs/articles/lost/c.md", 1, "unknown-category"),
        ("docs/articles/lost/c.md", 3, "unknown-product"),
        ("docs/articles/lost/c.md", 4, "unknown-page"),
        ("docs/articles/lost/c.md", 6, "broken-link"),
        ("docs/articles/mail/a.md", 2, "duplicate-title"),
        ("docs/articles/mail/b.md", 2, "broken-yaml"),
    ]


def test_centre_without_support_is_one_finding(tmp_path):
    assert [finding.rule for finding in check_knowledge(tmp_path)] == ["missing-file"]


def test_many_pages_that_link_to_each_other_are_checked(tmp_path):
    links = "\n".join(f"- [a](p{number}.md#t)" for number in range(50)) + "\n- [a](gone.md)"
    page = "---\ntitle: T{}\n---\n## T\n\n" + links
    files = {f"docs/articles/mail/p{number}.md": page.format(number) for number in range(50)}
    errors = [one for one in check_knowledge(write_centre(tmp_path, files)) if one.level is Level.ERROR]
    assert {(one.line, one.column, one.rule) for one in errors} == {(56, 7, "broken-link")}
    assert len(errors) == 50


def test_name_too_long_for_any_disk_is_a_broken_link(tmp_path):
    name = "a" * 300
    files = {"docs/index.md": f"[x]({name})", "docs/index.en.md": "x"}
    assert [str(finding) for finding in check_knowledge(write_centre(tmp_path, files))] == [
        f"docs/index.md:1:5: broken-link there is no file “{name}” → correct the link"
    ]
