"""Take the manual's pictures of pages anew: `make pictures`, after a change to how they look."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from engine import MISSING, find_chromium
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from server import serving

from submit.publication import publish
from submit.settings import read_settings
from submit.web.application import create_app
from submit.web.service import open_service

HOUSE = Path(__file__).parents[2]
PICTURES = HOUSE / "docs" / "images"
# Heavier ones are kept with 256 colours.
_HEAVY_BYTES = 118_000
_MESSAGES = {
    "fr": "Bonjour,\n\n• Nos clients ne reçoivent pas le courriel de confirmation.\n"
    "• L’article publié hier n’apparaît pas dans la recherche.\n\nMerci d’avance",
    "en": "Hello,\n\n• Our customers do not get the confirmation mail.\n"
    "• The article published yesterday does not show in the search.\n\nThank you",
}
_SUBJECTS = {"fr": "Deux points à régler", "en": "Two points to settle"}
_SECRETS = {
    "fr": "Rien n’arrive depuis lundi. Pour vérifier\u00a0: mot de passe\u00a0: Lune-Grise!47",
    "en": "Nothing has arrived since Monday. To check: password: Grey-Moon!47",
}


def main() -> None:
    """Build the help centre, serve it, and write every picture."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit(MISSING)
    with TemporaryDirectory() as var, sync_playwright() as playwright:
        settings = read_settings({"PALIER_VAR": var}, root=HOUSE)
        publish(HOUSE, settings.var, settings.base_url, lambda _step, _done: None)
        service = open_service(settings)
        service.searches.start()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with serving(create_app(service)) as address:
            wide = browser.new_context(
                base_url=address, viewport={"width": 1200, "height": 900}, reduced_motion="reduce"
            )
            home(wide.new_page())
            support(wide.new_page())
            for lang in ("fr", "en"):
                page = browser.new_context(
                    base_url=address, viewport={"width": 1000, "height": 900}, reduced_motion="reduce"
                ).new_page()
                two_requests(page, lang)
                secret_seen(page, lang)
        browser.close()
        service.close()


def home(page: Page) -> None:
    """The first page."""
    page.goto("/en/")
    page.wait_for_load_state("networkidle")
    take(page, "home.png")


def support(page: Page) -> None:
    """Words of a customer, and the answers to them."""
    page.goto("/en/support/")
    page.fill("[name=text]", "my customers do not get the confirmation mail")
    page.wait_for_selector(".palier-suggestion")
    take(page, "support.png")


def two_requests(page: Page, lang: str) -> None:
    """A message that holds two requests: the ways on, and the first of the two."""
    open_form(page, lang)
    page.fill("#subject", _SUBJECTS[lang])
    page.fill("#description", _MESSAGES[lang])
    page.fill("#email", "claire@example.org")
    page.locator(".palier-actions button[value=send]").last.click()
    page.wait_for_selector(".palier-part")
    page.locator(".palier-suggestion summary").nth(1).click()
    rest(page)
    header = page.locator(".palier-header").bounding_box()
    part = page.locator(".palier-part").first.bounding_box()
    assert header is not None
    assert part is not None
    take(page, name("two-requests", lang), (0, header["height"] + 1, 1000, part["y"] + part["height"] + 12))


def secret_seen(page: Page, lang: str) -> None:
    """A password in the description, and what the browser says of it."""
    open_form(page, lang)
    page.fill("#description", _SECRETS[lang])
    page.wait_for_selector(".palier-secret")
    rest(page)
    box = page.locator(".palier-field", has=page.locator(".palier-secret")).bounding_box()
    assert box is not None
    edge = 16
    take(
        page,
        name("secret-seen", lang),
        (box["x"] - edge, box["y"] - edge, box["x"] + box["width"] + edge, box["y"] + box["height"] + edge),
    )


def open_form(page: Page, lang: str) -> None:
    """The form of a question."""
    page.goto(f"{'' if lang == 'fr' else '/en'}/support/?kind=question")
    page.locator(".palier-actions button[value=form]").click()
    page.wait_for_selector("#subject")


def rest(page: Page) -> None:
    """Let go of the mouse and of what has the focus, and go back to the top."""
    page.mouse.move(5, 5)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def name(stem: str, lang: str) -> str:
    """How a picture of one language is called: French is the language without a suffix."""
    return f"{stem}.png" if lang == "fr" else f"{stem}.{lang}.png"


def take(page: Page, file: str, box: tuple[float, float, float, float] | None = None) -> None:
    """Write a picture of the window, or of a part of the page, as small as it can be."""
    path = PICTURES / file
    page.wait_for_timeout(500)
    page.screenshot(path=path, full_page=box is not None, animations="disabled")
    with Image.open(path) as taken:
        picture = taken.convert("RGB")
    if box is not None:
        picture = picture.crop(tuple(round(edge) for edge in box))
    picture.save(path, optimize=True)
    if path.stat().st_size > _HEAVY_BYTES:
        few = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
    print(f"{path.relative_to(HOUSE)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
