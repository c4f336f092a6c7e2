"""Labels: the words that announce a secret, and the value after them: “mot de passe : …”, “the password is …”,
`DB_PASSWORD=…`.

After a label the value is looked for in the same clause: at once, or after a connector (`:`, `=`, `→`, “est”, “is”,
“en”, “to”). How much it must look like a secret depends on how plainly the connector announces it.

Limits: these are prose-like matches, which a customer may declare harmless. A plain word in the middle of a
sentence (“le mot de passe est soleil mais …”) is not told from a complaint and passes, unless it is one of the
well-known bad ones.
"""

import re
from collections.abc import Iterator

from kb.secrets.announcing import labels
from kb.secrets.described import Turns
from kb.secrets.formats import SecretSpan, is_placeholder
from kb.secrets.preceding import Leads
from kb.secrets.reading import Reading
from kb.secrets.values import (
    LEADING,
    NOT_VALUES,
    TOKEN,
    TRAILING,
    Link,
    bounds,
    is_plain_to_see,
    is_quoted,
    is_strong,
    looks_secret,
    says_how,
)
from kb.vocabulary import words

_GLUE = re.compile(
    r"[\"'’»”\])]{0,3}[ \t\u00a0\u202f]{0,4}(?:(?P<sign>[=\-—–]{1,2}>|→|:=|==|>>|[:=>])[ \t\u00a0\u202f>]{0,4})?[,;]?"
)
# “Mon ancien mot de passe était A et le nouveau est B”: beside a label these words stand for it.
_PRONOUN = re.compile(
    r"\b(?:(?:le|l[’'])[ ]?(?:nouveau|ancien|bon|vrai|mien|dernier|second|premier)|"
    r"the[ ](?:old|new|right|real|last|first|second|other)[ ]one)(?![\w’'])",
    re.IGNORECASE,
)
_PRONOUN_SIGNS = ("nouveau", "ancien", "bon", "vrai", "mien", "dernier", "second", "premier", " one")
_WORD_LINKS = words(
    """
    est is was were are sont c'était c’était c'est c’est cest c ct en-est sera etait était vaut suivant étant it's it’s
    reste remains devient becomes
    """
)
# They announce a value only where it looks like one by itself: “changé en X”, “remplacé par X”, “je tape X”.
_SOFT_LINKS = words(
    """
    en à to par avec with by as comme via mais but tape tapé taper type typed saisi saisis saisir entre
    entré enter entered mettez tapez entrez saisissez utilisez essayez mettre mets mis met utilise utilisé use used
    essayé tried puis then
    """
)
_SKIPPED = words(
    """
    le la the bien toujours encore donc still just simply currently actually actuellement simplement
    juste now bel et
    """
)
_CHANGES = words("changé modifié remplacé set reset changed updated défini redefini redéfini mis été been généré")
# What a password is for: “mdp wifi …” tells the value as “mdp …” does.
_KINDS = words(
    """
    wifi wi-fi smtp imap pop ftp sftp sql mysql vpn ssh rdp bios nas box messagerie mail mails email admin
    administrateur root gmail outlook orange ovh session internet webmail
    temporaire provisoire actuel actuelle initial perso personnel habituel temporary current secondaire maître
    """
)
_OTHER_LABELS = words("mot mdp mdp: password password: passphrase pass: pwd: pwd")
_LINKS = {
    **dict.fromkeys(_SOFT_LINKS, Link.SOFT),
    **dict.fromkeys(_WORD_LINKS, Link.WORD),
    **dict.fromkeys((":", "=", "->", "=>", "→", ":=", "-", "–"), Link.SIGN),
}
_AND = words("et ou puis and or then / , + & avec with le the nouveau new aussi also au lieu de instead of non not pas")
# After one of these the sentence is about something else than a value.
_ENDERS = (NOT_VALUES | words("quand when lorsque si if alors so car because sinon depuis since")) - words(
    """
    the this that pour que qui dont dans le la les en de du des au aux un une of on to for with at from by it in mon ma
    my temporaire provisoire temporary secondaire personnel personnelle actuel nouveau nouvelle ancien
    ancienne new old mail secret changed modifié stored saved your votre vos shown sent et and caractères lettres
    ici here ci-dessous ci-dessus ci-après below above dessus
    """
)
_QUALITIES = (NOT_VALUES & _ENDERS) - _LINKS.keys() - _SKIPPED
_PLAIN_WORD = re.compile(r"[ ]([^\W\d_]{2,20})(?=[ ,.])")
_TOPICS = re.compile(
    r"(?:gestionnaires?|g[ée]n[ée]rateurs?|coffres?|politiques?|r[èe]gles?|oublis?|champs?|cases?|liens?)"
    r"[ ](?:de[ ]|des[ ]|du[ ]|d[’'])?$",
    re.IGNORECASE,
)
# One of these is in every such topic.
_TOPIC_SIGNS = ("gestion", "nérat", "nerat", "coffre", "politique", "règle", "regle", "oubli", "champ", "case", "lien")
_NEXT_CLAUSE = re.compile(
    r"[ ]{1,4}(?:#|//|--|<|\|)|"
    r"[ ](?:(?:et|and|mais|but)[ ](?:j|i|ça|il|it|on|the|my|mon|le[ ]login)\b|"
    r"si[ ](?:vous|tu|besoin|jamais)|if[ ](?:you|needed)|"
    r"merci|thanks|svp|please|vous[ ]pouvez|you[ ]can|"
    r"pour[ ](?:tester|vous|essayer|entrer)|avec[ ]une?\b|with[ ]an?\b|entre[ ]guillemets|in[ ]quotes|"
    r"tout[ ](?:en|attach|coll)|(?:en|sans)[ ](?:majuscule|minuscule|un[ ](?:seul[ ])?mot|espace|accent)|"
    r"all[ ](?:in[ ])?(?:lower|upper|small|caps|capital|one[ ]word)|in[ ](?:lower|upper|capital|small)|"
    r"(?:no|without)[ ](?:space|capital|accent))",
    re.IGNORECASE,
)
_TYPING = words("tape tapé taper type typed saisi saisis saisir enter entered entre entré mets mis")
_ONE_WORD = re.compile(r"[ ]\S{4,60}[ ]?(?:et|and|mais|but|puis|then|,)[ ]")
# “le mot de passe (celui de la boîte) est …”
_ASIDE = re.compile(r"[ ]\([^()\n]{2,80}\)(?=[ ]?[:=]|[ ](?:est|is|c[’']?est|était|was)[ ])[ ]?")
# In a program what stands behind one of these is no value: a comparison, a block of rules.
_OPERATORS = frozenset({"{", "}", "{}", "[", "[]", "!=", "!==", "===", "<=", ">=", "+=", "||", "&&"})
_FIRM = frozenset({Link.WORD, Link.SIGN})
_GENITIVES = ("'s ", "’s ")
# A clause that goes on after its comma: “le mdp du compte de test, c’est …”
_GOES_ON = re.compile(r"[ ](?:c[’']?est|it[’']?s|it[ ]is|[àa][ ]savoir|soit)[ ](?=(\S+))")
# A few words about what the secret is for, up to the end of the line.
_BELOW = re.compile(r"(?:[ ][\wà-ÿ’'\-]{1,20}){0,6}[ ]?[:.]?[ \t]{0,20}$")
_REST_OF_LINE = re.compile(r"[ \t]{0,20}(?:\n|$)")
_LOGIN_BEFORE = re.compile(r"utilisateur|user|login|identifiant|compte|connect", re.IGNORECASE)
_NEAR, _FAR = 6, 12
_REACH = 160
_TOPIC_LENGTH = 24
_MOST_VALUES = 4


def find_labelled(reading: Reading) -> Iterator[SecretSpan]:
    """Every value that a label announces as a secret, in the order of the labels; spans may overlap."""
    text, any_password = reading.text, False
    turns, leads, fields = Turns(reading), Leads(reading), reading.holds(*_TOPIC_SIGNS)
    for label, kind in labels(reading):
        start, end = label.span()
        reach = _clause_end(text, end)
        if kind == "name":
            yield from _named_value(text, start, end, reach)
            yield from (SecretSpan(*span, "password", False) for span in turns.values(start, end, reach))
            continue
        found = _value_after(text, start, end, reach, kind, about_field=fields and _is_about_field(text, start))
        if found is not None:
            yield SecretSpan(*found, kind, False)
        if kind == "password":
            any_password = True
            told = turns.values(start, end, reach) if found is None else _further_values(text, found[1])
            for span in (*told, *leads.values(start, end)):
                yield SecretSpan(*span, kind, False)
    if any_password:
        yield from _told_by_pronoun(reading)


def _named_value(text: str, start: int, end: int, reach: int) -> Iterator[SecretSpan]:
    """The value of `smtpPassword`, which in a program may be anything: only in quotes, or where it looks like one."""
    found = _value_after(text, start, end, reach, "password")
    if found is not None and (is_strong(text[slice(*found)]) or is_quoted(text, found[0])):
        yield SecretSpan(*found, "password", False)


def _told_by_pronoun(reading: Reading) -> Iterator[SecretSpan]:
    """Values of words that stand for a label of the same text; these must look like secrets by themselves."""
    text = reading.text
    for start, end in reading.lines_with(_PRONOUN_SIGNS):
        for pronoun in _PRONOUN.finditer(text, start, end):
            found = _value_after(text, *pronoun.span(), _clause_end(text, pronoun.end()), "password")
            if found is not None and is_strong(text[slice(*found)]):
                yield SecretSpan(*found, "password", False)


def _further_values(text: str, end: int) -> Iterator[tuple[int, int]]:
    """“X puis avec Y”: what else looks like a password and is joined to the one before."""
    reach = _clause_end(text, end)
    for _ in range(_MOST_VALUES):
        joined = False
        for token in TOKEN.finditer(text, end, reach):
            word = token.group().casefold()
            if word in _AND:
                joined = joined or word not in {"le", "the"}
                continue
            start, stop = bounds(text, token.start(), token.end())
            if not joined or not is_strong(text[start:stop]):
                return
            yield start, stop
            end = token.end()
            break
        else:
            return


def _clause_end(text: str, position: int) -> int:
    line_end = text.find("\n", position, position + _REACH)
    end = line_end if line_end >= 0 else min(len(text), position + _REACH)
    return end - (end > position and text[end - 1] == " ")


def _is_about_field(text: str, position: int) -> bool:
    """Whether the label at a place names a field or a manager of passwords: “le champ mot de passe”."""
    return _TOPICS.search(text, max(0, position - _TOPIC_LENGTH), position) is not None


def _value_after(
    text: str, label_start: int, label_end: int, reach: int, kind: str, *, about_field: bool = False
) -> tuple[int, int] | None:
    """Where the value of a label stands; None when there is none."""
    said = _PLAIN_WORD.match(text, label_end, reach)
    if said is not None and said[1] in _QUALITIES:
        return None  # “password expired …”
    glue = _GLUE.match(text, label_end, reach)
    link = Link.SIGN if glue and glue["sign"] else Link.NONE
    start = glue.end() if glue else label_end
    if text.startswith(_GENITIVES, label_end):
        link, start = Link.WORD, label_end + 3
    if link is Link.NONE and start == label_end:
        # The label ends its line, or is a part of a longer name or a path.
        named_column = text[max(0, label_start - 1) : label_start] in {",", ";", "|", "\t"}
        return _value_below(text, label_end, reach, kind) if start == reach and not named_column else None
    if link is Link.SIGN and start == reach:
        return _value_on_next_line(text, reach, kind)
    if about_field:
        link = Link.NONE
    elif link is Link.NONE and text[start : start + 1] in {'"', "«", "“"} and _follows_login(text, label_start):
        link = Link.WORD
    found = _walk(text, start, reach, kind, link, typed_in=about_field)
    if found is None and (aside := _ASIDE.match(text, label_end, reach)) is not None:
        found = _walk(text, aside.end(), reach, kind, Link.NONE)
    if found is None:
        return _value_below(text, label_end, reach, kind)
    apart = glue is not None and link is Link.NONE and text[glue.end() - 1] in ",;"
    # “mon mot de passe, X, ne va pas” tells a password; “sans mot de passe, Outlook365 …” goes on with something else.
    return None if apart and text[start : found[0]].strip() == "" and not _is_apart(text, found[1]) else found


def _is_apart(text: str, end: int) -> bool:
    """Whether a comma, a full stop or the line's end comes right after a value."""
    return text[end : end + 2].lstrip(" ")[:1] in {"", "\n", ",", ".", ")"}


def _follows_login(text: str, position: int) -> bool:
    """Whether the line speaks of a login before `position`."""
    return _LOGIN_BEFORE.search(text[max(0, position - _REACH) : position].rpartition("\n")[2]) is not None


def _walk(
    text: str, start: int, reach: int, kind: str, link: Link, *, typed_in: bool = False
) -> tuple[int, int] | None:
    """Go from word to word until one is the value, the clause ends, or one says how the secret fares.

    `typed_in` when the label names the field that something is typed into.
    """
    first = 0  # the place of the first word that may be the value without a link
    for place, token in enumerate(TOKEN.finditer(text, start, reach)):
        if place >= _FAR or token.group() in _OPERATORS:
            return None
        word = token.group().casefold()
        told = _LINKS.get(word)
        if told is not None and (told is not Link.SOFT or link not in _FIRM):
            link = Link.WORD if told is Link.SIGN and place >= _NEAR else told
            if typed_in and word in _TYPING and _ONE_WORD.match(text, token.end(), reach) is not None:
                link = Link.WORD  # “je tape … et …”
            continue
        if word in (_SKIPPED if link is not Link.NONE else _KINDS if place == first else ()):
            first = place + 1
            continue
        if link is not Link.NONE or not word.isalpha():  # without a link no plain word is a value
            if link is Link.NONE and place < _NEAR and kind == "password" and is_plain_to_see(token.group()):
                link = Link.SOFT
            span = _accepted(text, token, link, kind, reach) if _is_open(link, place == first, word) else None
            if span is not None:
                return span
            if link in _FIRM and word.strip(TRAILING + LEADING) not in _CHANGES:
                return None
            link = Link.NONE
        if word[-1] in ".!?;," or word in _OTHER_LABELS:
            return _value_after_comma(text, token.end(), reach) if word[-1] == "," else None
        if word.endswith((":", "=", "->")):
            link = Link.SIGN if place < _NEAR else Link.WORD
        elif (bare := word.strip(TRAILING + LEADING)) in _ENDERS or bare in _OTHER_LABELS:
            return None
    return None


def _is_open(link: Link, is_first: bool, word: str) -> bool:
    """Whether a word may be the value: behind a link, first of all, or in quotes or brackets."""
    return link is not Link.NONE or is_first or word[0] in LEADING


def _value_after_comma(text: str, position: int, reach: int) -> tuple[int, int] | None:
    """“Le mdp du compte de test, c’est …”: what looks like a secret where the clause goes on after its comma."""
    on = _GOES_ON.match(text, position, reach)
    span = bounds(text, *on.span(1)) if on is not None else None
    return span if span is not None and is_strong(text[slice(*span)]) else None


def _value_on_next_line(text: str, line_end: int, kind: str) -> tuple[int, int] | None:
    """“Mot de passe :” alone on its line: the value may be all of the next one, and must look like one."""
    token = TOKEN.search(text, line_end, min(len(text), line_end + _REACH))
    if token is None or _REST_OF_LINE.match(text, token.end()) is None:
        return None
    return _accepted(text, token, Link.WORD, kind, token.end())


def _value_below(text: str, label_end: int, line_end: int, kind: str) -> tuple[int, int] | None:
    """“Mot de passe du fichier joint” ends its line: what stands alone below it must look like a secret by itself."""
    if text[line_end : line_end + 2].lstrip(" ")[:1] != "\n":
        return None
    said = _BELOW.match(text, label_end, line_end)
    if said is None or any(says_how(word.strip(TRAILING)) for word in said.group().casefold().split()):
        return None
    found = _value_on_next_line(text, line_end, kind)
    return found if found is not None and is_strong(text[slice(*found)]) else None


def _accepted(text: str, token: re.Match[str], link: Link, kind: str, reach: int) -> tuple[int, int] | None:
    start, end = bounds(text, token.start(), token.end())
    value = text[start:end]
    if not value or is_placeholder(value) or (link not in _FIRM and value.isalpha()):
        return None
    quoted = is_quoted(text, start)
    after = text[max(end, token.end()) : reach]
    last = not after.strip() or text[token.end() - 1] in ",;)." or text[end : end + 1] in {"<", "&"} or _ends(after)
    if kind == "password" and start and text[start - 1] == "(" and _is_short_number(value):
        return start, end
    return (start, end) if looks_secret(value, kind, link, last=last, quoted=quoted) else None


def _is_short_number(value: str) -> bool:
    """Whether digits could be a password told in brackets; a year could not."""
    return value.isdecimal() and 4 <= len(value) <= 8 and not (len(value) == 4 and value[:2] in {"19", "20"})


def _ends(after: str) -> bool:
    """Whether what follows a value begins another clause: “si vous …”, “if you …”, “merci”."""
    return _NEXT_CLAUSE.match(after) is not None
