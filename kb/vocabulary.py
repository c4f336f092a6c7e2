"""Vocabulary: how rules and checks write down their lists of words, many to a line."""


def words(text: str) -> frozenset[str]:
    """The words of a text, whatever stands between them."""
    return frozenset(text.split())
