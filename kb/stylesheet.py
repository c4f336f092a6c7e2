"""The stylesheet: the theme's small CSS files as one, under a name that changes with its text."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

THEME = Path(__file__).parent / "theme"
_FOLDER = "assets/palier"
# The order is the cascade: what is general first.
_PARTS = (
    "tokens",
    "type",
    "frame",
    "home",
    "cards",
    "incident",
    "releases",
    "page",
    "ask",
    "search",
    "launcher",
    "form",
    "print",
)


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """All of Palier's CSS. `path` is relative to the site's root and may be cached for ever."""

    path: str
    text: str

    @classmethod
    def read(cls) -> "Stylesheet":
        """Read the parts and join them in their order."""
        text = "\n".join((THEME / _FOLDER / f"{part}.css").read_text(encoding="utf-8") for part in _PARTS)
        mark = sha256(text.encode()).hexdigest()[:10]
        return cls(f"{_FOLDER}/palier.{mark}.css", text)
