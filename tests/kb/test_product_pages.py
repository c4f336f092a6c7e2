"""What a vendor of several products shows of each: its page, its releases, and banners where they belong."""

import re
from pathlib import Path

import pytest
from built_centre import Built
from written_centre import write_centre

from kb.knowledge import sound_knowledge
from kb.navigation import Navigation


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


def content(html: str) -> str:
    start = html.index('id="palier-content"')
    return html[start : html.index("</article>", start)]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def banner(html: str) -> list[str]:
    if "palier-banner" not in html:
        return []
    return links(html[html.index("palier-banner") : html.index("</aside>")])


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/", ["/incidents/flicker/"]),
        ("/404.html", ["/incidents/flicker/"]),
        ("/articles/light/", ["/incidents/flicker/"]),
        ("/releases/", ["/incidents/flicker/"]),
        ("/articles/light/bulb/", ["/incidents/flicker/"]),
        ("/en/questions/colour/", ["/en/incidents/flicker/"]),
        ("/articles/light/safety/", ["/incidents/flicker/"]),
        ("/products/lampe/", ["/incidents/flicker/"]),
        ("/articles/light/torch/", []),
        ("/products/torche soleil/", []),
        ("/incidents/flicker/", []),
    ],
)
def test_banner_stands_on_the_pages_of_the_products_concerned(workshop: Built, url: str, shown: list[str]) -> None:
    assert banner(workshop.page(url)) == shown


def test_banner_stands_on_every_page_of_the_service(workshop: Built) -> None:
    assert banner(workshop.shell("fr")) == ["/incidents/flicker/"]


def test_incident_that_names_no_product_concerns_everybody(tmp_path: Path) -> None:
    page = "---\ntitle: Panne\nstate: investigating\n---\n\nPanne.\n"
    knowledge = sound_knowledge(write_centre(tmp_path, {"docs/incidents/all.md": page}))
    assert [page.id for page in Navigation(knowledge, "fr").banner(("agenda",))] == ["incidents/all"]


def test_product_page_has_its_release_incidents_and_articles(workshop: Built) -> None:
    page = content(workshop.page("/products/lampe/"))
    assert links(re.sub(r'<a class="headerlink"[^>]*>', "", page)) == [
        "/incidents/flicker/",
        "/releases/",
        "/articles/light/",
        "/articles/light/bulb/",
        "/support/?product=lampe",
    ]
    assert "Éclaire &lt;partout&gt;." in page
    text = words(page)
    assert "3.0 Actuelle Plus claire. Sortie le 2 novembre 2026 Builds 302, 301" in text
    assert "Où lire votre version\u00a0: Sous le pied.".replace("\u00a0", " ") in text


def test_product_without_releases_has_a_page_with_what_there_is(workshop: Built) -> None:
    page = content(workshop.page("/en/products/torche soleil/"))
    assert links(page) == [
        "/en/articles/light/",
        "/en/articles/light/torch/",
        "/en/incidents/rain/",
        "/en/support/?product=torche%20soleil",
    ]


def test_home_offers_each_product(workshop: Built) -> None:
    home = workshop.page("/")
    cards = home[home.index('id="palier-products-title"') :]
    assert re.findall(r'class="palier-card__link" href="([^"]*)"', cards) == [
        "/products/lampe/",
        "/products/torche%20soleil/",
    ]
    assert "1 incident en cours 1 article · Version actuelle : 3.0" in words(cards)


def test_vendor_of_one_product_has_no_product_pages(built: Built) -> None:
    assert not (built.stage / "site" / "products").exists()
    assert "palier-products-title" not in built.page("/")
    assert "/products/" not in built.page("/articles/mail/smtp/")


def test_article_names_its_products_when_there_are_several(workshop: Built) -> None:
    page = workshop.page("/en/articles/light/torch/")
    about = page[page.index("palier-about") :]
    assert words(about[about.index(">") + 1 : about.index("</div>")]) == "Products: Torch"
    assert links(about)[0] == "/en/products/torche%20soleil/"


def test_releases_stand_by_their_state_with_the_way_back(workshop: Built) -> None:
    text = words(content(workshop.page("/releases/")))
    assert "3.0 Actuelle Plus claire. Sortie le 2 novembre 2026 Builds 302, 301 2.1 Maintenue" in text
    assert "2.1 Maintenue Sortie le 10 janvier 2026 Build 210 1 version terminée" in text
    assert "1.0 Terminée Fin du support le 30 juin 2025" in text
    assert "Revenir à la version précédente Enregistrez vos réglages. Remettez l’ancienne ampoule." in text


def test_product_without_releases_is_not_among_the_releases(workshop: Built) -> None:
    assert "Torch" not in content(workshop.page("/en/releases/"))


def test_releases_are_in_menu_and_foot_of_every_page(workshop: Built) -> None:
    assert links(workshop.page("/articles/light/")).count("/releases/") == 2
    assert links(workshop.shell("en")).count("/en/releases/") == 2


def test_vendor_without_releases_has_no_such_page(workshop_without_releases: Built) -> None:
    assert not (workshop_without_releases.stage / "site" / "releases").exists()
    assert "/releases/" not in workshop_without_releases.page("/products/lampe/")


def test_list_shows_workaround_and_latest_news_of_what_is_open(workshop: Built) -> None:
    text = words(content(workshop.page("/incidents/")))
    assert "En attendant Revenez à la version 2.1." in text
    assert "Dernière nouvelle ( 21 novembre 2026, 14:05 ) Le variateur &lt;7&gt; est en cause." in text
    assert "Nous cherchons." not in text
    assert "Coupure de courant Résolu Résolu le 2 octobre 2026" in text


def test_list_shows_how_to_do_without_but_no_news_of_a_known_limit(workshop: Built) -> None:
    text = words(content(workshop.page("/en/incidents/")))
    assert "No charge in the rain Known limit Torch In the meantime Wait for the sun." in text
    assert "Rain remains." not in text
    assert "Rain remains." in workshop.page("/en/incidents/rain/")


def test_history_is_told_newest_first(workshop: Built) -> None:
    text = words(content(workshop.page("/en/incidents/flicker/")))
    assert "What happened November 21, 2026, 2:05" in text
    assert text.index("The dimmer is at fault.") < text.index("We are looking.")


def test_page_shows_what_it_is_not_for_keywords_and_review_at_its_end(workshop: Built) -> None:
    assert "À ne pas confondre avec : Changer l’ampoule" in words(workshop.page("/questions/colour/"))
    page = workshop.page("/articles/light/bulb/")
    about = page[page.index("palier-about") :]
    text = words(about[about.index(">") + 1 : about.index("</div>")])
    assert text == "Relu le 20 novembre 2026 Produits : Lampe Mots clés : ampoule, culot"


@pytest.mark.parametrize(
    ("url", "described"),
    [
        ("/articles/light/torch/", "Au soleil."),
        ("/articles/light/safety/", "Ne regardez pas la lumière."),
        ("/articles/light/", "Atelier – Centre d’aide"),
        ("/", "Bienvenue à l’atelier."),
        ("/404.html", "Atelier – Centre d’aide"),
    ],
)
def test_page_is_described_to_search_engines(workshop: Built, url: str, described: str) -> None:
    assert re.findall(r'<meta name="description" content="([^"]*)"', workshop.page(url)) == [described]


def test_no_page_is_without_a_description(workshop: Built, built: Built) -> None:
    pages = [*(workshop.stage / "site").rglob("*.html"), *(built.stage / "site").rglob("*.html")]
    without = [path for path in pages if '<meta name="description" content="' not in path.read_text(encoding="utf-8")]
    assert without == []
    assert len(pages) > 40


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("/articles/light/bulb/", "articles/light/bulb"),
        ("/incidents/cut/", "incidents/cut"),
        ("/questions/colour/", "questions/colour"),
    ],
)
def test_page_asks_whether_it_helped(workshop: Built, url: str, page: str) -> None:
    html = workshop.page(url)
    form = html[html.index('<form class="palier-helpful" method="post" action="/support/helpful"') :]
    assert f'<input type="hidden" name="page" value="{page}">' in form[: form.index("</form>")]


@pytest.mark.parametrize("url", ["/", "/incidents/", "/articles/light/", "/releases/", "/products/lampe/"])
def test_list_does_not_ask_whether_it_helped(workshop: Built, url: str) -> None:
    assert "palier-helpful" not in workshop.page(url)
