"""Keys of wireless networks, which a line about a network calls no more than “clé” or “key”.

Limits: prose-like, as `kb.secrets.labels`; a key of letters alone passes unless a sign announces it.
"""

import re
from collections.abc import Iterator

from kb.secrets.formats import SecretSpan
from kb.secrets.reading import Reading
from kb.secrets.values import bounds, is_strong

_SIGNS = ("wifi", "wi-fi", "wpa", "ssid", "wlan", "livebox", "freebox", "bbox", "réseau", "reseau", "network")
_KEY = re.compile(
    r"(?<!\w)(?:cl[ée]f?|key|psk|wpa[23]?(?:[ \-](?:psk|personal|key))?)(?:[ ][\w’'\-]{1,14}){0,4}?"
    r"(?:[ ]?(?:[:=]|=>|->|→)[ ]?|[ ](?:est|is|c[’']?est)[ ]|[ ])(?P<value>[^\s,;]{6,63})",
    re.IGNORECASE,
)
# A line of its own, below one that names the network.
_KEY_ALONE = re.compile(
    r"[ \t]{0,8}(?:[\-*•][ ])?(?:cl[ée]f?|key)[ ]?[:=][ ]?(?P<value>\S{8,63})[ \t\r]*$", re.IGNORECASE
)
_MOST_LINES = 4


def find_network_keys(reading: Reading) -> Iterator[SecretSpan]:
    """Every key on a line that speaks of a wireless network; spans may overlap."""
    text = reading.text
    for line_start, line_end in reading.lines_with(_SIGNS):
        for found in _KEY.finditer(text, line_start, line_end):
            start, end = bounds(text, *found.span("value"))
            if is_strong(text[start:end]) or _is_number(text[start:end], found):
                yield SecretSpan(start, end, "password", False)
        yield from _keys_below(reading, line_end)


def _keys_below(reading: Reading, line_end: int) -> Iterator[SecretSpan]:
    """Keys on lines of their own, soon after the line that names the network."""
    for _ in range(_MOST_LINES):
        below = reading.line_below(line_end)
        if below is None:
            return
        line_end = below[1]
        alone = _KEY_ALONE.match(reading.text, *below)
        if alone is not None and is_strong(alone["value"]):
            yield SecretSpan(*alone.span("value"), "password", False)


def _is_number(value: str, found: re.Match[str]) -> bool:
    """Digits alone are a key only behind a sign."""
    return (
        value.isdecimal()
        and len(value) >= 8
        and found.string[found.start() : found.start("value")].strip()[-1] in ":=>→"
    )
