"""`redirect-taken`: an old name leads to one page, and never away from a page that exists."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.destinations import generated_ids
from kb.finding import Finding

_RULE = "redirect-taken"
_CURE = "write the old path below docs/ without language and ending, such as articles/asking/attach-files"


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each old name that is another page's, or that is not written as a name is."""
    generated = generated_ids(inspection.knowledge)
    claimed: dict[tuple[str, str], str] = {}
    for page, matter in inspection.indexed():
        for place, old in enumerate(matter.redirects_from):
            path = ("redirects_from", place)
            owner = claimed.setdefault((old, page.lang), page.path)
            if not _is_name(old):
                yield page.source.finding(path, _RULE, f"“{old}” is not written as a page's name", _CURE)
            elif old in generated or inspection.exists(old, page.lang):
                fault = f"“{old}” is a page that exists"
                yield page.source.finding(path, _RULE, fault, "remove the line, or rename that page first")
            elif owner != page.path or old in matter.redirects_from[:place]:
                fault = f"“{old}” already leads to {owner}"
                yield page.source.finding(path, _RULE, fault, "keep the line on one of the two pages")


def _is_name(old: str) -> bool:
    parts = old.split("/")
    return (
        "\\" not in old and not old.endswith(".md") and all(part.strip() and part not in {".", ".."} for part in parts)
    )
