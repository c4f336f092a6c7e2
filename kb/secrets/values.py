"""Values: what may be a secret when words say that it is one, and where it begins and ends. Pure.

A value is strong when a sentence would hardly hold it by itself: letters together with digits or signs. Versions,
dates, file names, addresses and the names of standards look so as well; they are left out.
"""

import re
from enum import Enum

from kb.secrets.formats import is_placeholder
from kb.vocabulary import words

TOKEN = re.compile(r"\S{1,400}")
TRAILING = ".,;:)]}>\"'’»”`"
LEADING = "\"'“«(‘`"
# Words that are never a secret themselves: they complain of one, ask for one or stand in its place.
NOT_VALUES = words(
    """
    oublié oublie oubliée perdu perdue incorrect incorrecte invalide refusé refuse refusée expiré
    expirée erroné erronée faux fausse obligatoire requis requise vide inconnu inconnue impossible
    masqué masquée supprimé wrong required invalid expired forgotten missing empty incorrect hidden
    redacted removed masked unknown reset yes no oui non true false null none nil undefined optional
    optionnel idem ci-joint ok dans dont que qui pour par comment où quel quelle quand pas ne n'est
    n’est n'a n’a doit must should would needs field champ protected hashed encrypted changed modifié
    réinitialisé different différent identique the is est trop too not bien correct bon bonne again
    mail erreur error failed échec same même manager gestionnaire policy celui ceux celle dedans
    toujours still jamais never compromis compromise court courte long longue faible simple fort forte
    juste exact exacte exactement visible valide valid fine right short weak strong secret secrète ce
    cela ça ceci quoi rien tout chose entrée entree enter valider votre your vos mon ma my un une
    le la les en de du des au aux ou et or and caractères characters lettres letters chiffres digits
    in of on to for with at from by it its only just stored saved shown sent asked also already now
    identifiant identifiants login username email e-mail courriel utilisateur user
    temporaire provisoire temporary secondaire personnel personnelle périmé périmée caduc nul absent
    présent introuvable nouveau nouvelle ancien ancienne new old obsolète lisible accepté rejeté
    below above here ici ci-dessous ci-dessus ci-après attached dessus
    blank slow gone bad long locked down off late safe known dead stuck plain public private there back
    mine yours his hers theirs ours mandatory necessary tough hard easy strange odd weird grey gray white
    black double twice once fake real simple complex random unique common default usual enough outdated
    gris grise noir blanc sûr sûre sur là mien mienne sien sienne nôtre vôtre prêt libre commun banal vieux
    petit grand lent rapide plein pleine seul seule vrai vraie complexe standard ailleurs partout suffisant
    pareil pareille similaire inchangé inchangée unchanged illisible lourd lourde dommage galère chiant
    await function require import async string varchar boolean integer text
    sensible clair cassé cassée mauvais mauvaise bloqué bloquée different case-sensitive something
    """
)
_MESSAGE = words(
    """
    doit must trop too not pas ne required requis obligatoire incorrect incorrecte invalid invalide
    expiré expired wrong caractères characters caractère saisir chiffre chiffres lettres digits entrez
    saisissez veuillez merci please enter your votre
    is est sont are contenir contain error erreur
    """
)
_WELL_KNOWN = words(
    """
    azerty azertyuiop qwerty qwertyuiop password motdepasse admin root toto letmein welcome iloveyou
    soleil doudou changeme secret monkey dragon loulou chouchou chocolat marseille camille nicolas
    bonjour sunshine princess football baseball master shadow superman pokemon
    """
)
# How participles, adjectives and adverbs end: a word of this look after “est” or “is” says how the password is.
_SAYS_HOW = re.compile(
    r".*(?:é|ée|és|ées|i|ie|it|ite|u|ue|us|ert|erte|ment|ant|ante|ble|ique|if|ive|eux|euse|el|elle|al|ale|aire|oire|"
    r"ed|ing|en|ful|less|ous|ic|ical|lly|tly|bly|ely|ent|ect|own|orn|ost)"
)
COMMON = re.compile(
    r"v?\d{1,4}(?:[.\-_/:h]\d{1,4}){1,5}[a-z]{0,3}\d{0,3}|"  # versions, dates, hours
    r"(?:sha|md|rfc|aes|utf|iso|tls|ssl|http|ipv|php|win|windows|office|chrome|firefox|edge|safari|opera|outlook|"
    r"thunderbird|excel|word|server|ios|ipados|iphone|ipad|android|macos|ubuntu|debian|fedora|galaxy|pixel|java|jdk|node|"
    r"microsoft|google|erreur|error|err|http|"
    r"exchange|sqlserver|postgres|postgresql|mariadb|python|mysql|ps|v|kb|rev|e|s)-?\d{1,5}|"
    r"\d{1,6}(?:px|ms|s|h|min|mo|ko|go|mb|kb|gb|%|€|e|er|ère|ème|e?me|nd|rd|st|th|x|j|fois|bits?|-?(?:digit|char)s?)|"
    r"[\w\-]{1,80}\.(?:png|jpe?g|gif|pdf|docx?|xlsx?|txt|log|csv|zip|xml|json|php|html?|ini|cfg|conf|exe|msi|js|py|sql|"
    r"css|scss|ts|tsx|vue|java|jar|class|rb|go|rs|cs|cpp|c|h|hpp|md|rst|ya?ml|toml|lock|sh|bat|ps1|dll|so|bak|gz|tar|7z|\d|"
    r"com|fr|net|org|be|ch|io|eu|example|test|local)"
    r"(?:[/?:].*)?|"
    r"(?:2fa|mfa|oauth2?|o365|m365|s3|k8s|i18n|wpa2?|wi-?fi)",
    re.IGNORECASE,
)
_SETTING = re.compile(r"[A-Za-z_]{2,40}=")
_PATH = re.compile(r"(?:[A-Za-z]:)?[\\/][\w.\-]{1,40}[\\/]|~/|\.{1,2}/")
# What a program calls a secret: `os.environ["DB_PASSWORD"]`, `getPassword()`, `form.password`.
_REFERENCE = re.compile(
    r"(?:os|process|System|Deno|ENV|_ENV|env|config|settings|request|req|form|body|params|args|props|state|this|self|"
    r"user|data|values|credentials|opts|options|app|ctx|event)(?:\.|->|::|\[|\?\.)[A-Za-z_\"'$].*|"
    r"[a-z]{2,20}(?:[A-Z][a-z]{1,20}){0,3}(?:Password|Passwd|Pwd|Token|Secret)|"
    r"[A-Za-z_][\w.]{0,60}\((?:[\"'$].{0,80}|[A-Za-z_.]{0,60}\)?[;,]?)"
)
# What ends a value inside one word: mark-up, a list's comma, the next entry of a query or connection string. A bare
# `&` or `;` does not: it may belong to the password, whose tail must not stay behind.
_NEXT_ENTRY = re.compile(r"""</|","|','|[;&][A-Za-z_][\w.\-]{0,40}=|,[A-Za-z_][\w.\-]{0,40}[:=]|&[a-z]{2,6};|;$""")
_CLOSING = {"“": "”", "«": "»", "(": ")", "‘": "’"}
_TELLING_SIGNS = "!#$%^*?~"
_SIGNS = "!@#$%^&*?+=_~"
# What became of a password, behind a colon: “mdp : bloqué”, “password: disabled”.
_STATE = re.compile(r"[a-zà-ÿ]{2,20}(?:é|ée|és|ées)|[a-z]{4,20}ed")
_QUOTE_REACH = 4
_LEAST, _LEAST_KEY, _LEAST_BARE_KEY, _LEAST_WORDS = 4, 6, 12, 4


class Link(Enum):
    """How a label and a value hang together, the loosest first."""

    NONE = 0
    SOFT = 1
    WORD = 2
    SIGN = 3


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The value inside its quotes, without the sentence's own punctuation; `!` and `?` may belong to it."""
    quote = text[start]
    if quote in LEADING:
        closing = text.find(_CLOSING.get(quote, quote), start + 1, start + 200)
        if closing > start + 1 and "\n" not in text[start:closing] and text[start + 1 : closing].strip():
            inner = text[start + 1 : closing]
            return start + 1 + len(inner) - len(inner.lstrip()), closing - (len(inner) - len(inner.rstrip()))
    while start < end and text[start] in LEADING:
        start += 1
    cut = _NEXT_ENTRY.search(text, start + 1, end)
    if cut is not None:
        end = cut.start()
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    return start, end


def is_mixed(value: str) -> bool:
    """Letters together with digits or signs, as passwords have and words of a sentence do not."""
    if value.isalpha() or value.isdecimal():
        return False
    letters = any(character.isalpha() for character in value)
    digits = any(character.isdigit() for character in value)
    signs = any(character in _SIGNS for character in value[:-1])
    return letters and (digits or signs) and not any(character.isspace() for character in value)


def is_strong(value: str) -> bool:
    """Whether a value looks like a password although nothing announces it: mixed, and nothing well known."""
    return (
        len(value) >= _LEAST
        and is_mixed(value)
        and not is_placeholder(value)
        and "://" not in value
        and not _is_address(value)
        and COMMON.fullmatch(value) is None
        and _SETTING.match(value) is None
        and value.casefold() not in NOT_VALUES
        and not is_reference(value)
    )


def is_reference(value: str) -> bool:
    """Whether a value is no secret but what a program calls one, or the path of the file that holds it."""
    return _REFERENCE.fullmatch(value) is not None or _PATH.match(value) is not None


def is_plain_to_see(value: str) -> bool:
    """Whether a value is a password wherever it stands near a label: letters, digits and a sign that joins no words."""
    return is_strong(value) and any(c.isdigit() for c in value) and any(c in _TELLING_SIGNS for c in value[:-1])


def is_quoted(text: str, start: int) -> bool:
    """Whether a value that begins at `start` stands in quotes."""
    before = text[max(0, start - _QUOTE_REACH) : start].rstrip()[-1:]
    return before in {'"', "“", "«", "'", "‘"} and bool(before)


def looks_secret(value: str, kind: str, link: Link, *, last: bool, quoted: bool = False) -> bool:
    """Whether a value is plausible for its label, the less doubtful the plainer the link between them."""
    if is_placeholder(value) or value.casefold() in NOT_VALUES or "://" in value or is_reference(value):
        return False
    if kind == "key":
        return _looks_like_key(value, link)
    if any(character.isspace() for character in value):
        return quoted and link in {Link.WORD, Link.SIGN} and _is_phrase(value)
    if link in {Link.NONE, Link.SOFT}:
        return is_strong(value) and (len(value) >= 5 or quoted)
    if len(value) >= _LEAST and (value.isdecimal() or is_mixed(value)):
        return link is Link.SIGN or value.isdecimal() or is_strong(value)
    if link is Link.SIGN:
        return (last or quoted) and len(value) >= _LEAST and _STATE.fullmatch(value) is None
    return _is_told_word(value, last, quoted)


def says_how(word: str) -> bool:
    """Whether a word tells how something is rather than what: “refusé”, “correct”, “shown”."""
    return word in NOT_VALUES or word.rstrip("s") in NOT_VALUES or _SAYS_HOW.fullmatch(word) is not None


def _is_told_word(value: str, last: bool, quoted: bool) -> bool:
    """A plain word after “est” or “is”: a password only where the clause ends with it and it says no quality."""
    folded = value.casefold()
    if folded in _WELL_KNOWN:
        return True
    if not last or len(value) < _LEAST:
        return False
    return (
        quoted
        or (value[:1].isupper() and value[1:].islower())
        or (value.replace("-", "").isalpha() and not says_how(folded))
    )


def _is_phrase(value: str) -> bool:
    """Several words in quotes that are no message of the product's."""
    return len(value.split()) >= _LEAST_WORDS and not is_message(value)


def is_message(value: str) -> bool:
    """Whether several words are what a product says: “Le mot de passe doit …”, “please enter …”."""
    return not _MESSAGE.isdisjoint(word.strip(TRAILING) for word in value.casefold().split())


def _looks_like_key(value: str, link: Link) -> bool:
    if any(not (c.isascii() and c.isalnum()) and c not in "+/_=-.~!@#$%^&*" for c in value):
        return False
    least = _LEAST_KEY if link in {Link.SIGN, Link.WORD} else _LEAST_BARE_KEY
    if not any(character.isdigit() for character in value):
        return False  # `invalid_grant` is what a service answers
    return len(value) >= least and is_mixed(value) and (link is Link.SIGN or is_strong(value))


def _is_address(value: str) -> bool:
    """Whether a value is an e-mail address: a name, and a domain with a dot in it."""
    name, _, domain = value.rpartition("@")
    return bool(name) and "." in domain and domain.replace(".", "").replace("-", "").isalnum()
