"""Phrases: every sentence that Palier itself says to people, one YAML catalogue a language.

A catalogue is flat: dotted keys, `str.format` placeholders in braces, comments for translators.
A phrase that depends on `count` has one key for each plural form of its language: `key.one`, `key.other`.
What must stay true: all languages have the same keys and placeholders (tests/kb/test_phrases.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from babel import Locale

OWN = Path(__file__).parent / "phrases"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of some catalogues, by language and key."""

    catalogues: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, *folders: Path) -> "Phrases":
        """Read `<lang>.yml` of each folder; a later folder's phrases replace an earlier one's."""
        catalogues: dict[str, dict[str, str]] = {}
        for folder in folders:
            for path in sorted(folder.glob("*.yml")):
                entries = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
                catalogues.setdefault(path.stem, {}).update(entries)
        return cls(catalogues)

    def say(self, lang: str, key: str, **values: object) -> str:
        """The phrase in `lang`, filled in. Raises `KeyError` naming language and key when there is none."""
        catalogue = self.catalogues.get(lang, {})
        count = values.get("count")
        names = [key]
        if isinstance(count, int):
            names = [f"{key}.{Locale.parse(lang).plural_form(count)}", f"{key}.other", key]
        for name in names:
            if name in catalogue:
                return catalogue[name].format(**values)
        raise KeyError(f"{lang}: {key}")

    def beginning(self, lang: str, prefix: str) -> dict[str, str]:
        """The phrases under `prefix`, unfilled, by the rest of their key: words for a script."""
        start = f"{prefix}."
        catalogue = self.catalogues.get(lang, {})
        return {key.removeprefix(start): text for key, text in catalogue.items() if key.startswith(start)}
