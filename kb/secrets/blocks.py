"""Blocks: a heading that speaks of access, and below it an address, a login and a password, each alone on its line.

The password is the last of the lines; it must look like one. Limits: prose-like, as `kb.secrets.labels`; a password of
letters alone passes.
"""

import re
from collections.abc import Iterator

from kb.secrets.described import is_telling
from kb.secrets.formats import SecretSpan
from kb.secrets.reading import Reading
from kb.secrets.values import bounds, is_strong

_SIGNS = ("acc", "identifiant", "credential", "creds", "login", "connexion", "connect", "compte", "log in", "sign in")
_HEADING = re.compile(
    r"\b(?:acc[èe]s|access|identifiants?|credentials?|creds|logins?|connexion|connecter|connect|compte|account|"
    r"log[ ]in|sign[ ]in)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[ \t]*(?:[\-*•][ \t]+)?(?P<word>\S{2,200})[ \t\r]*")
# Tables of a page, a spreadsheet or a file: what stands between two cells.
_BETWEEN_CELLS = ("\t", "|", ";", ",")
_PASSWORD_COLUMN = re.compile(r"(?:mots?[ _]de[ _]passe|passwords?|mdp|pwd|passwd|pass)", re.IGNORECASE)
_MOST_ROWS, _LONGEST_NAME, _LEAST = 12, 40, 4
_NAME_LINE = re.compile(
    r"[ \t\-]{0,40}(?:name|key)[ ]?:[ ]?[\"']?[\w.\-]{0,60}(?:pass|passwd|password|pwd|secret|token)[\"']?[ \t\r]*\n",
    re.IGNORECASE,
)
_VALUE_LINE = re.compile(r"[ \t]{0,40}value[ ]?:[ ]?[\"']?(?P<value>[^\s\"']{4,200})[\"']?[ \t\r]*$", re.IGNORECASE)
_MOST_LINES, _MOST_BLANK = 6, 2
_LONGEST_HEADING = 100


def find_blocks(reading: Reading) -> Iterator[SecretSpan]:
    """The password of every block below a heading about access."""
    text = reading.text
    for start, end in reading.lines_with(_SIGNS):
        if end - start > _LONGEST_HEADING or not _HEADING.search(text, start, end):
            continue
        words = list(_words_below(reading, end))
        if len(words) < 2:
            continue
        login, password = (bounds(text, *words[-2]), bounds(text, *words[-1]))
        if is_strong(text[slice(*password)]) and not _is_entry(text[slice(*login)]):
            yield SecretSpan(*password, "password", False)


def find_columns(reading: Reading) -> Iterator[SecretSpan]:
    """The passwords of a table or a list of rows whose first line names its columns."""
    text = reading.text
    for start, end in reading.lines_with(("mot de passe", "password", "mdp", "pwd", "passwd"), _BETWEEN_CELLS):
        sign = next(sign for sign in _BETWEEN_CELLS if sign in text[start:end])
        names = [name.strip(" \t\r\"'*`") for name in text[start:end].split(sign)]
        columns = [place for place, name in enumerate(names) if _PASSWORD_COLUMN.fullmatch(name)]
        if columns and max(map(len, names)) <= _LONGEST_NAME:
            yield from _cells_below(reading, end, sign, columns[0], len(names))


def _cells_below(reading: Reading, end: int, sign: str, column: int, count: int) -> Iterator[SecretSpan]:
    """What stands in a column of the rows below the line that ends at `end`."""
    for _ in range(_MOST_ROWS):
        below = reading.line_below(end)
        if below is None:
            return
        start, end = below
        cells = reading.text[start:end].split(sign)
        if len(cells) != count:
            return
        value = cells[column].strip(" \t\r\"'`")
        if len(value) >= _LEAST and is_telling(value) and " " not in value and value.strip("-:"):
            begin = start + sum(len(cell) + 1 for cell in cells[:column]) + cells[column].index(value)
            yield SecretSpan(begin, begin + len(value), "password", False)


def find_entries(reading: Reading) -> Iterator[SecretSpan]:
    """`- name: DB_PASSWORD`, and `value: …` on the line below."""
    for start, end in reading.lines_with(("value:", "value :")):
        found = _VALUE_LINE.match(reading.text, start, end)
        above = reading.text.rfind("\n", 0, max(0, start - 1)) + 1
        if (
            found is not None
            and _NAME_LINE.match(reading.text, above, start) is not None
            and is_telling(found["value"])
        ):
            yield SecretSpan(*found.span("value"), "password", False)


def _words_below(reading: Reading, end: int) -> Iterator[tuple[int, int]]:
    """The words that stand alone on the lines from `end` on, as far as one stands beside another."""
    blank = count = 0
    while count < _MOST_LINES and blank <= _MOST_BLANK and (below := reading.line_below(end)) is not None:
        start, end = below
        alone = _ALONE.fullmatch(reading.text, start, end)
        if alone is not None:
            count += 1
            yield alone.span("word")
        elif count or reading.text[start:end].strip():
            return
        else:
            blank += 1


def _is_entry(login: str) -> bool:
    """Whether what stands above is no login but an entry of the same list: references, versions, names of files."""
    return "@" not in login and "://" not in login and is_strong(login)
