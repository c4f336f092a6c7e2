"""A built help centre, as the tests of the site read it."""

from dataclasses import dataclass
from pathlib import Path

from kb.site import SiteFacts

LITTLE_CENTRE = Path(__file__).parent / "little_centre"
WORKSHOP_CENTRE = Path(__file__).parent / "workshop_centre"
BASE_URL = "https://aide.example"


@dataclass(frozen=True, slots=True)
class Built:
    """A built help centre. `page` reads the HTML of a path of the site."""

    stage: Path
    facts: SiteFacts
    steps: tuple[str, ...]

    def page(self, url: str) -> str:
        """The HTML that a static host would serve at `url`."""
        path = self.stage / "site" / url.strip("/")
        return (path / "index.html" if url.endswith("/") else path).read_text(encoding="utf-8")

    def shell(self, lang: str) -> str:
        """The frame that the service fills in one language."""
        return (self.stage / "shell" / f"{lang}.html").read_text(encoding="utf-8")
