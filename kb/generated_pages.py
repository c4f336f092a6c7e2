"""Generated pages: the lists that no author writes, and the shell that the service fills. Pure."""

from dataclasses import dataclass

from kb.navigation import Navigation, Shelf
from kb.phrases import Phrases

SHELL = "support/index"


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page without a file. `id` is its path below `docs/` without language and ending."""

    id: str
    title: str
    description: str
    template: str
    shelf: Shelf | None = None

    @property
    def is_shell(self) -> bool:
        """True for the empty page that the service fills: neither searched nor listed."""
        return self.id == SHELL


def generated_pages(navigation: Navigation, phrases: Phrases) -> tuple[GeneratedPage, ...]:
    """Every page of one language that the build makes up: a list for each category, and the fixed ones."""
    lang = navigation.lang
    fixed = (
        ("incidents/index", "incidents", "incidents.html"),
        ("questions/index", "questions", "questions.html"),
        (SHELL, "support", "shell.html"),
    )
    shelves = [
        GeneratedPage(f"articles/{shelf.category.id}/index", shelf.title, shelf.description, "category.html", shelf)
        for shelf in navigation.shelves
    ]
    return (
        *shelves,
        *(
            GeneratedPage(
                page_id,
                phrases.say(lang, f"{name}.title"),
                phrases.say(lang, f"{name}.description"),
                template,
            )
            for page_id, name, template in fixed
        ),
    )
