"""The manual cannot lag: every rule and every key that the code knows is in it, in both languages, and no other."""

import ast
import re
from pathlib import Path

import pytest
from written_centre import REPOSITORY

import deflect
import kb
from kb.incident import Affected, Point, Update
from kb.page import IncidentMatter, Matter
from kb.support import Support

ARTICLES = REPOSITORY / "docs" / "articles"
_RULE = re.compile(r"[a-z]+(?:-[a-z]+)+")
_ROW = re.compile(r"^\| `([a-z_]+)` \| (\w+) \|", re.MULTILINE)
_NO_RULES = {"utf-8", "private-key"}
LANGUAGES = ["", ".en"]


def _rules_in(path: Path) -> set[str]:
    strings = (node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant))
    return {text for text in strings if isinstance(text, str) and _RULE.fullmatch(text)} - _NO_RULES


def _rules_in_code() -> list[str]:
    rooms = [Path(str(room.__file__)).parent for room in (kb, deflect)]
    files = [rooms[0] / f"{name}.py" for name in ("docs_folder", "front_matter", "knowledge", "page", "source")]
    files += [*(rooms[0] / "checks").glob("*.py"), *rooms[1].glob("*_checks.py")]
    return sorted(set().union(*(_rules_in(path) for path in files)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_manual_explains_every_rule_and_no_other(lang):
    text = (ARTICLES / "publishing" / f"rules-of-palier-check{lang}.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### `([a-z-]+)`$", text, re.MULTILINE)) == _rules_in_code()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_manual_gives_an_example_of_every_rule(lang):
    text = (ARTICLES / "publishing" / f"rules-of-palier-check{lang}.md").read_text(encoding="utf-8")
    entries = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    wrong, right = ("Wrong: ", " · Right: ") if lang else ("Faute\u00a0: ", " · Juste\u00a0: ")
    assert [entry.split("\n")[0] for entry in entries if wrong not in entry or right not in entry] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_manual_lists_exactly_the_keys_of_the_front_matter(lang):
    text = (ARTICLES / "writing" / f"front-matter-keys{lang}.md").read_text(encoding="utf-8")
    tables = [_ROW.findall(part) for part in re.split(r"^## ", text, flags=re.MULTILINE)]
    yes = "yes" if lang else "oui"
    found = [{key: required == yes for key, required in table} for table in tables if table]
    own = {name for name in IncidentMatter.model_fields if name not in Matter.model_fields}
    expected = [
        {name: field.is_required() for name, field in model.model_fields.items() if name in names}
        for model, names in (
            (Matter, Matter.model_fields),
            (IncidentMatter, own),
            (Affected, Affected.model_fields),
            (Point, Point.model_fields),
            (Update, Update.model_fields),
        )
    ]
    assert found == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_manual_lists_exactly_the_keys_of_support_yml(lang):
    text = (ARTICLES / "operating" / f"configure{lang}.md").read_text(encoding="utf-8")
    heading = "## The keys of support.yml" if lang else "## Les clés de support.yml"
    section = text.split(heading)[1].split("\n## ")[0]
    assert sorted(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE)) == sorted(Support.model_fields)
