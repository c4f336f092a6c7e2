"""Topics: what a piece of text is about, by the beginnings of its words, French and English.

They are rough on purpose: fields of a shop's, an office's or a host's software, told apart well enough to see
that a fault of the printer and a question about the contract are two matters. A text of no topic says nothing.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from kb.vocabulary import words

_WORD = re.compile(r"[a-z0-9]{3,40}")
_SHORTEST, _LONGEST = 3, 10

CONTRACT = "contract"

# The beginnings of words; “.” ends a word that is meant whole.
_BEGINNINGS: Mapping[str, str] = {
    CONTRACT: """abonnement contrat. contrats. licence license licens tarif forfait formules. formation souscri resili
        prelev preavis renouvel kbis offre. subscri contract. contracts. pricing renewal training. dpa. yearly
        quota. mensualite commercial. billing premium""",
    "printing": """imprim etiquet papier. marge. marges. print receipt. receipts. paper. zebra. toner labels. label.
        a4. a6.""",
    "invoices": """factur devis. acompte echeance reglement avoirs. invoic credit. quote. quotes. deposit. tva. vat.
        relance impaye""",
    "accounts": """connexion connecter. compte. comptes. utilisat user. users. account. accounts. droits. authentif
        sso. session. acces. access. identifiant login. logging password passe. permission badge. invites. guest
        administrateur admin. collegue salarie. stagiaire intern. colleague employee""",
    "mail": """mail. mails. email courriel outlook boite. boites. spam. spams. messagerie newsletter smtp. mailbox
        inbox. signature. expediteur sender gmail. alias. notification""",
    "site": """site. website menu. menus. bandeau banner logo. logos. theme. themes. seo. google. accueil. homepage
        font. police. couleur colour color. traduc translat redirection visites. visits. widget captcha mobile.""",
    "basket": """panier basket. cart. checkout promo. remise. remises. discount coupon paiement. paiements. payment
        paypal. stripe. carte. cartes. card. cards. livraison shipping transporteur carrier colissimo. commande.
        commandes. order. orders. colis. virement transfer. transfers.""",
    "stock": """stock. stocks. inventa quantit depot. depots. entrepot warehouse stocktake reappro lots. serie.
        serial quantities.""",
    "catalogue": """article. articles. produit product. products. declinaison variant photo picture image. images.
        categor rayon catalogue. catalog. fiche.""",
    "data": """import. importer importation imports. imported. export csv. excel. api. webservice colonne column
        connecteur webhook""",
    "files": """dossier fichier partage. partager partages. folder file. files. corbeille trash. upload download
        document. documents. telecharg synchro sync.""",
    "server": """serveur server. servers. php. ssl. certificat dns. domaine domain. domains. sftp. ftp. base.
        database sauvegarde backup hebergement hosting cron. https. http. port. ports. nom.""",
    "planning": """planning. agenda calendrier calendar rendez conges. heures. appointment holiday schedul
        tache. taches. task. tasks.""",
    "projects": "projet. projets. project. projects. chantier",
    "accounting": """comptab ecriture exercice. exercices. lettrage journal. journaux. accounting accountant ledger
        bancaire banque. bank. cloture""",
    "pay": "paie. bulletin salaire prime. payroll wage. payslip",
    "till": """caisse. caisses. till. tills. tiroir drawer terminal monnaie scanner. scanners. douchette barcode
        lecteur. tickets.""",
    "machine": """windows. macos. install reinstall demarre. demarrer ordinateur computer laptop poste. postes.
        programme. program. programs. starts. start. logiciel. software.""",
    "people": "fournisseur supplier contact. contacts. adherent membre member association partenaire partner",
    "figures": "statist rapport. rapports. report. reports. tableau. dashboard graphique chart. charts. indicateur",
}


def topics(piece: str) -> frozenset[str]:
    """The topics that the words of a plain text point at; empty when none does."""
    return frozenset().union(*map(_topics_of, set(_WORD.findall(piece))))


@lru_cache(maxsize=4096)
def _topics_of(word: str) -> frozenset[str]:
    known = _known()
    found = known.get(f"{word}.", frozenset())
    for length in range(_SHORTEST, min(len(word), _LONGEST) + 1):
        found |= known.get(word[:length], frozenset())
    return found


@cache
def _known() -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = {}
    for topic, beginnings in _BEGINNINGS.items():
        for beginning in words(beginnings):
            known.setdefault(beginning, set()).add(topic)
    return {beginning: frozenset(of) for beginning, of in known.items()}
