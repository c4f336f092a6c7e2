"""`unknown-category`: an article outside the categories of `support.yml` is shown on no page."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.document import PageKind
from kb.finding import Finding


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each article in a folder that is no category."""
    knowledge = inspection.knowledge
    known = ", ".join(knowledge.support.categories) or "none yet"
    for page in knowledge.pages:
        if page.kind is PageKind.ARTICLE and page.category not in knowledge.support.categories:
            yield Finding(
                page.path,
                1,
                1,
                "unknown-category",
                f"“{page.category}” is not a category of support.yml, so no page lists this article"
                if page.category
                else "the article lies in no category's folder, so no page lists it",
                f"move it to docs/articles/<category>/ (known: {known}), or add the category",
            )
