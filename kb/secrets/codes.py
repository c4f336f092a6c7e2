"""Codes: PINs, security codes of cards, and codes for one time, which are bare numbers that only words give away.

Limits: prose-like, as `kb.secrets.labels`. A number counts only right after its label and a connector, or where the
same line speaks of a text message or of two factors.
"""

import re
from collections.abc import Iterator

from kb.secrets.formats import SecretSpan

_NUMBER = (
    r"(?<![\w.,/\-])(?P<value>\d{2,4}[ \-]\d{2,4}|(?:\d[ ]){3,7}\d|\d{3,8})"
    r"(?![\w\-/%€$]|[.,]\d|[ ]?(?:€|euros?|[kKmM]o\b|h\b|fois))"
)
_PLAIN = r"[\wàâçéèêëîïôûù’'\-/]{1,20}"
_LINK = r"(?:est|is|was|était|etait|c[’']est|cest|c|donc|bien|le|toujours|still|:|=|->|→|-)"
_PIN = re.compile(
    r"(?<![\wà-ÿ])(?:code[ ]?pin|pin[ ]?code|pin|digicode|cvv2?|cvc2?|crypto(?:gramme)?(?:[ ]visuel)?|otp|passcode|"
    r"code[ ]secret|secret[ ]code|code[ ](?:de[ ])?(?:carte|cb)|"
    r"(?:code[ ]de[ ]s[ée]curit[ée]|security[ ]code))(?![\wà-ÿ])"
    rf"(?:[ ](?!{_LINK}[ ]){_PLAIN}){{0,4}}?(?:[ ]?{_LINK}){{0,3}}[ ]?{_NUMBER}",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![\wà-ÿ])(?:codes?|otp)(?![\wà-ÿ])"
    rf"(?:[ ](?!{_LINK}[ ]){_PLAIN}){{0,9}}?(?:[ ]?{_LINK}){{1,3}}[ ]?{_NUMBER}",
    re.IGNORECASE,
)
_CODE_AT_ONCE = re.compile(rf"(?<![\wà-ÿ])(?:codes?|otp)[ ]{_NUMBER}", re.IGNORECASE)
_ONE_TIME = re.compile(
    r"\bsms\b|\btexto|text[ ]message|by[ ]text|\b2fa\b|double[ ](?:authentification|facteur)|"
    r"deux[ ](?:facteurs|étapes)|"
    r"two[- ](?:factor|step)|authentifi|authenticat|v[ée]rif|validation|confirm|"
    r"one[- ]time|[àa][ ]\d[ ]chiffres|\d[- ]digits?",
    re.IGNORECASE,
)
_SEED = re.compile(r"(?<![A-Za-z0-9])(?P<value>[A-Z2-7]{4}(?:[ \-][A-Z2-7]{4}){3,15})(?![A-Za-z0-9])")
_CODE_WORD = re.compile(r"\b(?:code|cl[ée]|key|seed|secret)", re.IGNORECASE)


def find_codes(text: str) -> Iterator[SecretSpan]:
    """Every number that its line gives away as a code; spans may overlap."""
    start = 0
    for line in text.splitlines(keepends=True):
        for found in _in_line(line):
            yield SecretSpan(start + found.start("value"), start + found.end("value"), "pin", False)
        start += len(line)


def _in_line(line: str) -> Iterator[re.Match[str]]:
    yield from _PIN.finditer(line)
    if _ONE_TIME.search(line):
        yield from _CODE.finditer(line)
        yield from _CODE_AT_ONCE.finditer(line)
        if _CODE_WORD.search(line):
            yield from _SEED.finditer(line)
