"""A vendor's logo and colours, written as the manual says, on the site and on the form."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from server import serving

from submit.publication import publish
from submit.settings import read_settings
from submit.web.application import create_app
from submit.web.service import open_service

HOUSE = Path(__file__).parents[2]
SMALL = HOUSE / "tests" / "small_centre"
ARTICLES = HOUSE / "docs" / "articles" / "operating"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'
BRAND = {"light": "rgb(11, 107, 87)", "dark": "rgb(127, 220, 196)"}


def block(article: str, language: str) -> str:
    """The one fenced block of a language in an article, without what it is indented by."""
    (found,) = re.findall(rf"^( *)```{language}\n(.*?)^ *```", article, re.MULTILINE | re.DOTALL)
    return re.sub(rf"^{found[0]}", "", found[1], flags=re.MULTILINE)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small help centre, dressed by the manual's own example; this is what `visit` opens here."""
    root = tmp_path_factory.mktemp("dressed") / "root"
    shutil.copytree(SMALL, root)
    article = (ARTICLES / "your-own-looks.md").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(block(article, "yaml"), encoding="utf-8")
    (root / "docs" / "assets").mkdir()
    (root / "docs" / "assets" / "logo.svg").write_text(LOGO, encoding="utf-8")
    (root / "docs" / "assets" / "brand.css").write_text(block(article, "css"), encoding="utf-8")
    var = tmp_path_factory.mktemp("var")
    settings = read_settings({"PALIER_VAR": str(var)}, root=root)
    publish(root, var, settings.base_url, lambda _step, _done: None)
    service = open_service(settings)
    service.searches.start()
    with serving(create_app(service)) as address:
        yield address
    service.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/en/support/?kind=bug"])
def test_logo_and_colours_are_worn_everywhere_and_can_be_read(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]], path: str, scheme: str
) -> None:
    page = visit(path, scheme=scheme)
    logo = page.locator("header img.palier-mark")
    assert logo.evaluate("one => one.complete && one.naturalWidth > 0")
    assert (page.locator("link[rel=icon]").get_attribute("href") or "").endswith("assets/logo.svg")
    expect(page.locator("header a.palier-header__ask")).to_have_css("background-color", BRAND[scheme])
    assert violations(page) == []


def test_steps_of_the_home_page_are_of_the_brand(visit: Callable[..., Page]) -> None:
    expect(visit("/").locator(".palier-landing__step").first).to_have_css("fill", BRAND["light"])


def test_both_languages_give_the_same_example() -> None:
    french, english = (
        (ARTICLES / name).read_text(encoding="utf-8") for name in ("your-own-looks.md", "your-own-looks.en.md")
    )
    for language in ("yaml", "css"):
        assert block(french, language) == block(english, language)
