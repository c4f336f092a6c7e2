"""A real Chromium against the real help centre and the real service, on a loopback port.

Debian's Chromium is driven as it is. Without one these tests skip and say so; `PALIER_REQUIRE_BROWSER=1` makes them
fail instead.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from engine import MISSING, find_chromium
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from server import serving

from submit.commands.serve import staff
from submit.publication import publish
from submit.settings import read_settings
from submit.web.application import create_app

HOUSE = Path(__file__).parents[2]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A machine that is busy with other work answers late; what is wrong stays wrong for longer than that.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this run's service keeps everything."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="session")
def application(var: Path) -> Iterator[Flask]:
    """The whole service on Palier's own help centre; its mail goes to the outbox folder."""
    settings = read_settings({"PALIER_VAR": str(var), "PALIER_MAILBOX": "team@example.org"}, root=HOUSE)
    publish(HOUSE, var, settings.base_url, lambda _step, _done: None)
    service, postman = staff(settings)
    service.searches.start()
    postman.start()
    yield create_app(service)
    postman.stop()
    service.close()


@pytest.fixture(scope="session")
def centre(application: Flask) -> Iterator[str]:
    """The address of the running help centre."""
    with serving(application) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    path = find_chromium()
    if path is None:
        if os.environ.get("PALIER_REQUIRE_BROWSER") == "1":
            pytest.fail(f"PALIER_REQUIRE_BROWSER=1, and {MISSING}")
        pytest.skip(f"NO BROWSER: pages were not looked at, for {MISSING}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, centre: str) -> Iterator[Callable[..., Page]]:
    """Opens a page as a certain visitor: `visit("/support/", javascript=False, width=360, scheme="dark")`.

    `allow` names what may be complained of, each by an answer's status or a part of the complaint; `at` is the address
    of another server than the help centre's, `device` what else Playwright knows of the visitor's own
    (`is_mobile=True, locale="en-GB"`). Whatever else the console or a script complains of, and every request that
    leaves the house, fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def _visit(
        path: str,
        *,
        javascript: bool = True,
        width: int = 1280,
        scheme: str = "light",
        allow: tuple[int | str, ...] = (),
        at: str = "",
        **device: Any,
    ) -> Page:
        address = at or centre
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **{"locale": "fr-FR", **device},
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()

        def note(complaint: str) -> None:
            allowed = [one if isinstance(one, str) else f"status of {one}" for one in allow]
            if not any(part in complaint for part in allowed):
                complaints.append(complaint)

        page.on("request", lambda request: _note_foreign(request.url, address, complaints))
        page.on("pageerror", lambda error: note(f"script error: {error}"))
        page.on("console", lambda one: note(one.text) if one.type == "error" and not _is_busy(one) else None)
        page.goto(path)
        return page

    yield _visit
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe-core holds against a page, by WCAG 2.2 AA: each rule with the first element that breaks it."""

    def _violations(page: Page) -> list[str]:
        found = Axe().run(page, options=WCAG).response["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]

    return _violations


def _is_busy(message: ConsoleMessage) -> bool:
    """Whether the service was asked to search and has said that it was busy, as it should on a busy machine."""
    return "status of 503" in message.text and "/api/v1/s" in message.location["url"]


def _note_foreign(url: str, centre: str, complaints: list[str]) -> None:
    if not url.startswith((centre, "data:", "blob:")):
        complaints.append(f"fetched from outside: {url}")
