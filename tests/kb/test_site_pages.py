"""The pages of the little help centre, as a reader finds them."""

import re
from xml.etree import ElementTree

import pytest
from built_centre import BASE_URL, Built


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_article_keeps_title_and_words_that_mkdocs_would_have_eaten(built: Built) -> None:
    page = built.page("/articles/mail/smtp/")
    assert "<h1>Régler SMTP\u00a0: l’essentiel</h1>" in page
    assert "Attention: cette ligne ressemble" in page
    assert "Versions\u00a0: 3.10" in page
    assert "À ne pas confondre avec : Écarts et délais" in words(page)


def test_author_text_is_escaped(built: Built) -> None:
    assert "Le serveur &amp; ses &lt;ports&gt;." in built.page("/articles/mail/")


def test_article_shows_path_neighbours_related_and_review(built: Built) -> None:
    page = built.page("/articles/mail/smtp/")
    path = page[page.index("palier-path") : page.index("</nav>", page.index("palier-path"))]
    assert links(path) == ["/", "/articles/mail/"]
    related = page[page.index("palier-related") :]
    assert links(related)[0] == "/questions/why/"
    assert "Relu le 20 novembre 2026" in page
    side = page[page.index("palier-nav__articles") :]
    assert links(side)[:2] == ["/articles/mail/delays/", "/articles/mail/smtp/"]


def test_table_can_be_scrolled_from_the_keyboard_and_is_aligned_without_inline_style(built: Built) -> None:
    page = built.page("/articles/mail/smtp/")
    frame = '<div class="palier-table" role="group" tabindex="0" aria-label="Tableau"><table>'
    assert page.count(frame) == page.count("</table></div>") == 1
    assert '<th align="right">Usage</th>' in page
    assert '<table class="own"><tr><td>1</td></tr></table>\n' in page


def test_link_between_articles_stays_in_its_language(built: Built) -> None:
    assert 'href="../delays/#late"' in built.page("/en/articles/mail/smtp/")
    assert 'href="../../../support/"' in built.page("/en/articles/mail/smtp/")


def test_every_page_leads_to_support_and_takes_itself_along(built: Built) -> None:
    assert links(built.page("/articles/mail/smtp/")).count("/support/?page=/articles/mail/smtp/") == 6
    assert links(built.page("/en/questions/")).count("/en/support/?page=/en/questions/") == 6


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/articles/mail/smtp/", "/en/articles/mail/smtp/"),
        ("/en/articles/mail/", "/articles/mail/"),
        ("/en/incidents/late/", "/incidents/late/"),
    ],
)
def test_language_switch_keeps_the_page(built: Built, url: str, other: str) -> None:
    switch = re.findall(r'<a class="palier-header__language" href="([^"]*)"', built.page(url))
    assert switch == [other]


def test_category_page_lists_its_articles_with_accents_in_their_place(built: Built) -> None:
    titles = re.findall(r'class="palier-list__link"[^>]*>([^<]*)<', built.page("/articles/mail/"))
    assert titles == ["Écarts et délais", "Régler SMTP\u00a0: l’essentiel"]


def test_category_without_articles_has_a_page_but_no_place_in_the_menu(built: Built) -> None:
    assert "There are no articles here yet." in built.page("/en/articles/empty/")
    assert "/en/articles/empty/" not in links(built.page("/en/"))


def test_home_offers_ask_themes_incidents_and_popular_pages(built: Built) -> None:
    page = built.page("/en/")
    assert '<form class="palier-ask" method="post" action="/en/support/" data-palier-ask data-lang="en">' in page
    body = page[page.index('class="md-grid palier-home__body"') : page.index("palier-footer")]
    assert links(body) == [
        "/en/incidents/late/",
        "/en/incidents/",
        "/en/articles/mail/",
        "/en/questions/",
        "/en/articles/mail/smtp/",
    ]
    assert "Within two days." in page


def test_banner_names_what_is_broken_and_not_what_is_merely_limited(built: Built) -> None:
    page = built.page("/questions/")
    banner = page[page.index("palier-banner") : page.index("</aside>")]
    assert links(banner) == ["/incidents/late/"]


def test_incidents_stand_by_what_they_mean_to_a_reader(built: Built) -> None:
    page = built.page("/en/incidents/")
    titles = re.findall(r'<h2 id="([a-z]+)"|class="palier-list__link"[^>]*>([^<]*)<', page)
    assert ["".join(pair) for pair in titles] == [
        "open",
        "Mail is late",
        "limitations",
        "No light by day",
        "resolved",
        "It fell over",
    ]


def test_incident_says_state_range_workaround_and_history(built: Built) -> None:
    text = words(built.page("/en/incidents/late/"))
    assert "Cause found Major Since November 21, 2026 Mail is late" in text
    assert "Lanterne since 3.10, not mended yet" in text
    assert "In the meantime Wait a little." in text
    assert "What happened November 21, 2026 Cause found We know." in text
    assert "Lanterne all versions, mended in 3.10 (410)" in words(built.page("/en/incidents/mended/"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_shell_has_each_mark_once_and_addresses_from_the_root(built: Built, lang: str) -> None:
    shell = built.shell(lang)
    marks = ["<!--palier:title-->", "<!--palier:head-->", "<!--palier:content-->"]
    assert [shell.count(mark) for mark in marks] == [1, 1, 1]
    assert re.search(r"<title><!--palier:title-->[^<]*</title>", shell) is not None
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', shell)
    assert [address for address in addresses if not address.startswith(("/", "#"))] == []
    assert "<h1" not in shell
    assert f'"base": "{"/" if lang == "fr" else "/en/"}"' in shell


def test_shell_is_not_on_the_site(built: Built) -> None:
    assert not (built.stage / "site" / "support").exists()
    assert not (built.stage / "site" / "en" / "support").exists()


@pytest.mark.parametrize(("url", "lang"), [("/404.html", "fr"), ("/en/404.html", "en")])
def test_missing_page_offers_the_ask_box_in_its_language(built: Built, url: str, lang: str) -> None:
    page = built.page(url)
    assert f'data-palier-ask data-lang="{lang}"' in page
    assert f'<html lang="{lang}"' in page
    assert [link for link in re.findall(r'(?:href|src)="([^"]*)"', page) if not link.startswith(("/", "#"))] == []


def test_sitemap_lists_pages_with_their_translations_and_no_shell(built: Built) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    sitemap = ElementTree.fromstring(built.page("/en/sitemap.xml"))
    places = [place.text for place in sitemap.findall("s:url/s:loc", names)]
    assert f"{BASE_URL}/en/articles/mail/smtp/" in places
    assert [place for place in places if "support" in str(place)] == []
    others = [link.get("href") for link in sitemap.findall("s:url/x:link", names)]
    assert f"{BASE_URL}/articles/mail/smtp/" in others


def test_nothing_is_fetched_from_outside_and_nothing_is_styled_inline(built: Built) -> None:
    for path in (built.stage / "site").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        fetched = re.findall(r'<(?:script|link|img|source)[^>]*(?:src|href)="(https?:[^"]*)"', page)
        assert [url for url in fetched if not url.startswith(BASE_URL)] == []
        assert re.findall(r'<style|\sstyle="|\son[a-z]+="|javascript:', page) == []


def test_stylesheet_is_one_file_named_after_its_text(built: Built) -> None:
    sheets = [link for link in links(built.page("/")) if "assets/palier" in link and link.endswith(".css")]
    assert len(sheets) == 1
    assert re.fullmatch(r"assets/palier/palier\.[0-9a-f]{10}\.css", sheets[0]) is not None
    assert "@font-face" in built.page(f"/{sheets[0]}")


def test_foot_names_the_edition(built: Built) -> None:
    assert "Propulsé par Palier 0.1.0 (build 1001)" in built.page("/questions/why/")
