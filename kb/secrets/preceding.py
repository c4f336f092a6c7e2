"""Values told before their label: “… comme mot de passe”, “… as my password”, “je tape … dans la case mot de passe”.

Limits: prose-like, as `kb.secrets.labels`; the value must look like a password, or stand in quotes, or follow a word of
typing.
"""

import re
from collections.abc import Iterator

from kb.secrets.formats import SecretSpan
from kb.secrets.labels import SPOKEN_LABELS
from kb.secrets.values import NOT_VALUES, TOKEN, bounds, is_quoted, is_strong, says_how
from kb.vocabulary import words

_LABEL = re.compile(rf"(?<![a-zà-ÿ])(?:{SPOKEN_LABELS})(?![a-zà-ÿ])", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:^|[ ])(?:(?P<as>comme|as|en(?:[ ]guise[ ]de)?|for|pour|sous)|(?P<field>(?:dans|in|into|sur)[ ](?:la|le|the)[ ]"
    r"(?:case|champ|zone|field|box)?(?:[ ](?:de|du)[ ]?)?)|(?P<is>est(?:[ ]bien)?|is|was|était|c[’']est))"
    r"(?:[ ](?:mon|ma|le|la|the|my|a|un|our|notre|ancien|nouveau|new|old|bon|vrai)){0,3}[ ]?$",
    re.IGNORECASE,
)
_TYPING = words(
    """
    mis mets met mettre tape tapé taper tapant tapais saisi saisis saisir saisissant utilise utilisé
    utiliser utilisais entre entré entrer rentre rentré choisi avec with used use using type typed
    typing enter entered entering put set chose choose
    """
)
_REACH = 120


def find_preceding(text: str) -> Iterator[SecretSpan]:
    """Every value that the label after it gives away, in the order of the labels."""
    for label in _LABEL.finditer(text):
        begin = max(0, label.start() - _REACH)
        begin = max(begin, text.rfind("\n", begin, label.start()) + 1)
        between = _BETWEEN.search(text, max(begin, label.start() - 48), label.start())
        if between is None:
            continue
        found = _last_value(text, begin, between)
        if found is not None:
            yield SecretSpan(*found, "password", False)


def _last_value(text: str, begin: int, between: re.Match[str]) -> tuple[int, int] | None:
    """The word right before the connector, when it may be a secret."""
    tokens = list(TOKEN.finditer(text, begin, between.start()))
    if not tokens:
        return None
    start, end = bounds(text, tokens[-1].start(), tokens[-1].end())
    value = text[start:end]
    if is_strong(value):
        return (start, end)
    typing = len(tokens) > 1 and tokens[-2].group().casefold() in _TYPING
    quoted = is_quoted(text, start) and len(value) >= 4
    if between["is"] or not (typing or quoted) or not value.isalpha() or len(value) < 4:
        return None
    return None if says_how(value.casefold()) or value.casefold() in NOT_VALUES else (start, end)
