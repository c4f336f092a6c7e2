"""The shell: the site's own empty page, into which the service puts what it has to say.

The build renders one per language; without a build a plain one serves, so that the form is always there.
"""

import functools
from http import HTTPStatus
from pathlib import Path

from flask import abort, render_template, request
from markupsafe import escape

from submit.library import Shelf
from submit.web.service import service
from submit.web.times import say_size

_TITLE = "<!--palier:title-->"
_HEAD = "<!--palier:head-->"
_CONTENT = "<!--palier:content-->"


def page_language() -> str:
    """The language of the address: its first part when that is one of ours, else the default."""
    languages = service().languages()
    first = request.path.strip("/").split("/", 1)[0]
    return first if first in languages[1:] else languages[0]


def checked_language(lang: str) -> str:
    """The language that an address names before its path; 404 when it names none of ours, or the default one."""
    languages = service().languages()
    if lang and lang not in languages[1:]:
        abort(HTTPStatus.NOT_FOUND)
    return lang or languages[0]


def prefix(lang: str) -> str:
    """What an address in `lang` begins with: nothing for the default language, else `/en`."""
    return "" if lang == service().languages()[0] else f"/{lang}"


def render_page(template: str, lang: str, title: str, **values: object) -> str:
    """A page of the service in the site's own look. `values` go to the template, with `t`, `size`, `lang`, `prefix`."""
    shelf = service().library.shelf()

    def say(key: str, **details: object) -> str:
        return service().phrases.say(lang, key, **details)

    def size(count: int) -> str:
        return say_size(count, lang, say("unit.sizes").split())

    common = {
        "t": say,
        "size": size,
        "lang": lang,
        "prefix": prefix(lang),
        "support": shelf.support,
        "title": title,
    }
    content = render_template(template, **common, **values)
    head = render_template("_head.html", **common)
    return _shell(shelf, lang).replace(_TITLE, escape(title)).replace(_HEAD, head).replace(_CONTENT, content)


def error_page(status: int, name: str, lang: str = "") -> str:
    """A page that says what went wrong and where to go from there."""
    lang = lang or page_language()
    title = service().phrases.say(lang, f"fault.{name}.title")
    return render_page("fault.html", lang, title, status=status, name=name)


def _shell(shelf: Shelf, lang: str) -> str:
    if shelf.generation is not None:
        path = shelf.generation.shell / f"{lang}.html"
        if path.is_file():
            return _read(path)
    return render_template("bare.html", lang=lang, title_mark=_TITLE, head_mark=_HEAD, content_mark=_CONTENT)


@functools.lru_cache(maxsize=16)
def _read(path: Path) -> str:
    """Builds never change once they are published, so a shell is read once."""
    return path.read_text(encoding="utf-8")
