"""Pairs: a login and its password side by side, without a word between them: `admin / …`, `jean@exemple.fr : …`.

The left side is an account that everybody knows (admin, root), or the line speaks of accounts and logging in; the
right side must look like a password. Limits: prose-like, as `kb.secrets.labels`.
"""

import re
from collections.abc import Callable, Iterator

from kb.secrets.formats import SecretSpan, is_placeholder
from kb.secrets.reading import Reading
from kb.secrets.values import NOT_VALUES, bounds, is_plain_to_see, is_strong, says_how

_SEPARATORS = "/|:"
_LONGEST_GAP = 2
_RIGHT = re.compile(r"[ \t]{0,2}(?P<word>\S{5,200})")
_OF_QUERY = re.compile(r"\?\w{1,40}=")
_ACCOUNT = re.compile(r"admin(?:istrateur|istrator)?|root|sa|superadmin|webmaster|postmaster", re.IGNORECASE)
_TRIED_OUT = re.compile(r"guest|invit[ée]|demo|test", re.IGNORECASE)
# A line about trying something out speaks of accounts less surely.
_TRIAL = re.compile(r"saisi[rs]|utilis|test|essay|\btry\b|\buse\b", re.IGNORECASE)
_ENTRY = re.compile(
    r"conne[cx]|login|log[ ]?in|sign[ ]in|"
    r"identifiant|acc[èe]s\b|access\b|entrer|get[ ]in|creds|credential|back-?office|"
    r"mot de passe|password|mdp|\bcompte|account|\bftp|\bvpn|\bssh|\brdp|user|utilisateur|wi-?fi|\bssid|"
    r"webmail|intranet|/admin\b|/wp-|\b(?:mes|nos|vos)[ ]codes\b",
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
_ANOTHER = re.compile(r"[ ][/|\-–][ ]([^\s,;)]{5,60})")
_OF_CODE = frozenset("/\\\"'()<>{}[];|`")
_LEAST = 5
_SHORTEST_NAME, _LONGEST_NAME, _SHORTEST_WORD = 2, 80, 4
_MP = re.compile(r"\b(?:id|login|user|identifiant)\b[^\n]{0,40}?[ /,;]mp[ ]?[:=][ ]?(?P<value>\S{4,60})", re.IGNORECASE)
# “u: … p: …”, “L : … / MP : …”
_LETTERS = re.compile(
    r"(?<![\w.])(?:u|l|id|user|login|log)[ ]?[:=][ ]?\S{2,60}[ ]{0,2}[,;/|\-]?[ ]{0,2}(?:p|mp|pw|pass|pwd)[ ]?[:=][ ]?"
    r"(?P<value>\S{4,60})",
    re.IGNORECASE,
)
# “identifiants / mots de passe : … / …”, where any word may be the password.
_BOTH = re.compile(
    r"(?<!\w)(?:login|user(?:name)?|identifiant|utilisateur|compte|id)s?[ ]?[/+&\-][ ]?(?:password|passe?|pwd|mdp|"
    r"mots?[ ]de[ ]passe|pw)s?[ ]?(?:[:=]|=>|->|→)[ ]?[\w.+\-@]{2,80}[ ]?[/|:,;][ ]?(?P<value>[^\s,;/|]{4,60})"
    r"(?=[ ]?(?:[,.;)]|$)|[ ]{2,})",
    re.IGNORECASE | re.MULTILINE,
)
_AS = (
    r"\b(?:avec|with|as|using|en[ ]tant[ ]que|sous)[ ](?:(?:le[ ]compte|l[’']utilisateur|the[ ]account|the[ ]user|user|"
    r"l[’']identifiant|le[ ]login)[ ])?"
)
_THEN = r"[ ]?(?:,|/|\+|[ ](?:et|and|using|with|avec|puis|then))[ ]{1,2}"
# “avec … et …”, “as … using …”: an account and what opens it.
_WITH = re.compile(
    rf"{_AS}(?:[\w.+\-]{{1,60}}@[\w.\-]{{3,80}}|admin\w{{0,12}}|root|demo|test){_THEN}(?P<value>\S{{5,60}})",
    re.IGNORECASE,
)
_WITH_ANY = re.compile(rf"{_AS}[\w.\-]{{3,40}}{_THEN}(?P<value>\S{{5,60}})", re.IGNORECASE)


def _may_be_word(value: str) -> bool:
    """Whether even a plain word may be a password, as where “login / password:” came before it."""
    folded = value.casefold()
    return (
        len(value) >= _SHORTEST_WORD and folded not in NOT_VALUES and not says_how(folded) and not is_placeholder(value)
    )


# “mes accès : … - …”, “codes d’accès … …”
_NEXT_TO = re.compile(
    r"(?<!\w)(?:(?:mes|nos|vos|my|our)[ ](?:codes|acc[èe]s|identifiants|logins?|credentials)|identifiants|"
    r"codes[ ](?:d[’']acc[èe]s|de[ ]connexion)|acc[èe]s|creds|credentials)(?:[ ][\w\-]{2,15}){0,2}"
    r"[ ]?(?:[:=]|->|[ ]sont|[ ]are)?[ ](?:(?=\S{0,40}[\d@.])[\w.@+\-]{2,60}(?:[ ]?[\-–,;|]|[ ](?:et|and|puis))?|"
    r"[\w.+\-]{2,40}(?:[ ][\-–|]|[;,]))[ ](?P<value>\S{5,60})",
    re.IGNORECASE,
)
_ADDRESS_AND = re.compile(
    r"[\w.+\-]{1,60}@[\w.\-]{3,80}[ ]?(?:,|;|-|–|[ ]et|[ ]and|[ ]puis|[ ]then|[ ]avec|[ ]with)?[ ](?P<value>\S{5,60})",
    re.IGNORECASE,
)
_ADDRESS_ALONE = re.compile(
    r"^[ \t]{0,8}(?:[\-*•][ ])?[\w.+\-]{1,60}@[\w.\-]{3,80}[ ]?[:/|][ ]?(?P<value>\S{6,60})[ \t\r]*$", re.MULTILINE
)


def _may_be_only_password(value: str) -> bool:
    """Whether what stands beside an address, on a line of their own, is neither another address nor a reference."""
    return is_strong(value) and any(character.isdigit() for character in value) and not value.isupper()


# What a line must hold, how a pair is told in it, and what its right side must look like.
_ENTRY_SIGNS = ("connect", "connex", "log in", "login", "logged", "sign in", "session", "entrer", "get in")
_LETTER_SIGNS = ("p:", "p :", "p=", "pw:", "pw=", "pw :", "pass:", "pass=", "pass :", "pwd:", "pwd=", "pwd :")
_CODE = re.compile(r"(?<!\w)code[ ]?[:=][ ]?(?P<value>\S{5,60})", re.IGNORECASE)
_NUMBERED = re.compile(r"[A-Za-z]{1,5}-?\d{1,8}")


def _is_no_number(value: str) -> bool:
    """Whether what stands behind “code :” is no number of an error, an article or a customer."""
    return is_strong(value) and _NUMBERED.fullmatch(value) is None


_ALWAYS = ("",)
_TOLD: tuple[tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str], Callable[[str], bool]], ...] = (
    (("rdp", "ssh", "vnc", "ftp", "telnet", "teamviewer", "anydesk"), ("admin", "root", "sa "), _REMOTE, is_strong),
    ((" mp", "/mp", ",mp", ";mp"), (":", "="), _MP, is_strong),
    ((" sont ", " are ", "s: ", "s : ", "n: "), (" et ", " and "), _AND, is_strong),
    (("u:", "u :", "u=", "l:", "l :", "id:", "id :", "id=", "log", "user"), _LETTER_SIGNS, _LETTERS, is_strong),
    (("pas", "pwd", "mdp", "pw"), ("/", "+", "&", "-"), _BOTH, _may_be_word),
    ((" avec ", " with ", "as ", "using ", "sous ", "en tant", "avec "), _ENTRY_SIGNS, _WITH, is_strong),
    ((" avec ", " with ", "as ", "using ", "sous ", "en tant", "avec "), _ENTRY_SIGNS, _WITH_ANY, is_plain_to_see),
    (
        ("accès", "acces", "codes", "identifiants", "logins", "my login", "our login", "mes login", "cred"),
        _ALWAYS,
        _NEXT_TO,
        is_strong,
    ),
    (("@",), ("connect", "connex", "log in", "sign in", "identifiants", "accès", "acces"), _ADDRESS_AND, is_strong),
    (("code:", "code :", "code="), ("login", "identifiant", "utilisateur", "user"), _CODE, _is_no_number),
    (("@",), _ALWAYS, _ADDRESS_ALONE, _may_be_only_password),
)


def find_pairs(reading: Reading) -> Iterator[SecretSpan]:
    """Every password that stands beside its login; spans may overlap."""
    text = reading.text
    for span in _beside_a_sign(reading):
        yield SecretSpan(*span, "password", False)
    for signs, also, shape, is_password in _TOLD:
        for start, end in reading.lines_with(signs, also):
            for told in shape.finditer(text, start, end):
                span = bounds(text, *told.span("value"))
                if is_password(text[slice(*span)]):
                    yield SecretSpan(*span, "password", False)


def _beside_a_sign(reading: Reading) -> Iterator[tuple[int, int]]:
    text = reading.text
    start, end, about_entry, trial = 0, -1, False, False
    for place in reading.places(_SEPARATORS):
        right = _RIGHT.match(text, place + 1)
        # Most such signs stand in dates, hours and paths: what has no letter, or no end, is no password.
        if right is None or (word := right["word"]).lower() == word.upper() or word.isalpha():
            continue
        name_end = len(text[max(0, place - _LONGEST_GAP) : place].rstrip(" \t")) + max(0, place - _LONGEST_GAP)
        if place > end:
            start, end = reading.line_at(place)
            about_entry = _ENTRY.search(text, start, end) is not None
            trial = not about_entry and _TRIAL.search(text, start, end) is not None
        name = _name_before(text, start, name_end)
        bare = name_end == place and right.start("word") == place + 1
        tried_out = trial and text[place] == "/" and not bare and name.islower() and _is_telling(word)
        if name and (tried_out or _may_log_in(name, text[place], bare=bare, about_entry=about_entry)):
            found = _right_side(text, *right.span("word"), name)
            if found is not None and not _another_follows(text, found[1], end):
                yield found


def _is_telling(word: str) -> bool:
    """Whether a word has a capital, small letters and two digits, as names of things seldom have."""
    return word != word.lower() and word != word.upper() and sum(character.isdigit() for character in word) > 1


def _another_follows(text: str, position: int, end: int) -> bool:
    """Whether the right side is itself a left one: of “server / login / password” the last is the secret."""
    another = _ANOTHER.match(text, position, end)
    return another is not None and is_strong(another[1])


def _may_log_in(name: str, sign: str, *, bare: bool, about_entry: bool) -> bool:
    """Whether a name before a separator is an account: one that everybody knows, or any where the line is about it.

    `bare` when no space stands around the separator.
    """
    if _ACCOUNT.fullmatch(name):
        return True
    if _TRIED_OUT.fullmatch(name) and (sign != ":" or bare):
        return True
    return about_entry and not name.isdecimal() and (sign != ":" or "@" in name or bare)


def _right_side(text: str, start: int, end: int, name: str) -> tuple[int, int] | None:
    """What follows the separator, if it looks like a password and is no part of a path, an address or code."""
    begin, end = bounds(text, start, end)
    value = text[begin:end]
    if len(value) < _LEAST or not value[0].isalnum() or not _OF_CODE.isdisjoint(value) or not is_strong(value):
        return None
    if _OF_QUERY.search(value) is not None:
        return None
    # In code and formulas signs are no rare thing: without a digit only an address before it will do.
    return (begin, end) if "@" in name or any(character.isdigit() for character in value) else None


def _name_before(text: str, line_start: int, end: int) -> str:
    """The name that ends at `end`; empty when it goes on to the left as a folder or an address would."""
    start = end
    while (
        start > line_start and end - start < _LONGEST_NAME and (text[start - 1].isalnum() or text[start - 1] in "_.+-@")
    ):
        start -= 1
    if end - start < _SHORTEST_NAME or (start > line_start and text[start - 1] in "/\\:=?&#"):
        return ""
    return text[start:end]
