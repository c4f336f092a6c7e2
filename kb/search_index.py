"""The search index of the browser: what Material's box searches by itself, downloaded with every first page.

Where the service runs it answers the box, and this index is only for when it is slow or away. Its size grows with
every word that is written: 5,000 pages are 18 MB and up to six seconds a search. So a large help centre keeps of it
what a reader types most, the titles. What must stay true: up to `MOST_WHOLE` pages nothing is taken away, and a site
on any static host finds every word.
"""

import json
from pathlib import Path

MOST_WHOLE = 1_500
SEARCH_INDEX = "search/search_index.json"


def lighten(path: Path, most_whole: int = MOST_WHOLE) -> bool:
    """Leave only titles of pages and sections in the index at `path` when it has more pages than `most_whole`.

    Returns whether it did. A site without the search plugin has no such file, and none is made.
    """
    if not path.is_file():
        return False
    index = json.loads(path.read_text(encoding="utf-8"))
    entries = index["docs"]
    if sum("#" not in entry["location"] for entry in entries) <= most_whole:
        return False
    titles = [{"location": entry["location"], "title": entry["title"], "text": ""} for entry in entries]
    light = json.dumps({"config": index["config"], "docs": titles}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(light, encoding="utf-8")
    return True
