"""Redirects: an old address leads on, on any web server, and no page is lost to one."""

import json
import re
from dataclasses import replace

import pytest
from built_centre import BASE_URL, WORKSHOP_CENTRE, Built

from kb.knowledge import sound_knowledge
from kb.redirects import redirects


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("/articles/old/bulb/", "/articles/light/bulb/", "Changer l’ampoule"),
        ("/articles/old/", "/articles/light/bulb/", "Changer l’ampoule"),
        ("/articles/old/ampoule & co/", "/articles/light/bulb/", "Changer l’ampoule"),
        ("/en/articles/old/bulb/", "/en/articles/light/bulb/", "Change the bulb"),
        ("/incidents/blink/", "/incidents/flicker/", "La lampe clignote"),
    ],
)
def test_old_address_leads_to_the_page_by_itself_and_by_a_link(workshop: Built, old: str, new: str, title: str) -> None:
    page = workshop.page(old)
    assert f'<meta http-equiv="refresh" content="0; url={new}">' in page
    assert f'<link rel="canonical" href="{BASE_URL}{new}">' in page
    assert f'<a href="{new}">{title}</a>' in page


def test_redirect_speaks_its_language_and_wears_the_site_s_colours(workshop: Built) -> None:
    page = workshop.page("/en/articles/old/bulb/")
    assert '<html lang="en">' in page
    assert "<h1>This page has moved</h1>" in page
    (sheet,) = re.findall(r'<link rel="stylesheet" href="([^"]*)"', page)
    assert ".palier-moved" in workshop.page(sheet)


def test_page_that_exists_is_not_replaced(workshop: Built) -> None:
    assert "<h1>Charger la torche</h1>" in workshop.page("/articles/light/torch/")


@pytest.mark.parametrize("taken", [(), ("articles/old/bulb",)])
def test_name_that_leads_out_of_the_site_or_is_taken_is_left_out(taken: tuple[str, ...]) -> None:
    page = sound_knowledge(WORKSHOP_CENTRE).page("articles/light/bulb", "fr")
    assert page is not None
    hostile = ("/root", "a//b", "a/./b", "..", "a\\..\\b", "a/ /b", "", "articles/old/bulb")
    named = page.matter.model_copy(update={"redirects_from": hostile})
    left = [redirect.old_id for redirect in redirects([page, replace(page, matter=named)], taken)]
    wanted = ["articles/old/bulb", "articles/light/torch", "articles/old/ampoule & co", "articles/old/index"]
    assert left == [name for name in wanted if name not in taken]


def test_redirects_are_neither_in_the_sitemap_nor_searched(workshop: Built) -> None:
    assert "/old/" not in workshop.page("/sitemap.xml")
    places = {entry["location"] for entry in json.loads(workshop.page("/search/search_index.json"))["docs"]}
    assert "articles/light/bulb/" in places
    assert [place for place in places if "old" in place or "blink" in place] == []
