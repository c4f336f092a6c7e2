"""Another product on a filled form, without a script: what follows from it comes and goes, nothing is lost."""

from typing import Any

from house import House
from page_form import read_form
from sample_drafts import BUG
from test_support_pages import open_form, press, typed

from submit.store.tables import Ticket


def changed(house: House, page: str, product: str, **more: Any) -> str:
    """The form after the product was changed and the button below it pressed."""
    return press(house, page, step="refresh", product=product, **more).text


def test_version_and_build_go_with_the_product_and_come_back_as_they_were(house: House) -> None:
    page = press(house, open_form(house, BUG), step="refresh", **{**typed(BUG), "product": "agenda"}).text
    form = read_form(page, "subject")
    assert {"version", "build"} & set(form.shown) == set()
    assert form.one("description") == BUG["description"]
    back = read_form(changed(house, page, "facturo"), "subject")
    assert back.shown[:3] == ["product", "version", "build"]
    assert (back.one("version"), back.one("build")) == (BUG["version"], BUG["build"])


def test_button_that_adapts_the_form_stands_below_the_product(house: House) -> None:
    page = open_form(house, BUG)
    assert 'name="step" value="refresh"' in page.partition('id="product"')[2].partition('id="version"')[0]


def test_version_of_the_product_of_before_is_not_sent(house: House) -> None:
    page = open_form(house, BUG)
    told = {**typed(BUG), "product": "agenda"}
    answer = press(house, page, step="send", **told)
    if answer.status_code == 409:
        answer = press(house, answer.text, step="send")
    assert answer.status_code == 303
    (ticket,) = house.rows(Ticket)
    assert [ticket.draft[name] for name in ("product", "version", "build")] == ["agenda", "", ""]


def test_version_that_no_product_lists_is_sent_along(house: House) -> None:
    """The product itself may have named it in the link that led here."""
    page = press(house, open_form(house, BUG), step="send", **{**typed(BUG), "product": "agenda", "version": "3.1"})
    if page.status_code == 409:
        page = press(house, page.text, step="send")
    assert [one.draft["version"] for one in house.rows(Ticket)] == ["3.1"]


def test_refused_page_keeps_the_version_of_the_product_of_before(house: House) -> None:
    told = {**typed(BUG), "product": "agenda", "email": "claire"}
    page = press(house, open_form(house, BUG), step="send", **told).text
    assert "version" not in read_form(page, "subject").shown
    assert read_form(changed(house, page, "facturo"), "subject").one("version") == BUG["version"]


def test_field_that_is_refused_is_shown_whatever_the_product(house: House) -> None:
    told = {**typed(BUG), "product": "agenda", "version": "x" * 9000}
    page = press(house, open_form(house, BUG), step="send", **told).text
    assert "version" in read_form(page, "subject").shown
    assert 'href="#version"' in page


def test_form_without_a_product_says_which_ones_have_a_version(house: House) -> None:
    page = open_form(house, {**BUG, "product": ""})
    assert "Seulement pour\N{NO-BREAK SPACE}: Facturo." in page
    assert "Seulement pour" not in open_form(house, BUG)
