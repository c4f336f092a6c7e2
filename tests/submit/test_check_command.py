"""`palier check` and `palier schema` as authors, editors and pipelines call them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.schema import NAMES, schema_text
from submit.commands.palier import palier

TODAY = "2026-11-22"
PAGE = "docs/articles/billing/send-an-invoice.md"


@pytest.fixture
def centre(tmp_path: Path, small_centre: Path) -> Path:
    """A copy of the small help centre, to spoil."""
    return Path(shutil.copytree(small_centre, tmp_path / "centre"))


def _check(root: Path, *options: str) -> Result:
    return CliRunner().invoke(palier, ["--root", str(root), "check", "--no-answers", "--today", TODAY, *options])


def _spoil(root: Path, old: str, new: str) -> None:
    page = root / PAGE
    text = page.read_text(encoding="utf-8")
    assert text.count(old) == 1
    page.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("shape", ["text", "github"])
def test_sound_centre_prints_nothing_but_its_count(small_centre: Path, shape: str) -> None:
    done = _check(small_centre, "--format", shape)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "0 errors, 0 warnings\n")


def test_json_is_a_list_in_both_ways_of_asking(centre: Path) -> None:
    _spoil(centre, "products: [facturo]", "products: [factura]")
    done = _check(centre, "--json")
    assert (done.exit_code, done.stderr) == (1, "")
    assert [(one["line"], one["rule"], one["level"]) for one in json.loads(done.stdout)] == [
        (4, "unknown-product", "error")
    ]
    assert _check(centre, "--format", "json").stdout == done.stdout


def test_github_is_told_by_workflow_commands(centre: Path) -> None:
    _spoil(centre, "products: [facturo]", "products: [factura]")
    done = _check(centre, "--format", "github")
    assert (done.exit_code, done.stdout) == (
        1,
        f"::error file={PAGE},line=4,col=12,title=unknown-product::“factura” is not a product of support.yml"
        " → did you mean “facturo”?\n",
    )


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)], ids=["lenient", "strict"])
def test_warnings_fail_only_when_asked_to(centre: Path, options: tuple[str, ...], code: int) -> None:
    _spoil(centre, "reviewed: 2026-11-01\n", "")
    done = _check(centre, *options)
    assert (done.exit_code, done.stderr) == (code, "0 errors, 1 warnings\n")
    assert done.stdout.startswith(f"{PAGE}:1:1: stale-page ")


def test_day_can_be_another(centre: Path) -> None:
    support = centre / "support.yml"
    support.write_text(support.read_text("utf-8").replace("review_every_days: 36500", "review_every_days: 30"), "utf-8")
    assert _check(centre).exit_code == 0
    done = CliRunner().invoke(
        palier, ["--root", str(centre), "check", "--no-answers", "--strict", "--today", "2026-12-24"]
    )
    assert done.exit_code == 1
    assert {line.split(" ")[1] for line in done.stdout.splitlines()} == {"stale-page"}


@pytest.mark.parametrize("options", [("--today", "soon"), ("--format", "xml")], ids=" ".join)
def test_what_cannot_be_understood_is_another_exit_code(small_centre: Path, options: tuple[str, ...]) -> None:
    done = CliRunner().invoke(palier, ["--root", str(small_centre), "check", *options])
    assert (done.exit_code, options[1] in done.stderr) == (2, True)


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_printed(name: str) -> None:
    done = CliRunner().invoke(palier, ["schema", name])
    assert (done.exit_code, done.stdout) == (0, schema_text(name))
