"""`palier new`: a page that passes `palier check` before its author has written a word."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kb.checks.all import check_knowledge
from kb.finding import Finding, Level
from kb.incident import IncidentState, Severity
from kb.knowledge import load_knowledge
from kb.page import IncidentMatter, Matter, Page
from submit.commands.palier import palier

TODAY = datetime.now().astimezone().date()


@pytest.fixture
def centre(tmp_path: Path, small_centre: Path) -> Path:
    """A copy of the small help centre, to write into."""
    shutil.copytree(small_centre, tmp_path / "centre")
    return tmp_path / "centre"


def new(root: Path, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(palier, ["--root", str(root), "new", *arguments], input=typed)


def errors(root: Path) -> list[Finding]:
    return [finding for finding in check_knowledge(root, TODAY) if finding.level is Level.ERROR]


def page(root: Path, page_id: str, lang: str) -> Page:
    knowledge, _ = load_knowledge(root)
    assert knowledge is not None
    found = knowledge.page(page_id, lang)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        (("article", "--category", "billing"), "articles/billing"),
        (("incident", "--severity", "critical"), "incidents"),
        (("question",), "questions"),
    ],
    ids=["article", "incident", "question"],
)
def test_new_page_has_its_matter_filled_in_and_no_error(centre: Path, arguments: tuple[str, ...], folder: str) -> None:
    titles = ("--title", 'Réglage « fin » : l’option "A"', "--title-en", "Fine setting: the option “A”")
    before = errors(centre)
    done = new(centre, *arguments, *titles, "--product", "facturo", "--no-input")
    slug = "reglage-fin-l-option-a"
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        [f"docs/{folder}/{slug}.md", f"docs/{folder}/{slug}.en.md"],
    )
    assert "palier check" in done.stderr
    assert errors(centre) == before
    french, english = (page(centre, f"{folder}/{slug}", lang).matter for lang in ("fr", "en"))
    assert isinstance(french, Matter)
    assert isinstance(english, Matter)
    printed = 'Réglage «\u00a0fin\u00a0»\u00a0: l’option "A"'
    assert (french.title, english.title) == (printed, titles[3])
    assert (french.products, french.reviewed, french.answers) == (("facturo",), TODAY, (titles[1],))
    # Who keeps most pages of this help centre.
    assert french.owner == english.owner != ""
    assert "Écrivez" in page(centre, f"{folder}/{slug}", "fr").body or folder != "articles/billing"


def test_new_incident_is_open_since_today_for_its_product(centre: Path) -> None:
    new(centre, "incident", "--title", "Panne", "--product", "facturo", "--severity", "major", "--no-input")
    matter = page(centre, "incidents/panne", "fr").matter
    assert isinstance(matter, IncidentMatter)
    assert (matter.state, matter.severity, matter.started) == (
        IncidentState.INVESTIGATING,
        Severity.MAJOR,
        TODAY,
    )
    assert [affected.product for affected in matter.affected] == ["facturo"]
    assert [update.state for update in matter.updates] == [IncidentState.INVESTIGATING]


def test_new_page_asks_for_what_no_flag_says(centre: Path) -> None:
    done = new(centre, "article", typed="Payer en ligne\nPay online\nfacturo\nno-such-shelf\nbilling\n")
    assert done.exit_code == 0
    titles = [page(centre, "articles/billing/payer-en-ligne", lang).title for lang in ("fr", "en")]
    assert titles == ["Payer en ligne", "Pay online"]


def test_new_page_in_one_language_leaves_the_other_for_later(centre: Path) -> None:
    done = new(centre, "question", "--product", "facturo", typed="Et ensuite ?\n\n")
    assert (done.exit_code, [path.name for path in (centre / "docs/questions").glob("et-ensuite*")]) == (
        0,
        ["et-ensuite.md"],
    )


def test_new_page_in_a_named_language_lies_under_its_ending(centre: Path) -> None:
    arguments = ("--lang", "en", "--title-en", "Only English", "--product", "facturo", "--no-input")
    assert new(centre, "question", *arguments).exit_code == 0
    assert page(centre, "questions/only-english", "en").title == "Only English"
    assert not (centre / "docs/questions/only-english.md").exists()


def test_new_page_never_overwrites(centre: Path) -> None:
    arguments = ("question", "--title", "Une fois", "--product", "facturo", "--no-input")
    assert new(centre, *arguments).exit_code == 0
    written = centre / "docs/questions/une-fois.md"
    written.write_text("somebody's work", encoding="utf-8")
    # Its English version is not written either: all or nothing.
    again = new(centre, *arguments, "--title-en", "Once")
    assert (again.exit_code, written.read_text(encoding="utf-8")) == (1, "somebody's work")
    assert "une-fois.md exists already" in again.output
    assert not (centre / "docs/questions/une-fois.en.md").exists()


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "no title": (("question", "--product", "facturo"), "--title"),
    "no category": (("article", "--title", "A", "--product", "facturo"), "--category"),
    "no product": (("question", "--title", "A"), "--product"),
    "unknown product": (("question", "--title", "A", "--product", "nope"), "no product “nope”"),
    "unknown category": (
        ("article", "--title", "A", "--product", "facturo", "--category", "../.."),
        "no category “../..”",
    ),
    "unknown language": (("question", "--title", "A", "--lang", "de"), "no language “de”"),
    "no address": (("question", "--title", "？", "--product", "facturo"), "--slug"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_new_page_that_cannot_be_written_says_what_to_add(centre: Path, arguments: tuple[str, ...], said: str) -> None:
    before = sorted(centre.rglob("*"))
    done = new(centre, *arguments, "--no-input")
    assert (done.exit_code, said in done.output) == (2, True)
    assert sorted(centre.rglob("*")) == before


def test_new_page_where_there_is_no_help_centre_says_so(tmp_path: Path) -> None:
    done: Any = new(tmp_path, "question", "--title", "A")
    assert "support.yml" in str(done.exception)
