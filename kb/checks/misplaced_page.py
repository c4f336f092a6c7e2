"""`misplaced-page`: a page outside articles/, incidents/ and questions/ is neither listed nor found by the search."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from kb.checks.inspection import Inspection
from kb.destinations import generated_ids
from kb.finding import Finding
from kb.page import FOLDERS, IncidentMatter, Matter, Page, PlainMatter

_RULE = "misplaced-page"
# What only a page that customers are to find has; `title` and `description` any page may have.
_KEYS = frozenset({*Matter.model_fields, *IncidentMatter.model_fields}) - {*PlainMatter.model_fields}


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each page that was meant to be found, and for each that stands where the build puts its own."""
    generated = generated_ids(inspection.knowledge)
    for page in inspection.knowledge.pages:
        if page.id in generated:
            fault = "the build makes the page of this name itself"
            yield Finding(page.path, 1, 1, _RULE, fault, "give the file another name")
        elif page.kind is None and _was_meant_to_be_found(page):
            fault = "the page lies in none of the folders that are listed and searched"
            yield Finding(page.path, 1, 1, _RULE, fault, f"move it below docs/{_folder(page)}/")


def _was_meant_to_be_found(page: Page) -> bool:
    written = page.source.data if isinstance(page.source.data, dict) else {}
    return not _KEYS.isdisjoint(written) or (page.id.count("/") > 0 and bool(_close(page)))


def _folder(page: Page) -> str:
    written = page.source.data if isinstance(page.source.data, dict) else {}
    return next(iter(_close(page)), "incidents" if "state" in written else "articles/<category>")


def _close(page: Page) -> list[str]:
    return get_close_matches(PurePosixPath(page.id).parts[0].casefold(), FOLDERS, n=1, cutoff=0.8)
