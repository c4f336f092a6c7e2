"""Pairs: a login and its password side by side, without a word between them: `admin / …`, `jean@exemple.fr : …`.

The left side is an account that everybody knows (admin, root), or the line speaks of accounts and logging in; the
right side must look like a password. Limits: prose-like, as `kb.secrets.labels`.
"""

import re
from collections.abc import Iterator

from kb.secrets.formats import SecretSpan
from kb.secrets.values import bounds, is_strong

_SEPARATOR = re.compile(r"(?<=\S)(?P<gap>[ \t]{0,2})(?P<sign>[/|:])(?P<gap2>[ \t]{0,2})(?=\S)")
_ACCOUNT = re.compile(
    r"admin(?:istrateur|istrator)?|root|sa|superadmin|webmaster|postmaster|guest|invit[ée]|demo|test", re.IGNORECASE
)
_ENTRY = re.compile(
    r"conne[cx]|login|log[ ]?in|sign[ ]in|"
    r"identifiant|acc[èe]s\b|access\b|entrer|get[ ]in|creds|credential|back-?office|"
    r"mot de passe|password|mdp|\bcompte|account|\bftp|\bvpn|\bssh|\brdp|user|utilisateur",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:rdp|ssh|vnc|s?ftp|telnet|teamviewer|anydesk)\b[^\n]{0,60}?\b(?:admin(?:istrateur|istrator)?|root|sa)"
    r"[ ](?P<value>\S{8,60})",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\b(?:identifiants|logins?|acc[èe]s|credentials?|creds)[ ]?(?:sont|are|:)[ ]\S{2,60}[ ](?:et|and)[ ]"
    r"(?P<value>\S{5,60})",
    re.IGNORECASE,
)
_OF_CODE = frozenset("/\\\"'()<>{}[];|`")
_LEAST = 5
_SHORTEST_NAME, _LONGEST_NAME = 2, 80
_MP = re.compile(r"\b(?:id|login|user|identifiant)\b[^\n]{0,40}?[ /,;]mp[ ]?[:=][ ]?(?P<value>\S{4,60})", re.IGNORECASE)


def find_pairs(text: str) -> Iterator[SecretSpan]:
    """Every password that stands beside its login; spans may overlap."""
    start = 0
    for line in text.splitlines(keepends=True):
        for begin, end in _in_line(line):
            yield SecretSpan(start + begin, start + end, "password", False)
        start += len(line)


def _in_line(line: str) -> Iterator[tuple[int, int]]:
    about_entry = _ENTRY.search(line) is not None
    for sign in _SEPARATOR.finditer(line):
        name = _name_before(line, sign.start())
        if _may_log_in(name, sign, about_entry=about_entry):
            found = _right_side(line, sign.end(), name)
            if found is not None:
                yield found
    for told in (*_REMOTE.finditer(line), *_MP.finditer(line), *_AND.finditer(line)):
        begin, end = bounds(line, told.start("value"), told.end("value"))
        if is_strong(line[begin:end]):
            yield begin, end


def _may_log_in(name: str, sign: re.Match[str], *, about_entry: bool) -> bool:
    """Whether a name before a separator is an account: one that everybody knows, or any where the line is about it."""
    if not name:
        return False
    if _ACCOUNT.fullmatch(name):
        return True
    return about_entry and not name.isdecimal() and (sign["sign"] != ":" or "@" in name or len(sign.group()) == 1)


def _right_side(line: str, start: int, name: str) -> tuple[int, int] | None:
    """What follows the separator, if it looks like a password and is no part of a path, an address or code."""
    begin, end = bounds(line, start, _word_end(line, start))
    value = line[begin:end]
    if len(value) < _LEAST or not value[0].isalnum() or not _OF_CODE.isdisjoint(value) or not is_strong(value):
        return None
    # In code and formulas signs are no rare thing: without a digit only an address before it will do.
    return (begin, end) if "@" in name or any(character.isdigit() for character in value) else None


def _name_before(line: str, end: int) -> str:
    """The name that ends at `end`; empty when it goes on to the left as a folder or an address would."""
    start = end
    while start > 0 and end - start < _LONGEST_NAME and (line[start - 1].isalnum() or line[start - 1] in "_.+-@"):
        start -= 1
    return "" if end - start < _SHORTEST_NAME or (start > 0 and line[start - 1] in "/\\:=?&#") else line[start:end]


def _word_end(line: str, start: int) -> int:
    end = start
    while end < len(line) and end - start < 200 and not line[end].isspace():
        end += 1
    return end
