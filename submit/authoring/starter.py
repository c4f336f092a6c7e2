"""The starter: a vendor's own help centre, small, whole, and without a fault from its first minute."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from submit.authoring.slug import slug_of
from submit.authoring.templates import templates_in

# The languages that the starter's pages are written in; authors add others page by page.
LANGUAGES = ("fr", "en")
TIMEZONE = "Europe/Paris"
_SPARE_ID = "product"
_SPARE_PREFIX = "REF"


@dataclass(frozen=True, slots=True)
class Starter:
    """What was answered. `languages` are some of `LANGUAGES`, the default one first."""

    brand: str
    product: str
    languages: tuple[str, ...]
    today: date

    def files(self) -> dict[PurePosixPath, str]:
        """The text of each file, by its path below the new folder."""
        environment = templates_in("init")
        facts = {
            "brand": self.brand,
            "product": self.product,
            "product_id": self._product_id(),
            "prefix": self._prefix(),
            "timezone": TIMEZONE,
            "languages": self.languages,
            "today": self.today,
            "words": self._words,
        }
        files = {}
        for name in environment.list_templates():
            path = self._place(PurePosixPath(name))
            if path is not None:
                files[path] = environment.get_template(name).render(facts)
        return files

    def _place(self, name: PurePosixPath) -> PurePosixPath | None:
        """Where the text of a template goes; None when it is in a language that nobody asked for."""
        if name.name == "gitignore":
            return PurePosixPath(".gitignore")
        stem, dot, lang = name.stem.rpartition(".")
        if not dot:
            return name
        if lang == self.languages[0]:
            return name.with_name(f"{stem}{name.suffix}")
        is_page = name.parts[0] == "docs"
        return name if is_page and lang in self.languages else None

    def _words(self, *texts: str) -> str:
        """One text in the languages of this help centre, as `support.yml` writes it; `texts` are in `LANGUAGES`."""
        said = {lang: text for lang, text in zip(LANGUAGES, texts, strict=True) if lang in self.languages}
        return "{" + ", ".join(f"{lang}: {json.dumps(text, ensure_ascii=False)}" for lang, text in said.items()) + "}"

    def _product_id(self) -> str:
        slug = slug_of(self.product)
        return _SPARE_ID if slug in {"", "null"} else slug

    def _prefix(self) -> str:
        letters = "".join(letter for letter in slug_of(self.brand) if letter.isalpha())[:3].upper()
        return letters if len(letters) > 1 else _SPARE_PREFIX
