"""Page meta: what the theme is told of a page, in the form in which MkDocs hands on front matter. Pure."""

from typing import Any

from kb.document import PageKind
from kb.generated_pages import GeneratedPage
from kb.page import Matter, Page, PlainMatter

_TEMPLATES = {
    PageKind.ARTICLE: "article.html",
    PageKind.INCIDENT: "incident.html",
    PageKind.QUESTION: "question.html",
}
_HOME = "index"


def page_meta(subject: Page | GeneratedPage) -> dict[str, Any]:
    """The page's title, description and template, and whether it is searched."""
    meta: dict[str, Any] = {"title": subject.title}
    if isinstance(subject, GeneratedPage):
        return meta | {
            "description": subject.description,
            "template": subject.template,
            "search": {"exclude": True},
        }
    match subject.matter:
        case Matter(description=description):
            template = _TEMPLATES[subject.kind or PageKind.ARTICLE]
            return meta | {"description": description, "template": template}
        case PlainMatter(description=description):
            own = subject.matter.model_dump(exclude_defaults=True)
            home = {"template": "home.html", "search": {"exclude": True}} if subject.id == _HOME else {}
            return home | own | {"description": description}
