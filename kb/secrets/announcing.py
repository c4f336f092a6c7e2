"""The words that announce a secret: “mot de passe”, “mdp”, `DB_PASSWORD`, “clé API”, “identifiants”.

What is said of them is in `kb.secrets.labels` (the value after one), `kb.secrets.preceding` (before one) and
`kb.secrets.described` (a clause between).
"""

import re
from collections.abc import Iterator

from kb.secrets.reading import Reading
from kb.vocabulary import words

SPOKEN_LABELS = (
    r"mots?[ _\-]{0,2}(?:d[ ]?e?[ _\-]{0,2})?pass?s?e?s?(?![a-z])|(?:le|mon)?mdp|m\.d\.p\.?|pass[ _\-]?(?:word|wort|"
    r"phrase|code)s?|passwd|passwrd|pasword|passowrd|pword|pswd|pwd|psw|pw|mdps|phrase[ ](?:de[ ]passe|secr[èe]te)|"
    r"code[ ](?:d[’']acc[èe]s|confidentiel|perso(?:nnel)?|wi-?fi)|"
    r"(?:cl[ée]f?|code)[ ](?:de[ ](?:s[ée]curit[ée][ ])?|du[ ])?(?:wi-?fi|wpa2?|wep)|wi-?fi[ ](?:key|code)|db_?pass|"
    r"pgpassword|_pass|pass|(?:question[ ]secr[èe]te|security[ ]question|secret[ ]question|security[ ]answer|"
    r"r[ée]ponse[ ]secr[èe]te)"
)
KEY_LABELS = (
    r"(?:api|access|private|secret|account|auth|client|encryption|signing|shared)[ _\-]{0,2}(?:key|secret|"
    r"token)(?:[ _\-]?id)?|"
    r"apikey|secret[ _\-]access[ _\-]key|(?:security|network)[ _\-]key|"
    r"cl[ée]f?s?[ ](?:d[’'][ ]?)?(?:api|acc[èe]s|secr[èe]te|priv[ée]e|r[ée]seau|de[ ](?:chiffrement|"
    r"s[ée]curit[ée](?:[ ]r[ée]seau)?(?![ ](?:wi-?fi|wpa|wep))))|"
    r"(?:code|cl[ée]|key)s?[ ](?:de[ ])?(?:r[ée]cup[ée]ration|secours|recovery|backup)|"
    r"(?:recovery|backup)[ ](?:code|key)s?|"
    r"(?:jeton|token)[ ](?:d[’'](?:api|acc[èe]s|authentification)|api)|jeton|token|secret|bearer"
)
# `smtpPassword`, `AdminPwd`, `MYSQLPASSWORD`
_IN_A_NAME = re.compile(
    r"(?P<name>(?<=[a-z0-9])(?:Pass(?:word|wd|phrase|Word)?|Pwd|Mdp|MotDePasse|Secret|Token|ApiKey)(?![a-z])|"
    r"(?<=[A-Z])(?:PASSWORD|PASSWD|PWD)(?![A-Za-z]))"
)
_LABEL = re.compile(
    rf"(?<![a-zà-ÿ])(?:(?P<key>{KEY_LABELS})|(?P<password>{SPOKEN_LABELS}))"
    r"(?:\d(?=[\"'\]]{0,2}[ ]?[:=]))?(?![a-zà-ÿ])",
    re.IGNORECASE,
)
# “login / mot de passe” names a pair, which `kb.secrets.pairs` reads.
_PAIR = re.compile(r"(?<![a-zà-ÿ])(?:login|user(?:name)?|identifiant|utilisateur|compte|id)s?[ ]?[/+&][ ]?$")
_LONGEST_LOGIN = 16
# Every label begins with one of these, or is one of those with “key” at their end.
_BEGINNINGS = words(
    """
    mot mdp lemdp monmdp m.d.p pas pw psw pswd phrase code clé cle wifi wi-fi db_pass dbpass pgpass _pass secr security
    question réponse reponse token jeton bearer recovery backup private access account auth client encryption signing
    shared network api key
    """
)


def labels(reading: Reading) -> Iterator[tuple[re.Match[str], str]]:
    """Every label and its kind, in order: a password, a key, or the password in the name of a setting."""
    text, small, last_end = reading.text, reading.small, 0
    for place in reading.places(_BEGINNINGS):
        if place < last_end:
            continue
        shape = _IN_A_NAME if place and small[place - 1].isalpha() else _LABEL
        found = shape.match(text, place)
        if found is None:
            continue
        last_end = found.end()
        if small[max(0, place - 2) : place].strip()[-1:] not in {"/", "+", "&"} or not _PAIR.search(
            small, max(0, place - _LONGEST_LOGIN), place
        ):
            yield found, str(found.lastgroup)
