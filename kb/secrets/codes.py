"""Codes: PINs, security codes of cards, and codes for one time, which are bare numbers that only words give away.

Limits: prose-like, as `kb.secrets.labels`. A number counts only right after its label and a connector, or where the
same line speaks of a text message or of two factors.
"""

import re
from collections.abc import Iterator

from kb.secrets.formats import SecretSpan
from kb.secrets.reading import Reading

_NUMBER = (
    r"(?<![\w.,/\-])(?P<value>\d{2,4}[ \-]\d{2,4}|(?:\d[ ]){3,7}\d|\d{3,8})"
    r"(?![\w\-/%€$]|[.,]\d|[ ]?(?:€|euros?|[kKmM]o\b|h\b|fois))"
)
_PLAIN = r"[\wàâçéèêëîïôûù’'\-/]{1,20}"
_LINK = (
    r"(?:est|is|was|était|etait|c[’']est|cest|c|donc|bien|le|toujours|still|:|=|->|→|-|"
    r"(?:par|via|by)[ ](?:sms|texto|text|e-?mail))"
)
_PIN = re.compile(
    r"(?<![\wà-ÿ])(?:code[ ]?pin|pin[ ]?code|pin|puk|digicode|cvv2?|cvc2?|crypto(?:gramme)?(?:[ ]visuel)?|otp|passcode|"
    r"code[ ]secret|secret[ ]code|code[ ](?:de[ ]|de[ ]la[ ]|du[ ]|de[ ]l[’'])?(?:carte|cb|tpe|"
    r"t[ée]l[ée]phone|tablette|terminal|d[ée]verrouillage|sim)|unlock[ ]code|code[ ](?:confidentiel|perso(?:nnel)?)|"
    r"(?:code[ ]de[ ]s[ée]curit[ée]|security[ ]code))(?![\wà-ÿ])"
    rf"(?:(?:[ ](?!{_LINK}[ ]){_PLAIN}){{0,4}}?(?:[ ]?{_LINK}){{0,3}}|(?:[ ](?!{_LINK}[ ]){_PLAIN}){{5,8}}?"
    rf"(?:[ ]?{_LINK}){{1,3}})[ ]?{_NUMBER}",
    re.IGNORECASE,
)
# What opens a door, an alarm or a safe: digits, often with a letter.
_DOORS = (
    r"(?:entr[ée]e|portes?|portail|portillon|immeuble|alarme|coffre|cadenas|garage|b[âa]timent|bo[îi]te|local|hall|"
    r"grille|parking|d[ée]p[ôo]t|bureaux?|magasin|acc[èe]s|sas|interphone)"
)
_DOOR = re.compile(
    rf"(?<![\wà-ÿ])(?:codes?[ ](?:(?:d[ue]s?|de[ ]la|de[ ]l[’'])[ ]?|d[’'])?{_DOORS}|digicode|"
    r"(?:door|gate|alarm|safe|lock(?:er|box)?|entry|building|keypad)[ ](?:code|combination))(?![\wà-ÿ])"
    rf"(?:(?:[ ](?!{_LINK}[ ]){_PLAIN}){{0,6}}?(?:[ ]?{_LINK}){{1,3}})?[ ]?"
    r"(?<![A-Za-z])(?P<value>(?=[^\s]{0,7}\d[^\s]{0,6}\d)(?:[A-Za-z]\d{4,6}|\d{1,8})[A-Za-z]?\d{0,4}[A-Za-z]?[#*]?)"
    r"(?![\w\-/%€$]|[.,]\d)",
    re.IGNORECASE,
)
# Codes for the day when the telephone is lost: several, with a digit in each.
_RECOVERY = re.compile(
    r"(?<![\wà-ÿ])(?:(?:codes?|cl[ée]f?s?|keys?)[ ](?:de[ ])?(?:r[ée]cup[ée]ration|secours|recovery|backup)|"
    r"(?:recovery|backup|scratch)[ ](?:codes?|keys?))"
    r"(?:(?:[ ][\wà-ÿ’']{1,14}){0,4}[ ]?(?:[:=]|->|→|[ ](?:est|sont|is|are)[ ])|"
    r"[ ](?=[A-Za-z0-9]{4,12}-[A-Za-z0-9]{4,12}(?:-|\b)))",
    re.IGNORECASE,
)
_RECOVERY_CODE = re.compile(
    r"(?:[\s,;•*]|(?<=\s)\d{1,2}[.)][ ]|[ ](?:et|and|puis)[ ]|-[ ]){0,6}"
    r"(?P<value>(?=[A-Za-z\-]{0,20}\d)[A-Za-z0-9]{3,16}(?:-[A-Za-z0-9]{2,12}){0,7})(?![\w\-])"
)
_MOST_CODES = 16
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
    r"codes?[ ](?:que[ ]j[’']ai[ ])?re[çc]u|code[ ]de[ ]connexion|usage[ ]unique|code[ ]i[ ](?:got|received)|"
    r"login[ ]code|"
    r"one[- ]time|[àa][ ]\d[ ]chiffres|\d[- ]digits?",
    re.IGNORECASE,
)
# “… comme code de validation”, “… est votre code de connexion”
_BEFORE_CODE = re.compile(
    r"(?<![\w.,/\-])(?:G-)?(?P<value>\d{3}[ \-]\d{3}|\d{4,8})[ ](?:comme|est|as|is|was)[ ]"
    r"(?:(?:bien|le|mon|votre|my|your|the)[ ]){0,2}codes?\b",
    re.IGNORECASE,
)
_SEED = re.compile(r"(?<![A-Za-z0-9])(?P<value>[A-Z2-7]{4}(?:[ \-][A-Z2-7]{4}){3,15})(?![A-Za-z0-9])")
# Keys that open a program, which only their owner may have; a number of a licence is none.
_LICENCE = re.compile(
    r"(?<![\wà-ÿ])(?:cl[ée]f?[ ](?:de[ ]licence|d[’']activation|(?:de[ ])?produit)|licen[cs]e[ ]key|product[ ]key|"
    r"activation[ ](?:key|code)|serial[ ]key)[ ]?(?:[:=]|est|is|c[’']est)?[ ]"
    r"(?P<value>(?=[A-Z0-9\-]{0,30}\d)[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){3,7})(?![\w\-])",
    re.IGNORECASE,
)
_CODE_WORDS = ("code", "clé", "cle", "key", "seed", "secret")
# Every label begins with one of these.
_BEGINNINGS = (
    *("code", "pin", "puk", "digicode", "cvv", "cvc", "crypto", "otp", "passcode", "secret code", "security code"),
    *("unlock code", "door ", "gate ", "alarm ", "safe ", "lock", "entry ", "building ", "keypad "),
    *("clé", "clef", "cle", "key", "recovery ", "backup ", "scratch "),
    *("licen", "product ", "activation ", "serial "),
)
_ONE_TIME_SIGNS = (
    *(
        "sms",
        "texto",
        "text",
        "2fa",
        "double",
        "deux",
        "two",
        "authen",
        "verif",
        "vérif",
        "validation",
        "confirm",
        "one",
    ),
    *("chiffres", "digit", "reçu", "recu", "connexion", "unique", "received", "got", "login"),
)


def find_codes(reading: Reading) -> Iterator[SecretSpan]:
    """Every number that its words or its line give away as a code; spans may overlap."""
    for found in _found(reading):
        yield SecretSpan(*found.span("value"), "pin", False)


def _found(reading: Reading) -> Iterator[re.Match[str]]:
    text = reading.text
    for place in reading.starts(_BEGINNINGS):
        for shape in (_PIN, _DOOR, _LICENCE):
            if (found := shape.match(text, place)) is not None:
                yield found
        if (announced := _RECOVERY.match(text, place)) is not None:
            yield from _recovery_codes(text, announced.end())
        told = _CODE.match(text, place) or _CODE_AT_ONCE.match(text, place)
        if told is not None and _ONE_TIME.search(text, *reading.line_at(place)) is not None:
            yield told
    for start, end in reading.lines_with(_ONE_TIME_SIGNS, _CODE_WORDS):
        if _ONE_TIME.search(text, start, end) is not None:
            yield from _SEED.finditer(text, start, end)
            yield from _BEFORE_CODE.finditer(text, start, end)


def _recovery_codes(text: str, position: int) -> Iterator[re.Match[str]]:
    """The codes that follow each other from `position` on, over several lines."""
    for _ in range(_MOST_CODES):
        found = _RECOVERY_CODE.match(text, position)
        if found is None:
            return
        yield found
        position = found.end()
