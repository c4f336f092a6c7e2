"""Values that a clause stands before: “le mot de passe est le nom de mon chien : …”, “the default password (…)”,
“le mot de passe n’a pas changé, c’est toujours …”, “le mot de passe que vous m’avez donné, …, ne va pas”.

Each turn of phrase says by itself that a value comes next; the value must still be one word that tells no quality, or,
where the turn is a common one, look like a password. Limits: prose-like, as `kb.secrets.labels`.
"""

import re
from collections.abc import Callable, Iterator

from kb.secrets.formats import is_placeholder
from kb.secrets.reading import Reading
from kb.secrets.values import NOT_VALUES, bounds, is_message, is_mixed, is_strong, says_how
from kb.vocabulary import words

_BARE = r"[^\s,.;:!?()\"'’«»“”<>]"
_ONE_WORD = rf"[\"«“'(]?[ ]?(?P<value>{_BARE}{{4,40}})[ ]?(?P<closing>[\"»”')])?"
_END = (
    r"(?=[ ]?(?:[,.;!?)]|$)|[ ](?:si|if|mais|but|et[ ]|and[ ]|merci|thanks|suivie?|followed|avec[ ]un|with[ ]a|"
    r"tout[ ]|all[ ]|en[ ]m))"
)
_LINK = (
    r"(?:[ ]?[:=,]|,?[ ](?:est|is|was|était|etait|c[’']?est|it[’']?s|=))[ ](?:(?:bien|toujours|juste|just|still)[ ])?"
)
_ARTICLE = r"(?:(?:le|la|mon|ma|notre|son|sa|the|my|our|his|her)[ ]|l[’'])"
_NAMED = re.compile(
    rf"{_LINK}{_ARTICLE}(?:nom|pr[ée]nom|surnom|mot|date|ann[ée]e|ville|village|rue|marque|titre|m[êe]me|name|nickname|"
    r"word|year|date|birthday|birth[ ]date|same|city|town|street)\b[^\n.;:!?()]{0,70}?"
    rf"(?P<sign>[ ]?[:(=]|,|[ ](?:soit|[àa][ ]savoir|namely)|[ ](?=\d{{6,8}}(?!\w)))[ ]?{_ONE_WORD}{_END}",
    re.IGNORECASE,
)
_WORD = re.compile(rf"{_LINK}(?:le[ ]mot|the[ ]word|le[ ]pr[ée]nom|the[ ]name)[ ]{_ONE_WORD}{_END}", re.IGNORECASE)
_UNCHANGED = re.compile(
    r"[^\n.;:!?]{0,60}?(?:pas|jamais|n[’']?t|not|never)[ ](?:été[ ]|been[ ])?(?:chang|boug|modifi|moved|touch)\w{0,3}"
    r"[^\n.;:!?]{0,40}?[ ,](?:(?:c[’']?est|it[’']?s|it[ ]is|reste)(?:[ ](?:toujours|encore|still|bien))?|"
    rf"toujours|encore|still)[ ](?:le[ ]|the[ ])?{_ONE_WORD}{_END}",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(
    r"[^\n.;:!?]{0,40}?[ ](?:n[’']est|n[’']était|is|was|isn[’']?t|wasn[’']?t)[ ](?:pas|plus|not)?[ ]?\S{2,40}[ ]"
    rf"(?:mais|but)[ ](?:bien[ ]|rather[ ]|it[’']?s[ ]|c[’']est[ ])?{_ONE_WORD}{_END}",
    re.IGNORECASE,
)
_DESPITE = re.compile(
    r"[^\n.;:!?]{0,60}?[ ](?:alors|pourtant|quand|lorsque|mais|although|though|but|when)[^\n.;:!?]{0,30}?[ ]"
    r"(?:tape|tapé|mets|mis|saisis?|type|typed|typing|enter|entered)[ ]"
    r"(?:bien[ ]|correctement[ ]|pourtant[ ]|toujours[ ])?(?P<value>\S{5,60})",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"[^\n.;:!?]{0,60}?[ ](?:pourtant|mais|alors[ ]que|but|yet)[ ](?:c[’']?est|il[ ]est|it[’']?s|it[ ]is)[ ]"
    r"(?:(?:bien|toujours|encore|still|le)[ ])?(?P<value>\S{5,60})",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"[ ](?:(?:a[ ]été|est|was|been)[ ])?(?:changé|modifié|remplacé|changed|replaced)[ ]"
    r"(?:pour|par|en|avec|for|with|to|by)[ ](?P<value>\S{5,60})",
    re.IGNORECASE,
)
_I_TYPE = re.compile(
    r"[ ]?[:,]?[ ](?:(?:et|and)[ ])?(?:je|j[’']|on|i)[ ]?"
    r"(?:mets|tape|saisis|entre|rentre|ai[ ](?:mis|tapé|saisi)|put|type|enter|typed|entered)[ ]"
    r"(?:bien[ ])?(?P<value>\S{5,60})",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"[^\n.;:!?]{3,60}?[ ]?:[ ](?P<value>\S{5,60})", re.IGNORECASE)
# “le mot de passe reçu par mail … est refusé”
_HANDED = re.compile(
    r"[ ](?:\w{2,14}[ ]){0,2}(?:reçue?|recu|envoyée?|donnée?|fournie?|communiquée?|générée?|received|sent|given|"
    r"provided|supplied)(?:[ ](?:par|via|by|in|on|dans|le|la|votre|vos|mon|ma|my|your|the|mail|e-?mail|sms|courriel|"
    r"courrier|lettre|t[ée]l[ée]phone|phone|support|hier|today|yesterday|post|letter|coll[èe]gue|colleague)){0,5}"
    r"[ ](?P<value>\S{5,60})",
    re.IGNORECASE,
)
# “Password is all lowercase: …”
_WRITTEN = re.compile(
    r"[ ](?:(?:est|is)[ ])?(?:tout|all|en|in|écrit|written)[ ](?:en[ ]|in[ ])?(?:un[ ](?:seul[ ])?mot|one[ ]word|"
    r"minuscules?|majuscules?|lower-?[ ]?case|upper-?[ ]?case|small[ ]letters|capitals?(?:[ ]letters)?|caps|attach[ée])"
    rf"[ ]?[:,][ ]{_ONE_WORD}{_END}",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"[ ](?:suivant|following|below)", re.IGNORECASE)
_NUMBERED = re.compile(r"[A-Z]{1,5}-?\d{1,6}")
# `<add key="SmtpPassword" value="…"/>`, `{"name": "password", "value": "…"}`, `<entry key="password">…</entry>`
_ATTRIBUTE = re.compile(
    r"[\"'][^<>\n]{0,60}?\bvalue[\"']?[ ]?[=:][ ]?[\"'](?P<value>[^\"'\s]{4,200})[\"']", re.IGNORECASE
)
_ARGUMENT = re.compile(r"[ ]?\([ ]?[\"'](?P<value>[^\"'\s]{4,100})[\"']")
_DEFAULT = (
    r"(?:par[ ]d[ée]faut|d[’'][ ]?origine|d[’'][ ]?usine|usine|initiale?|provisoire|temporaire|habituel|default|"
    r"factory|temporary|temp|usual|original)"
)
_IN_BRACKETS = re.compile(
    rf"(?P<default>[^\n.;:!?(]{{0,40}}[ ]{_DEFAULT})?(?:[ ][\w’']{{1,14}}){{0,3}}[ ]\((?P<value>[^\s()]{{3,40}})\)",
    re.IGNORECASE,
)
_DEFAULT_BEFORE = re.compile(rf"\b{_DEFAULT}[ ](?:\w{{2,20}}[ ])?$", re.IGNORECASE)
_RELATIVE = (
    r"[ ](?:[^\n,.;:!?]{1,40}[ ])?(?:que?|qu[’'][^\s,]{1,20}|qui|dont|reçue?|envoyée?|donnée?|fournie?|communiquée?|"
    r"indiquée?|notée?|choisie?|that|which|you|we|i|they|sent|given|received)\b[^\n,.;:!?]{0,60}?"
)
_APART = re.compile(rf"{_RELATIVE},[ ](?P<value>\S{{5,60}}?),(?=\s)", re.IGNORECASE)
_BETWEEN_DASHES = re.compile(rf"{_RELATIVE}[ ][–—\-][ ](?P<value>\S{{5,60}})[ ][–—\-][ ]", re.IGNORECASE)
_IN_QUOTES = re.compile(r"[ ]?[:=]?[ ]?[\"«“][ \u00a0\u202f]?(?P<value>[^\"»”«“\n]{4,40}?)[ \u00a0\u202f]?[\"»”]")
_ABOUT_FIELD = re.compile(
    r"(?:champs?|case|bouton|lien|field|button|link|page|message|libell|label)\b[^\n.;:!?]{0,16}$"
)
_PLAIN = re.compile(
    rf"[ ]?[:=]?[ ](?:(?:est|is)[ ])?(?P<value>{_BARE}{{4,40}})(?=[ ]?(?:[,.;)]|$)|[ ](?:et|and|mais|but|puis)[ ])"
)
# Beside an account fewer words tell a quality than elsewhere.
_QUALITY = re.compile(r".*(?:é|ée|és|ées|ed|ing|ent|ect|ects|able|ables|ible|ibles)")
_LOGIN = re.compile(
    r"(?:\b(?:login|log|user(?:name)?|utilisateur|identifiant|id|compte|pseudo|account)[ ]?(?:[:=]|est|is)?[ ]"
    r"(?!(?:et|ou|and|or|de|du|des|le|la|les|the|my|your|mon|ma|votre|est|is|name)\b)[^\s,;/]{2,60}|"
    r"[\w.+\-]{1,60}@[\w.\-]{2,80}|"
    r"\b(?:anydesk|teamviewer|wi-?fi|ssid|serveur|server|host|ftp|sftp|ssh|vpn|nas)\b[^,;|]{1,60}(?=[,;|]))"
    r"(?:[ ]?[,;/|]|[ ](?:et|and|avec|with|&|\+))?[ ]"
    r"(?:(?:et|and|avec|with)[ ])?(?:(?:le|mon|the|my|un|a)[ ])?$",
    re.IGNORECASE,
)
# What a password is for or where it belongs, and what it does: told right after the label, and no value.
_KINDS = words(
    """
    windows outlook admin administrateur administrator wifi wi-fi smtp imap ftp sftp sql mysql session messagerie root
    gmail google apple microsoft office bios vpn ssh internet réseau serveur client clients web site boutique compte
    marche marchent bloque passe plante tourne works work fails fail saved unknown pareil pareille idem même same
    merci thanks svp cordialement bonjour bonsoir please désolé sorry suivant suivante unique habituel usual
    default origine usine maison perso pro local distant maître principal commun partagé partage utilisateur
    """
)
_MOST_WORDS = 3
_BEFORE = 140


class Turns:
    """The turns of phrase of a text: those of which a line holds no word are not tried at its labels."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of_text = [turn for turn in _TURNS if reading.holds(*turn[0])]
        self._of_line, self._line_end = self._of_text, -1

    def values(self, label_start: int, label_end: int, reach: int) -> Iterator[tuple[int, int]]:
        """The values that the clause after a label leads up to; the clause goes up to `reach`."""
        text = self._reading.text
        if label_start > self._line_end:
            start, self._line_end = self._reading.line_at(label_start)
            line = self._reading.small[start : self._line_end]
            self._of_line = [turn for turn in self._of_text if any(sign in line for sign in turn[0])]
        for _, shape, is_value in self._of_line:
            if (found := shape.match(text, label_end, reach)) is not None:
                span = bounds(text, *found.span("value"))
                if is_value(found, text[slice(*span)], text[max(0, label_start - _BEFORE) : label_start]):
                    yield span


def is_telling(value: str) -> bool:
    """Whether one word may be a password: it tells no quality, no kind and no courtesy. A name has a capital."""
    folded = value.casefold()
    return (
        folded not in NOT_VALUES
        and folded not in _KINDS
        and (not says_how(folded) or "-" in value or (value[:1].isupper() and value[1:].islower()))
        and not is_placeholder(value)
        and (len(value) >= 4 or value.isdecimal())
    )


def _is_told(_found: re.Match[str], value: str, _before: str) -> bool:
    return is_telling(value)


def _looks_like_one(_found: re.Match[str], value: str, _before: str) -> bool:
    return is_strong(value)


def _is_named(found: re.Match[str], value: str, _before: str) -> bool:
    """After a comma a plain word may be anything; after a colon or in brackets it is what was described."""
    return is_mixed(value) or value.isdecimal() or (found["sign"].strip() != "," and is_telling(value))


def _is_corrected(_found: re.Match[str], value: str, _before: str) -> bool:
    """“n’est pas … mais …” goes on with a quality more often than with a password."""
    return is_telling(value) and (is_mixed(value) or value[0].isupper())


def _is_in_brackets(found: re.Match[str], value: str, before: str) -> bool:
    is_default = found["default"] is not None or _DEFAULT_BEFORE.search(before) is not None
    return is_strong(value) or (is_default and is_telling(value))


def _is_quoted_phrase(_found: re.Match[str], value: str, before: str) -> bool:
    """A few words in quotes with a digit among them, which are no message of the product's."""
    return (
        1 < len(value.split()) <= _MOST_WORDS
        and any(character.isdigit() for character in value)
        and any(character.isalpha() for character in value)
        and not is_message(value)
        and _ABOUT_FIELD.search(before.rpartition("\n")[2]) is None
    )


def _follows_account(found: re.Match[str], value: str, before: str) -> bool:
    """“compte jean, mot de passe …”, “(mdp …)”: any word may be the password of an account just named."""
    folded = value.casefold()
    if folded in NOT_VALUES or folded in _KINDS or is_placeholder(value) or _QUALITY.fullmatch(folded) is not None:
        return False
    line = before.rpartition("\n")[2]
    in_brackets = line.endswith("(") and found.string[found.end("value") : found.end("value") + 1] == ")"
    return in_brackets or _LOGIN.search(line) is not None


def _is_shown(found: re.Match[str], value: str, before: str) -> bool:
    """“ce mot de passe est refusé : …” shows it, unless it is an error's number, which may stand there too."""
    shows = (
        before.casefold().endswith(("ce ", "ces ", "this ", "these ")) or _FOLLOWING.match(found.group()) is not None
    )
    return shows and is_strong(value) and _NUMBERED.fullmatch(value) is None


def _is_attribute(_found: re.Match[str], value: str, before: str) -> bool:
    """A field of a form may show anything as its value; a setting holds one."""
    return is_telling(value) and (is_mixed(value) or "<input" not in before.casefold())


# One of these words, the turn of phrase after a label, and whether its value is a secret (with what stands before it).
_TURNS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str], str, str], bool]], ...] = (
    ((":", "(", ",", "=", " soit", "savoir", "namely", " date"), _NAMED, _is_named),
    ((" mot ", " word ", " prénom ", " prenom ", " name "), _WORD, _is_told),
    (("tape", "tapé", "mets", "mis", "saisi", "typ", "enter"), _DESPITE, _looks_like_one),
    ((" mais", " but"), _NOT_BUT, _is_corrected),
    (("(",), _IN_BRACKETS, _is_in_brackets),
    (("value",), _ATTRIBUTE, _is_attribute),
    (('("', "('"), _ARGUMENT, _looks_like_one),
    (("pourtant", "mais", "alors", " but ", " yet "), _STILL, _looks_like_one),
    (("chang", "modifi", "rempla"), _CHANGED, _looks_like_one),
    ((":",), _SHOWN, _is_shown),
    (
        ("reçu", "recu", "envoy", "donn", "fourni", "commun", "gén", "rece", "sent", "given", "provi"),
        _HANDED,
        _looks_like_one,
    ),
    (("tout", "all", "écrit", "written", " en ", " in "), _WRITTEN, _is_told),
    (("mets", "tape", "saisi", "entre", "mis", "tapé", " put ", " type", " enter"), _I_TYPE, _looks_like_one),
    (("chang", "boug", "modifi", "moved", "touch"), _UNCHANGED, _is_told),
    ((",",), _APART, _looks_like_one),
    ((" - ", "–", "—"), _BETWEEN_DASHES, _looks_like_one),
    (('"', "«", "“"), _IN_QUOTES, _is_quoted_phrase),
    ((" ",), _PLAIN, _follows_account),
)
