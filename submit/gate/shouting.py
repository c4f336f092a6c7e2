"""No text in capitals (promise 15: “N'écrivez pas votre message en MAJUSCULE”).

A run of words in capitals is shouting only when it holds the small words of a sentence (JE, PAS, PLEASE):
names of fields, acronyms and error codes come in capitals too. The refusal carries the text in small letters,
acronyms and the vendor's own names as they are written, so that one click mends it. It is asked once: whoever
sends the same again gets through.

Limits: a single word in capitals is emphasis, and quoted words are somebody else's. The repair cannot know
every proper name.
"""

import re

from kb.support import Support
from kb.vocabulary import words
from submit.draft import Draft
from submit.gate.prose import cut_prose, prose_of
from submit.refusal import Code, Refusal

# Words that only a person speaking writes in capitals; one is enough in a run of some length.
_PERSONAL = words(
    """
    JE TU VOUS NOUS MOI TOI ME MON MA MES VOTRE VOS NOTRE NOS NE PAS PLUS RIEN JAMAIS TOUJOURS ENCORE
    DEPUIS MERCI BONJOUR SVP STP QUE QUI QUAND POURQUOI COMMENT CELA ÇA CA FAITES REPONDEZ RÉPONDEZ
    AIDEZ VEUX PEUX SUIS ARRIVE MARCHE FONCTIONNE HIER VITE PERSONNE MY YOU YOUR WE OUR PLEASE WHY HOW
    SINCE NOTHING DOESN DON CAN CANNOT HELP WORK WORKS WORKING NOW YESTERDAY AGAIN STILL ANYTHING NOBODY
    WHEN WHAT SOMEONE
    """
)
# Words of any sentence, but of titles and menus too: they count only where most of the text is in capitals.
_SMALL = words(
    """
    LE LA LES DE DES DU UN UNE EST SONT ET OU A À AU AUX EN SUR POUR DANS AVEC IL ELLE ON CE CETTE SE
    IMPOSSIBLE THE IS ARE IT THIS THAT OF TO AND ON FOR WITH HAS HAVE BE I
    """
)
_ACRONYMS = words(
    """
    OK HTTP HTTPS PDF TVA SQL API URL CSV DSN FTP SFTP SSL TLS SMTP IMAP POP IBAN BIC RIB CB PME TPE ERP
    CRM SMS PC USB SEPA CGV CGU SAV VPN DNS HTML CSS XML JSON PHP IP FAQ RH BL OD HT TTC SIRET SIREN
    URSSAF VAT PNG JPG GIF ZIP PIN QR TV GPS SSO LDAP RAM CPU SOAP REST UPS DHL EAN SKU RGPD GDPR OS IOS
    NAS RAID LAN WAN WIFI MDP ID UK USA UE EU FR BE CH TXT XLS XLSX DOC DOCX KO GO MO GB MB AM PM FTPS
    SPF DKIM DMARC CMS POS AG PV RTT CDD CDI
    """
)
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?…\n]\s{0,5})\W{0,3}$")
_LONG_RUN, _RUN, _PHRASE = 6, 3, 2


def check(draft: Draft, support: Support) -> list[Refusal]:
    """One refusal for each field that shouts, unless the customer stands by it."""
    names = vendor_names(support)
    return [
        Refusal(Code.SHOUTING, field, "capitals", {"repaired": _softened_all(text, names) + _rest(draft, field, text)})
        for field, text in prose_of(draft).items()
        if shouts(text) and not draft.attests(Code.SHOUTING, field)
    ]


def shouts(text: str) -> bool:
    """Whether a person's own sentence in `text` is in capitals."""
    prose = " . ".join(piece for piece, own in cut_prose(text) if own)
    words = [word.group() for word in _WORD.finditer(prose)]
    loud = sum(len(word) for word in words if _is_loud(word))
    share = loud / max(1, sum(len(word) for word in words))
    return any(_is_shouted(run, share, len(words)) for run in _runs(prose))


def repair(text: str, names: dict[str, str]) -> str:
    """The text with its shouted runs in small letters; `names` spells words (in capitals) as due."""
    return _softened_all(text, names) if shouts(text) else text


def vendor_names(support: Support) -> dict[str, str]:
    """The words of the vendor's and the products' names as they are spelled, by their capitals."""
    texts = [support.brand.name]
    for product in support.products.values():
        texts += product.name.root.values()
    return {word.upper(): word for text in texts for word in _WORD.findall(text) if len(word) > 2}


def _softened_all(text: str, names: dict[str, str]) -> str:
    written: list[str] = []
    for piece, own in cut_prose(text):
        written.append(_softened(piece, "".join(written)[-8:], names) if own else piece)
    return "".join(written)


def _rest(draft: Draft, field: str, text: str) -> str:
    return draft.texts()[field][len(text) :]


def _is_loud(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _runs(prose: str) -> list[list[str]]:
    """Runs of words in capitals; one letter (À, Y, the N of N'…) neither makes nor breaks one."""
    runs: list[list[str]] = [[]]
    end = 0
    for word in _WORD.finditer(prose):
        gap = prose[end : word.start()]
        if any(sign in gap for sign in "_/\\=>{}0123456789"):
            runs.append([])
        if word.group().isupper():
            runs[-1].append(word.group())
        else:
            runs.append([])
        end = word.end()
    return [run for run in runs if run]


def _is_shouted(run: list[str], share: float, words: int) -> bool:
    loud = [word for word in run if len(word) > 1 and word not in _ACRONYMS]
    personal = sum(word in _PERSONAL for word in loud)
    small = sum(word in _SMALL for word in run)
    if share > 0.8 and words <= 4:
        return len(loud) >= _PHRASE and personal >= 1
    if len(loud) >= _LONG_RUN:
        return personal + small >= 2
    if share < 0.3:
        return False
    return len(run) >= _RUN and len(loud) >= _PHRASE and (personal >= 1 or (share > 0.5 and small >= 2))


def _softened(piece: str, before: str, names: dict[str, str]) -> str:
    def soften(found: re.Match[str]) -> str:
        word = found.group()
        if not word.isupper() or word == "I" or word in _ACRONYMS or _is_part_of_code(piece, found):
            return word
        starts = _SENTENCE_START.search((before + piece[max(0, found.start() - 8) : found.start()])[-8:])
        if word in names:
            return names[word]
        return word.capitalize() if starts else word.lower()

    return _WORD.sub(soften, piece)


def _is_part_of_code(piece: str, word: re.Match[str]) -> bool:
    """Whether letters belong to a reference such as FA2403 or ERR_TOO_MANY."""
    around = piece[max(0, word.start() - 1) : word.start()] + piece[word.end() : word.end() + 1]
    return any(character.isdigit() or character == "_" for character in around)
