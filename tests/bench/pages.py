"""Pages: what `palier check` and `palier build` cost on a help centre of many pages. Run it with `make bench-pages`.

Each command runs in a process of its own; the kernel says what it took (`wait4`), so nothing is estimated. The
pages are made up, with the marks that real ones have: headings, lists, a table, a note, links, code.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("fr", "en")
CATEGORIES = 20
PALIER = Path(sys.executable).with_name("palier")
_WORDS = {
    "fr": (
        "facture client devis export calendrier imprimante adresse contrat relance paiement rapport licence agenda "
        "tableau colonne fichier dossier réglage écran bouton onglet serveur compte message pièce jointe courriel "
        "ouvrez choisissez cliquez validez vérifiez lorsque ensuite parfois toujours avant après chaque pour dans avec "
        "sans une les des vous votre cette"
    ),
    "en": (
        "invoice customer quote export calendar printer address contract reminder payment report licence diary table "
        "column file folder setting screen button tab server account message attachment mail open choose click confirm "
        "check when then sometimes always before after each for in with without a the some you your this"
    ),
}
_SUPPORT = """\
brand: {name: Bench}
languages: [fr, en]
products:
  facturo:
    name: Facturo
    releases: [{version: "2.0", builds: ["200"], state: current}]
kinds:
  question: {required: [product, subject, description, email]}
categories:
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took: CPU and wall-clock seconds, and the most memory it held at a time, in MB."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def write_centre(root: Path, pages: int) -> None:
    """Write a help centre of `pages` pages into `root`, half of them in each language."""
    root.mkdir(parents=True, exist_ok=True)
    categories = "".join(f"  c{place}: {{title: Thème {place}}}\n" for place in range(CATEGORIES))
    (root / "support.yml").write_text(_SUPPORT + categories, encoding="utf-8")
    (root / "mkdocs.yml").write_text("theme: {name: material}\nplugins: [search, palier]\n", encoding="utf-8")
    each = pages // len(LANGUAGES)
    for lang in LANGUAGES:
        suffix = "" if lang == LANGUAGES[0] else f".{lang}"
        for number in range(each):
            path = root / "docs" / "articles" / f"c{number % CATEGORIES}" / f"page-{number}{suffix}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(_page(number, lang, each)) + "\n", encoding="utf-8")
        (root / "docs" / f"index{suffix}.md").write_text("---\ntitle: Bench\n---\n", encoding="utf-8")


def measure(*command: str, **settings: str) -> Cost:
    """Run a command to its end and ask the kernel what it took. Raises `SystemExit` when it fails."""
    start = time.monotonic()
    process = os.posix_spawn(command[0], command, {**os.environ, **settings})
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)} failed")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024)


def main() -> None:
    """Print a table: one row a command and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="*", default=[1000, 5000])
    print(f"{'pages':>6}  {'command':25} {'CPU s':>7} {'wall s':>7} {'peak MB':>8}", flush=True)
    for pages in parser.parse_args().pages:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write_centre(root, pages)
            _print(pages, "palier check --no-answers", _palier(folder, "check", "--no-answers"))
            costs = []
            for name in ("check", "build"):
                costs.append(_palier(folder, name))
                _print(pages, f"palier {name}", costs[-1])
            both = Cost(sum(c.cpu_s for c in costs), sum(c.wall_s for c in costs), max(c.peak_mb for c in costs))
            _print(pages, "check and build", both)


def _palier(root: str, *arguments: str) -> Cost:
    return measure(str(PALIER), "--root", root, *arguments, NO_MKDOCS_2_WARNING="1")


def _print(pages: int, name: str, cost: Cost) -> None:
    print(f"{pages:6}  {name:25} {cost.cpu_s:7.1f} {cost.wall_s:7.1f} {cost.peak_mb:8.0f}", flush=True)


def _page(number: int, lang: str, pages: int) -> Iterator[str]:
    """The lines of one page: some 250 words, other ones on each page."""
    dice = random.Random(f"{lang} {number}")
    words = [*_WORDS[lang].split(), *(f"topic{dice.randrange(5000)}" for _ in range(15))]

    def say(count: int) -> str:
        return " ".join(dice.choice(words) for _ in range(count))

    keywords, title = ", ".join(dice.sample(words, 4)), f"{say(5).capitalize()} {number}"
    yield from ("---", f"title: {title}", f"description: {say(12).capitalize()}.")
    yield from ("products: [facturo]", f"keywords: [{keywords}]", f"answers: [{title}]")
    yield from ("reviewed: 2026-11-22", "owner: bench", "---", "")
    yield from (f"{say(40).capitalize()}.", "", f"## {say(4).capitalize()}", "", f"{say(50).capitalize()}.", "")
    yield from (f"{step}. {say(10).capitalize()}" for step in range(1, 6))
    yield from ("", '!!! note "Note"', "", f"    {say(20).capitalize()}.", "", f"## {say(4).capitalize()}", "")
    yield from ("| a | b |", "| --- | --- |", *(f"| {say(3)} | {say(5)} |" for _ in range(4)), "")
    link = (number + CATEGORIES) % (pages // CATEGORIES * CATEGORIES)
    yield from (f"{say(30).capitalize()} [{say(2)}](page-{link}.md) **{say(2)}** `{say(1)}`.", "")
    yield from ("```ini", f"{say(1)} = {number}", "```")


if __name__ == "__main__":
    main()
