"""The MkDocs plugin: hands MkDocs one language of the knowledge, and its templates what they show.

Thin on purpose: what the site says is decided in `kb.navigation`, `kb.generated_pages` and the templates.
MkDocs builds one language at a time; `kb.site` runs it once for each, so every language has a search index, a
404 page and a sitemap of its own. What must stay true: only this file and `kb.site` import MkDocs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation as MkDocsNavigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.templates import TemplateContext

from kb.document import Section
from kb.edition import BUILD, VERSION
from kb.french import with_french_spaces_in
from kb.generated_pages import GeneratedPage, generated_pages
from kb.navigation import Navigation, Translation
from kb.page import Page
from kb.page_meta import page_meta
from kb.phrases import Phrases
from kb.plain_files import plain_files
from kb.product_shelf import product_shelves
from kb.rendering import EXTENSIONS, frame_tables
from kb.sections import cut_sections, opening_words
from kb.stylesheet import THEME, Stylesheet
from kb.timeline import newest_first, say_moment

_HOME = "index"
_PALETTES = (
    ("light", "default", "material/weather-night"),
    ("dark", "slate", "material/white-balance-sunny"),
)
_MATERIALS_FAVICON = "assets/images/favicon.png"
_FEATURES = ("content.code.copy", "navigation.top", "search.highlight")


@dataclass(frozen=True, slots=True)
class Edition:
    """What one run of MkDocs is to build: one language of a help centre.

    `only` are the paths of the pages to build where the others are already there; None builds all. `sections`
    takes up what was rendered, by the page's path, so that the documents need not be rendered again.
    """

    navigation: Navigation
    phrases: Phrases
    base_url: str = ""
    only: frozenset[str] | None = None
    sections: dict[str, tuple[Section, ...]] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The language of this run."""
        return self.navigation.lang

    @property
    def say(self) -> Callable[..., str]:
        """The phrases in the language of this run."""
        return partial(self.phrases.say, self.lang)


class LanguageFiles(Files):
    """Files in which a link finds its own language's version first: `smtp.md` is `smtp.en.md` in English."""

    def __init__(self, files: list[File], lang: str) -> None:
        super().__init__(files)
        self._lang = lang

    def get_file_from_path(self, path: str) -> File | None:
        """The file that an author means by `path`."""
        wanted = PurePosixPath(path)
        localised = wanted.with_name(f"{wanted.stem}.{self._lang}{wanted.suffix}") if wanted.name else wanted
        found: File | None = super().get_file_from_path(localised.as_posix())
        return found or super().get_file_from_path(path)


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """Palier has nothing to set in `mkdocs.yml`: its facts are in `support.yml`."""


class PalierPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Gives MkDocs the pages that Palier parsed, instead of those that MkDocs would read itself."""

    edition: Edition | None = None

    def __init__(self) -> None:
        self._subjects: dict[str, Page | GeneratedPage] = {}
        self._stylesheet = Stylesheet.read()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set everything that a vendor's `mkdocs.yml` need not say."""
        edition = self._required()
        after_vendor = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(after_vendor, str(THEME))
        config.extra_css.insert(0, self._stylesheet.path)
        config.markdown_extensions = list(EXTENSIONS)
        permalinks = {"permalink": True, "permalink_title": edition.say("page.permalink")}
        config.mdx_configs = {**EXTENSIONS, "toc": permalinks}
        config.theme.static_templates.update({"sitemap.xml", "404.html"})
        _set_looks(config, edition)
        return config

    @event_priority(-90)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Replace the Markdown files on disk by the parsed pages of this language and the generated ones."""
        edition = self._required()
        self._subjects = {}
        knowledge = edition.navigation.knowledge
        kept = [file for file in files if not file.is_documentation_page()]
        kept.append(File.generated(config, self._stylesheet.path, content=self._stylesheet.text))
        for page in knowledge.pages:
            if page.lang == edition.lang:
                kept.append(self._file(config, page.path.removeprefix("docs/"), page.id, page, page.body))
        for generated in generated_pages(edition.navigation, edition.phrases):
            kept.append(self._file(config, f"{generated.id}.md", generated.id, generated, ""))
        taken = [subject.id for subject in self._subjects.values()]
        stylesheet = f"{edition.navigation.root}{self._stylesheet.path}"
        for path, content in plain_files(edition.navigation, edition.phrases, edition.base_url, stylesheet, taken):
            kept.append(File.generated(config, path, content=content))
        if edition.only is not None:
            self._leave_out(kept, edition.only)
        return LanguageFiles(kept, edition.lang)

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:  # noqa: ARG002
        """Give the page the title of our own parse."""
        subject = self._subjects[page.file.src_uri]
        page.title = subject.title or config.site_name
        return page

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002
        files: Files,  # noqa: ARG002
    ) -> str:
        """Give the page the front matter of our own parse; MkDocs' parser loses what it cannot read."""
        page.meta = page_meta(self._subjects[page.file.src_uri])
        return markdown

    def on_page_content(
        self,
        html: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002
        files: Files,  # noqa: ARG002
    ) -> str:
        """Keep what the search needs, let a keyboard scroll wide tables, describe a page that does not do so itself."""
        subject = self._subjects[page.file.src_uri]
        html = with_french_spaces_in(html, self._required().lang)
        _space_contents(page.toc, self._required().lang)
        if isinstance(subject, Page):
            self._required().sections[subject.path] = cut_sections(html)
        if not page.meta.get("description"):
            page.meta["description"] = opening_words(html)
        return frame_tables(html, self._required().say("page.table"))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Give every template the phrases, the ways through the site and the edition."""
        edition = self._required()
        support = edition.navigation.knowledge.support
        timezone = support.brand.timezone
        env.auto_reload = False  # Nobody edits a template during a build, and looking each time takes its time.
        env.globals.update(
            say=edition.say,
            ways=edition.navigation,
            support=support,
            product_shelves=product_shelves(edition.navigation),
            language=edition.lang,
            base=edition.base_url,
            translations_of=lambda source: self._translations(self._subjects[source]),
            words=partial(edition.phrases.beginning, edition.lang),
            palier_version=VERSION,
            palier_build=BUILD,
            day=partial(say_moment, lang=edition.lang, timezone=timezone),
            history=lambda incident: newest_first(incident.updates, timezone),
        )
        return env

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002
        nav: MkDocsNavigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the page's template its subject. The shell has no page; its addresses begin at the root."""
        subject = self._subjects[page.file.src_uri]
        navigation = self._required().navigation
        context.update(self._place(subject))  # type: ignore[typeddict-item]
        if isinstance(subject, GeneratedPage) and subject.is_shell:
            context["page"] = None
            context["base_url"] = navigation.root
        return context

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> TemplateContext:
        """Let the addresses of the 404 page begin at its language's root: it is served at any depth."""
        navigation = self._required().navigation
        if template_name == "404.html":
            context["base_url"] = navigation.root
            context.update(self._place(None))  # type: ignore[typeddict-item]
        return context

    def _place(self, subject: Page | GeneratedPage | None) -> dict[str, Any]:
        """What a template knows of its page. `here` is its path; empty where nobody comes back to it."""
        ways = self._required().navigation
        banner = ways.banner() if subject is None else ways.banner(subject.products, subject.id)
        translations = self._translations(subject)
        nowhere = subject is None or (isinstance(subject, GeneratedPage) and subject.is_shell)
        here = "" if nowhere else next(one.url for one in translations if one.lang == self._required().lang)
        return {"subject": subject, "here": here, "translations": translations, "banner": banner}

    def _translations(self, subject: Page | GeneratedPage | None) -> tuple[Translation, ...]:
        page_id = _HOME if subject is None else subject.id
        navigation = self._required().navigation
        return navigation.translations(page_id, generated=isinstance(subject, GeneratedPage))

    def _file(self, config: MkDocsConfig, source: str, page_id: str, subject: Page | GeneratedPage, body: str) -> File:
        """A page for MkDocs. The empty first line keeps its meta-data parser away from the body."""
        file = File.generated(config, source, content=f"\n{body}", inclusion=InclusionLevel.NOT_IN_NAV)
        name = PurePosixPath(page_id)
        file.name = name.name
        file.dest_uri = f"{name}.html" if name.name == "index" else f"{name}/index.html"
        self._subjects[source] = subject
        return file

    def _leave_out(self, files: list[File], only: frozenset[str]) -> None:
        """Let links find every file, and MkDocs write none but the wanted pages."""
        for file in files:
            subject = self._subjects.get(file.src_uri)
            if not isinstance(subject, Page) or subject.path not in only:
                file.inclusion = InclusionLevel.EXCLUDED

    def _required(self) -> Edition:
        if self.edition is None:
            raise PluginError("Palier builds each language by itself: run `palier build`, not `mkdocs build`")
        return self.edition


def _space_contents(entries: Iterable[AnchorLink], lang: str) -> None:
    """Give the table of contents the spaces that its headings have on the page; titles are HTML."""
    for entry in entries:
        entry.title = with_french_spaces_in(entry.title, lang)
        _space_contents(entry.children, lang)


def _set_looks(config: MkDocsConfig, edition: Edition) -> None:
    """Material's settings. Whatever a vendor's theme folder or styles change comes after these."""
    support = edition.navigation.knowledge.support
    config.nav = ["index.md"]
    name = f"{support.brand.name} – {edition.say('frame.help_centre')}"
    config.site_description = support.brand.tagline.say(edition.lang) or name
    config.site_url = f"{edition.base_url}{edition.navigation.root}" if edition.base_url else ""
    config.theme["language"] = edition.lang
    config.theme["font"] = False
    if config.theme["favicon"] == _MATERIALS_FAVICON:
        config.theme["favicon"] = "assets/palier/favicon.svg"
    config.theme["features"] = [*_FEATURES]
    config.theme["palette"] = [
        {
            "media": f"(prefers-color-scheme: {light})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": icon, "name": edition.say(f"palette.{light}")},
        }
        for light, scheme, icon in _PALETTES
    ]
    # One scope for all languages and depths: the colours chosen in French hold in English.
    config.extra["scope"] = "/"
    config.extra["homepage"] = edition.navigation.root
    config.extra["generator"] = False
