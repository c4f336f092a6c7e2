"""All peers, in the order of the table. A module is imported only to be measured: it may not be installed."""

from importlib import import_module

from peer import Missing, Peer

PEERS = {
    "material-box": ("peers.material_box", "MaterialBox"),
    "postgresql": ("peers.postgresql", "PostgreSQL"),
    "whoosh": ("peers.stock_whoosh", "StockWhoosh"),
    "whoosh-fr": ("peers.stock_whoosh", "FrenchWhoosh"),
    "fts5": ("peers.fts5", "FTS5"),
    "bm25s": ("peers.bm25s_peer", "BM25S"),
    "tantivy": ("peers.tantivy_peer", "Tantivy"),
    "palier": ("peers.palier", "Palier"),
    "palier-semantic": ("peers.palier", "PalierSemantic"),
}
# Of which languages a peer knows nothing, by design and not by fault.
NOT_FOR = {"whoosh-fr": ("en",)}
# Some answer so slowly that asking everything would take hours: how many questions of which set they are asked.
FEWER = {
    "material-box": {"service-public-fr": 200, "tickets-fr": 40},
    "postgresql": {"tickets-fr": 100},
}
FEWER_OTHERWISE = {"material-box": 400}


def find_peer(name: str) -> type[Peer]:
    """The class of a peer. Raises `Missing` when what it needs is not installed."""
    module, peer = PEERS[name]
    try:
        found: type[Peer] = getattr(import_module(module), peer)
    except ImportError as fault:
        raise Missing(str(fault)) from fault
    return found


def most_questions(name: str, questions: str, count: int) -> int:
    """How many of `count` questions of a set a peer is asked."""
    return min(count, FEWER.get(name, {}).get(questions, FEWER_OTHERWISE.get(name, count)))
