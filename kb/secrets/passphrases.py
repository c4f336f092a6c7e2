"""Passphrases: several plain words that a label announces as one secret, with or without quotes.

Limits: prose-like, as `kb.secrets.labels`; small words of a sentence among them mean that it is a sentence.
"""

import re
from collections.abc import Iterator

from kb.secrets.formats import SecretSpan
from kb.secrets.reading import Reading
from kb.secrets.values import says_how
from kb.vocabulary import words

_LABEL = re.compile(
    r"\b(?:pass[ \-]?phrase|phrase[ ](?:de[ ](?:passe|r[ée]cup[ée]ration)|secr[èe]te|mn[ée]monique)|"
    r"(?:seed|recovery|secret)[ ](?:phrase|words)|mn[ée]moni(?:c|que))\b"
    r"[^\n.;:=]{0,60}?(?:[ ]?(?P<sign>[:=])[ ]?|[ ](?:est|is|c[’']est)[ ])"
    r"(?:[\"“«][ ]?(?P<quoted>[^\"”»\n]{8,200})|(?P<plain>[^\W\d_]{2,20}(?:[ ,\-]{1,2}[^\W\d_]{2,20}){2,23}))",
    re.IGNORECASE,
)
_SIGNS = ("phrase", "words", "mnémoni", "mnemoni")
_SENTENCE = words(
    """
    à a au aux de du des la le les un une et ou que qui quand si par pour dans sur avec chaque fois il
    elle je on nous vous ne pas plus the an of to and or when if by for in on with every each time it we
    you they not is are was est sont demandée demandé
    """
)
# Behind a colon the rest of the line is the passphrase, small words and all, unless it is a clause about one.
_CLAUSE = words(
    """
    il elle je on nous vous ne pas plus if when it we you they not is are was est sont où comment demandée demandé
    faut dois doit must should please merci svp quand chaque fois each every
    """
)
_ARTICLES = words("le la les un une des mon ma mes the a my our")
_FEWEST_AFTER_SIGN = 4


def find_passphrases(reading: Reading) -> Iterator[SecretSpan]:
    """Every passphrase, in order."""
    for start, end in reading.lines_with(_SIGNS):
        yield from _in_line(reading.text, start, end)


def _in_line(text: str, line_start: int, line_end: int) -> Iterator[SecretSpan]:
    for found in _LABEL.finditer(text, line_start, line_end):
        name = "quoted" if found["quoted"] else "plain"
        said = found[name].casefold().replace(",", " ").split()
        ordinary = not _SENTENCE.isdisjoint(said) or (len(said) < 4 and says_how(said[0]))
        if name == "plain" and found["sign"] and len(said) >= _FEWEST_AFTER_SIGN and found.end() == line_end:
            about = (says_how(said[0]) and said[0] not in _ARTICLES) or not _CLAUSE.isdisjoint(said)
            ordinary = ordinary and about
        if len(said) > 2 and not (name == "plain" and ordinary):
            end = found.start(name) + len(found[name].rstrip())
            yield SecretSpan(found.start(name), end, "password", False)
