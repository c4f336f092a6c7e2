"""The arithmetic of a search as lines for a terminal: how the question was read, and why each page stands where."""

from collections.abc import Iterator

from deflect.explanation import Explanation, PageArithmetic, WordShare
from deflect.search import FLOOR, SURE

_MOST_WORDS = 8
_MOST_PASSAGES = 6


def arithmetic_table(explanation: Explanation) -> Iterator[str]:
    """First the words of the question, then each page with the sum of its rank and what each word gave to it."""
    kind = "a letter: pages' heads are summed first" if explanation.letter else "a short question"
    yield f"Read as {kind}; familiarity {explanation.familiarity:.2f}"
    yield f"Shown when the first three score {FLOOR:.2f} on the average, or the best {SURE:.2f}"
    yield f"  {'word':16} {'weight':>6} {'rarity':>6} {'force':>6}  searched as"
    for clue in explanation.clues:
        forms = ", ".join(f"{' + '.join(form.terms)} ×{form.share:.2f}" for form in clue.forms) or "no page has it"
        yield f"  {clue.typed[:16]:16} {clue.weight:6.2f} {clue.rarity:6.2f} {clue.force:6.2f}  {forms}"
    for place, page in enumerate(explanation.pages, start=1):
        yield ""
        yield from _page(place, page)


def _page(place: int, page: PageArithmetic) -> Iterator[str]:
    hit = page.found.hit
    yield f"{place}. {page.found.cover.title}  [{page.found.cover.id}]"
    summands = " + ".join(f"{name} {value:.2f}" for name, value in hit.summands.items())
    way = ", then gave way to a better page of the same title" if hit.gave_way else ""
    yield f"   rank {hit.rank:.2f} = {summands}{way}"
    meant = "" if hit.affinity is None else f", means nearly the same {hit.affinity:.2f}"
    yield f"   score {hit.score:.3f}: holds {hit.held:.2f} of the question, near it {hit.near:.2f}{meant}"
    for share in page.words[:_MOST_WORDS]:
        yield f"     {share.typed[:16]:16} {share.worth:6.2f}  {' + '.join(share.found_as)}  in {_places(share)}"
    if len(page.words) > _MOST_WORDS:
        yield f"     and {len(page.words) - _MOST_WORDS} more words"


def _places(share: WordShare) -> str:
    places = ["title"] * share.in_title + ["keywords, answers or description"] * share.in_head
    if share.passages:
        shown = ", ".join(str(number + 1) for number in share.passages[:_MOST_PASSAGES])
        more = "…" if len(share.passages) > _MOST_PASSAGES else ""
        places.append(f"passage {shown}{more}")
    return "; ".join(places) or "intro"
