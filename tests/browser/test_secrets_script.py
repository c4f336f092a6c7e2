"""Secrets in the browser: the script agrees with the service, and nothing leaves before the customer has seen it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from patience import go_on_to_the_form
from playwright.sync_api import Page, Request, expect

from kb.secrets.masking import find_secrets

CASES = Path(__file__).parents[1] / "submit" / "gate" / "cases"
JOIN = re.compile(r"\{\{([^:{}]+):([^{}]+)\}\}")
FIND = """async (texts) => {
  const { findSecrets } = await import("/assets/palier/secrets.js");
  return texts.map((text) => findSecrets(text).map((one) => [text.slice(one.start, one.end), one.kind, one.machine]));
}"""
SECRET = "Zk8!tropsecret"


def texts() -> list[str]:
    """The gate's tables, and a secret of each format put together from halves."""
    rows = [
        row["text"]
        for name in ("secrets", "secrets_told")
        for row in yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    ]
    halves = {
        "AK": "IAIOSFODNN7EXAMPLE",
        "gh": "p_" + "a1B2" * 9,
        "glp": "at-" + "a1B2" * 6,
        "sk": "_live_" + "a1B2" * 6,
        "rk": "_test_" + "a1B2" * 6,
        "xox": "b-1234567890-abcdef",
        "AI": "za" + "a1B2c" * 7,
        "eyJhbGciOi": "JIUzI1NiJ9.eyJzdWIiOiI0MiJ9.abcDEF123",
        "npm": "_" + "a1B2" * 9,
        "SG": ".aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbb",
        "sk-": "proj-" + "a1B2" * 8,
        "123456789": ":AA" + "a1B2" * 8,
        "Account": "Key=" + "a1B2" * 21 + "==",
        "-----BEGIN OPENSSH PRIV": "ATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN RSA PRIV": "ATE KEY-----\nabc",
        "https://hooks.slack": ".com/services/T0000/B0000/a1B2a1B2a1B2",
        "Authorization: Bea": "rer a1B2a1B2a1B2a1B2a1B2",
        "ftp://web:q8R": "t72x@ftp.exemple.fr/www",
        "4111 1111": " 1111 1111",
        "3782 822463": " 10005",
        "DE89 3704": " 0044 0532 0130 00",
        "fr7630006000": "011234567890189",
    }
    keys = [f"voici {start}{rest} merci" for start, rest in halves.items()]
    return [*(JOIN.sub(r"\1\2", text).replace("⟦", "").replace("⟧", "") for text in rows), *keys]


def test_script_finds_what_the_service_finds(visit: Callable[..., Page]) -> None:
    """Machine formats are the same to both; of what words give away, the script never finds more than the service."""
    told = texts()
    found = visit("/support/").evaluate(FIND, told)
    known = [[[text[s.start : s.end], s.kind, s.machine] for s in find_secrets(text)] for text in told]
    machine = [[one for one in spans if one[2]] for spans in known]
    assert [[one for one in spans if one[2]] for spans in found] == machine
    assert sum(map(len, machine)) > 20
    beyond = [
        (text, one)
        for text, spans, more in zip(told, known, found, strict=True)
        for one in more
        if not one[2] and one[0] not in [value for value, _, _ in spans]
    ]
    assert beyond == []
    assert sum(not one[2] for spans in found for one in spans) > 25


@pytest.mark.parametrize(("path", "field"), [("/", ".palier-ask [name=text]"), ("/en/support/", "[name=text]")])
def test_suggestions_ask_without_the_secret(visit: Callable[..., Page], path: str, field: str) -> None:
    page = visit(path, allow=(503,))
    bodies: list[str] = []
    page.on("request", lambda request: bodies.append(_body(request)))
    with page.expect_response(lambda answer: "suggestions" in answer.url):
        page.locator(field).first.fill(f"impossible de me connecter, mot de passe : {SECRET}")
    expect(page.locator(".palier-secret [role=alert]").first).to_contain_text("Zk8…")
    assert [body for body in bodies if SECRET in body] == []
    assert any("[secret-1]" in body for body in bodies)


def test_secret_is_masked_at_a_click_before_the_form_is_sent(
    visit: Callable[..., Page], violations: Callable[[Page], list[str]]
) -> None:
    page = visit("/support/", allow=(422, 503))
    page.fill("[name=text]", "une question")
    go_on_to_the_form(page)
    page.wait_for_load_state("networkidle")
    bodies: list[str] = []
    page.on("request", lambda request: bodies.append(_body(request)))
    page.fill("#description", f"Mon mot de passe : {SECRET}")
    page.locator(".palier-actions button[value=send]").last.click()
    expect(page.locator(".palier-secret")).to_have_count(1)
    expect(page.locator("#description")).to_be_focused()
    assert violations(page) == []
    page.locator(".palier-secret button").first.click()
    assert page.input_value("#description") == "Mon mot de passe : [secret-1]"
    expect(page.locator(".palier-secret")).to_have_count(0)
    page.locator(".palier-actions button[value=send]").last.click()
    page.wait_for_load_state()
    expect(page.locator("#summary")).to_be_visible()
    assert [body for body in bodies if SECRET in body] == []


def test_what_is_no_secret_is_said_once(visit: Callable[..., Page]) -> None:
    page = visit("/support/", allow=(422, 503))
    page.fill("[name=text]", "une question")
    go_on_to_the_form(page)
    page.wait_for_load_state("networkidle")
    page.fill("#description", "Le mot de passe : Modele2024x est celui de l’exemple")
    page.locator(".palier-secret button").last.click()
    page.locator(".palier-actions button[value=send]").last.click()
    page.wait_for_load_state()
    expect(page.locator("#summary")).to_be_visible()
    assert page.locator("#fault-description-1").count() == 0


def test_form_is_held_back_once_and_never_walled_in(visit: Callable[..., Page]) -> None:
    page = visit("/support/", allow=(422, 503))
    page.fill("[name=text]", "une question")
    go_on_to_the_form(page)
    page.wait_for_load_state("networkidle")
    page.fill("#description", f"mdp : {SECRET}")
    send = page.locator(".palier-actions button[value=send]").last
    send.click()
    expect(page.locator(".palier-secret")).to_be_visible()
    send.click()
    page.wait_for_load_state()
    expect(page.locator("#summary")).to_be_visible()
    expect(page.locator("button[name=repair]").first).to_be_visible()


def _body(request: Request) -> str:
    data: Any = request.post_data_buffer
    return data.decode("utf-8", errors="replace") if data else json.dumps(request.url)
