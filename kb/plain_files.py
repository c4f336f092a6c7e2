"""Plain files: what the site of one language has besides its pages. Pure."""

from collections.abc import Iterable, Iterator

from kb.feed import incident_feed
from kb.navigation import Navigation
from kb.phrases import Phrases
from kb.redirects import redirects, render_redirect


def plain_files(
    navigation: Navigation, phrases: Phrases, base_url: str, stylesheet: str, taken: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """The feed of the incidents and a page for each old name, as path below the language's root and content.

    `stylesheet` is a path from the site's root; `taken` are the ids of all pages of the language.
    """
    yield "incidents/feed.xml", incident_feed(navigation, phrases, base_url)
    own = (page for page in navigation.knowledge.pages if page.lang == navigation.lang)
    for redirect in redirects(own, taken):
        url = navigation.url(redirect.page)
        yield (
            redirect.path,
            render_redirect(redirect, url, base_url=base_url, stylesheet=stylesheet, phrases=phrases),
        )
