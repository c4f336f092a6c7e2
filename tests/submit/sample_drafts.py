"""Drafts that customers of the small help centre might write. Each is whole: nothing stands against it."""

from typing import Any

from submit.draft import Draft

CUSTOMER = "claire@client.example"

BUG: dict[str, Any] = {
    "lang": "fr",
    "kind": "bug",
    "product": "facturo",
    "version": "14.2",
    "build": "14203",
    "subject": "L’export des factures s’arrête",
    "description": "Depuis la mise à jour, le fichier exporté ne contient que la moitié des factures du mois.",
    "goal": "Envoyer les factures de novembre à notre comptable",
    "steps": [
        "J’ouvre la liste des factures",
        "Je clique sur Exporter puis CSV",
        "J’ouvre le fichier dans le tableur",
    ],
    "expected": "Les 240 factures du mois",
    "observed": "Seulement 120 lignes, sans message d’erreur",
    "email": CUSTOMER,
}

QUESTION: dict[str, Any] = {
    "lang": "fr",
    "kind": "question",
    "product": "facturo",
    "subject": "Envoyer une facture par courriel",
    "description": "Comment joindre nos conditions de vente à l’envoi ?",
    "email": CUSTOMER,
}

# Of these words the small help centre knows nothing.
UNHEARD_OF: dict[str, Any] = {
    "lang": "en",
    "kind": "question",
    "product": "agenda",
    "subject": "Zeppelin moorings",
    "description": "Where may zeppelins moor overnight?",
    "email": CUSTOMER,
}

# A password as people write it: what must never be found on disk, in a log or in a mail.
PASSWORD = "Tr0ub4dor&3"
SENTENCE_WITH_PASSWORD = f"Mon mot de passe est : {PASSWORD}"


def words_of(draft: dict[str, Any]) -> str:
    """What is searched before this draft is taken."""
    return Draft.model_validate(draft).words_to_search()
