"""A text as the finders of secrets read it: where the words stand that could announce one, which is quick to find out.

Looking for a word costs a hundredth of trying a pattern at each place; most places of a log, and most of its lines, are
no use. What must stay true: a place or line that holds a word, in capitals or not, is always handed out.
"""

from collections.abc import Iterable, Iterator


class Reading:
    """A text, and the same in small letters, place for place. What a form puts before the end of a line is a space."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r", " ")
        self.small = _in_small_letters(self.text)

    def holds(self, *signs: str) -> bool:
        """Whether the text holds one of the words, which are in small letters."""
        return any(sign in self.small for sign in signs)

    def places(self, signs: Iterable[str]) -> list[int]:
        """Where one of the words begins, which are in small letters; in order."""
        found: list[int] = []
        for sign in signs:
            place = self.small.find(sign)
            while place >= 0:
                found.append(place)
                place = self.small.find(sign, place + 1)
        return sorted(found)

    def starts(self, signs: Iterable[str]) -> Iterator[int]:
        """Where one of the words begins a word."""
        for place in self.places(signs):
            if not place or not self.small[place - 1].isalnum():
                yield place

    def lines_with(self, signs: Iterable[str], also: Iterable[str] = ("",)) -> Iterator[tuple[int, int]]:
        """Where the lines begin and end that hold one of `signs`, and one of `also`; in order."""
        small, found = self.small, dict[int, int]()
        also = [other for other in also if other in small]
        for sign in signs if also else ():
            place = small.find(sign)
            while place >= 0:
                start, end = self.line_at(place)
                if start not in found and any(other in small[start:end] for other in also):
                    found[start] = end
                place = small.find(sign, max(end, place + 1))
        return iter(sorted(found.items()))

    def line_at(self, place: int) -> tuple[int, int]:
        """Where the line begins that holds a place, and where it ends, but for a space."""
        end = self.small.find("\n", place)
        end = len(self.small) if end < 0 else end
        return self.small.rfind("\n", 0, place) + 1, end - (end > place and self.small[end - 1] == " ")

    def line_below(self, place: int) -> tuple[int, int] | None:
        """Where the line below the one that holds a place begins and ends; None when it is the last."""
        end = self.small.find("\n", place)
        return None if end < 0 or end + 1 >= len(self.small) else self.line_at(end + 1)


def _in_small_letters(text: str) -> str:
    """Small letters, none of which takes two places as that of `İ` would."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
