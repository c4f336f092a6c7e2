"""The script behind the ask box, and the site's own search, in a real browser. What the index says is made up
here, so that titles and excerpts can be as hostile as a page may be.
"""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

Visit = Callable[..., Page]
Violations = Callable[[Page], list[str]]

SUGGESTIONS = [
    {
        "id": "incidents/late",
        "kind": "incident",
        "title": "Mail is <b>late</b>",
        "url": "/en/incidents/late/",
        "excerpt": "🐌 the queue is long",
        "marks": [[2, 5], [6, 11]],
        "score": 9,
        "why": [{"word": "queue", "field": "body"}, {"word": "queue", "field": "title"}],
        "verdict": "update",
        "state": "identified",
        "severity": "major",
        "fixed_in": "3.11",
    },
    {
        "id": "questions/why",
        "kind": "question",
        "title": "Why?",
        "url": "/en/questions/why/",
        "excerpt": "Because.",
        "marks": [],
        "score": 2,
        "why": [],
    },
]


class Service:
    """Stands where the service would: answers suggestions, keeps what it was sent. `place` is put behind the address
    of the first one.
    """

    def __init__(self, page: Page, status: int = 200, *, busy: int = 0) -> None:
        self.asked: list[dict[str, str]] = []
        self.told: list[dict[str, str]] = []
        self.place = ""
        self._status = status
        self._busy = busy
        page.route("**/api/v1/suggestions", self._suggest)
        page.route("**/api/v1/outcomes", self._listen)

    def _suggest(self, route: Route) -> None:
        self.asked.append(json.loads(route.request.post_data or ""))
        if len(self.asked) <= self._busy:
            route.fulfill(status=503, json={"status": 503}, headers={"Retry-After": "0"})
            return
        first = {**SUGGESTIONS[0], "url": f"{SUGGESTIONS[0]['url']}{self.place}"}
        found = {"ask": "a1", "suggestions": [first, *SUGGESTIONS[1:]], "me_too": {"incidents/late": 12}}
        route.fulfill(status=self._status, json=found)

    def _listen(self, route: Route) -> None:
        self.told.append(json.loads(route.request.post_data or ""))
        route.fulfill(status=self._status, json={})


def test_suggestions_appear_while_typing(visit: Visit, violations: Violations) -> None:
    page = visit("/en/")
    service = Service(page)
    page.get_by_label("Your question").press_sequentially("mail late", delay=20)
    cards = page.locator(".palier-suggestion")
    expect(cards).to_have_count(2)
    assert service.asked == [{"text": "mail late", "lang": "en", "page": "/en/"}]
    assert cards.first.locator(".palier-suggestion__title").inner_text() == "Mail is <b>late</b>"
    assert cards.first.locator("mark").all_inner_texts() == ["the", "queue"]
    assert cards.first.locator(".palier-suggestion__why").inner_text() == "Words found: queue"
    verdict = "You are affected. Version 3.11 mends this."
    assert cards.first.locator(".palier-suggestion__verdict").inner_text() == verdict
    assert cards.locator("details[open]").count() == 1
    assert page.locator(".palier-suggestion__count").all_inner_texts() == ["12 people have this problem"]
    assert page.locator(".palier-ask [role=status]").inner_text() == "2 suggestions"
    assert page.locator(".palier-ask [name=ask]").input_value() == "a1"
    assert violations(page) == []


def test_suggestion_that_is_not_mine_is_set_aside_and_the_next_one_opens(visit: Visit, violations: Violations) -> None:
    page = visit("/en/")
    service = Service(page)
    page.get_by_label("Your question").fill("mail late")
    page.get_by_role("button", name="Not my problem").first.click()
    aside = page.locator(".palier-suggestion--aside")
    expect(aside.locator("p")).to_have_text("Mail is <b>late</b> – Set aside")
    not_mine = {"ask": "a1", "suggestion": "incidents/late", "outcome": "not_mine"}
    assert service.told == [not_mine]
    expect(page.locator(".palier-suggestion summary").first).to_be_focused()
    assert violations(page) == []
    aside.get_by_role("group", name="Why? (optional)").get_by_role("button", name="A step fails for me").click()
    expect(aside.locator("p").last).to_have_text("Thank you, support will know.")
    assert service.told == [not_mine, {**not_mine, "reason": "step_fails"}]
    expect(page.locator(".palier-suggestion summary").first).to_be_focused()
    page.get_by_label("Your question").fill("mail late again")
    expect(page.locator(".palier-suggestion")).to_have_count(1)


def test_me_too_is_sent_as_the_form_is_and_only_of_what_is_being_mended(visit: Visit) -> None:
    page = visit("/en/")
    Service(page)
    page.get_by_label("Your question").fill("mail late")
    me_too = page.get_by_role("button", name="I have this problem too")
    expect(me_too).to_have_count(1)
    sent: list[str] = []
    page.route(
        "**/support/outcome", lambda route: (sent.append(route.request.post_data or ""), route.fulfill(body="ok"))
    )
    me_too.click()
    page.wait_for_url("**/en/support/outcome")
    assert sent == ["text=mail+late&page=%2Fen%2F&me_too=incidents%2Flate&ask=a1"]


def test_solved_thanks_and_leaves_a_way_back(visit: Visit) -> None:
    page = visit("/en/")
    service = Service(page)
    page.get_by_label("Your question").fill("mail late")
    page.get_by_role("button", name="This answers my question").first.click()
    expect(page.locator(".palier-thanks")).to_contain_text("Thank you")
    page.get_by_role("button", name="Actually, no").click()
    expect(page.locator(".palier-suggestion")).to_have_count(2)
    assert [told["outcome"] for told in service.told] == ["solved", "not_mine"]


def test_escape_puts_suggestions_away(visit: Visit) -> None:
    page = visit("/en/")
    Service(page)
    box = page.get_by_label("Your question")
    box.fill("mail late")
    expect(page.locator(".palier-suggestion")).to_have_count(2)
    page.locator(".palier-suggestion summary").last.press("Escape")
    expect(page.locator(".palier-suggestion")).to_have_count(0)
    expect(box).to_be_focused()


def test_broken_search_shows_nothing_and_the_form_is_still_sent(visit: Visit) -> None:
    page = visit("/en/", allow=(503,))
    service = Service(page, status=503)
    sent: list[str] = []
    page.route("**/en/support/", lambda route: (sent.append(route.request.post_data or ""), route.fulfill(body="ok")))
    box = page.get_by_label("Your question")
    box.fill("mail late")
    page.wait_for_timeout(600)
    assert len(service.asked) == 1
    expect(page.locator(".palier-suggestion")).to_have_count(0)
    box.press("Enter")
    page.wait_for_url("**/en/support/")
    assert sent == ["text=mail+late&page=%2Fen%2F"]


def test_service_that_is_too_busy_is_asked_again_when_it_said(visit: Visit) -> None:
    page = visit("/en/", allow=(503,))
    service = Service(page, busy=2)
    page.get_by_label("Your question").fill("mail late")
    expect(page.locator(".palier-suggestion")).to_have_count(2)
    assert [asked["text"] for asked in service.asked] == ["mail late"] * 3


def test_service_that_stays_too_busy_is_left_alone_until_more_is_typed(visit: Visit) -> None:
    page = visit("/en/", allow=(503,))
    service = Service(page, busy=4)
    box = page.get_by_label("Your question")
    box.fill("mail late")
    page.wait_for_timeout(3_500)
    assert len(service.asked) == 3
    expect(page.locator(".palier-ask [role=status]")).to_have_text("")
    box.fill("mail late again")
    expect(page.locator(".palier-suggestion")).to_have_count(2)
    assert [asked["text"] for asked in service.asked[3:]] == ["mail late again"] * 2


def test_search_box_finds_pages_of_its_own_language(visit: Visit) -> None:
    page = visit("/en/articles/asking/write-a-good-request/")
    page.wait_for_load_state("networkidle")
    page.locator(".md-search__input").press_sequentially("backup")
    link = page.locator(".md-search-result__link:visible").first
    expect(link).to_have_attribute("href", re.compile("^http://[^/]+/en/[a-z]+/"))


def test_colours_chosen_in_one_language_hold_in_the_other(visit: Visit) -> None:
    page = visit("/questions/")
    page.wait_for_load_state("networkidle")
    page.get_by_title("Passer aux couleurs sombres").click()
    page.goto("/en/")
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"


def test_menu_opens_from_the_keyboard_on_a_phone(visit: Visit) -> None:
    page = visit("/questions/", width=360)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Menu").press("Enter")
    expect(page.locator(".palier-nav").get_by_role("link", name="Accueil")).to_be_in_viewport()


def test_words_that_the_page_brought_along_are_searched_at_once(visit: Visit) -> None:
    page = visit("/en/")
    service = Service(page)
    page.goto("/en/support/?text=mail+late")
    expect(page.locator(".palier-suggestion")).to_have_count(2)
    assert [asked["text"] for asked in service.asked] == ["mail late"]


def test_nothing_found_is_said_where_answers_would_stand(visit: Visit) -> None:
    page = visit("/en/support/")
    idle = page.locator("[data-palier-idle]")
    before = idle.inner_text()
    page.route("**/api/v1/suggestions", lambda route: route.fulfill(json={"ask": "a1", "suggestions": []}))
    page.locator("[name=text]").fill("a recipe for soup")
    expect(idle).to_have_text(
        "We found nothing that answers your question. Write to us and a person will look after it."
    )
    page.locator("[name=text]").fill("")
    expect(idle).to_have_text(before)
