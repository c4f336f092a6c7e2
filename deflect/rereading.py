"""Rereading: the second pass, which reads the best few pages again for what sums of words cannot tell.

How much of the question stands together in one passage, and how much of the title the question names. All pages
and all clues at a time, as arrays: a row a clue, a column a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deflect.clue import Clue, Form
from deflect.places import FIRST_PASSAGE_BIT, HEAD_BITS, TITLE_BIT
from deflect.postings import Bits, PageNumbers, Postings
from deflect.volume import Volume

# A word in the title or the keywords is half present in every passage, because they are read under it.
_HEAD_PRESENCE = 0.5
# Less than any title's words tell: of a page without a title nothing is named, whatever it is divided by.
_NO_TITLE = np.float32(1e-30)

_Grid = NDArray[np.float32]


class Reread(NamedTuple):
    """What the pages hold of the question, by columns.

    `shares`, 0 to 1, say how well each clue (row) is found on each page, and `places` where; `forms` which of the
    clue's forms was found, where one was. `anywhere`, `together` and `head` are the force of the clues that stand on
    the page, in its best passage and in its head; `title` is the part of its title, 0 to 1, that is named, `passage`
    the best passage's number, -1 when only the head matched.
    """

    shares: _Grid
    places: NDArray[np.uint64]
    forms: NDArray[np.int8]
    anywhere: _Grid
    together: _Grid
    head: _Grid
    title: _Grid
    passage: NDArray[np.int64]


def reread(volume: Volume, clues: Sequence[Clue], postings: Mapping[str, Postings], pages: PageNumbers) -> Reread:
    """Read `pages`, in ascending order, again for `clues`."""
    shape = (len(clues), len(pages))
    places = np.zeros(shape, np.uint64)
    plain = np.zeros(len(clues), np.float32)
    tells = np.zeros(len(clues), np.float32)
    several = []
    for row, clue in enumerate(clues):
        if len(clue.forms) == 1 and len(clue.forms[0].terms) == 1:
            term = clue.forms[0].terms[0]
            places[row] = _places(postings[term], pages)
            plain[row] = clue.forms[0].share
            tells[row] = volume.rarity(term)
        elif clue.forms:
            several.append(row)
    shares = plain[:, None] * (places != 0)
    forms = np.zeros(shape, np.int8)
    named = tells @ (places & np.uint64(1 << TITLE_BIT)).astype(np.float32)
    for row in several:
        named += _best_forms(volume, clues[row], postings, pages, shares[row], places[row], forms[row])
    forces = np.array([clue.force for clue in clues], np.float32)[:, None] * shares
    head = forces * ((places & np.uint64(HEAD_BITS)) != 0)
    in_head = head.sum(axis=0)
    force, passage = _best_passages(forces - _HEAD_PRESENCE * head, places)
    titles = volume.title_rarities(pages)
    return Reread(
        shares,
        places,
        forms,
        anywhere=forces.sum(axis=0),
        together=_HEAD_PRESENCE * in_head + force,
        head=in_head,
        title=np.minimum(1, named / np.maximum(titles, _NO_TITLE)),
        passage=passage,
    )


def _places(postings: Postings, pages: PageNumbers) -> Bits:
    """The places of a term on each page; 0 where it is not."""
    if not len(postings.pages):
        return np.zeros(len(pages), np.uint64)
    at = postings.pages.searchsorted(pages)
    found = postings.pages.take(at, mode="clip") == pages
    places: Bits = postings.places.take(at, mode="clip") * found
    return places


def _best_forms(
    volume: Volume,
    clue: Clue,
    postings: Mapping[str, Postings],
    pages: PageNumbers,
    shares: _Grid,
    places: Bits,
    forms: NDArray[np.int8],
) -> _Grid:
    """Fill in the rows of a clue with the form that each page has most of; returns what it names of titles."""
    named = np.zeros(len(pages), np.float32)
    for number, form in enumerate(clue.forms):
        bits, share, names = _form(volume, form, postings, pages)
        better = share > shares
        shares[better] = share[better]
        places[better] = bits[better]
        forms[better] = number
        named[better] = names[better]
    return named


def _form(
    volume: Volume, form: Form, postings: Mapping[str, Postings], pages: PageNumbers
) -> tuple[Bits, _Grid, _Grid]:
    bits = np.zeros(len(pages), np.uint64)
    held = np.zeros(len(pages), np.float32)
    named = np.zeros(len(pages), np.float32)
    for term in form.terms:
        own = _places(postings[term], pages)
        bits |= own
        held += own != 0
        named += volume.rarity(term) * (own & np.uint64(1 << TITLE_BIT))
    return bits, np.float32(form.share / len(form.terms)) * held, named


def _best_passages(forces: _Grid, places: NDArray[np.uint64]) -> tuple[_Grid, NDArray[np.int64]]:
    """How much of `forces` stands together on each page, and the number of the passage: the first of equals."""
    clues, pages = forces.shape
    # Most pages have a few passages, so most bytes of their places are empty on all of them.
    last_bit = int(np.bitwise_or.reduce(places, axis=None)).bit_length() - 1
    filled = max(FIRST_PASSAGE_BIT, last_bit) // 8 + 1
    octets = places.view(np.uint8).reshape(clues, pages, 8)[:, :, :filled]
    bits = np.unpackbits(octets, axis=-1, bitorder="little")
    passages = np.einsum("cp,cpb->pb", forces, bits)[:, FIRST_PASSAGE_BIT:]
    force = passages.max(axis=1)
    return force, np.where(force > 0, passages.argmax(axis=1), -1)
