"""Pairs: a login and its password side by side, without a word between them: `admin / …`, `jean@exemple.fr : …`.

The left side is an account that everybody knows (admin, root), or the line speaks of accounts and logging in; the
right side must look like a password. Limits: prose-like, as `kb.secrets.labels`.
"""

import re
from collections.abc import Iterator

from kb.secrets.formats import SecretSpan
from kb.secrets.values import bounds, is_strong

_SEPARATOR = re.compile(r"(?<=\S)(?P<gap>[ \t]{0,2})(?P<sign>[/|:])(?P<gap2>[ \t]{0,2})(?=\S)")
_ACCOUNT = re.compile(r"admin(?:istrateur|istrator)?|root|sa|superadmin|webmaster|postmaster|guest|invit[ée]|demo|test", re.IGNORECASE)
_ENTRY = re.compile(
    r"connect|login|log[ ]?in|sign[ ]in|identifiant|acc[èe]s\b|access\b|entrer|get[ ]in|creds|credential|back-?office|"
    r"mot de passe|password|mdp|\bcompte|account|\bftp|\bssh|\brdp|user|utilisateur",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:rdp|ssh|vnc|s?ftp|telnet|teamviewer|anydesk)\b[^\n]{0,60}?\b(?:admin(?:istrateur|istrator)?|root|sa)[ ](?P<value>\S{8,60})",
    re.IGNORECASE,
)
_NAME = re.compile(r"[\w.+\-@]{2,80}$")
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
        found = _right_side(line, sign)
        if found is not None and (_is_account(line, sign) or (about_entry and _is_name(line, sign))):
            yield found
    for told in (*_REMOTE.finditer(line), *_MP.finditer(line)):
        begin, end = bounds(line, told.start("value"), told.end("value"))
        if is_strong(line[begin:end]):
            yield begin, end


def _right_side(line: str, sign: re.Match[str]) -> tuple[int, int] | None:
    """What follows the separator, if it looks like a password and is no part of a path or an address."""
    stop = _word_end(line, sign.end())
    begin, end = bounds(line, sign.end(), stop)
    value = line[begin:end]
    if not is_strong(value) or "/" in value or len(value) < 5:
        return None
    return begin, end


def _is_account(line: str, sign: re.Match[str]) -> bool:
    """Whether an account that everybody knows stands before the separator, and is no folder of a path."""
    name = _name_before(line, sign)
    return _ACCOUNT.fullmatch(name) is not None and not _is_glued(line, sign.start() - len(name))


def _is_name(line: str, sign: re.Match[str]) -> bool:
    name = _name_before(line, sign)
    if not name or _is_glued(line, sign.start() - len(name)) or name.isdecimal():
        return False
    return sign["sign"] != ":" or "@" in name or (not sign["gap"] and not sign["gap2"])


def _name_before(line: str, sign: re.Match[str]) -> str:
    found = _NAME.search(line, max(0, sign.start() - 80), sign.start())
    return found.group() if found else ""


def _is_glued(line: str, start: int) -> bool:
    """Whether a name goes on to the left: a folder, an address."""
    return start > 0 and line[start - 1] in "/\\@.:=?&#"


def _word_end(line: str, start: int) -> int:
    end = start
    while end < len(line) and end - start < 200 and not line[end].isspace():
        end += 1
    return end
