"""The launcher in somebody else's application: another origin, a strict policy, and nothing secret in an address."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from server import serving

from submit.customer import Customer, sign_customer
from submit.settings import read_settings
from submit.web.application import create_app
from submit.web.service import now, open_service

HOUSE = Path(__file__).parents[2]
KEY = "the key that product and help centre share"


@dataclass(slots=True)
class Host:
    """An application on an origin of its own, whose page and policy a test sets."""

    origin: str
    page: str = ""
    policy: str = ""


@pytest.fixture
def host() -> Iterator[Host]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", application.policy)
            self.end_headers()
            self.wfile.write(application.page.encode())

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    application = Host(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield application
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


@pytest.fixture
def help_centre(application: Flask, var: Path, host: Host) -> Iterator[str]:
    """A second service on the same build, which lets the application show its panel."""
    environment = {"PALIER_VAR": str(var), "PALIER_CUSTOMER_KEY": KEY, "PALIER_EMBED_ORIGINS": host.origin}
    service = open_service(read_settings(environment, root=HOUSE))
    service.searches.start()
    with serving(create_app(service)) as address:
        yield address
    service.close()


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1000, "height": 760}, locale="fr-FR")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def put_into(host: Host, help_centre: str, *, frames: bool = True, **facts: str) -> None:
    """One script tag; the application's policy allows the help centre and nothing else, no style either."""
    said = " ".join(f'data-{name}="{value}"' for name, value in facts.items())
    host.page = (
        '<!doctype html><html lang="en"><head><title>App</title>'
        f'<script src="{help_centre}/support/launcher.js" {said} async></script></head><body><h1>App</h1></body></html>'
    )
    host.policy = f"default-src 'none'; script-src {help_centre}" + (f"; frame-src {help_centre}" if frames else "")


def test_one_tag_brings_answers_into_a_strict_application(host: Host, help_centre: str, browse: Page) -> None:
    token = sign_customer(Customer("claire@client.example", "Claire"), KEY.encode(), now() + timedelta(minutes=5))
    put_into(host, help_centre, product="palier", version="0.1.0", build="1001", lang="fr", customer=token)
    asked: list[str] = []
    said: list[str] = []
    browse.context.on("request", lambda request: asked.append(f"{request.url} {request.headers.get('referer', '')}"))
    browse.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    browse.goto(f"{host.origin}/orders/list?secret=1")
    opener = browse.get_by_role("button", name="Aide")
    opener.focus()
    browse.keyboard.press("Space")
    frame = browse.frame_locator("iframe")
    expect(frame.locator("#text")).to_be_focused()
    browse.keyboard.type("comment suivre ma demande")
    expect(frame.locator(".palier-suggestion__title").first).to_be_visible()
    box = browse.locator("iframe").bounding_box()
    assert box is not None
    assert box["width"] > 300
    assert box["height"] > 400

    with browse.expect_popup() as opened:
        frame.locator("button[value=form]").click()
    form = opened.value
    expect(form.locator("[name=subject]")).to_have_value("comment suivre ma demande")
    expect(form.locator("#email")).to_have_value("claire@client.example")
    assert form.locator("#email").get_attribute("readonly") is not None
    facts = [form.input_value(f"[name={name}]") for name in ("version", "build", "page")]
    assert facts == ["0.1.0", "1001", "/orders/list"]
    assert form.evaluate("window.opener") is None
    # The token went by message and in a body; the application's own query nowhere.
    assert [one for one in asked if token in one] == []
    assert [one for one in asked if "secret=1" in one and not one.startswith(host.origin)] == []
    assert said == []

    frame.locator("#text").focus()
    browse.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(browse.locator("iframe")).not_to_be_visible()


def test_application_that_allows_no_frame_gets_a_link(host: Host, help_centre: str, browse: Page) -> None:
    put_into(host, help_centre, frames=False, product="palier", version="0.1.0", lang="en")
    browse.goto(host.origin)
    browse.get_by_role("button", name="Help").click()
    link = browse.get_by_role("link", name="Open help in a tab")
    expect(browse.get_by_text("cannot be shown in this page")).to_be_visible()
    expect(link).to_be_focused()
    with browse.expect_popup() as opened:
        link.click()
    expect(opened.value).to_have_url(re.compile(r"/en/support/\?product=palier&version=0.1.0&page=%2F$"))


def test_application_that_is_not_named_gets_a_link(host: Host, centre: str, browse: Page) -> None:
    put_into(host, centre, product="palier", lang="fr")
    browse.goto(host.origin)
    browse.get_by_role("button", name="Aide").click()
    expect(browse.get_by_text("ne peut pas s’afficher dans cette page")).to_be_visible()


def test_token_of_a_link_is_out_of_the_address_before_the_page_is_there(help_centre: str, browse: Page) -> None:
    token = sign_customer(Customer("claire@client.example", "Claire"), KEY.encode(), now() + timedelta(minutes=5))
    browse.goto(f"{help_centre}/en/support/?product=palier&customer={token}")
    expect(browse).to_have_url(re.compile(r"/en/support/\?product=palier&identity=sent$"))
    expect(browse.locator(".palier-note").first).to_contain_text("Claire")
    browse.reload()
    expect(browse.locator(".palier-note").first).to_contain_text("Claire")
    assert token not in browse.content()
    assert browse.evaluate("document.cookie") == ""
