"""Part kind: what kind of request one part of a message is, where its own words say so.

A fault that is told comes first: “l’export est vide, comment faire ?” is a bug. Then a price or a contract, then an
idea, then a plain question. Words that say none of it give None, and the part stays what the customer chose.
"""

import re

from kb.request_kind import RequestKind
from submit.gate.question import cues, ties
from submit.gate.question.segment import BESIDE, LONGEST_READ, Part, Segment, cut, plain

# Not to know how is a question, however negative it sounds.
_NOT_KNOWING = re.compile(
    r"\b(?:je|j'|on|nous|i|we) ?(?:ne |n')?(?:sais|sait|savons|trouve|trouvons|vois|voyons|comprends|comprenons|arrive|"
    r"arrivons|parviens|parvenons) (?:pas|plus) (?:a (?:trouver|voir|comprendre|savoir) )?(?:bien |vraiment )?"
    r"(?=comment|ou\b|quel|si\b|combien|a qui)|"
    r"\b(?:don't know|do not know|can't find|cannot find|can't see|cannot see|not sure|no idea|don't see|couldn't find|"
    r"can't work out|cannot work out|don't understand) (?=how|where|which|what|whether|if\b|who)"
)
# What tells a fault even within a question: “comment faire, le bouton ne répond plus ?”
_FAULT = re.compile(
    r"\bn(?:e |')[^.?!]{1,80}?\b(?:pas|plus|rien|jamais|aucun|aucune)\b|\b(?:marche|fonctionne|s'ouvre|repond) (?:pas|"
    r"plus)\b|(?<!par )\berreur|\bbugs?\b|\bplant(?:e|ent|age)\b|\bbloquee?s?\b|en panne|page blanche|\bimpossible d|"
    r"dispar[ua]|\berrors?\b|crash|\bfail(?:s|ed|ing)?\b|\bbroken?\b|doesn't|does not|don't|didn't|did not|isn't|"
    r"aren't|no longer|won't|can't|cannot|\bstuck\b|\bstopped\b|\bfreezes?\b"
)
# A question for a remedy tells its fault before; what a customer would have otherwise is no fault.
_REMEDY = re.compile(
    r"\b(?:comment (?:faire(?! pour)|resoudre|regler|corriger|reparer)|que (?:faire|dois-je faire|puis-je faire)|"
    r"what (?:can|should) (?:i|we) do|what to do|how (?:can|do) (?:i|we) (?:fix|solve|repair|mend))\b"
)
_WANTED = re.compile(r"\bpour (?:que|ne) [^.?!]{1,80}|\bso that [^.?!]{1,80}")
_WHY = re.compile(r"\b(?:pourquoi|why|est[- ]ce normal|is (?:it|this|that) normal|d'ou vient|how come)\b")
_PRICE = re.compile(
    r"\btarifs?\b|combien (?:ca |cela |est-ce que )?(?:coute|couterait)|"
    r"\bprix (?:de |d'|pour )(?:la |l'|votre |vos |une? )?(?:formule|licence|abonnement|formation|option|offre)|"
    r"(?:etablir|envoyer|faire|parvenir|recevoir|obtenir|demander|avoir|voudrai[st]?|souhaite\w{0,4}) "
    r"(?:un|votre) devis|"
    r"\bresilier\b|(?:changer|passer) (?:de|d'|a la|a une autre) (?:formule|abonnement|offre)|"
    r"renouvel\w{1,6} (?:de |l'|notre |mon |votre ){0,3}(?:abonnement|contrat|licence)|"
    r"\bhow much (?:is|does|would|do)\b[^.?!]{0,60}?(?:cost|licen[cs]e|plan\b|subscription|training)|"
    r"\bpric(?:e|es|ing) (?:of|for) |(?:send|give|get) (?:me |us )?a quote|"
    r"\bcancel (?:our|my|the) (?:subscription|contract|plan)|\bupgrade (?:to|our|my) [^.?!]{0,30}?(?:plan|licen[cs]e)"
)
_IDEA = re.compile(
    r"\bsuggestion|\bidee d'amelioration|\bsera(?:it|is) (?:bien|utile|pratique|interessant|top|appreciable|genial)|"
    r"\b(?:pou(?:vez|rriez)[- ]vous|il faudrait|merci d'|possible d'|prevu d') ?(?:nous )?ajouter|"
    r"\bserait[- ]il possible (?:de (?:pouvoir|prevoir)|d'(?:ajouter|avoir))|\bprevoir (?:un|une)\b|"
    r"\b(?:souhaiterions|souhaiterais|aimerions|aimerais|voudrions) (?:bien )?(?:pouvoir|avoir la possibilite)|"
    r"\bfeature request|\bwould be (?:nice|great|good|useful|helpful)|\b(?:could|can) you (?:please )?add|\bplease add|"
    r"\bi wish (?:there|it|we|i)|\bwe would like to be able"
)
# “Changer” is no English hang.
_CHANGES = re.compile(r"\b(?:ex|re)?chang\w{0,12}")
# “Quand je clique, …” tells when; it asks nothing.
_TELLS_WHEN = re.compile(r"(?:et |mais |and |but )?(?:quand|when)\b[^?]*$")
_ASKS = re.compile(r"\b(?:savoir|connaitre|indiquer|comment|know|explain|tell (?:me|us))\b|\bexpliqu")


def kind_of(text: str) -> RequestKind | None:
    """The kind that a part's own words speak of; None where they do not say."""
    told = [segment for segment in cut(text) if segment.part not in BESIDE]
    if any(_is_fault(segment) for segment in told):
        return RequestKind.BUG
    whole = plain(text[:LONGEST_READ])
    if _PRICE.search(whole):
        return RequestKind.COMMERCIAL
    if _IDEA.search(whole):
        return RequestKind.IMPROVEMENT
    asks = any(_asks(segment) for segment in told) if told else _ASKS.search(whole) is not None
    return RequestKind.QUESTION if asks else None


def _is_fault(segment: Segment) -> bool:
    words = _WANTED.sub("", _NOT_KNOWING.sub("", segment.plain))
    if segment.part in {Part.QUESTION, Part.REQUEST} and not (
        _WHY.search(words) or _REMEDY.search(words) or _tells_when(segment)
    ):
        return _FAULT.search(words) is not None
    return cues.PROBLEM.search(_CHANGES.sub("", words)) is not None


def _asks(segment: Segment) -> bool:
    if segment.part is Part.QUESTION:
        return not _tells_when(segment)
    words = segment.plain
    return _NOT_KNOWING.search(words) is not None or (segment.part is Part.REQUEST and _ASKS.search(words) is not None)


def _tells_when(segment: Segment) -> bool:
    return _TELLS_WHEN.match(ties.LINK.sub("", cues.ITEM.sub("", segment.plain, count=1), count=1)) is not None
