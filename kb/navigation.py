"""Navigation: where a reader of one language can go from a page. Pure; addresses are paths from the root."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from kb.document import PageKind
from kb.incident import Incident, Severity
from kb.knowledge import Knowledge
from kb.page import Matter, Page
from kb.support import Category

SIBLINGS_SHOWN = 24
NAMES = {
    "fr": "Français",
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "it": "Italiano",
    "nl": "Nederlands",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category with its articles in one language, by title."""

    category: Category
    title: str
    description: str
    url: str
    articles: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """Where a page is to be read in another language, and how that language calls itself."""

    lang: str
    name: str
    url: str


@dataclass(frozen=True)
class Navigation:
    """The ways through one help centre in one language.

    Every page of a build asks for them, so each is worked out once: thousands of pages take seconds.
    """

    knowledge: Knowledge
    lang: str

    @property
    def root(self) -> str:
        """The home page's path: `/`, or `/en/`."""
        return self._root(self.lang)

    @property
    def incidents_url(self) -> str:
        """The path of the list of incidents."""
        return f"{self.root}incidents/"

    @property
    def feed_url(self) -> str:
        """The path of the Atom feed of the incidents."""
        return f"{self.incidents_url}feed.xml"

    @property
    def releases_url(self) -> str:
        """The path of the list of releases; see `has_releases`."""
        return f"{self.root}releases/"

    @property
    def has_releases(self) -> bool:
        """Whether any product has a release to show."""
        return any(product.releases for product in self.knowledge.support.products.values())

    def product_url(self, product_id: str) -> str:
        """The path of a product's page; empty where one product needs none, or there is no such product."""
        products = self.knowledge.support.products
        known = len(products) > 1 and product_id in products
        return f"{self.root}products/{quote(product_id)}/" if known else ""

    @property
    def questions_url(self) -> str:
        """The path of the list of answered questions."""
        return f"{self.root}questions/"

    @property
    def support_url(self) -> str:
        """The path of the ask page, which the service serves."""
        return f"{self.root}support/"

    def support_from(self, url: str) -> str:
        """The path of the ask page that remembers the page a reader comes from."""
        return f"{self.support_url}?page={quote(url)}" if url else self.support_url

    def url(self, page: Page) -> str:
        """A page's path on the site."""
        return page.url(self.knowledge.support.default_language)

    @cached_property
    def shelves(self) -> tuple[Shelf, ...]:
        """The categories in the order of `support.yml`, empty ones too."""
        articles = self.knowledge.of_kind(PageKind.ARTICLE, self.lang)
        return tuple(
            self._shelf(category, tuple(page for page in articles if page.category == category.id))
            for category in self.knowledge.support.categories.values()
        )

    def shelf_of(self, page: Page) -> Shelf | None:
        """The category that an article stands in; None for other pages and for an undeclared category."""
        return next((shelf for shelf in self.shelves if shelf.category.id == page.category), None)

    def neighbours(self, page: Page) -> tuple[Page, ...]:
        """The articles of the same category, this one among them; of a large category those around it."""
        shelf = self.shelf_of(page)
        if shelf is None:
            return ()
        start = max(0, shelf.articles.index(page) - SIBLINGS_SHOWN // 2)
        return shelf.articles[start : start + SIBLINGS_SHOWN]

    def related(self, page: Page) -> tuple[Page, ...]:
        """The pages that an author named as related and that exist in this language."""
        return self._pages(page.matter.related if isinstance(page.matter, Matter) else ())

    def lookalikes(self, page: Page) -> tuple[Page, ...]:
        """The pages that an author warns not to mistake for this one, as far as they exist in this language."""
        return self._pages(page.matter.not_for if isinstance(page.matter, Matter) else ())

    @cached_property
    def popular(self) -> tuple[Page, ...]:
        """The pages that people need most, as `support.yml` lists them."""
        return self._pages(self.knowledge.support.home.popular)

    @cached_property
    def questions(self) -> tuple[Page, ...]:
        """The answered questions, by title."""
        return self.knowledge.of_kind(PageKind.QUESTION, self.lang)

    @cached_property
    def open_incidents(self) -> tuple[Page, ...]:
        """What is broken now, the newest first. Known limitations are not among them."""
        return self._incidents(lambda incident: incident.deserves_a_banner)

    def banner(self, products: tuple[str, ...] = (), page_id: str = "") -> tuple[Page, ...]:
        """The open incidents that a page about `products` tells of; a page about none in particular tells of all.

        An incident that names no product concerns everybody; its own page need not be told of it.
        """
        about = set(products)
        return tuple(
            incident
            for incident in self.open_incidents
            if incident.id != page_id and (not about or not incident.products or about & {*incident.products})
        )

    @cached_property
    def limitations(self) -> tuple[Page, ...]:
        """Known limits that nobody is mending now."""
        return self._incidents(lambda incident: incident.is_open and incident.severity is Severity.LIMITATION)

    @cached_property
    def resolved_incidents(self) -> tuple[Page, ...]:
        """What was mended, the newest first."""
        return self._incidents(lambda incident: not incident.is_open)

    def translations(self, page_id: str, *, generated: bool) -> tuple[Translation, ...]:
        """The page in each language; its home page where it is not translated."""
        return tuple(self._translation(page_id, lang, generated) for lang in self.knowledge.support.languages)

    def _translation(self, page_id: str, lang: str, generated: bool) -> Translation:
        page = self._by_id.get((page_id, lang))
        if page is not None:
            url = self.url(page)
        else:
            url = self._root(lang) + (quote(page_id.removesuffix("index")) if generated else "")
        return Translation(lang, NAMES.get(lang, lang), url)

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Page]:
        return {(page.id, page.lang): page for page in self.knowledge.pages}

    def _root(self, lang: str) -> str:
        return "/" if lang == self.knowledge.support.default_language else f"/{lang}/"

    def _shelf(self, category: Category, articles: tuple[Page, ...]) -> Shelf:
        return Shelf(
            category=category,
            title=category.title.say(self.lang),
            description=category.description.say(self.lang),
            url=f"{self.root}articles/{quote(category.id)}/",
            articles=articles,
        )

    def _pages(self, ids: Iterable[str]) -> tuple[Page, ...]:
        found = (self._by_id.get((page_id, self.lang)) for page_id in ids)
        return tuple(page for page in found if page is not None)

    def _incidents(self, wanted: Callable[[Incident], bool]) -> tuple[Page, ...]:
        pages = self.knowledge.of_kind(PageKind.INCIDENT, self.lang)
        found = [page for page in pages if page.incident is not None and wanted(page.incident)]
        return tuple(sorted(found, key=_start, reverse=True))


def _start(page: Page) -> str:
    incident = page.incident
    return incident.started.isoformat() if incident is not None and incident.started else ""
