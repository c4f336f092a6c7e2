"""Product shelves: all that a help centre says of one product, in one language. Pure."""

from dataclasses import dataclass

from kb.navigation import Navigation
from kb.page import Page
from kb.product import Product


@dataclass(frozen=True, slots=True)
class ProductArticles:
    """The articles of one category that name the product, by title."""

    title: str
    url: str
    articles: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class ProductShelf:
    """A product with its articles by category and its incidents, the newest first."""

    product: Product
    title: str
    description: str
    url: str
    groups: tuple[ProductArticles, ...]
    open_incidents: tuple[Page, ...]
    limitations: tuple[Page, ...]
    resolved_incidents: tuple[Page, ...]

    @property
    def article_count(self) -> int:
        """How many articles name the product."""
        return sum(len(group.articles) for group in self.groups)


def product_shelves(navigation: Navigation) -> tuple[ProductShelf, ...]:
    """A shelf for each product in the order of `support.yml`; none for a vendor of one product."""
    products = navigation.knowledge.support.products
    if len(products) < 2:
        return ()
    return tuple(_shelf(navigation, product) for product in products.values())


def _shelf(navigation: Navigation, product: Product) -> ProductShelf:
    def naming(pages: tuple[Page, ...]) -> tuple[Page, ...]:
        return tuple(page for page in pages if product.id in page.products)

    groups = (ProductArticles(shelf.title, shelf.url, naming(shelf.articles)) for shelf in navigation.shelves)
    return ProductShelf(
        product=product,
        title=product.name.say(navigation.lang),
        description=product.description.say(navigation.lang),
        url=navigation.product_url(product.id),
        groups=tuple(group for group in groups if group.articles),
        open_incidents=naming(navigation.open_incidents),
        limitations=naming(navigation.limitations),
        resolved_incidents=naming(navigation.resolved_incidents),
    )
