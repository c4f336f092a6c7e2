"""A bug comes with a scenario that a technician can follow (promise 9: without it no fix is possible).

A scenario is thin when, greetings and empty words apart (“it does not work”, “the software”, “an error”), it
names hardly any thing and no act upon it. Steps, expected and observed are read together, but the steps must
name something themselves. The refusal says which way it is thin: an untouched template, words that point
elsewhere (“see screenshot”, “same as before”), or vague words.

Limits: it counts words and does not understand them; a scenario that names the wrong things passes. Whether
steps are there at all is for `required`.
"""

import re
import unicodedata

from kb.request_kind import RequestKind
from kb.support import Support
from kb.vocabulary import words
from submit.draft import Draft
from submit.gate.fillers import is_filler
from submit.gate.prose import LONGEST_READ
from submit.refusal import Code, Refusal

_WORD = re.compile(r"[^\W_]+")
_PLACEHOLDER = re.compile(r"['\"‘“«]?\s?(?:\.{2,20}|…)\s?['\"’”»]?|<[^<>\n]{1,60}>|\[(?!secret-\d)[^\[\]\n]{1,60}\]")
_UI_MARK = re.compile(r"\w\s?(?:>|/|→|->|=>)\s?\w|\"[^\"\n]{3,200}\"|«[^«»\n]{3,200}»|“[^“”\n]{3,200}”")
_NUMBERED = re.compile(r"(?<![\w.,])\d{1,2}\s?[.)/]\s?(?=[^\W\d])")
_ENOUGH_NAMED, _ENOUGH, _MANY_NAMED = 3, 5, 12

# Beginnings of words that say what somebody did; the shorter ones only as whole words.
_ACTS = tuple(
    sorted(
        words(
            """
    ouvr clic cliq click acced connect saisi selection chois coch decoch valid enregistr sauveg importer
    importe export gliss depos joind joign envo scann modif supprim ajout creer creez dupliqu clone
    imprim relanc touch appuy deplac bascul encaiss facturer cherch recherch filtr redemarr branch
    debranch survol remplir remplac dezip telecharg renomm copi coll selec choos enter typing check
    uncheck untick delet remov edit creat upload download drag scan print send attach launch scroll
    press hover switch renam resiz search
    """
        )
    )
)
_SHORT_ACTS = words(
    """
    vais va vas aller allez alle choix cree crees pose tape taper tapez lance lancer lancez entre entrer
    entrez rentre rentrer rempli joins trie trier tire tirer mets mettre passe onglet menu open opened
    select pick tick untick save saved submit add added edit drop log login sign start run go went fill
    change set put copy paste past move import imported tap type puis then
    """
)
_EMPTY = words(
    """
    a abord accueil actuellement afin ai aide aider ainsi ait alors application appli app apres as assez
    au aucun aucune aujourd aussi autre avait avant avec avez avoir avons aux bah beaucoup ben bien bjr
    blocage bloque bloquee bonjour bonsoir bref bug bugs bugue bugge buguer bugged buggy ca capture
    captures car cas ce cela celle celui ces cet cette chaque chez chose choses ci cf cinq collegue
    comme comment compris completement constamment contacter contactez cordialement correctement coup
    crash crashe d dans de debut decrit dedans dehors depuis deja des description dessus deux devrait
    dire dois doit donc dont du dysfonctionne dysfonctionnement echange effet elle elles en encore enfin
    ensuite entre envoie envoye erreur erreurs es est et etait etape etapes etc ete etes etre eu eux
    exactement expliquer expliquera explique expliquerai faire fais fait faites faut fenetre fin fois
    fonction fonctionne fonctionnait fonctionnent fonctionner font forcement genre grave habitude
    habituel hello hier hui ici idem il ils impossible info informatique inadmissible j jamais je jointe
    joint jour jours l la le lent les leur logiciel lors lorsque lui m ma mail mais mal manipulation
    marche marchait marchent marcher me meme memes merci mes message mettre mieux mise moi moment mon n
    ne necessaire non normal normalement nos notre nous nouveau nul numero on ont ordinateur ou oui
    outil par parce parfois part partie partout pas passe pc pendant personne peu peut peux photo piece
    pieces plantage plante planter plantes plaît plait plus plusieurs point pour pourquoi pouvez pouvoir
    precedent precedente premiere presque prevu principe probleme problemes produit programme propos
    puisque qu quand que quel quelque quelquefois quelqu qui quoi rapide rapidement rappelez regarde
    regarder regardez rencontre repare reparer reproduire reproductible reproduit resolu resoudre rien s
    sa sais sait sans screenshot se sens serait ses si sinon site soit solution sommes son sont sort
    souci soucis soudain souvent suffit suis suite sur svp systematiquement systeme t ta tel telephone
    temps ticket toujours tourne tous tout toute toutes tres trop trouve truc trucs tu un une urgence
    urgent usage utilisant utilisation utilise utiliser utilisez va valeur vais venez vers version veut
    veux vient vite voici voila voir voit vois vos votre vous vraiment vu y appeler appelez aleatoire
    aleatoirement facile simple simplement soir matin semaine mois an about above actual after again all
    also always an and another any anything appears application apply are as asked at attached
    attachment be because been before below broken but by call can cannot cant cause colleague come
    computer could crash crashed crashes crashing day describe described description did didn do does
    doesn doing don done down each earlier error errors etc even ever every everything expected explain
    fail failed failing fails fine fix for from get gets getting give good got had hangs happen happened
    happens has have he hello help her here hi him his how i idea if image in instead is isn issue
    issues it its just keep kind know known last later like look lot me mine more my need never new no
    nor not nothing now obvious of ok on once one only or other our out own page pages password picture
    please previous problem problems program properly random randomly really reason reproduce
    reproducible result same saw say screen screenshots seconds see seems sent she should show shown
    shows slow so software some something sometimes soon steps still stop stopped stops such sure system
    tell than thank thanks that the their them then there these they thing things this those time times
    to today too told tool tried try trying under until up urgent us use used user using usual usually
    very want was wasn way we weird were what whatever when where which while who whole why will with
    won work worked working works would wrong yesterday yet you your yourself
    """
)
_ELSEWHERE = (
    "voir capture",
    "voir la capture",
    "voir captures",
    "voir piece",
    "voir pj",
    "voir photo",
    "voir image",
    "voir mail",
    "voir ticket",
    "voir avec",
    "voir fichier",
    "voir video",
    "cf piece",
    "cf capture",
    "cf pj",
    "cf mail",
    "cf ticket",
    "ci joint",
    "piece jointe",
    "idem",
    "meme chose que",
    "comme d habitude",
    "comme la derniere fois",
    "deja explique",
    "deja decrit",
    "precedent ticket",
    "ticket precedent",
    "appelez",
    "rappelez",
    "contactez",
    "see screenshot",
    "see attached",
    "see attachment",
    "see picture",
    "see video",
    "see ticket",
    "see above",
    "as above",
    "same as",
    "as usual",
    "as before",
    "as described",
    "already explained",
    "already described",
    "call me",
    "screenshot attached",
)


def check(draft: Draft, support: Support) -> list[Refusal]:
    """One refusal at `steps` when a bug's scenario is there, but too thin to follow."""
    steps = "\n".join(draft.steps)[:LONGEST_READ]
    if draft.kind is not RequestKind.BUG or all(is_filler(step) for step in draft.steps):
        return []
    whole = "\n".join((steps, draft.expected[:LONGEST_READ], draft.observed[:LONGEST_READ]))
    if _named(steps) and not is_thin(whole):
        return []
    return [Refusal(Code.THIN_SCENARIO, "steps", _reason(steps), _examples(draft, support))]


def _examples(draft: Draft, support: Support) -> dict[str, dict[str, str]]:
    """How the vendor would have the product's faults told, and how not; empty when support.yml does not say."""
    product = support.products.get(draft.product)
    if product is None or product.scenario_examples is None:
        return {}
    shown = product.scenario_examples
    return {"examples": {"good": shown.good.say(draft.lang), "bad": shown.bad.say(draft.lang)}}


def is_thin(text: str) -> bool:
    """Whether a scenario names too little, and does too little with it, for anyone to follow."""
    text = _PLACEHOLDER.sub(" ", text[:LONGEST_READ])
    named = _named(text)
    acts = {word[:5] for word in _words(text) if _is_act(word)}
    marks = len(_UI_MARK.findall(text)) + (len(_NUMBERED.findall(text)) > 1)
    if len(named) < _ENOUGH_NAMED or len(named) + len(acts) + min(marks, 2) < _ENOUGH:
        return True
    # A long text touches upon some act by chance: a complaint is not a scenario.
    return not marks and len(acts) < (2 if len(named) > _MANY_NAMED else 1)


def _named(text: str) -> set[str]:
    """The distinct words that name a thing: neither empty words nor bare acts nor numbers of steps."""
    words = _words(_PLACEHOLDER.sub(" ", text))
    return {word for word in words if len(word) > 1 and word not in _EMPTY and not _is_bare_act(word)}


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c)))


def _is_act(word: str) -> bool:
    return word in _SHORT_ACTS or (word not in _EMPTY and word.startswith(_ACTS))


def _is_bare_act(word: str) -> bool:
    """Acts that say nothing of where: going, clicking, opening."""
    return word.startswith(("ouvr", "cliq", "clic", "click", "open", "go", "aller", "scroll", "puis", "lanc", "launch"))


def _reason(steps: str) -> str:
    """The way in which a scenario is thin, for its sentence."""
    if _PLACEHOLDER.search(steps) and len(_named(steps)) < _ENOUGH_NAMED:
        return "template"
    spoken = f" {' '.join(_words(steps))} "
    return "elsewhere" if any(f" {pointer} " in spoken for pointer in _ELSEWHERE) else "vague"
