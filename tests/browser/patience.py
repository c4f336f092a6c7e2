"""What a page does in its own time, and how a test waits for just that."""

import pytest
from playwright.sync_api import Page


def until_kept(page: Page, *words: str) -> None:
    """Wait until the page has kept what was typed, as it does whenever a hand rests."""
    for _ in range(150):
        stores = str(page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"))
        if all(word in stores for word in words):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not kept: {words}")


def until_drawn(page: Page) -> None:
    """Wait until the page has drawn what it was told, and has put the focus where a jump leads."""
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
    )


def go_on_to_the_form(page: Page) -> None:
    """Leave the suggestions for the form, and wait until it is all there: whoever types before its scripts do, types
    what they do not see, and the focus goes where the page puts it."""
    with page.expect_navigation():
        page.locator(".palier-actions button[value=form]").click()
