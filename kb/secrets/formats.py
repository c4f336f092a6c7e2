"""Secrets that are recognised by their own shape: vendors' keys, cards, IBANs, private keys, logins inside
URLs.

These are machine formats: nothing else looks like them, so a customer cannot declare them harmless. Cards
must pass Luhn's check (ISO/IEC 7812-1) and IBANs the mod-97 check (ISO 13616) and their country's length.

Limits: a bare number or hexadecimal string is not a secret here, however long: build numbers, commits,
checksums and UUIDs look the same. With a label before it, `kb.secrets.labels` takes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.secrets.reading import Reading
from kb.vocabulary import words


@dataclass(frozen=True, slots=True, order=True)
class SecretSpan:
    """One secret in a text, from `start` up to `end`; `machine` when its own shape proves it."""

    start: int
    end: int
    kind: str
    machine: bool


@dataclass(frozen=True, slots=True)
class Format:
    """How the secrets of one kind look; `literal` is in every one of them."""

    kind: str
    literal: str
    shape: re.Pattern[str]


# kind, a literal that every such secret holds (looked for first: most texts hold none), the shape.
_SHAPES: tuple[tuple[str, str, str], ...] = (
    ("aws", "AKIA", r"AKIA[A-Z0-9]{16}"),
    ("aws", "ASIA", r"ASIA[A-Z0-9]{16}"),
    ("github", "gh", r"gh[pousr]_[A-Za-z0-9]{20,255}"),
    ("github", "github_pat_", r"github_pat_\w{20,255}"),
    ("gitlab", "glpat-", r"glpat-[\w\-]{20,255}"),
    ("stripe", "_live_", r"[sr]k_live_[A-Za-z0-9]{10,255}"),
    ("stripe", "_test_", r"[sr]k_test_[A-Za-z0-9]{10,255}"),
    ("stripe", "whsec_", r"whsec_[A-Za-z0-9+/=]{20,255}"),
    ("slack", "xox", r"xox[abeoprs]-[\w\-]{10,255}"),
    ("slack", "xapp-", r"xapp-[\w\-]{10,255}"),
    (
        "slack",
        "hooks.slack.com",
        r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[\w/\-]{10,255}",
    ),
    ("discord", "/api/webhooks/", r"https://discord(?:app)?\.com/api/webhooks/\d{5,30}/[\w\-]{20,255}"),
    ("teams", "webhook.office.com", r"https://[\w.\-]{1,80}\.webhook\.office\.com/[\w@/\-]{20,255}"),
    ("google", "AIza", r"AIza[\w\-]{35}"),
    ("google", "GOCSPX-", r"GOCSPX-[\w\-]{20,255}"),
    ("google", "ya29.", r"ya29\.[\w\-]{20,1000}"),
    ("jwt", "eyJ", r"eyJ[\w\-]{5,2000}\.eyJ[\w\-]{2,4000}\.[\w\-]{0,1000}"),
    ("npm", "npm_", r"npm_[A-Za-z0-9]{30,255}"),
    ("pypi", "pypi-Ag", r"pypi-Ag[\w\-]{50,1000}"),
    ("sendgrid", "SG.", r"SG\.[\w\-]{16,64}\.[\w\-]{16,128}"),
    ("mailgun", "key-", r"key-[0-9a-f]{32}"),
    ("mailchimp", "-us", r"[0-9a-f]{32}-us\d{1,2}"),
    ("brevo", "xkeysib-", r"xkeysib-[0-9a-f]{32,80}-[\w\-]{8,40}"),
    ("openai", "sk-", r"sk-(?:proj-|ant-|svcacct-)?[\w\-]{20,255}"),
    ("twilio", "SK", r"SK[0-9a-f]{32}"),
    ("telegram", ":AA", r"\d{8,11}:AA[\w\-]{32,34}"),
    ("shopify", "shp", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    ("digitalocean", "_v1_", r"do[opr]_v1_[0-9a-f]{64}"),
    ("huggingface", "hf_", r"hf_[A-Za-z0-9]{30,255}"),
    ("atlassian", "ATATT3", r"ATATT3[\w\-=]{20,400}"),
    ("vault", "hvs.", r"hvs\.[\w\-]{20,255}"),
    ("notion", "ntn_", r"ntn_[A-Za-z0-9]{30,100}"),
    ("linear", "lin_api_", r"lin_api_[A-Za-z0-9]{30,100}"),
    ("square", "sq0", r"sq0(?:atp|csp|idp)-[\w\-]{20,100}"),
    ("azure", "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{40,100}={0,2}"),
)
FORMATS = tuple(
    Format(kind, literal, re.compile(rf"(?<![A-Za-z0-9_]){shape}(?![A-Za-z0-9_])")) for kind, literal, shape in _SHAPES
)
AUTHORIZATION = re.compile(r"\b(?:Bearer|Basic)[ ]{1,3}([A-Za-z0-9+/_\-.~]{16,2000}={0,2})", re.IGNORECASE)
URL_LOGIN = re.compile(r"(?<=://)[^\s/:@\"'<>]{0,100}:([^\s/@\"'<>]{2,200})@(?=[\w\[])")
# `$oleil2024` is none: after the sign of a variable comes a name, a bracket or nothing.
PLACEHOLDER = re.compile(
    r"[*•●xX.\-_#]+|[<\[{(].*|\$(?:[a-z_]+(?:[^\w!#*?+=].*)?|[{(].*)?|%(?:\w*%.*|[a-z])?|pass(?:word|wd)?|pwd|mdp|motdepasse|secret|token"
)
_KEY_BEGIN, _KEY_NAME, _KEY_END = "-----BEGIN ", "PRIVATE KEY", "-----END "
_LONGEST_KEY = 20_000
_PUTTY = "PuTTY-User-Key-File-"
DIGITS = re.compile(r"(?<![\w.,/\-])(?<!\d )\d(?:[ \-\u00a0\u202f]?\d){13,22}(?![\w\-])")
IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ \u00a0\u202f\-]?[A-Za-z0-9]){11,40}")
IBAN_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI NL",
        19: "SI",
        20: "AT EE LT LU",
        21: "CH HR LI LV",
        22: "BG DE GB IE",
        23: "AE GI",
        24: "AD CZ ES RO SE SK TN",
        25: "PT",
        26: "DZ IS TR",
        27: "FR GR IT MC MR SM",
        28: "CY HU LB MA PL",
        29: "UA",
        30: "MU",
        31: "MT",
    }.items()
    for country in words(countries)
}


def find_formats(reading: Reading) -> Iterator[SecretSpan]:
    """Every secret that its own shape proves, in no particular order; spans may overlap."""
    text = reading.text
    yield from _private_keys(text)
    for known in FORMATS:
        if known.literal in text:
            for found in known.shape.finditer(text):
                yield SecretSpan(found.start(), found.end(), known.kind, True)
    authorized = AUTHORIZATION.finditer(text) if reading.holds("bearer", "basic") else ()
    for found in authorized:
        if any(character.isdigit() for character in found[1]):
            yield SecretSpan(found.start(1), found.end(1), "authorization", True)
    if "://" in text:
        for found in URL_LOGIN.finditer(text):
            if not is_placeholder(found[1]):
                yield SecretSpan(found.start(1), found.end(1), "url-login", True)
    yield from _cards(text)
    yield from _ibans(text)


def is_placeholder(value: str) -> bool:
    """Whether a value stands for a secret that was already left out: `****`, `<password>`, `[secret-1]`."""
    return PLACEHOLDER.fullmatch(value.casefold()) is not None


def passes_luhn(digits: str) -> bool:
    """Whether a string of digits ends in the check digit of ISO/IEC 7812-1."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def passes_mod_97(iban: str) -> bool:
    """Whether an IBAN (capitals, no spaces) has its country's length and ISO 13616's check digits."""
    if IBAN_LENGTHS.get(iban[:2]) != len(iban):
        return False
    return int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97 == 1


def _private_keys(text: str) -> Iterator[SecretSpan]:
    """From BEGIN to END, or as far as a key can reach when its end was not pasted."""
    start = text.find(_KEY_BEGIN)
    while start >= 0:
        name_end = text.find("-----", start + len(_KEY_BEGIN), start + 80)
        end = start + len(_KEY_BEGIN)
        if name_end >= 0 and _KEY_NAME in text[start:name_end]:
            closing = text.find(_KEY_END, name_end, start + _LONGEST_KEY)
            closed = text.find("-----", closing + len(_KEY_END), closing + 80) if closing >= 0 else -1
            end = closed + 5 if closed >= 0 else min(len(text), start + _LONGEST_KEY)
            yield SecretSpan(start, end, "private-key", True)
        start = text.find(_KEY_BEGIN, end)
    putty = text.find(_PUTTY)
    if putty >= 0:
        yield SecretSpan(putty, min(len(text), putty + _LONGEST_KEY), "private-key", True)


def _cards(text: str) -> Iterator[SecretSpan]:
    for found in DIGITS.finditer(text):
        digits = "".join(character for character in found.group() if character.isdigit())
        if _is_card(digits, found.group()):
            yield SecretSpan(found.start(), found.end(), "card", True)


def _is_card(digits: str, written: str) -> bool:
    """Whether a card network issues such a number; a French SIRET (14 digits) passes Luhn as well."""
    head, size = int(digits[:4]), len(digits)
    issued = (
        (digits[0] == "4" and size in {16, 19})
        or (size == 16 and (5100 <= head < 5600 or 2221 <= head <= 2720))
        or (size == 15 and head // 100 in {34, 37})
        or (size == 16 and (head == 6011 or head // 100 in {65, 35} or 6440 <= head < 6500))
        or (size == 14 and head // 100 in {36, 38} and [len(group) for group in written.split()] == [4, 6, 4])
    )
    return issued and len(set(digits)) > 1 and passes_luhn(digits)


def _ibans(text: str) -> Iterator[SecretSpan]:
    for found in IBAN.finditer(text):
        length = IBAN_LENGTHS.get(text[found.start() : found.start() + 2].upper(), 0)
        places = [place for place in range(found.start(), found.end()) if text[place].isalnum()]
        if not length or len(places) < length:
            continue
        end = places[length - 1] + 1
        number = "".join(text[place] for place in places[:length]).upper()
        if number.isascii() and passes_mod_97(number) and not text[end : end + 1].isalnum():
            yield SecretSpan(found.start(), end, "iban", True)
