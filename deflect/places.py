"""Places: where in a page a term stands, as the bits of one 64-bit number.

Bit 0 stands for the title, bit 1 for the rest of the head (keywords, answers, description), bit 2 + n for passage n;
a page with more passages than there are bits has its end counted as one passage. Ranking asks for what counts alone
cannot tell: how much of a question stands together in one place.
"""

TITLE_BIT = 0
HEAD_BIT = 1
FIRST_PASSAGE_BIT = 2
LAST_BIT = 63
HEAD_BITS = (1 << FIRST_PASSAGE_BIT) - 1
