"""Values told before their label: “… comme mot de passe”, “… as my password”, “je tape … dans la case mot de passe”,
“tapez … quand il demande le mot de passe”, “c’est … avec un T majuscule, le mot de passe”.

Limits: prose-like, as `kb.secrets.labels`; the value must look like a password, or stand in quotes, or follow a word of
typing.
"""

import re
from collections.abc import Callable, Iterator

from kb.secrets.reading import Reading
from kb.secrets.values import NOT_VALUES, TOKEN, bounds, is_quoted, is_strong, says_how
from kb.vocabulary import words

_BETWEEN = re.compile(
    r"(?<!\S)(?:(?P<aside>\((?:mon|mes|ma|le|la|les|the|my|un|ancien|nouveau|c[’']est|it[’']s)?)|"
    r"(?P<as>comme|as|en(?:[ ]guise[ ]de)?|for|pour|sous)|(?P<field>(?:dans|in|into|sur)[ ](?:la|le|the)[ ]"
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
_ASKED = re.compile(
    r"(?:(?<!\S)|(?<=[(«\"]))(?:tape[zrs]?|tapé|mett?e?[zs]|mettre|mis|saisi(?:s|r|ssez)?|entre[zrs]?|rentre[zrs]?|essaye[zrs]?|"
    r"essaie|faites|répond[sre]{0,3}|type|try|enter|put|use|give|utilise[zr]?|donne[zr]?)[ ]"
    r"(?:avec[ ]|with[ ]|le[ ]|the[ ])?(?P<value>[^\s]{4,60}?),?[ ]"
    r"(?:quand|lorsqu|when|if|si|dès|once|whenever|where|là)(?!\w{3})[^\n.;!?]{0,60}$",
    re.IGNORECASE,
)
# “je tape … et il me dit : mot de passe incorrect”
_TYPED_BUT = re.compile(
    r"(?<!\S)(?:tape|tapé|mets|mis|saisi[st]?|entre|entré|rentre|rentré|typ(?:e|ed|ing)|enter(?:ed|ing)?)[ ]"
    r"(?:bien[ ]|pourtant[ ]|toujours[ ]|correctement[ ]|the[ ]|le[ ])?(?P<value>\S{5,60}?),?[ ]"
    r"(?:et|mais|and|but|then|puis)[ ][^\n.;!?]{0,30}\b"
    r"(?:dit|dis|affiche|r[ée]pond|indique|marque|met|message|says?|tells|get|gets|error|erreur)\b[^\n.;!?]{0,20}$",
    re.IGNORECASE,
)
_ASIDE_END = re.compile(
    r"(?:[ ](?:habituel|actuel|provisoire|temporaire|perso|personnel|wifi|admin|d[eu][ ]\w{1,20}))?\)"
)
# “j’ai essayé … et …, mot de passe incorrect”
_TRIED = re.compile(
    r"\b(?:r[ée]?essayé|essayé|tenté|testé|tried|tested)"
    r"(?:[ ](?:\d{1,3}[ ](?:fois|times)|plusieurs[ ]fois|encore|again|both))?[ ](?:avec[ ]|with[ ])?"
    r"(?:(?P<first>\S{5,60}?),?[ ](?:et|ou|and|or|puis)[ ])?(?P<value>\S{5,60}),[ ][^\n.;!?]{0,30}$",
    re.IGNORECASE,
)
# A letter is named, and the word before has it: “toto avec un T majuscule”.
_SPELLED = re.compile(
    r"(?P<value>[^\W_][^\s,\"»”]{2,40})[ ]?[\"»”]?,?[ ](?:avec[ ]une?|with[ ]an?)[ ]"
    r"(?:(?P<letter>\w)[ ](?:majuscule|minuscule|maj\b|capital|upper|lower)|"
    r"(?:capital|upper-?case|lower-?case|big|small)[ ](?P<named>\w)\b)",
    re.IGNORECASE,
)
_AND = words("et ou and or puis then / , ; & + à la place de au lieu instead of")
_REACH, _NEAR, _LONGEST_LAST = 120, 48, 14
_MOST_LISTED, _LEAST = 6, 4
# The last words before a label, one of which every such connector ends with.
_LAST_WORDS = words(
    """
    comme as en de for pour sous la le the case champ zone field box du est bien is was était c'est c’est mon ma my
    a un our notre ancien nouveau new old bon vrai
    """
)


class Leads:
    """What leads up to the labels of a text: a value, and the words that make it the label's."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of_text = [lead for lead in _LEADS if reading.holds(*lead[0])]
        self._of_line, self._line_start, self._line_end = self._of_text, 0, -1

    def values(self, label_start: int, label_end: int) -> Iterator[tuple[int, int]]:
        """Every value that a label gives away behind itself."""
        text, small = self._reading.text, self._reading.small
        if label_start > self._line_end:
            self._line_start, self._line_end = self._reading.line_at(label_start)
            line = small[self._line_start : self._line_end]
            self._of_line = [lead for lead in self._of_text if any(sign in line for sign in lead[0])]
        begin = max(label_start - _REACH, self._line_start)
        if _may_connect(small[max(begin, label_start - _LONGEST_LAST) : label_start]):
            between = _BETWEEN.search(text, max(begin, label_start - _NEAR), label_start)
            if between is not None and not (between["aside"] and _ASIDE_END.match(text, label_end) is None):
                yield from _last_values(text, begin, between)
        for _, shape, is_value in self._of_line:
            for found in shape.finditer(text, begin, label_start):
                for name in ("value", "first") if shape is _TRIED else ("value",):
                    span = bounds(text, *found.span(name)) if found[name] else (0, 0)
                    if found[name] and is_value(found, text, span):
                        yield span


def _may_connect(before: str) -> bool:
    """Whether the last word before a label is one that a connector ends with."""
    last = before.rsplit(None, 1)[-1:]
    return bool(last) and (last[0] in _LAST_WORDS or last[0].startswith("("))


def _is_asked_for(_found: re.Match[str], text: str, span: tuple[int, int]) -> bool:
    value = text[slice(*span)]
    return is_strong(value) or (
        is_quoted(text, span[0]) and value.isalpha() and len(value) >= _LEAST and not says_how(value.casefold())
    )


def _looks_like_one(_found: re.Match[str], text: str, span: tuple[int, int]) -> bool:
    return is_strong(text[slice(*span)])


def _is_spelled(found: re.Match[str], text: str, span: tuple[int, int]) -> bool:
    letter, value = (found["letter"] or found["named"]).casefold(), text[slice(*span)].casefold()
    return letter in value and value not in NOT_VALUES


# One of these words, what leads up to a label, and whether its value is a secret.
_LEADS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str], str, tuple[int, int]], bool]], ...] = (
    ((" quand", " lorsqu", " when", " if", " si", " dès", " once", " where", " là"), _ASKED, _is_asked_for),
    (
        ("dit", "dis", "affiche", "pond", "indique", "marque", "met", "mess", "say", "tell", "get", "err"),
        _TYPED_BUT,
        _looks_like_one,
    ),
    (("essay", "tent", "test", "tried"), _TRIED, _looks_like_one),
    (("majuscule", "minuscule", "maj", "capital", "upper", "lower", "big", "small"), _SPELLED, _is_spelled),
)


def _last_values(text: str, begin: int, between: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The word right before the connector, when it may be a secret, and those that it is listed with."""
    tokens = list(TOKEN.finditer(text, begin, between.start()))
    if not tokens:
        return
    last = _last_value(text, tokens, between)
    if last is None:
        return
    yield last
    joined = False
    for token in reversed(tokens[-_MOST_LISTED:-1]):
        if token.group().casefold() in _AND:
            joined = True
            continue
        span = bounds(text, token.start(), token.end())
        if not (joined or token.group().endswith(",")) or not is_strong(text[slice(*span)]):
            return
        yield span


def _last_value(text: str, tokens: list[re.Match[str]], between: re.Match[str]) -> tuple[int, int] | None:
    start, end = bounds(text, tokens[-1].start(), tokens[-1].end())
    value = text[start:end]
    if is_strong(value):
        return (start, end)
    typing = len(tokens) > 1 and tokens[-2].group().casefold() in _TYPING
    quoted = is_quoted(text, start) and len(value) >= 4
    if between["is"] or between["aside"] or not (typing or quoted) or not value.isalpha() or len(value) < 4:
        return None
    return None if says_how(value.casefold()) or value.casefold() in NOT_VALUES else (start, end)
