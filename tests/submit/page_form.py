"""A browser without scripts: what a page's form would send if a button were pressed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass(slots=True)
class Form:
    """The main form of a page: where it goes, what its fields hold, and its buttons as (name, value, action).

    `shown` names the fields that a person sees, in their order.
    """

    action: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    def filled(self, **typed: str | list[str]) -> dict[str, Any]:
        """What is sent once a person has typed this; everything else stays as the page has it."""
        return {**self.values, **typed}

    def one(self, name: str) -> str:
        """The value of a field that the page has once."""
        (value,) = self.values[name]
        return value


def read_form(html: str, with_field: str) -> Form:
    """The form that holds a field (or a button) of this name."""
    reader = _Reader()
    reader.feed(html)
    (form,) = [
        form
        for form in reader.forms
        if with_field in form.values or any(name == with_field for name, _, _ in form.buttons)
    ]
    return form


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._area = ""
        self._select = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag == "div" and (self._hidden or "hidden" in had):
            self._hidden += 1
        if tag == "form":
            self._form = Form(had.get("action", ""))
            self.forms.append(self._form)
        if self._form is None:
            return
        name = had.get("name", "")
        if tag in {"input", "textarea", "select"} and name and had.get("type") not in {"hidden", "submit"}:
            self._form.shown += [name] * (not self._hidden and name not in self._form.shown)
        if tag == "input" and name and _is_sent(had):
            self._form.values.setdefault(name, []).append(had.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self._form.values.setdefault(name, []).append("")
        elif tag == "select":
            self._select = name
            self._form.values[name] = [""]
        elif tag == "option" and self._select and "selected" in had:
            self._form.values[self._select] = [had.get("value", "")]
        elif tag == "button" and had.get("type") == "submit":
            self._form.buttons.append((name, had.get("value", ""), had.get("formaction", self._form.action)))

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area:
            self._form.values[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._hidden:
            self._hidden -= 1
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


def _is_sent(had: dict[str, str]) -> bool:
    if had.get("type") in {"checkbox", "radio"}:
        return "checked" in had
    return had.get("type") not in {"file", "submit", "button"}
