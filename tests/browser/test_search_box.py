"""The site's own search box: the service's answer when it is quick, the browser's own index when it is not.

Real servers: one quick, one that sleeps before it answers, and one that has only the files.
"""

import functools
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, Route, expect
from server import serving

Visit = Callable[..., Page]
Violations = Callable[[Page], list[str]]

PAGE = "/articles/asking/write-a-good-request/"
# Neither word stands like this on any page, so the browser's index cannot find them.
MISTYPED = "piecs joite"
ANSWER = re.compile(r"/articles/asking/attach-files/")
# A machine that is busy with other tests may let a call be late, and then Material's list rightly stands.
ATTEMPTS = 5
# A hand that is quicker than any machine is busy.
TYPED = """(box, word) => {
  for (let end = 1; end <= word.length; end += 1) {
    box.value = word.slice(0, end);
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}"""
# How late the service is that is late: the browser's index must be there before, however busy the machine.
SLEEP_S = 2.5


class Calls(list[str]):
    """Every call to the service's search that a page has made."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        page.on("request", lambda request: self.append(request.url) if "/api/v1/search" in request.url else None)


class Sleepy:
    """The service, that sleeps before it searches."""

    def __init__(self, application: Callable[..., Any], seconds: float) -> None:
        self._application = application
        self._seconds = seconds

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/api/v1/search":
            time.sleep(self._seconds)
        return self._application(environ, start)


class Files(SimpleHTTPRequestHandler):
    """Any host for static files."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Host(ThreadingHTTPServer):
    """Answers as many calls at once as a browser makes."""

    request_queue_size = 64
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a browser that has hung up."""


# Both outlive the pages of every test here: what a page still fetches must find them.
@pytest.fixture(scope="module")
def sleepy(application: Flask) -> Iterator[str]:
    with serving(Sleepy(application, SLEEP_S)) as address:
        yield address


@pytest.fixture(scope="module")
def static(application: Flask, var: Path) -> Iterator[str]:
    handler = functools.partial(Files, directory=str(var / "current" / "site"))
    with Host(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(timeout=10)


def box(page: Page) -> Locator:
    return page.locator(".md-search__input")


def ours(page: Page) -> Locator:
    return page.locator(".palier-found")


def theirs(page: Page) -> Locator:
    return page.locator("[data-md-component=search-result]")


def open_box(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    if page.viewport_size["width"] < 960:
        page.locator("header label[for=__search]").first.click()
    box(page).focus()


def answered(visit: Visit, text: str, path: str = PAGE, **how: Any) -> Page:
    """A page on which the service has answered `text` in time."""
    for _ in range(ATTEMPTS):
        page = visit(path, **how)
        open_box(page)
        box(page).fill(text)
        expect(page.locator(".md-search-result:visible .md-search-result__meta")).not_to_have_text(
            re.compile("…|^Taper|^Init|^Type")
        )
        if ours(page).is_visible():
            return page
    pytest.fail("the service was never in time")


def test_service_finds_in_the_box_what_the_browsers_index_does_not(visit: Visit, static: str) -> None:
    page = answered(visit, MISTYPED)
    expect(ours(page).locator("a").first).to_have_attribute("href", ANSWER)
    expect(theirs(page)).to_be_hidden()
    alone = visit(PAGE, at=static, allow=(404,))
    open_box(alone)
    box(alone).press_sequentially(MISTYPED)
    expect(theirs(alone).locator(".md-search-result__meta")).to_have_text("Aucun document trouvé")
    # Before its host goes: what a page still fetches then would be a fault of its own.
    alone.wait_for_load_state("networkidle")
    alone.close()


def test_results_wear_the_markup_of_material(visit: Visit) -> None:
    page = answered(visit, "piece jointe")
    items = ours(page).locator("> ol.md-search-result__list > li.md-search-result__item > a.md-search-result__link")
    count = items.count()
    assert ours(page).locator(".md-search-result__meta").inner_text() == f"{count} documents trouvés"
    first = items.first.locator("> article.md-search-result__article.md-typeset")
    assert first.locator("h1").inner_text() == "Joindre des fichiers à une demande"
    assert first.locator("mark").all_inner_texts() == ["pièces", "jointes"]
    assert "#" in (items.first.get_attribute("href") or "")


def test_number_of_results_is_announced(visit: Visit) -> None:
    page = answered(visit, "piece jointe")
    expect(ours(page).get_by_role("status")).to_have_text(re.compile("documents? trouvé"))
    assert page.locator("[data-md-component=search-result] [role=status]").count() == 0


def test_known_limit_and_answered_question_are_told_from_articles(visit: Visit) -> None:
    page = answered(visit, "sqlite")
    limit = ours(page).locator("li", has=page.locator("a[href*='/incidents/single-process']"))
    expect(limit.locator(".palier-suggestion__kind")).to_have_text("Limite connue")
    page = answered(visit, "confirmation mail not received", "/en/")
    question = ours(page).locator("li", has=page.locator("a[href*='/questions/no-confirmation-mail/']"))
    expect(question.locator(".palier-suggestion__kind")).to_have_text("Answered question")
    article = ours(page).locator("li", has=page.locator("a[href*='/articles/']")).first
    expect(article.locator(".palier-suggestion__kind")).to_have_count(0)


@pytest.mark.parametrize(
    ("severity", "state", "told"),
    [
        ("limitation", "identified", ["Limite connue"]),
        ("limitation", "resolved", ["Limite connue", "Résolu"]),
        ("major", "identified", ["Incident"]),
        ("major", "resolved", ["Incident", "Résolu"]),
    ],
)
def test_incident_is_told_from_a_known_limit(visit: Visit, severity: str, state: str, told: list[str]) -> None:
    found = {"id": "incidents/x", "kind": "incident", "title": "X", "url": "/incidents/x/", "excerpt": "x", "marks": []}
    page = visit("/")
    page.route("**/api/v1/search*", lambda route: route.fulfill(json={"pages": [found | facts]}))
    facts = {"severity": severity, "state": state}
    page.locator(".md-search__input").fill("sqlite")
    kinds = ours(page).locator("li .palier-suggestion__kind")
    expect(kinds).to_have_text(told)


def test_page_that_is_opened_marks_the_words(visit: Visit) -> None:
    page = answered(visit, "piece jointe")
    ours(page).locator("a").first.click()
    page.wait_for_url(ANSWER)
    expect(page.locator("article mark", has_text="pièces").first).to_be_visible()
    assert page.locator("form mark").count() == 0


def test_page_that_the_browsers_index_found_marks_the_words(visit: Visit, static: str) -> None:
    page = visit(PAGE, at=static, allow=(404,))
    open_box(page)
    box(page).fill("sauvegar")
    theirs(page).locator("a[href*='/back-up-and-restore/']").first.click()
    page.wait_for_url("**/back-up-and-restore/**")
    expect(page.locator("article mark", has_text=re.compile("^sauvegar$", re.IGNORECASE)).first).to_be_visible()


def test_box_that_finds_nothing_leads_on_with_the_words(visit: Visit) -> None:
    page = answered(visit, "xyzzy & plugh", "/en/")
    assert ours(page).locator("li").count() == 0
    expect(ours(page).locator(".md-search-result__meta")).to_have_text("No matching documents")
    box(page).press("ArrowDown")
    expect(ours(page).get_by_role("link", name="Ask your question")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/support/**")
    assert page.locator("textarea[name=text]").input_value() == "xyzzy & plugh"


def test_beginning_of_a_word_is_completed_by_the_browsers_index(visit: Visit) -> None:
    page = visit(PAGE)
    open_box(page)
    box(page).press_sequentially("sauvegar")
    expect(theirs(page).locator("a[href*='/back-up-and-restore/']").first).to_be_visible()
    expect(ours(page)).to_be_hidden()
    page = answered(visit, "sauvegarde")
    expect(ours(page).locator("a").first).to_have_attribute("href", re.compile("/back-up-and-restore/"))


def test_late_answer_is_dropped_and_after_two_the_service_is_left_alone(visit: Visit, sleepy: str) -> None:
    page = visit(PAGE, at=sleepy)
    calls = Calls(page)
    open_box(page)
    for number, text in enumerate(("sauvegarde", "sauvegarde sqlite", "nginx"), start=1):
        box(page).fill(text)
        expect(theirs(page).locator("a").first).to_be_visible(timeout=1000 * SLEEP_S - 300)
        assert len(calls) == min(number, 2)
        shown = theirs(page).inner_text()
        page.wait_for_timeout(1000 * SLEEP_S)
        assert theirs(page).inner_text() == shown
        expect(ours(page)).to_be_hidden()


def test_site_without_a_service_is_asked_once_and_searches_alone(visit: Visit, static: str) -> None:
    page = visit(PAGE, at=static, allow=(404,))
    calls = Calls(page)
    open_box(page)
    for text in ("sauvegarde", "incident"):
        box(page).fill(text)
        expect(theirs(page).locator("a").first).to_be_visible()
        page.wait_for_timeout(300)
        expect(ours(page)).to_be_hidden()
    assert len(calls) == 1


def test_service_that_cannot_be_reached_is_left_alone(visit: Visit) -> None:
    page = visit(PAGE, allow=("ERR_FAILED",))
    page.route("**/api/v1/search*", lambda route: route.abort())
    calls = Calls(page)
    open_box(page)
    for text in ("sauvegarde", "incident"):
        box(page).fill(text)
        expect(theirs(page).locator("a").first).to_be_visible()
        page.wait_for_timeout(300)
    assert len(calls) == 1


def parts_of_index(page: Page) -> list[str]:
    """The parts of the browser's index that a page fetches from now on."""
    fetched: list[str] = []
    page.context.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    return fetched


def test_browsers_index_is_fetched_by_whoever_searches_where_there_is_no_service(visit: Visit, static: str) -> None:
    page = visit(PAGE, at=static, allow=(404,))
    fetched = parts_of_index(page)
    page.reload()
    open_box(page)
    page.wait_for_timeout(300)
    assert [name for name in fetched if "lunr" in name or "index" in name] == []
    box(page).press_sequentially("s")
    expect(theirs(page).locator("a").first).to_be_visible()
    assert fetched.count("search_index.json") == 1
    box(page).press_sequentially("auvegarde")
    expect(theirs(page).locator("a[href*='/back-up-and-restore/']").first).to_be_visible()
    assert fetched.count("search_index.json") == 1


def test_browsers_index_is_not_fetched_where_the_service_answers(visit: Visit) -> None:
    page = visit(PAGE)
    fetched = parts_of_index(page)
    open_box(page)
    box(page).fill("s")
    box(page).fill(MISTYPED)
    expect(page.locator(".md-search-result:visible a").first).to_be_visible()
    if ours(page).is_visible():  # in time
        assert "search_index.json" not in fetched


def test_reader_is_told_that_it_is_searched_until_the_index_is_there(visit: Visit, static: str) -> None:
    page = visit(PAGE, at=static, allow=(404, "ERR_FAILED"))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.context.route("**/search_index.json", hold)
    open_box(page)
    with page.context.expect_event("request", lambda request: "search_index" in request.url):
        box(page).fill("sauvegarde")
    expect(ours(page).locator(".md-search-result__meta")).to_have_text(re.compile("…"))
    box(page).press("Enter")
    held.pop().abort()
    expect(theirs(page)).to_be_visible()
    expect(theirs(page).locator(".md-search-result__meta")).to_have_text(re.compile("^Aucun"))
    page.context.unroute("**/search_index.json")
    box(page).fill("sauvegardes")
    expect(theirs(page).locator("a").first).to_be_visible()


def test_words_are_sent_once_they_rest_and_without_cookies(visit: Visit) -> None:
    page = visit("/en/")
    page.context.add_cookies([{"name": "who", "value": "me", "url": page.evaluate("location.origin")}])
    calls = Calls(page)
    open_box(page)
    with page.expect_response("**/api/v1/search*") as awaited:
        box(page).evaluate(TYPED, "attached")
    assert [url.rpartition("/")[2] for url in calls] == ["search?q=attached&lang=en"]
    assert "cookie" not in awaited.value.request.all_headers()


def test_keyboard_walks_the_results_as_it_walks_materials(visit: Visit) -> None:
    page = answered(visit, "piece jointe")
    links = ours(page).locator("a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(links.last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    expect(box(page)).to_be_focused()


@pytest.mark.parametrize("key", ["Escape", "Tab"])
def test_key_that_closes_the_box_leaves_nothing_of_it_behind(visit: Visit, key: str) -> None:
    page = answered(visit, "piece jointe")
    page.keyboard.press(key)
    expect(ours(page)).to_be_hidden()
    expect(box(page)).not_to_be_focused()
    assert page.url.endswith(PAGE)


@pytest.mark.parametrize("key", ["f", "s", "/"])
def test_key_that_opens_the_box_opens_it(visit: Visit, key: str) -> None:
    page = visit(PAGE)
    page.wait_for_load_state("networkidle")
    page.keyboard.press(key)
    expect(box(page)).to_be_focused()


def test_enter_opens_the_first_result(visit: Visit) -> None:
    page = answered(visit, MISTYPED)
    page.keyboard.press("Enter")
    page.wait_for_url(ANSWER)


def test_enter_right_after_the_last_letter_waits_for_the_answer(visit: Visit) -> None:
    for _ in range(ATTEMPTS):
        page = visit(PAGE)
        open_box(page)
        page.keyboard.insert_text(MISTYPED)
        page.keyboard.press("Enter")
        page.wait_for_timeout(1_200)
        if ANSWER.search(page.url):
            return
        assert page.url.endswith(PAGE)
    pytest.fail("Enter opened nothing")


def test_enter_opens_what_the_browsers_index_found_where_there_is_no_service(visit: Visit, static: str) -> None:
    page = visit(PAGE, at=static, allow=(404,))
    open_box(page)
    page.keyboard.type("sauvegarde")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/back-up-and-restore/"))


def test_reset_empties_the_box_for_the_next_words(visit: Visit) -> None:
    page = answered(visit, "piece jointe")
    page.locator(".md-search__form button[type=reset]").click()
    expect(ours(page)).to_be_hidden()
    expect(box(page)).to_be_focused()
    box(page).fill("piece jointe")
    expect(ours(page)).to_be_visible()


def test_address_with_words_searches_them(visit: Visit) -> None:
    for _ in range(ATTEMPTS):
        page = visit(f"{PAGE}?q=piecs+joite")
        expect(box(page)).to_have_value(MISTYPED)
        page.wait_for_timeout(800)
        if ours(page).is_visible():
            break
    expect(ours(page).locator("a").first).to_have_attribute("href", ANSWER)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("text", ["sauvegarde", "xyzzy plugh"])
def test_open_box_has_no_violation(visit: Visit, violations: Violations, scheme: str, width: int, text: str) -> None:
    page = answered(visit, text, scheme=scheme, width=width)
    page.wait_for_timeout(300)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert ours(page).evaluate("one => one.scrollWidth <= one.clientWidth")


def test_page_without_a_script_offers_no_box_that_would_not_answer(visit: Visit) -> None:
    page = visit("/", javascript=False)
    expect(box(page)).to_be_hidden()
    assert page.locator("template#palier-site-search").count() == 1
