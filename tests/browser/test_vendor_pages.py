"""The five support centres of tests/vendors as their customers see them, on a dark phone and on a wide screen: first
page, form and refusal. Nothing scrolls sideways, and nothing breaks WCAG 2.2 AA.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from patience import go_on_to_the_form
from playwright.sync_api import Page, expect
from server import serving

from submit.publication import publish
from submit.settings import read_settings
from submit.web.application import create_app
from submit.web.service import open_service

VENDORS = Path(__file__).parents[1] / "vendors"


@pytest.fixture(scope="module", params=sorted(path.parent.name for path in VENDORS.glob("*/support.yml")))
def centre(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one vendor's help centre; this is what `visit` opens here."""
    var = tmp_path_factory.mktemp(request.param)
    settings = read_settings({"PALIER_VAR": str(var)}, root=VENDORS / request.param)
    publish(settings.root, var, settings.base_url, lambda _step, _done: None)
    service = open_service(settings)
    service.searches.start()
    with serving(create_app(service)) as address:
        yield address
    service.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_first_page_and_form_fit_and_have_no_violation(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    def look() -> None:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page = visit("/", width=width, scheme=scheme, allow=(422,))
    look()
    page.goto("/support/?kind=bug")
    page.fill("[name=text]", "Un message envoyé n’arrive pas chez le destinataire")
    go_on_to_the_form(page)
    expect(page.locator("#subject")).to_have_value("Un message envoyé n’arrive pas chez le destinataire")
    look()
    page.locator("button[value=send]").last.click()
    expect(page.locator("#summary")).to_be_visible()
    look()
