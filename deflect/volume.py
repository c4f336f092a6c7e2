"""Volumes: the index of one language as ranking sees it, whichever engine holds it.

This is the one door between ranking and an engine. What stands behind it must hold the contract that
`tests/deflect/volume_contract.py` checks; nothing before it knows Whoosh, PostgreSQL or a file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from deflect.cover import Cover
from deflect.glossary import Glossary
from deflect.latent import Matrix
from deflect.meaning import Known
from deflect.postings import PageNumbers, Postings, Values
from kb.document import Document


class Volume(Protocol):
    """The pages of one language, read only; threads may share it. Pages are numbered from 0.

    `size` counts the pages. `words` are its words as written, folded, with how often each comes; `novelty`, 0 to 1,
    is how often its pages bring a word that no other page has.
    """

    @property
    def lang(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def novelty(self) -> float: ...
    @property
    def words(self) -> Mapping[str, int]: ...
    @property
    def glossary(self) -> Glossary: ...

    def holds(self, term: str) -> bool:
        """Whether any page holds the term."""

    def neighbours(self, word: str) -> tuple[str, ...]:
        """Which of `words` a mistyped one may have been, the likeliest first (see `deflect.spelling`)."""

    def rarity(self, term: str) -> float:
        """How much a term tells (its idf); a term that no page holds tells most."""

    def postings(self, terms: Mapping[str, float]) -> Mapping[str, Postings]:
        """The postings of each term, empty ones for terms that no page holds.

        The weights say how much each term matters to the one who asks. An engine that cannot hand out whole lists
        may leave out pages that are sure to rank low.
        """

    def title_rarities(self, pages: PageNumbers) -> Values:
        """For each page the rarities of its title's terms, added up."""

    def nearness(self, terms: Mapping[str, float], pages: PageNumbers) -> Values:
        """How near each page is to a question of these weighted terms, -1 to 1, by what they are about.

        See `deflect.latent`; 0 where nothing is known.
        """

    def topics(self) -> Mapping[str, Matrix]:
        """What each term is about: where it stands among the topics."""

    def affinities(self, text: str) -> Values | None:
        """How near each page is to a text in what it means, -1 to 1; None where the index knows no meanings."""

    def meanings(self) -> Known:
        """What texts of the pages mean (`deflect.meaning`), for an index that is built after this one."""

    def twins(self, pages: PageNumbers) -> PageNumbers:
        """For each page the first one whose title has the same terms: the page itself where none comes before."""

    def covers(self, pages: Collection[int]) -> list[Cover]:
        """The covers of pages, in the order asked for."""

    def documents(self, pages: Collection[int]) -> list[Document]:
        """The pages themselves, in the order asked for."""

    def answers(self) -> bool:
        """Whether it can be asked just now; where not, asking raises `IndexUnavailable`."""

    def close(self) -> None:
        """Give back what is open. Closing twice does nothing."""
