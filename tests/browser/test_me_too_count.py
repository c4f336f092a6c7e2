"""How many people have the problem of an incident, on its page: filled in by a script, silent where it cannot be."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

PAGE = """<!doctype html><html lang=en><body><p id=after>After</p>
<span hidden data-palier-me-too="incidents/late" data-lang="en" data-one="{count} person" data-other="{count} people">
</span><script type="module" src="/en/assets/palier/me-too.js"></script></body></html>"""


@pytest.mark.parametrize(
    ("status", "count", "told"),
    [(200, 0, ""), (200, 1, "1 person"), (200, 12, "12 people"), (404, 12, ""), (200, "<b>12</b>", "")],
)
def test_count_is_told_in_the_pages_words_or_not_at_all(
    visit: Callable[..., Page], status: int, count: object, told: str
) -> None:
    page = visit("/en/", allow=(404,))
    asked: list[dict[str, list[str]]] = []
    page.route("**/en/late/", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.route(
        "**/api/v1/me-too*",
        lambda route: (
            asked.append(parse_qs(urlsplit(route.request.url).query)),
            route.fulfill(status=status, json={"incident": "incidents/late", "count": count}),
        ),
    )
    page.goto("/en/late/")
    page.wait_for_load_state("networkidle")
    place = page.locator("[data-palier-me-too]")
    expect(place).to_be_visible(visible=bool(told))
    assert (place.text_content() or "").strip() == told
    assert asked == [{"incident": ["incidents/late"]}]
