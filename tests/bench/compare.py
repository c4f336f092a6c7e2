"""The comparison: every peer and Palier on the same questions, in one run on one machine. Run it with `make bench`.

Quality and speed are of the same answers. Each peer runs in a process of its own, on one thread, and starts cold; a
question's time goes from the customer's text to the ids of pages, analysis included; what Palier takes up to whole
suggestions, which no peer makes, is told apart. Writes `results.json` and the pictures; `make bench-manual` puts the
last results into the manual.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from labels import LANGUAGES
from peers.all import NOT_FOR, PEERS
from picture import draw
from sample import COLLECTIONS, Collection, NoData, find_data
from table import render_text

HOUSE = Path(__file__).parents[2]
RESULTS = HOUSE / "var" / "bench" / "results.json"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")


def main() -> None:
    """Measure, then print the table and write the numbers and the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=600, help="how many questions of each set, evenly spread")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS), help="only these")
    options = parser.parse_args()
    try:
        find_data()
    except NoData as reason:
        sys.exit(str(reason))
    results = compare(options.peers, options.queries)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    for lang in LANGUAGES:
        (RESULTS.parent / f"search-compared.{lang}.svg").write_text(draw(results, lang), encoding="utf-8")
    print(render_text(results))
    print(f"\nNumbers and pictures are in {RESULTS.parent}; `make bench-manual` puts them into the manual.")


def compare(peers: list[str], queries: int) -> dict[str, Any]:
    """What was measured, by peer: by collection `index` and `missing`, by set `questions` and `suggestions`."""
    runs = [(peer, one) for peer in peers for one in COLLECTIONS if one.lang not in NOT_FOR.get(peer, ())]
    found: dict[str, Any] = {
        peer: {"version": "", "index": {}, "questions": {}, "suggestions": {}, "missing": {}} for peer in peers
    }
    for number, (peer, collection) in enumerate(runs, start=1):
        print(f"[{number}/{len(runs)}] {peer}: {collection.name}", file=sys.stderr, flush=True)
        one = _measure(peer, collection, queries)
        if "missing" in one:
            print(f"    not measured: {one['missing']}", file=sys.stderr, flush=True)
            found[peer]["missing"][collection.name] = one["missing"]
            continue
        found[peer]["version"] = one["version"]
        found[peer]["index"][collection.name] = {name: one[name] for name in ("index_s", "documents_per_s")}
        for by_set in ("questions", "suggestions"):
            found[peer][by_set] |= one[by_set]
    return {"queries": queries, "peers": found}


def one_thread() -> dict[str, str]:
    """The environment of a process that measures: libraries that would use several threads use one."""
    return {**os.environ, **_ONE_THREAD, "PYTHONPATH": str(HOUSE)}


def _measure(peer: str, collection: Collection, queries: int) -> dict[str, Any]:
    command = [sys.executable, str(Path(__file__).with_name("measure.py")), peer, collection.name]
    done = subprocess.run(
        [*command, "--queries", str(queries)], env=one_thread(), stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode:
        return {"missing": f"its process ended with exit code {done.returncode}"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    main()
