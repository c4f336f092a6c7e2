"""The manual: puts the last comparison into its article, in both languages. Run it with `make bench-manual`."""

import json
import sys
from pathlib import Path
from typing import Any

from compare import HOUSE, RESULTS
from labels import LABELS, LANGUAGES
from picture import draw
from table import render_markdown

_DOCS = HOUSE / "docs"
_ARTICLE = "articles/publishing/compare-the-search"
_PICTURE = "images/search-compared"
_START, _END = "<!-- bench -->", "<!-- /bench -->"


def main() -> None:
    """Write both articles and both pictures."""
    if not RESULTS.is_file():
        sys.exit(f"{RESULTS} is not there: run `make bench` first")
    write_manual(_DOCS, json.loads(RESULTS.read_text(encoding="utf-8")))


def write_manual(docs: Path, results: dict[str, Any]) -> None:
    """Replace what stands between the two marks of each article, and its picture."""
    for lang in LANGUAGES:
        suffix = "" if lang == LANGUAGES[0] else f".{lang}"
        picture = docs / f"{_PICTURE}{suffix}.svg"
        picture.write_text(draw(results, lang), encoding="utf-8")
        article = docs / f"{_ARTICLE}{suffix}.md"
        image = f"![{LABELS[lang]['alt']}](../../{_PICTURE}{suffix}.svg)"
        text = f"{image}\n\n{render_markdown(results, lang)}"
        article.write_text(put_between(article.read_text(encoding="utf-8"), text), encoding="utf-8")


def put_between(page: str, text: str) -> str:
    """`page` with `text` between its marks. Raises `ValueError` when it does not have both."""
    before, start, rest = page.partition(_START)
    _, end, after = rest.partition(_END)
    if not start or not end:
        raise ValueError(f"the page needs {_START} and {_END}")
    return f"{before}{_START}\n\n{text}\n\n{_END}{after}"


if __name__ == "__main__":
    main()
