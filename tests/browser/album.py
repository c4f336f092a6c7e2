"""An album: what people saw on their walks, as numbered pictures, and one page on which all walks are seen at a look.

Without a folder nothing is written, and a walk is only walked.
"""

from dataclasses import dataclass, field
from email.message import EmailMessage
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page

_STYLE = """
body { margin: 32px; font: 16px/1.5 sans-serif; color: #211c33; background: #f4f2f7 }
h1, h2, p { margin: 0 } header p { margin: 4px 0 24px }
section { margin-bottom: 28px; padding: 20px; background: #fff; border-radius: 12px }
ol { display: flex; flex-wrap: wrap; gap: 16px; margin: 16px 0 0; padding: 0; list-style: none }
li { width: 224px; font-size: 13px; line-height: 1.35 }
li a { display: block; height: 300px; margin-bottom: 6px; overflow: hidden; border: 1px solid #cfc9dd }
img { display: block; width: 100% }
"""
_LETTER = """
body { max-width: 640px; margin: 24px; font: 15px/1.5 sans-serif } dt { color: #5c566e } dd { margin: 0 0 4px }
pre { margin: 16px 0 0; padding-top: 16px; border-top: 1px solid #cfc9dd; font: inherit; white-space: pre-wrap;
  overflow-wrap: anywhere }
"""


@dataclass(slots=True)
class Walk:
    """The pictures of one customer's walk, in their order."""

    number: int
    title: str
    folder: Path | None
    pictures: list[tuple[str, str]] = field(default_factory=list)

    def picture(self, page: Page, caption: str) -> None:
        """Take the page as it is now, in its whole length."""
        if self.folder is None:
            return
        # What sticks to the window's edge would else lie across the middle of the picture.
        place = page.evaluate("document.fonts.ready.then(() => { const y = scrollY; scrollTo(0, 0); return y; })")
        page.screenshot(path=self._next(caption), full_page=True, animations="disabled")
        page.evaluate("y => scrollTo(0, y)", place)

    def view(self, page: Page, caption: str) -> None:
        """Take what the window shows of the page, and no more."""
        if self.folder is None:
            return
        page.evaluate("document.fonts.ready")
        page.screenshot(path=self._next(caption), animations="disabled")

    def letter(self, browser: Browser, mail: EmailMessage, caption: str) -> None:
        """Take a mail as a plain mail program shows it."""
        if self.folder is None:
            return
        heads = "".join(f"<dt>{name}</dt><dd>{escape(str(mail[name]))}</dd>" for name in ("From", "To", "Subject"))
        page = browser.new_page(viewport={"width": 720, "height": 400})
        page.set_content(f"<style>{_LETTER}</style><dl>{heads}</dl><pre>{escape(mail.get_content())}</pre>")
        page.screenshot(path=self._next(caption), full_page=True)
        page.close()

    def _next(self, caption: str) -> Path:
        assert self.folder is not None
        name = f"{self.number}-{len(self.pictures) + 1:02}.png"
        self.pictures.append((name, caption))
        return self.folder / name


@dataclass(slots=True)
class Album:
    """All walks of one run. `folder` is None when nobody wants to look."""

    folder: Path | None
    walks: list[Walk] = field(default_factory=list)

    def begin(self, number: int, title: str) -> Walk:
        """A fresh row of pictures."""
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
        walk = Walk(number, title, self.folder)
        self.walks.append(walk)
        return walk

    def bind(self, browser: Browser) -> None:
        """Write `index.html`, where each picture opens at a click, and `sheet.png`, a picture of it."""
        if self.folder is None or not self.walks:
            return
        rows = "".join(_row(walk) for walk in sorted(self.walks, key=lambda walk: walk.number))
        index = self.folder / "index.html"
        index.write_text(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Six customers</title>"
            f"<style>{_STYLE}</style><header><h1>Six customers</h1><p>What each of them saw, in order.</p></header>"
            f"{rows}</html>\n",
            encoding="utf-8",
        )
        page = browser.new_page(viewport={"width": 1600, "height": 900})
        page.goto(index.as_uri())
        page.screenshot(path=self.folder / "sheet.png", full_page=True)
        page.close()


def _row(walk: Walk) -> str:
    pictures = "".join(
        f'<li><a href="{name}"><img src="{name}" alt="{escape(caption)}"></a>{place}. {escape(caption)}</li>'
        for place, (name, caption) in enumerate(walk.pictures, 1)
    )
    return f"<section><h2>{walk.number}. {escape(walk.title)}</h2><ol>{pictures}</ol></section>"
