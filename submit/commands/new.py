"""`palier new`: a page with its front matter filled in, and a body that says what to write."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from kb.document import PageKind
from kb.errors import KnowledgeError
from kb.incident import Severity
from kb.knowledge import load_knowledge, load_support
from kb.navigation import NAMES
from kb.page import Matter
from kb.support import Support
from submit.authoring.new_page import NewPage
from submit.authoring.slug import slug_of

_OWNER = "support"
_TITLE = "title_"

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])


def _title_options(command: Wrapped) -> Wrapped:
    """`--title-en` and its like, one a language that Palier knows by name."""
    for lang, name in NAMES.items():
        command = click.option(f"--title-{lang}", f"{_TITLE}{lang}", default="", help=f"The title in {name}.")(command)
    return command


@click.command()
@click.argument("kind", type=click.Choice([kind.value for kind in PageKind]))
@click.option("--title", default="", help="The title in the help centre’s first language.")
@_title_options
@click.option("--category", default="", help="An article’s category: a key below `categories:` of support.yml.")
@click.option("--product", "products", multiple=True, help="A product’s key in support.yml. Once for each product.")
@click.option(
    "--severity",
    type=click.Choice([severity.value for severity in Severity]),
    default=None,
    help="How much an incident hurts.",
)
@click.option("--lang", "languages", multiple=True, help="A language to write. Once for each; those with a title.")
@click.option("--slug", default="", help="The page’s name in its address; made from the title unless given.")
@click.option("--owner", default="", help="Who keeps the page up to date; who keeps most pages unless given.")
@click.option("--no-input", is_flag=True, help="Ask nothing: what is missing and has no usual value is an error.")
@click.pass_obj
def new(
    root: Path,
    /,
    kind: str,
    title: str,
    category: str,
    products: tuple[str, ...],
    severity: str | None,
    languages: tuple[str, ...],
    slug: str,
    owner: str,
    no_input: bool,
    **more: str,
) -> None:
    """Begin an article, an incident or an answered question. Asks for what no flag says; never overwrites a page."""
    support, findings = load_support(root)
    if support is None:
        raise KnowledgeError("\n".join(str(finding) for finding in findings))
    ask = _Asker(support, not no_input)
    given = {lang: more[f"{_TITLE}{lang}"].strip() for lang in NAMES if more[f"{_TITLE}{lang}"].strip()}
    if title.strip():
        given[support.default_language] = title.strip()
    titles = ask.titles(given, languages)
    page = NewPage(
        kind=PageKind(kind),
        slug=_slug(slug or next(iter(titles.values()))),
        titles=titles,
        products=ask.products(products),
        today=datetime.now().astimezone().date(),
        owner=owner or _usual_owner(root),
        category=ask.category(category) if kind == PageKind.ARTICLE else "",
        severity=ask.severity(severity) if kind == PageKind.INCIDENT else Severity.MINOR,
    )
    _write(root, page, support)


class _Asker:
    """Takes each answer from its flag, else from the author, else what is usual."""

    def __init__(self, support: Support, may_ask: bool) -> None:
        self._support = support
        self._may_ask = may_ask

    def titles(self, given: dict[str, str], languages: tuple[str, ...]) -> dict[str, str]:
        """A title for each language to write, in the order of the help centre."""
        known = self._support.languages
        for lang in (*given, *languages):
            self._known("language", lang, known)
        wanted = [lang for lang in known if lang in languages] if languages else list(known)
        titles: dict[str, str] = {}
        for lang in wanted:
            text = given.get(lang) or self._title(lang, next(iter(titles.values()), ""), required=bool(languages))
            if text:
                titles[lang] = text
        if not titles:
            raise click.UsageError("a page needs a title: --title “…”")
        return titles

    def _title(self, lang: str, other: str, *, required: bool) -> str:
        if not self._may_ask:
            return other if required else ""
        name = NAMES.get(lang, lang)
        if not other:
            return " ".join(click.prompt(f"Title ({name})").split())
        return " ".join(click.prompt(f"Title ({name}; empty: not now)", default="", show_default=False).split())

    def products(self, given: tuple[str, ...]) -> tuple[str, ...]:
        """The products that the page is about."""
        known = tuple(self._support.products)
        for product in given:
            self._known("product", product, known)
        if given or len(known) == 1:
            return given or known
        if not self._may_ask:
            raise click.UsageError(f"say which product the page is about: --product {'|'.join(known)}")
        return (click.prompt("Product", type=click.Choice(known)),)

    def category(self, given: str) -> str:
        """The category that lists the article."""
        known = tuple(self._support.categories)
        if not known:
            raise click.ClickException("support.yml has no categories yet; add one below `categories:`")
        if given:
            return self._known("category", given, known)
        if len(known) == 1:
            return known[0]
        if not self._may_ask:
            raise click.UsageError(f"an article lies in a category: --category {'|'.join(known)}")
        return str(click.prompt("Category", type=click.Choice(known)))

    def severity(self, given: str | None) -> Severity:
        """How much the incident hurts."""
        if given is None and self._may_ask:
            choice = click.Choice([severity.value for severity in Severity])
            given = click.prompt("Severity", type=choice, default=Severity.MINOR.value)
        return Severity(given or Severity.MINOR)

    def _known(self, what: str, given: str, known: tuple[str, ...]) -> str:
        if given not in known:
            raise click.UsageError(f"support.yml has no {what} “{given}”; it has: {', '.join(known)}")
        return given


def _slug(text: str) -> str:
    slug = slug_of(text)
    if not slug:
        raise click.UsageError(f"“{text}” makes no address; give one in Latin letters: --slug my-page")
    return slug


def _usual_owner(root: Path) -> str:
    knowledge, _ = load_knowledge(root)
    pages = () if knowledge is None else knowledge.pages
    owners = Counter(page.matter.owner for page in pages if isinstance(page.matter, Matter) and page.matter.owner)
    return owners.most_common(1)[0][0] if owners else _OWNER


def _write(root: Path, page: NewPage, support: Support) -> None:
    """Write every file or none: what is there already is somebody's work."""
    files = {root / path: text for path, text in page.files(support.default_language).items()}
    for path in files:
        if path.exists():
            raise click.ClickException(f"{path} exists already; choose another title, or --slug")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        click.echo(path.relative_to(root))
    click.echo("Next: write the page, see it with `palier dev`, then `palier check`.", err=True)
