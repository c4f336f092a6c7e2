"""The picture of the comparison: an SVG that needs no library to be drawn, no colour to be read, no mouse to be asked.

It brings its own background, dark where the reader's system is dark, so it is legible on any page. Every bar carries
its number; title and description say the same to those who do not see it.
"""

import math
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from labels import LABELS, decimal, milliseconds, spaced
from sample import QUESTIONS, SHORT, TICKETS

_WIDTH = 820
_MARGIN = 16
_NAMES = 186
_ROW = 24
_BAR = 12
_COLUMN = (_WIDTH - 2 * _MARGIN - _NAMES) / len(QUESTIONS)
# Of a column; the number stands in the rest.
_LONGEST_BAR = _COLUMN - 50
_DECADES = range(-1, 6)
# Each pair of text and ground has a contrast of 7 and more, of bar and ground 3 and more.
_STYLE = """
svg { font: 13px system-ui, sans-serif }
.ground { fill: #ffffff } .text { fill: #1f2328 } .head { font-weight: 600 } .soft { fill: #454c54 }
.bar { fill: #7d8590 } .line { stroke: #7d8590 } .grid { stroke: #d8dee4 }
.own .bar { fill: #4051b5 } .own .line { stroke: #4051b5 } .own .text { font-weight: 700 }
@media (prefers-color-scheme: dark) {
.ground { fill: #1e2129 } .text { fill: #eceff4 } .soft { fill: #c0c7d0 }
.bar { fill: #8b949e } .line { stroke: #8b949e } .grid { stroke: #3a404b }
.own .bar { fill: #a3adff } .own .line { stroke: #a3adff }
}
"""


def draw(results: dict[str, Any], lang: str) -> str:
    """The picture as SVG, in a language of the manual."""
    labels, peers = LABELS[lang], results["peers"]
    times_top = 92 + _ROW * len(peers)
    height = times_top + 78 + _ROW * len(peers)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" lang="{lang}" '
        'aria-labelledby="title description">',
        f'<title id="title">{escape(labels["title"])}</title>',
        f'<desc id="description">{escape(describe(results, lang))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height}" rx="6"/>',
        *_recall(peers, lang),
        *_times(peers, lang, times_top),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def describe(results: dict[str, Any], lang: str) -> str:
    """The picture in words: each engine with its figures."""
    labels = LABELS[lang]
    lines = [
        spaced(
            f"{labels['recall']} ; {labels['times']}." if lang == "fr" else f"{labels['recall']}; {labels['times']}.",
            lang,
        )
    ]
    for peer, one in results["peers"].items():
        figures = one["questions"]
        said = [
            f"{labels['questions'][name]} {decimal(figures[name]['recall_at_3'], 2, lang)}"
            for name in QUESTIONS
            if name in figures
        ]
        said += [
            f"{labels[kind]} {milliseconds(figures[name]['query_p95_ms'], lang)} ms"
            for kind, name in (("short", SHORT), ("ticket", TICKETS))
            if name in figures
        ]
        lines.append(
            spaced(f"{labels['peers'][peer]} : " if lang == "fr" else f"{labels['peers'][peer]}: ", lang)
            + (", ".join(said) or "–")
            + "."
        )
    return "\n".join(lines)


def _recall(peers: dict[str, Any], lang: str) -> Iterator[str]:
    labels = LABELS[lang]
    yield _text(_MARGIN, 28, labels["recall"], "text head")
    for place, name in enumerate(QUESTIONS):
        yield _text(_column(place), 54, labels["questions"][name], "soft")
    for number, (peer, one) in enumerate(peers.items()):
        y = 76 + number * _ROW
        yield _open_row(peer)
        yield _text(_MARGIN, y + 4, labels["peers"][peer], "text")
        for place, name in enumerate(QUESTIONS):
            figures = one["questions"].get(name)
            if figures is None:
                yield _text(_column(place), y + 4, "–", "text")
                continue
            long = max(1.0, figures["recall_at_3"] * _LONGEST_BAR)
            x = _column(place)
            yield f'<rect class="bar" x="{x:.1f}" y="{y - _BAR / 2}" width="{long:.1f}" height="{_BAR}" rx="2"/>'
            yield _text(x + long + 5, y + 4, decimal(figures["recall_at_3"], 2, lang), "text")
        yield "</g>"


def _times(peers: dict[str, Any], lang: str, top: int) -> Iterator[str]:
    labels = LABELS[lang]
    bottom = top + 56 + _ROW * len(peers)
    yield _text(_MARGIN, top + 12, spaced(labels["times"], lang), "text head")
    yield f'<g><circle class="bar" cx="{_MARGIN + 6}" cy="{top + 32}" r="5"/>'
    yield _text(_MARGIN + 18, top + 36, labels["short"], "soft")
    yield _diamond(_MARGIN + 146, top + 32)
    yield _text(_MARGIN + 158, top + 36, labels["ticket"], "soft")
    yield "</g>"
    for decade in _DECADES:
        x = _at(10.0**decade)
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top + 46}" y2="{bottom}"/>'
        yield _text(x, bottom + 14, decimal(10.0**decade, 1 if decade < 0 else 0, lang), "soft", middle=True)
    for number, (peer, one) in enumerate(peers.items()):
        y = top + 62 + number * _ROW
        yield _open_row(peer)
        yield _text(_MARGIN, y + 4, labels["peers"][peer], "text")
        yield from _marks(one["questions"], y, lang)
        yield "</g>"


def _marks(questions: dict[str, Any], y: float, lang: str) -> Iterator[str]:
    """A circle and a diamond with a line between them, and on their outer sides how long each took."""
    times = {name: questions[name]["query_p95_ms"] for name in (SHORT, TICKETS) if name in questions}
    if not times:
        yield _text(_NAMES + _MARGIN, y + 4, "–", "text")
        return
    least, most = min(times.values()), max(times.values())
    yield f'<line class="line" stroke-width="2" x1="{_at(least):.1f}" x2="{_at(most):.1f}" y1="{y}" y2="{y}"/>'
    if SHORT in times:
        yield f'<circle class="bar" cx="{_at(times[SHORT]):.1f}" cy="{y}" r="5"/>'
    if TICKETS in times:
        yield _diamond(_at(times[TICKETS]), y)
    said = " · ".join(milliseconds(times[name], lang) for name in (SHORT, TICKETS) if name in times)
    # To the right, unless there is no room.
    right = _at(most) + 10
    if right > _WIDTH - _MARGIN - 80:
        yield _text(_at(least) - 10, y + 4, said, "text", end=True)
    else:
        yield _text(right, y + 4, said, "text")


def _open_row(peer: str) -> str:
    return '<g class="own">' if peer == "palier" else "<g>"


def _column(place: int) -> float:
    return _MARGIN + _NAMES + place * _COLUMN


def _at(milliseconds_: float) -> float:
    first, last = _DECADES[0], _DECADES[-1]
    share = (math.log10(max(milliseconds_, 10.0**first)) - first) / (last - first)
    return _MARGIN + _NAMES + min(share, 1) * (_WIDTH - 2 * _MARGIN - _NAMES - 14)


def _diamond(x: float, y: float) -> str:
    return f'<path class="bar" d="M{x - 6:.1f} {y}L{x:.1f} {y - 6}L{x + 6:.1f} {y}L{x:.1f} {y + 6}Z"/>'


def _text(x: float, y: float, text: str, kind: str, *, middle: bool = False, end: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ' text-anchor="end"' if end else ""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}"{anchor}>{escape(text)}</text>'
