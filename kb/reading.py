"""Readings: what a rendered page holds, as its readers get it: links, anchors, headings, pictures. Pure."""

from dataclasses import dataclass
from functools import lru_cache

from kb.markup import MarkupReader
from kb.page import Page
from kb.rendering import render

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_READINGS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What one page holds, each in reading order. `pictures` are sources, with whether a text stands in for them."""

    targets: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    headings: tuple[int, ...] = ()
    pictures: tuple[tuple[str, bool], ...] = ()


def reading(page: Page) -> Reading:
    """What a page holds. Raises `Unrenderable`."""
    return _read(page.body)


@lru_cache(maxsize=_READINGS_KEPT)
def _read(body: str) -> Reading:
    reader = _Reader()
    reader.feed(render(body))
    reader.close()
    return Reading(tuple(reader.targets), frozenset(reader.anchors), tuple(reader.headings), tuple(reader.pictures))


class _Reader(MarkupReader):
    """Collects what the tags say."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.headings: list[int] = []
        self.pictures: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        for anchor in (attributes.get("id"), attributes.get("name") if tag == "a" else None):
            if anchor:
                self.anchors.add(anchor)
        if tag in _LEVELS:
            self.headings.append(_LEVELS[tag])
        elif tag == "img":
            self.pictures.append((attributes.get("src") or "", bool((attributes.get("alt") or "").strip())))
        target = attributes.get("href" if tag == "a" else "src" if tag == "img" else "")
        if target is not None and "headerlink" not in (attributes.get("class") or ""):
            self.targets.append(target)
