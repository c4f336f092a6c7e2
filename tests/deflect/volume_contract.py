"""What ranking may expect of a volume, whichever engine holds it. A test of an engine runs `check_volume`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from deflect.cover import cover_of
from deflect.places import HEAD_BIT, TITLE_BIT
from deflect.volume import Volume
from kb.document import Document, Section

PAGES = (
    Document(id="title", lang="fr", title="Nourrir un zèbre", sections=(Section(text="Du foin, le matin."),)),
    Document(id="none", lang="fr", title="Lion", sections=(Section(text="Il dort."),)),
    Document(
        id="body", lang="fr", title="Savane", keywords=("foin",), sections=(Section(text="Herbe. " * 60 + "Un zèbre."),)
    ),
    Document(id="twin", lang="fr", title="Nourrir son zèbre", sections=(Section(text="Voir ailleurs."),)),
)

Open = Callable[[Sequence[Document]], Volume]


def check_volume(open_volume: Open) -> None:
    """Assert all of it, on volumes that `open_volume` makes from documents in French."""
    volume = open_volume(PAGES)
    try:
        _knows_its_terms(volume)
        _tells_what_terms_are_worth_and_where(volume)
        _hands_out_pages(volume)
        _compares_topics(volume)
    finally:
        volume.close()
        volume.close()


def check_meanings(open_volume: Open) -> None:
    """Assert what is expected of a volume that was built with meanings, on volumes made as in `check_volume`."""
    volume = open_volume(PAGES)
    try:
        near = volume.affinities("feeding the zebra")
        assert near is not None
        assert int(np.argmax(near)) in {0, 3}
        assert np.all(np.abs(near) <= 1)
        assert {vector.shape for vector in volume.meanings().values()} == {(512,)}
    finally:
        volume.close()


def _knows_its_terms(volume: Volume) -> None:
    assert (volume.lang, volume.size) == ("fr", 4)
    assert volume.answers()
    assert volume.holds("zebr")
    assert not volume.holds("giraf")
    assert volume.rarity("giraf") > volume.rarity("lion") > volume.rarity("zebr") > 0
    assert volume.words["zebre"] == 3
    assert 0 < volume.novelty < 1
    assert volume.neighbours("zevre") == ("zebre",)


def _tells_what_terms_are_worth_and_where(volume: Volume) -> None:
    found = volume.postings({"zebr": 1.0, "foin": 1.0, "giraf": 1.0})
    zebra, hay = found["zebr"], found["foin"]
    assert (zebra.pages.tolist(), zebra.head_pages.tolist()) == ([0, 2, 3], [0, 3])
    assert zebra.values[0] > zebra.values[1] > 0
    assert zebra.head_values[0] <= zebra.values[0]
    assert [int(places) >> TITLE_BIT & 1 for places in zebra.places] == [1, 0, 1]
    assert {page: int(places) >> HEAD_BIT & 1 for page, places in zip(hay.pages.tolist(), hay.places, strict=True)} == {
        0: 0,
        2: 1,
    }
    assert (len(found["giraf"].pages), len(found["giraf"].head_pages)) == (0, 0)
    assert all(np.all(np.diff(one.pages.astype(np.int64)) > 0) for one in found.values())


def _hands_out_pages(volume: Volume) -> None:
    assert volume.documents([2, 0]) == [PAGES[2], PAGES[0]]
    assert volume.covers([2, 0]) == [cover_of(PAGES[2]), cover_of(PAGES[0])]
    assert volume.twins(np.arange(4, dtype=np.uint32)).tolist() == [0, 1, 2, 0]
    titles = volume.title_rarities(np.array([0, 1], np.uint32))
    assert titles.tolist() == pytest.approx([volume.rarity("nourr") + volume.rarity("zebr"), volume.rarity("lion")])


def _compares_topics(volume: Volume) -> None:
    everything = np.arange(4, dtype=np.uint32)
    near = volume.nearness({"zebr": 1.0, "nourr": 2.0}, everything)
    assert np.all(np.abs(near) <= 1.01)
    assert volume.nearness({"giraf": 1.0}, everything).tolist() == [0, 0, 0, 0]
    assert (volume.affinities("zèbre"), volume.meanings()) == (None, {})
