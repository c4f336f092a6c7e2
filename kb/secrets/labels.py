"""Secrets that the words around them give away: “mot de passe : …”, “the password is …”, `DB_PASSWORD=…`,
PINs.

After a label the value is looked for in the same line: at once, or after a connector (`:`, `=`, `→`, “est”,
“is”, “en”, “to”). How much it must look like a secret depends on how plainly the connector announces it.

Limits: these are prose-like matches, which a customer may declare harmless. A password that is a plain word
in the middle of a sentence (“le mot de passe est soleil”) is not told from a complaint (“est refusé”) and
passes, unless it is one of the well-known bad ones.
"""

import re
from collections.abc import Iterator
from enum import Enum

from kb.secrets.formats import SecretSpan, is_placeholder
from kb.vocabulary import words


class _Link(Enum):
    """How a label and a value hang together."""

    NONE = 0
    WORD = 1
    SIGN = 2


_PHRASE = (
    r"mots?[ _\-]{0,2}(?:de?[ _\-]{0,2})?pass?s?e?s?(?![a-z])|mdp|m\.d\.p\.?|pass[ _\-]?(?:word|wort|"
    r"phrase)s?|passwd|"
    r"passwrd|pasword|passowrd|pword|pwd|psw|code[ ](?:d[’']acc[èe]s|secret|confidentiel|wi-?fi)|"
    r"(?:cl[ée]|code)[ ](?:de[ ]|du[ ])?(?:wi-?fi|wpa2?|wep)|wi-?fi[ ](?:key|code)|db_?pass|pgpassword|"
    r"_pass|pass"
)
_PIN = (
    r"code[ ]?pin|pin[ ]?code|pin|digicode|cvv2?|cvc2?|crypto(?:gramme)?(?:[ ]visuel)?|"
    r"code[ ]de[ ]v[ée]rification|otp"
)
_KEY = (
    r"(?:api|access|private|secret|account|auth|client|encryption|signing|shared)[ _\-]{0,2}(?:key|secret|"
    r"token)(?:[ _\-]?id)?|"
    r"apikey|secret[ _\-]access[ _\-]key|cl[ée]s?[ ](?:d[’'][ ]?)?(?:api|acc[èe]s|secr[èe]te|priv[ée]e|"
    r"de[ ]chiffrement)|"
    r"jeton|token|secret|bearer"
)
_LOGIN = (
    r"(?:login|user(?:name)?|identifiant|utilisateur|compte|id)s?[ ]?[/+&][ ]?(?:password|pass|pwd|mdp|"
    r"mot de passe|pw)s?|"
    r"identifiants|credentials?|creds|mes[ ]acc[èe]s|acc[èe]s|logins?|codes[ ]d[’']acc[èe]s"
)
_LABEL = re.compile(
    rf"(?<![a-zà-ÿ])(?:(?P<login>{_LOGIN})|(?P<key>{_KEY})|(?P<pin>{_PIN})|"
    rf"(?P<password>{_PHRASE}))(?![a-zà-ÿ])",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\S{1,400}")
_GLUE = re.compile(r"[\"'’»”\])]{0,3}[ \t\u00a0\u202f]{0,4}(?:(?P<sign>=>|->|→|:=|[:=>])[ \t\u00a0\u202f>]{0,4})?")
_WORD_LINKS = frozenset(
    {
        "est",
        "is",
        "was",
        "c'est",
        "c’est",
        "en",
        "to",
        "sera",
        "etait",
        "était",
        "vaut",
        "suivant",
        "étant",
        "it's",
    }
)
_ARTICLES = frozenset({"le", "la", "the", "bien"})
_SIGNS = frozenset({":", "=", "->", "=>", "→", ":=", "-", "–"})
_FAR = 9
_REACH = 160
_STOPS = words(
    """
    oublié oublie oubliée perdu perdue incorrect incorrecte invalide refusé refuse refusée expiré
    expirée erroné erronée faux obligatoire requis requise vide inconnu inconnue impossible masqué
    masquée supprimé wrong required invalid expired forgotten missing empty incorrect hidden redacted
    removed masked unknown reset yes no oui non true false null none nil undefined optional optionnel
    idem ci-joint ok dans dont que qui pour par comment où quel quelle quand pas ne n'est n’est doit
    must should would needs field champ protected hashed encrypted changed modifié réinitialisé
    different différent identique the is est trop too not bien correct bon again mail erreur error
    failed échec
    """
)
_WELL_KNOWN = words(
    """
    azerty azertyuiop qwerty qwertyuiop password motdepasse admin root toto letmein welcome iloveyou
    soleil doudou changeme secret monkey dragon loulou chouchou
    """
)
# What ends a value inside one word: mark-up, a list's comma, the next entry of a query or connection string. A bare
# `&` or `;` does not: it may belong to the password, whose tail must not stay behind.
_NEXT_ENTRY = re.compile(r"""</|","|','|[;&][A-Za-z_][\w.\-]{0,40}=|&[a-z]{2,6};|;$""")
_TRAILING = ".,;:)]}>\"'’»”"
_LEADING = "\"'“«(‘"


def find_labelled(text: str) -> Iterator[SecretSpan]:
    """Every value that a label announces as a secret, in the order of the labels; spans may overlap."""
    for label in _LABEL.finditer(text):
        kind = str(label.lastgroup)
        found = _value_after(text, label.end(), kind)
        if found is not None:
            yield SecretSpan(*found, kind, False)


def _value_after(text: str, position: int, kind: str) -> tuple[int, int] | None:
    """Where the value of the label that ends at `position` stands; None when there is none."""
    line_end = text.find("\n", position, position + _REACH)
    reach = line_end if line_end >= 0 else min(len(text), position + _REACH)
    glue = _GLUE.match(text, position, reach)
    link = _Link.SIGN if glue and glue["sign"] else _Link.NONE
    start = glue.end() if glue else position
    if link is _Link.NONE and start == position:
        return None  # the label is a part of a longer name or a path
    if link is _Link.SIGN and start == reach and kind != "login":
        return _value_on_next_line(text, reach, kind)
    for place, token in enumerate(_TOKEN.finditer(text, start, reach)):
        if place >= _FAR:
            return None
        word = token.group().casefold()
        if link is not _Link.NONE or place == 0:
            if word in _SIGNS:
                link = _Link.SIGN
                continue
            if word in _WORD_LINKS and link is not _Link.SIGN:
                link = _Link.WORD
                continue
            if word in _ARTICLES and link is _Link.WORD:
                continue
            span = _accepted(text, token, link, kind, reach)
            if span is not None:
                return span
            if link is not _Link.NONE:
                return None
        link = _link_of(word)
        if word[-1] in ".!?;," or (link is _Link.NONE and word.strip(_TRAILING + _LEADING) in _STOPS):
            return None
    return None


def _link_of(word: str) -> _Link:
    if word in _SIGNS or word.endswith((":", "=", "->")):
        return _Link.SIGN
    return _Link.WORD if word in _WORD_LINKS else _Link.NONE


def _value_on_next_line(text: str, line_end: int, kind: str) -> tuple[int, int] | None:
    """“Mot de passe :” alone on its line: the value may be all of the next one, and must look like one."""
    token = _TOKEN.search(text, line_end, min(len(text), line_end + _REACH))
    if token is None or text[token.end() : token.end() + 1].strip(" \t") not in {"", "\n", "\r"}:
        return None
    return _accepted(text, token, _Link.WORD, kind, token.end())


def _accepted(text: str, token: re.Match[str], link: _Link, kind: str, reach: int) -> tuple[int, int] | None:
    if kind == "login":
        return _second_of_pair(text, token, reach)
    start, end = _bounds(text, token.start(), token.end())
    last = not text[token.end() : reach].strip() or text[token.end() - 1] in ",;)" or text[end : end + 1] in {"<", "&"}
    return (start, end) if _looks_secret(text[start:end], kind, link, last) else None


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The value inside its quotes, without the sentence's own punctuation; `!` and `?` may belong to it."""
    quote = text[start]
    if quote in _LEADING:
        closing = text.find({"“": "”", "«": "»", "(": ")", "‘": "’"}.get(quote, quote), start + 1, start + 200)
        if closing > start + 1 and "\n" not in text[start:closing] and text[start + 1 : closing].strip():
            inner = text[start + 1 : closing]
            return start + 1 + len(inner) - len(inner.lstrip()), closing - (len(inner) - len(inner.rstrip()))
    while start < end and text[start] in _LEADING:
        start += 1
    cut = _NEXT_ENTRY.search(text, start + 1, end)
    if cut is not None:
        end = cut.start()
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return start, end


def _second_of_pair(text: str, token: re.Match[str], reach: int) -> tuple[int, int] | None:
    """The password of `admin/secret1` or `admin / secret1`."""
    word = token.group()
    if "://" in word or "@" in word.partition("/")[2]:
        return None
    slash = text.find("/", token.start(), min(reach, token.end() + 3))
    if slash <= token.start():
        return None
    value = _TOKEN.search(text, slash + 1, reach)
    if value is None or value.start() > slash + 3:
        return None
    start, end = _bounds(text, value.start(), value.end())
    found = text[start:end]
    return (start, end) if _is_mixed(found) and not is_placeholder(found) and "/" not in found else None


def _looks_secret(value: str, kind: str, link: _Link, last: bool) -> bool:
    """Whether a value is plausible for its label, the less doubtful the plainer the link between them."""
    if is_placeholder(value) or value.casefold() in _STOPS or "://" in value:
        return False
    if kind == "pin":
        return value.isdecimal() and 3 <= len(value) <= 8
    if kind == "key":
        return _looks_like_key(value, link)
    if link is _Link.NONE:
        return len(value) >= 5 and _is_mixed(value)
    if len(value) >= 4 and (value.isdecimal() or _is_mixed(value)):
        return True
    if link is _Link.WORD:
        return value.casefold() in _WELL_KNOWN or (value[:1].isupper() and value[1:].islower() and last)
    return last and len(value) >= 4 and not any(character.isspace() for character in value)


def _looks_like_key(value: str, link: _Link) -> bool:
    if any(not (c.isascii() and c.isalnum()) and c not in "+/_=-.~!@#$%^&*" for c in value):
        return False
    least = 6 if link is _Link.SIGN else 16
    return len(value) >= least and _is_mixed(value)


def _is_mixed(value: str) -> bool:
    """Letters together with digits or signs, as passwords have and words of a sentence do not."""
    letters = any(character.isalpha() for character in value)
    digits = any(character.isdigit() for character in value)
    signs = any(character in "!@#$%^&*?+=_~" for character in value[:-1])
    return letters and (digits or signs) and not any(character.isspace() for character in value)
