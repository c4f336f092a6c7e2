"""A suggestion's page opened inside the suggestion: what is shown of it, and what never is."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from test_suggestions_script import Service, Violations, Visit

URL = "**/en/incidents/late/"
FILLER = "<p>" + "Nothing of interest stands here. " * 100 + "</p>"
HOSTILE = """
<h1>Title</h1><p onclick="alert(1)" style="color: red">The <em>queue</em> is <b>long</b>; queued mail waits.</p>
<script>document.title = "ran"</script><img src="x.png" onerror="document.title = 'ran'" alt="The queue">
<iframe src="/en/"></iframe><form action="/away"><button>Send</button></form><style>body { display: none }</style>
<p><a href="javascript:document.title='ran'">Run</a> <a href="../other/">Other</a> <a href="#more">More</a></p>
<svg onload="document.title='ran'"></svg><math><mtext>m</mtext></math>
"""


def page_with(body: str) -> str:
    return f'<!doctype html><body><article id="palier-content">{body}</article></body>'


def opened(visit: Visit, body: str, status: int = 200, *, allow: tuple[int | str, ...] = ()) -> tuple[Page, Locator]:
    """The first suggestion, whose page is `body`, with “read it here” pressed."""
    page = visit("/en/", allow=allow)
    Service(page)
    page.route(URL, lambda route: route.fulfill(status=status, body=page_with(body), content_type="text/html"))
    page.route("**/x.png", lambda route: route.fulfill(status=404))
    page.get_by_label("Your question").fill("mail late")
    first = page.locator(".palier-suggestion").first
    first.get_by_text("Read it here").click()
    return page, first


def test_page_is_read_in_place_with_the_words_marked(visit: Visit, violations: Violations) -> None:
    body = "<h1>T</h1><h2 id=a>First</h2><p>The queue.</p><ul><li>One <kbd>Esc</kbd></li></ul>"
    page, first = opened(visit, body)
    text = first.locator(".palier-reading__text")
    expect(text.locator("li")).to_have_text("One Esc")
    assert text.locator("mark").all_inner_texts() == ["The", "queue"]
    assert text.get_by_role("heading", level=3).all_inner_texts() == ["First"]
    assert page.locator(".palier-ask [role=status]").inner_text() == "2 suggestions"
    assert violations(page) == []


def test_page_is_opened_from_the_keyboard_and_fetched_once(visit: Visit) -> None:
    page, first = opened(visit, "<p>The queue.</p>")
    expect(first.locator(".palier-reading__text p")).to_have_text("The queue.")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    summary = first.locator(".palier-reading > summary")
    for _ in range(2):
        summary.press("Enter")
    expect(first.locator(".palier-reading__text p")).to_be_visible()
    expect(summary).to_be_focused()
    assert fetched == []


def test_long_page_shows_the_section_that_answers_and_no_more(visit: Visit) -> None:
    body = f"<p>Start</p>{FILLER}<h2 id=answer>Answer</h2><p>Do this.</p><h3>Detail</h3><p>Then that.</p><h2>Next</h2>"
    page = visit("/en/")
    service = Service(page)
    service.place = "#answer"
    page.route(f"{URL}", lambda route: route.fulfill(body=page_with(body), content_type="text/html"))
    page.get_by_label("Your question").fill("mail late")
    first = page.locator(".palier-suggestion").first
    first.get_by_text("Read it here").click()
    text = first.locator(".palier-reading__text")
    expect(text.locator("h3")).to_have_text("Answer")
    assert text.inner_text().split("\n\n") == ["Answer", "Do this.", "Detail", "Then that."]


def test_long_page_without_a_section_shows_its_beginning(visit: Visit) -> None:
    _, first = opened(visit, f"<p>Start</p>{FILLER}<h2 id=a>Second</h2>{FILLER}")
    text = first.locator(".palier-reading__text")
    expect(text.locator("p").first).to_have_text("Start")
    assert "Second" not in text.inner_text()


def test_nothing_runs_and_nothing_but_what_is_read_comes_along(visit: Visit) -> None:
    # The policy is asked about handlers even of a page that cannot run them, and says no aloud.
    page, first = opened(visit, HOSTILE, allow=(404, "Content Security Policy"))
    text = first.locator(".palier-reading__text")
    expect(text.locator("p").first).to_contain_text("queued mail waits")
    assert text.evaluate(
        "node => [...new Set([...node.querySelectorAll('*')].map((one) => one.localName))].sort()"
    ) == [
        "a",
        "b",
        "em",
        "img",
        "mark",
        "p",
    ]
    attributes = (
        "node => [...new Set([...node.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()))].sort()"
    )
    assert text.evaluate(attributes) == ["alt", "href", "loading", "rel", "src", "target"]
    links = text.locator("a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    place = page.url.removesuffix("/en/")
    assert links == [None, f"{place}/en/incidents/other/", f"{place}/en/incidents/late/#more"]
    assert text.locator("img").get_attribute("src") == f"{place}/en/incidents/late/x.png"
    assert page.title() != "ran"


def test_page_that_cannot_be_had_leaves_the_link(visit: Visit) -> None:
    _, first = opened(visit, "", status=404, allow=(404,))
    expect(first.locator(".palier-reading")).to_have_count(0)
    expect(first.get_by_role("link", name="Read the page")).to_be_focused()


def test_real_page_is_read_in_place_beside_the_form(visit: Visit, violations: Callable[[Page], list[str]]) -> None:
    for width, scheme in ((1280, "dark"), (360, "light")):
        page = visit("/support/", width=width, scheme=scheme)
        page.locator("#text").fill("comment suivre ma demande")
        page.get_by_role("button", name="Voir les réponses").click()
        first = page.locator(".palier-suggestion").first
        first.get_by_text("Lire ici").click()
        expect(first.locator(".palier-reading__text p").first).to_be_visible()
        expect(first.locator(".palier-reading__text")).not_to_contain_text("Un instant")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
