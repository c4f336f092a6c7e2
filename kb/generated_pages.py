"""Generated pages: the lists that no author writes, and the shell that the service fills. Pure."""

from dataclasses import dataclass

from kb.navigation import Navigation, Shelf
from kb.phrases import Phrases
from kb.product_shelf import ProductShelf, product_shelves

SHELL = "support/index"


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page without a file. `id` is its path below `docs/` without language and ending."""

    id: str
    title: str
    description: str
    template: str
    shelf: Shelf | None = None
    product_shelf: ProductShelf | None = None

    @property
    def is_shell(self) -> bool:
        """True for the empty page that the service fills: neither searched nor listed."""
        return self.id == SHELL

    @property
    def products(self) -> tuple[str, ...]:
        """The product that the page is about; none for lists of everything."""
        return () if self.product_shelf is None else (self.product_shelf.product.id,)


def generated_pages(navigation: Navigation, phrases: Phrases) -> tuple[GeneratedPage, ...]:
    """Every page of one language that the build makes up: one for each category and product, and the fixed ones."""
    categories = (
        GeneratedPage(f"articles/{shelf.category.id}/index", shelf.title, shelf.description, "category.html", shelf)
        for shelf in navigation.shelves
    )
    products = (
        GeneratedPage(
            f"products/{shelf.product.id}/index",
            shelf.title,
            shelf.description,
            "product.html",
            product_shelf=shelf,
        )
        for shelf in product_shelves(navigation)
    )
    return (*categories, *products, *_fixed(navigation, phrases))


def _fixed(navigation: Navigation, phrases: Phrases) -> tuple[GeneratedPage, ...]:
    lists = ["incidents", "questions", *(["releases"] if navigation.has_releases else [])]
    named = [(f"{name}/index", name, f"{name}.html") for name in lists]
    return tuple(
        GeneratedPage(
            page_id,
            phrases.say(navigation.lang, f"{name}.title"),
            phrases.say(navigation.lang, f"{name}.description"),
            template,
        )
        for page_id, name, template in (*named, (SHELL, "support", "shell.html"))
    )
