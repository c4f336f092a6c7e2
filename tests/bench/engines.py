"""Engines: how well and how fast each one answers. Run it with `make bench-engines`.

Both are asked the same questions in one run, through the very code that the form uses: Whoosh from a folder that goes
away, PostgreSQL from a server of this run's own. Collections are folders with `queries.jsonl` and `docs.jsonl`, or
with the documents of another one. Exit code 1 where PostgreSQL finds less than Whoosh by more than .03 of recall@3.
"""

import argparse
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]
# The house goes first: tests/deflect must not be taken for deflect.
sys.path[:0] = [str(HOUSE), str(HOUSE / "tests")]

from postgresql_cluster import find_binaries, running_cluster  # noqa: E402 - found only now

from deflect.evaluation import Evaluation, evaluate  # noqa: E402

_DATA = HOUSE.parent / "shared" / "data" / "retrieval"
# Whole tickets are asked of the same pages as short questions.
_DOCUMENTS_OF = {"tickets-fr": "service-public-fr"}
_MOST_LOST = 0.03


def main() -> None:
    """Print a table: one row a collection and engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("collections", type=Path, nargs="*", help="folders; the development collections unless given")
    collections = parser.parse_args().collections or sorted(path for path in _DATA.glob("*") if path.is_dir())
    binaries = find_binaries()
    if binaries is None:
        sys.exit("there is no PostgreSQL to compare with: apt-get install postgresql")
    if not collections:
        sys.exit(f"there is no collection in {_DATA}; name one")
    print(f"{'':25} {'':10} recall@1 recall@3   MRR@10  nothing  index s   p50 ms   p95 ms", flush=True)
    lost = []
    with running_cluster(binaries) as cluster:
        for collection in collections:
            whoosh = _measure(collection, "whoosh", "")
            postgresql = _measure(collection, "postgresql", cluster.url)
            lost.append(whoosh.recall_at_3 - postgresql.recall_at_3)
    print(f"PostgreSQL finds at most {max(lost):+.4f} of recall@3 less than Whoosh.")
    sys.exit(max(lost) > _MOST_LOST)


def _measure(collection: Path, engine: str, search_url: str) -> Evaluation:
    documents = collection.parent / _DOCUMENTS_OF.get(collection.name, collection.name) / "docs.jsonl"
    measured = evaluate(documents, collection / "queries.jsonl", search_url=search_url)
    shares = (measured.recall_at_1, measured.recall_at_3, measured.mrr_at_10, measured.zero_result_share)
    times = (measured.index_s, measured.query_p50_ms, measured.query_p95_ms)
    cells = [*(f"{share:8.4f}" for share in shares), *(f"{time:8.1f}" for time in times)]
    print(f"{collection.name:25} {engine:10} {' '.join(cells)}", flush=True)
    return measured


if __name__ == "__main__":
    main()
