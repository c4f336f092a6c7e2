"""Passphrases: several plain words that a label announces as one secret, with or without quotes.

Limits: prose-like, as `kb.secrets.labels`; small words of a sentence among them mean that it is a sentence.
"""

import re
from collections.abc import Iterator

from kb.secrets.formats import SecretSpan
from kb.secrets.values import says_how
from kb.vocabulary import words

_LABEL = re.compile(
    r"\b(?:pass[ \-]?phrase|phrase[ ](?:de[ ](?:passe|r[ée]cup[ée]ration)|secr[èe]te|mn[ée]monique)|"
    r"(?:seed|recovery|secret)[ ](?:phrase|words)|mn[ée]moni(?:c|que))\b"
    r"[^\n.;:=]{0,60}?(?:[ ]?[:=][ ]?|[ ](?:est|is|c[’']est)[ ])"
    r"(?:[\"“«][ ]?(?P<quoted>[^\"”»\n]{8,200})|(?P<plain>[^\W\d_]{2,20}(?:[ ,\-]{1,2}[^\W\d_]{2,20}){2,23}))",
    re.IGNORECASE,
)
_SENTENCE = words(
    """
    à a au aux de du des la le les un une et ou que qui quand si par pour dans sur avec chaque fois il
    elle je on nous vous ne pas plus the an of to and or when if by for in on with every each time it we
    you they not is are was est sont demandée demandé
    """
)


def find_passphrases(text: str) -> Iterator[SecretSpan]:
    """Every passphrase, in order."""
    for found in _LABEL.finditer(text):
        name = "quoted" if found["quoted"] else "plain"
        said = found[name].casefold().replace(",", " ").split()
        ordinary = not _SENTENCE.isdisjoint(said) or (len(said) < 4 and says_how(said[0]))
        if len(said) > 2 and not (name == "plain" and ordinary):
            end = found.start(name) + len(found[name].rstrip())
            yield SecretSpan(found.start(name), end, "password", False)
