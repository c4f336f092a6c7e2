"""Labels: every word that the benchmark's tables and pictures say, in both languages of the manual."""

from typing import Any

LANGUAGES = ("fr", "en")
NBSP = "\u00a0"
# Peers and collections are named alike wherever they can be.
_PEERS = {
    "postgresql": "PostgreSQL",
    "bm25s": "bm25s",
    "tantivy": "tantivy",
    "palier": "Palier",
}
_QUESTIONS = {
    "service-public-fr": "service-public",
    "libreoffice-help-fr": "LibreOffice",
    "banking77-en": "banking77",
    "openoffice-duplicates-en": "OpenOffice",
}
LABELS: dict[str, dict[str, Any]] = {
    "fr": {
        "peers": {
            **_PEERS,
            "material-box": "Champ de Material (lunr)",
            "whoosh": "Whoosh sans réglage",
            "whoosh-fr": "Whoosh, analyse française",
            "fts5": "SQLite FTS5",
            "palier-semantic": "Palier, aussi par le sens",
        },
        "questions": {**_QUESTIONS, "tickets-fr": "demandes"},
        "engine": "Moteur",
        "title": "La recherche comparée",
        "recall": "Part des questions dont une bonne page est parmi les trois premières (recall@3)",
        "times": "Temps de réponse en millisecondes, échelle logarithmique : 95 % des questions sont plus rapides",
        "short": "question courte",
        "ticket": "demande entière",
        "speed_columns": ("Question, ms", "Demande, ms", "Indexation, s", "Pages/s"),
        "alt": "Diagramme : recall@3 de chaque moteur sur cinq jeux de questions, puis temps de réponse. "
        "Les tableaux qui suivent donnent les mêmes chiffres.",
        "recall_note": "Part des questions dont une bonne page est parmi les trois premières (recall@3), la meilleure "
        "en gras :",
        "rank_note": "Part des questions dont la première page est bonne (recall@1) / moyenne de 1/rang de la première "
        "bonne page (MRR@10) :",
        "speed_note": "Temps de réponse, médiane / 95ᵉ centile, analyse de la question comprise, et indexation, sur "
        "les {documents} pages de service-public :",
        "versions": "Versions",
        "fewer": "{peer}, trop lent pour répondre à tout, n’a reçu qu’une partie des questions : {counts}.",
        "whole": "Jusqu’à ce que voit le client (ordre, extrait, mots marqués, raisons), {peer} met, médiane / 95ᵉ "
        "centile en ms : {times}. Les temps du tableau vont, pour tous, jusqu’aux identifiants des pages.",
        "missing": "{peer} n’a pas été mesuré ({questions}) : {reason}.",
    },
    "en": {
        "peers": {
            **_PEERS,
            "material-box": "Material’s box (lunr)",
            "whoosh": "Whoosh as it comes",
            "whoosh-fr": "Whoosh, French analyzer",
            "fts5": "SQLite FTS5",
            "palier-semantic": "Palier, by meaning too",
        },
        "questions": {**_QUESTIONS, "tickets-fr": "whole tickets"},
        "engine": "Engine",
        "title": "The search compared",
        "recall": "Share of questions with a right page among the first three (recall@3)",
        "times": "Time to answer in milliseconds, on a logarithmic scale: 95% of questions are faster",
        "short": "short question",
        "ticket": "whole ticket",
        "speed_columns": ("Question, ms", "Ticket, ms", "Indexing, s", "Pages/s"),
        "alt": "Diagram: recall@3 of each engine on five sets of questions, then the time to answer. "
        "The tables below give the same figures.",
        "recall_note": "Share of questions with a right page among the first three (recall@3), the best in bold:",
        "rank_note": "Share of questions whose first page is right (recall@1) / mean of 1/rank of the first right page "
        "(MRR@10):",
        "speed_note": "Time to answer, median / 95th percentile, the question’s analysis included, and indexing, on "
        "the {documents} pages of service-public:",
        "versions": "Versions",
        "fewer": "{peer} is too slow to answer everything, and was asked part of the questions: {counts}.",
        "whole": "Up to what a customer sees (order, excerpt, marked words, reasons), {peer} takes, median / 95th "
        "percentile in ms: {times}. The table’s times go, for all, up to the ids of the pages.",
        "missing": "{peer} was not measured ({questions}): {reason}.",
    },
}


def decimal(value: float, digits: int, lang: str) -> str:
    """A number as the language writes it."""
    written = f"{value:.{digits}f}"
    return written.replace(".", ",") if lang == "fr" else written


def milliseconds(value: float, lang: str) -> str:
    """A time in as many digits as can be told apart."""
    return decimal(value, 0 if value >= 10 else 1 if value >= 1 else 2, lang)


def spaced(text: str, lang: str) -> str:
    """A sentence with the spaces that French keeps together."""
    if lang != "fr":
        return text
    for mark in ":;%?!":
        text = text.replace(f" {mark}", f"{NBSP}{mark}")
    return text
