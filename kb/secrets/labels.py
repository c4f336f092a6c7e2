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

from kb.secrets.formats import SecretSpan
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
)
from kb.vocabulary import words

SPOKEN_LABELS = (
    r"mots?[ _\-]{0,2}(?:d[ ]?e?[ _\-]{0,2})?pass?s?e?s?(?![a-z])|mdp|m\.d\.p\.?|pass[ _\-]?(?:word|wort|"
    r"phrase|code)s?|passwd|passwrd|pasword|passowrd|pword|pwd|psw|pw|mdps|phrase[ ](?:de[ ]passe|secr[èe]te)|"
    r"code[ ](?:d[’']acc[èe]s|confidentiel|wi-?fi)|"
    r"(?:cl[ée]|code)[ ](?:de[ ](?:s[ée]curit[ée][ ])?|du[ ])?(?:wi-?fi|wpa2?|wep)|wi-?fi[ ](?:key|code)|db_?pass|"
    r"pgpassword|_pass|pass|(?:question[ ]secr[èe]te|security[ ]question|secret[ ]question)"
)
KEY_LABELS = (
    r"(?:api|access|private|secret|account|auth|client|encryption|signing|shared)[ _\-]{0,2}(?:key|secret|"
    r"token)(?:[ _\-]?id)?|"
    r"apikey|secret[ _\-]access[ _\-]key|cl[ée]s?[ ](?:d[’'][ ]?)?(?:api|acc[èe]s|secr[èe]te|priv[ée]e|"
    r"de[ ]chiffrement)|"
    r"(?:code|cl[ée]|key)s?[ ](?:de[ ])?(?:r[ée]cup[ée]ration|secours|recovery|backup)|"
    r"(?:recovery|backup)[ ](?:code|key)s?|"
    r"jeton|token|secret|bearer"
)
_LOGIN = (
    r"(?:login|user(?:name)?|identifiant|utilisateur|compte|id)s?[ ]?[/+&][ ]?(?:password|pass|pwd|mdp|"
    r"mot de passe|pw)s?|"
    r"identifiants|credentials?|creds|mes[ ]acc[èe]s|acc[èe]s|logins?|codes[ ]d[’']acc[èe]s"
)
_LABEL = re.compile(
    rf"(?<![a-zà-ÿ])(?:(?P<login>{_LOGIN})|(?P<key>{KEY_LABELS})|(?P<password>{SPOKEN_LABELS}))(?![a-zà-ÿ])",
    re.IGNORECASE,
)
_GLUE = re.compile(r"[\"'’»”\])]{0,3}[ \t\u00a0\u202f]{0,4}(?:(?P<sign>=>|->|→|:=|[:=>])[ \t\u00a0\u202f>]{0,4})?,?")
# “Mon ancien mot de passe était A et le nouveau est B”: beside a label these words stand for it.
_PRONOUN = re.compile(
    r"\b(?:(?:le|l[’'])[ ]?(?:nouveau|ancien|bon|vrai|mien|dernier|second|premier)|"
    r"the[ ](?:old|new|right|real|last|first|second|other)[ ]one)(?![\w’'])",
    re.IGNORECASE,
)
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
    entré enter entered mets mis met utilise utilisé use used essayé tried puis then
    """
)
_SKIPPED = words(
    """
    le la the bien toujours encore donc still just simply currently actually actuellement simplement
    juste now bel et
    """
)
_CHANGES = words("changé modifié remplacé set reset changed updated défini redefini redéfini mis été been généré")
_OTHER_LABELS = words("mot mdp mdp: password password: passphrase pass: pwd: pwd")
_SIGNS = frozenset({":", "=", "->", "=>", "→", ":=", "-", "–"})
_AND = words("et ou puis and or then / , + & avec with le the nouveau new aussi also")
# After one of these the sentence is about something else than a value.
_ENDERS = (NOT_VALUES | words("quand when lorsque si if alors so car because sinon depuis since")) - words(
    """
    the this that pour que qui dont dans le la les en de du des au aux un une of on to for with at from by it in mon ma
    my temporaire provisoire temporary secondaire personnel personnelle actuel nouveau nouvelle ancien
    ancienne new old mail secret changed modifié stored saved your votre vos shown sent et and caractères lettres
    """
)
_TOPICS = re.compile(
    r"(?:gestionnaires?|g[ée]n[ée]rateurs?|coffres?|politiques?|r[èe]gles?|oublis?|champs?|cases?|liens?)"
    r"[ ](?:de[ ]|des[ ]|du[ ]|d[’'])?$",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"[ ](?:(?:et|and|mais|but)[ ](?:j|i|ça|il|it|on|the)\b|si[ ](?:vous|tu|besoin|jamais)|if[ ](?:you|needed)|"
    r"merci|thanks|svp|please|vous[ ]pouvez|you[ ]can|"
    r"pour[ ](?:tester|vous|essayer|entrer)|avec[ ]un|with[ ]a|entre[ ]guillemets)",
    re.IGNORECASE,
)
_TYPING = words("tape tapé taper type typed saisi saisis saisir enter entered entre entré mets mis")
_ONE_WORD = re.compile(r"[ ]\S{4,60}[ ]?(?:et|and|mais|but|puis|then|,)[ ]")
_LOGIN_BEFORE = re.compile(r"utilisateur|user|login|identifiant|compte|connect", re.IGNORECASE)
_NEAR, _FAR = 6, 12
_REACH = 160
_TOPIC_LENGTH = 24
_MOST_VALUES = 4


def find_labelled(text: str) -> Iterator[SecretSpan]:
    """Every value that a label announces as a secret, in the order of the labels; spans may overlap."""
    line_with_label = -1
    for label in _LABEL.finditer(text):
        kind = str(label.lastgroup)
        if kind == "password":
            line_with_label = label.end()
        found = _value_after(text, label, kind)
        if found is not None:
            yield SecretSpan(*found, kind, False)
            if kind == "password":
                yield from _further_values(text, found[1])
    if line_with_label >= 0:
        yield from _told_by_pronoun(text)


def _told_by_pronoun(text: str) -> Iterator[SecretSpan]:
    """Values of words that stand for a label of the same text; these must look like secrets by themselves."""
    for pronoun in _PRONOUN.finditer(text):
        found = _value_after(text, pronoun, "password")
        if found is not None and is_strong(text[slice(*found)]):
            yield SecretSpan(*found, "password", False)


def _further_values(text: str, end: int) -> Iterator[SecretSpan]:
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
            yield SecretSpan(start, stop, "password", False)
            end = token.end()
            break
        else:
            return


def _clause_end(text: str, position: int) -> int:
    line_end = text.find("\n", position, position + _REACH)
    return line_end if line_end >= 0 else min(len(text), position + _REACH)


def _value_after(text: str, label: re.Match[str], kind: str) -> tuple[int, int] | None:
    """Where the value of a label stands; None when there is none."""
    position, reach = label.end(), _clause_end(text, label.end())
    glue = _GLUE.match(text, position, reach)
    link = Link.SIGN if glue and glue["sign"] else Link.NONE
    start = glue.end() if glue else position
    if link is Link.NONE and start == position:
        return None  # the label is a part of a longer name or a path
    if link is Link.SIGN and start == reach and kind != "login":
        return _value_on_next_line(text, reach, kind)
    about_field = _TOPICS.search(text[max(0, label.start() - _TOPIC_LENGTH) : label.start()]) is not None
    if about_field:
        link = Link.NONE
    elif link is Link.NONE and text[start : start + 1] in {'"', "«", "“"} and _follows_login(text, label.start()):
        link = Link.WORD
    found = _walk(text, start, reach, kind, link, typed_in=about_field)
    apart = glue is not None and glue.group().endswith(",") and link is Link.NONE
    # “mon mot de passe, X, ne va pas” tells a password; “sans mot de passe, Outlook365 …” goes on with something else.
    return None if apart and found and text[start : found[0]].strip() == "" and not _is_apart(text, found[1]) else found


def _is_apart(text: str, end: int) -> bool:
    """Whether a comma, a full stop or the line's end comes right after a value."""
    return text[end : end + 1] in {"", "\n", ",", ".", ")"}


def _follows_login(text: str, position: int) -> bool:
    """Whether the line speaks of a login before `position`."""
    return _LOGIN_BEFORE.search(text[max(0, position - _REACH) : position].rpartition("\n")[2]) is not None


def _walk(
    text: str, start: int, reach: int, kind: str, link: Link, *, typed_in: bool = False
) -> tuple[int, int] | None:
    """Go from word to word until one is the value, the clause ends, or one says how the secret fares.

    `typed_in` when the label names the field that something is typed into.
    """
    for place, token in enumerate(TOKEN.finditer(text, start, reach)):
        if place >= _FAR:
            return None
        word = token.group().casefold()
        told = _link_of(word, link)
        if told is Link.SIGN and place >= _NEAR:
            told = Link.WORD
        if told is not None:
            link = Link.WORD if typed_in and word in _TYPING and _is_followed_by_and(text, token, reach) else told
            continue
        if link is not Link.NONE and word in _SKIPPED:
            continue
        if link is Link.NONE and place < _NEAR and kind == "password" and is_plain_to_see(token.group()):
            link = Link.SOFT
        if link is not Link.NONE or place == 0 or word[0] in LEADING:
            span = _accepted(text, token, link, kind, reach)
            if span is not None:
                return span
            bare = word.strip(TRAILING + LEADING)
            if link in {Link.WORD, Link.SIGN} and bare not in _CHANGES:
                return None
            link = Link.NONE
        if word[-1] in ".!?;," or word in _OTHER_LABELS:
            return None
        if word.endswith((":", "=", "->")):
            link = Link.SIGN if place < _NEAR else Link.WORD
        elif word.strip(TRAILING + LEADING) in _ENDERS:
            return None
    return None


def _is_followed_by_and(text: str, typing: re.Match[str], reach: int) -> bool:
    """Whether one word, and then a new clause, comes after a word of typing: “je tape … et …”."""
    return _ONE_WORD.match(text, typing.end(), reach) is not None


def _link_of(word: str, link: Link) -> Link | None:
    """The link that a word makes, after the one before it; None when it is no connector here."""
    if word in _SIGNS:
        return Link.SIGN
    if word in _WORD_LINKS:
        return Link.WORD
    return Link.SOFT if word in _SOFT_LINKS and link in {Link.NONE, Link.SOFT} else None


def _value_on_next_line(text: str, line_end: int, kind: str) -> tuple[int, int] | None:
    """“Mot de passe :” alone on its line: the value may be all of the next one, and must look like one."""
    token = TOKEN.search(text, line_end, min(len(text), line_end + _REACH))
    if token is None or text[token.end() : token.end() + 1].strip(" \t") not in {"", "\n", "\r"}:
        return None
    return _accepted(text, token, Link.WORD, kind, token.end())


def _accepted(text: str, token: re.Match[str], link: Link, kind: str, reach: int) -> tuple[int, int] | None:
    if kind == "login":
        return None
    start, end = bounds(text, token.start(), token.end())
    quoted = is_quoted(text, start)
    after = text[max(end, token.end()) : reach]
    last = not after.strip() or text[token.end() - 1] in ",;)." or text[end : end + 1] in {"<", "&"} or _ends(after)
    if kind == "password" and start and text[start - 1] == "(" and _is_short_number(text[start:end]):
        return start, end
    return (start, end) if looks_secret(text[start:end], kind, link, last=last, quoted=quoted) else None


def _is_short_number(value: str) -> bool:
    """Whether digits could be a password told in brackets; a year could not."""
    return value.isdecimal() and 4 <= len(value) <= 8 and not (len(value) == 4 and value[:2] in {"19", "20"})


def _ends(after: str) -> bool:
    """Whether what follows a value begins another clause: “si vous …”, “if you …”, “merci”."""
    return _NEXT_CLAUSE.match(after) is not None
