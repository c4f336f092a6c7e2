"""First words: what a question is called when it becomes a request of its own.

“Par ailleurs, je n’ai pas reçu le courriel” is how one goes on, not how one begins: the link is left out of the
subject, and stays in the description.
"""

import re

from submit.gate.question import cues

_LONGEST = 80
_LEAST_WORDS = 3
# Anchored, each blank bounded: one look at the beginning, whatever the text.
_LINK = re.compile(
    r"(?:(?:et|mais|sinon|puis|enfin|and|but|then|finally|lastly)[, ]{1,3})?"
    r"(?:par ailleurs|d['’]autre part|de plus|en outre|au passage|également|aussi|sinon|enfin|deuxièmement|"
    r"troisièmement|"
    r"(?:une )?(?:autre|dernière|seconde|deuxième) (?:question|chose|demande|point|souci|problème|remarque)|"
    r"(?:et )?(?:une )?(?:toute )?dernière chose|rien à voir|"
    r"also|besides|in addition|moreover|furthermore|by the way|secondly|thirdly|on another note|unrelated|"
    r"(?:one |an)?(?:other|last|second|more) (?:question|thing|request|point|issue|problem)|"
    r"p\.? ?-?s\.?)[ \u00a0\u202f]{0,2}[,:;.–-]{0,2}[ \u00a0\u202f]{1,3}",
    re.IGNORECASE,
)


def first_words(question: str) -> str:
    """The beginning of a question, as the subject of its own request: one line, cut at a word."""
    line = " ".join(question.split())
    line = cues.ITEM.sub("", line, count=1)
    link = _LINK.match(line)
    if link is not None and len(line[link.end() : link.end() + 200].split()) >= _LEAST_WORDS:
        line = line[link.end() :]
    line = line[:1].upper() + line[1:]
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
