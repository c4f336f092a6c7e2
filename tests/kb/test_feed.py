"""The Atom feed of the incidents, held to RFC 4287."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from built_centre import BASE_URL, WORKSHOP_CENTRE, Built
from written_centre import write_centre

from kb.feed import incident_feed
from kb.knowledge import sound_knowledge
from kb.navigation import Navigation
from kb.phrases import OWN, Phrases

ATOM = {"a": "http://www.w3.org/2005/Atom"}
PHRASES = Phrases.load(OWN)


def texts(feed: Element, path: str) -> list[str]:
    return [found.text or "" for found in feed.findall(path, ATOM)]


def feed_of(root: Path, lang: str = "fr", base_url: str = BASE_URL) -> Element:
    xml = incident_feed(Navigation(sound_knowledge(root), lang), PHRASES, base_url)
    return ElementTree.fromstring(xml.encode())


@pytest.mark.parametrize("path", ["/incidents/feed.xml", "/en/incidents/feed.xml"])
def test_feed_has_what_the_standard_requires(workshop: Built, path: str) -> None:
    text = workshop.page(path)
    feed = ElementTree.fromstring(text.encode())
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<feed ')
    assert [len(texts(feed, f"a:{name}")) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 3
    for entry in entries:
        assert [len(texts(entry, f"a:{name}")) for name in ("id", "title", "updated", "content")] == [1, 1, 1, 1]
        assert [link.get("rel") for link in entry.findall("a:link", ATOM)] == ["alternate"]
    ids = texts(feed, "a:id") + texts(feed, "a:entry/a:id")
    assert len(set(ids)) == 4
    assert [one for one in ids if not one.startswith("urn:uuid:")] == []
    moments = texts(feed, ".//a:updated") + texts(feed, ".//a:published")
    assert [moment for moment in moments if datetime.fromisoformat(moment).tzinfo is None] == []


def test_feed_and_entries_link_to_the_public_address(workshop: Built) -> None:
    feed = ElementTree.fromstring(workshop.page("/en/incidents/feed.xml").encode())
    assert {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)} == {
        "self": f"{BASE_URL}/en/incidents/feed.xml",
        "alternate": f"{BASE_URL}/en/incidents/",
    }
    assert [link.get("href") for link in feed.findall("a:entry/a:link", ATOM)] == [
        f"{BASE_URL}/en/incidents/flicker/",
        f"{BASE_URL}/en/incidents/cut/",
        f"{BASE_URL}/en/incidents/rain/",
    ]


def test_entry_tells_state_workaround_and_history_newest_first(workshop: Built) -> None:
    feed = ElementTree.fromstring(workshop.page("/incidents/feed.xml").encode())
    html = texts(feed, "a:entry/a:content")[0]
    assert "Le variateur &lt;7&gt; est en cause." in html
    assert " ".join(re.sub(r"<[^>]+>", " ", html).split()) == (
        "Cause trouvée – Elle clignote &amp; s’éteint. En attendant Revenez à la version 2.1. "
        "21 novembre 2026, 14:05 (Cause trouvée) Le variateur &lt;7&gt; est en cause. "
        "20 novembre 2026 (En cours d’examen) Nous cherchons."
    )
    assert texts(feed, "a:entry/a:updated") == [
        "2026-11-21T14:05:00+01:00",
        "2026-10-02T00:00:00+02:00",
        "2026-09-01T00:00:00+02:00",
    ]
    assert texts(feed, "a:updated") == ["2026-11-21T14:05:00+01:00"]


def test_known_limit_is_called_one(workshop: Built) -> None:
    feed = ElementTree.fromstring(workshop.page("/en/incidents/feed.xml").encode())
    labels = [category.get("label") for category in feed.findall("a:entry/a:category", ATOM)]
    assert labels == ["Cause found", "Resolved", "Known limit"]


def test_ids_outlive_a_new_address_of_the_site_and_a_new_name_of_the_page() -> None:
    knowledge = sound_knowledge(WORKSHOP_CENTRE)
    before = feed_of(WORKSHOP_CENTRE)
    first_names = replace(
        knowledge,
        pages=tuple(
            replace(page, id="incidents/blink", matter=page.matter.model_copy(update={"redirects_from": ()}))
            if page.id == "incidents/flicker"
            else page
            for page in knowledge.pages
        ),
    )
    named_as_at_first = ElementTree.fromstring(incident_feed(Navigation(first_names, "fr"), PHRASES, BASE_URL))
    moved = feed_of(WORKSHOP_CENTRE, base_url="https://elsewhere.example")
    assert texts(moved, ".//a:id") == texts(before, ".//a:id")
    assert texts(named_as_at_first, ".//a:id") == texts(before, ".//a:id")


def test_each_language_has_ids_of_its_own() -> None:
    both = texts(feed_of(WORKSHOP_CENTRE, "fr"), ".//a:id") + texts(feed_of(WORKSHOP_CENTRE, "en"), ".//a:id")
    assert len(set(both)) == len(both) == 8


def test_feed_without_incidents_is_still_a_feed(tmp_path: Path) -> None:
    feed = feed_of(write_centre(tmp_path, {}))
    assert texts(feed, "a:updated") == ["1970-01-01T00:00:00+00:00"]
    assert feed.findall("a:entry", ATOM) == []


def test_character_that_xml_forbids_is_left_out(tmp_path: Path) -> None:
    page = '---\ntitle: "Panne\\x0b ici"\nstate: identified\n---\n\nPanne.\n'
    feed = feed_of(write_centre(tmp_path, {"docs/incidents/p.md": page}))
    assert texts(feed, "a:entry/a:title") == ["Panne ici"]


def test_every_page_names_the_feed_of_its_language_and_the_list_links_to_it(workshop: Built) -> None:
    page = workshop.page("/en/articles/light/bulb/")
    head = re.findall(r'<link rel="alternate feed" type="application/atom\+xml" href="([^"]*)"', page)
    assert head == ["/en/incidents/feed.xml"]
    shown = re.findall(r'<a href="([^"]*)" type="application/atom\+xml">([^<]*)<', workshop.page("/incidents/"))
    assert shown == [("/incidents/feed.xml", "S’abonner aux incidents (fil Atom)")]
