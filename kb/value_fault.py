"""What is wrong with a value that YAML could read, in the words of somebody who writes pages, not Python. Pure."""

from difflib import get_close_matches
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

_A_DAY = "write year-month-day, such as 2026-11-22"
_MOST_SHOWN = 60
_CLOSE = 0.7
# What pydantic calls a fault; `{…}` are the values that it gives with it.
_WORDS = {
    "dict_type": ("it should be a list of keys", "write `key: value` lines below it"),
    "model_type": ("it should be a list of keys", "write `key: value` lines below it"),
    "too_short": ("it holds too little", "write at least {min_length}"),
    "int_parsing": ("it should be a whole number", "write a number, such as 30"),
    "greater_than": ("it is too small", "write a number above {gt}"),
    "greater_than_equal": ("it is too small", "write {ge} or more"),
    "bool_parsing": ("it should be true or false", "write true or false"),
}


def explain_value(fault: ErrorDetails) -> tuple[str, str]:
    """The fault and the cure of a value that its model refused."""
    kind, value, facts = fault["type"], fault["input"], fault.get("ctx", {})
    if kind == "string_type":
        return "it should be text", _text_cure(value)
    if kind == "tuple_type":
        return "it should be a list", _list_cure(value)
    if kind == "model_type" and facts.get("class_name") == "Point" and isinstance(value, str):
        return "a version has a key of its own", f'write {{version: "{_shown(value)}"}}'
    if kind == "enum":
        return _not_one_of(value, str(facts["expected"]))
    if kind.startswith(("date", "time")):
        return f"“{_shown(value)}” is not a day of the calendar", _A_DAY
    if kind == "value_error" and "date" in fault["msg"]:
        return fault["msg"].removeprefix("Value error, "), _A_DAY
    message, cure = _WORDS.get(kind, (fault["msg"].removeprefix("Value error, "), "correct the value"))
    return message, cure.format(**facts)


def unknown_key_cure(key: str, known: tuple[str, ...]) -> str:
    """What to write instead of a key that is not known here."""
    every = f"use one of: {', '.join(sorted(known))}"
    close = get_close_matches(key.casefold(), known, n=1, cutoff=_CLOSE)
    return f"did you mean “{close[0]}”? Otherwise {every}" if close else every


def is_slip(written: str, meant: str) -> bool:
    """Whether a key is most likely another one, misspelt."""
    return bool(get_close_matches(written.casefold(), [meant], n=1, cutoff=_CLOSE))


def keys_at(model: type[BaseModel], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that `model` knows at `path`; none where it has no keys of its own."""
    annotation: Any = model
    for part in path:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if part not in annotation.model_fields:
                return ()
            annotation = _inner(annotation.model_fields[str(part)].annotation)
        else:
            annotation = _inner((get_args(annotation) or (None,))[-1 if get_origin(annotation) is dict else 0])
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return tuple(annotation.model_fields) if is_model else ()


def _inner(annotation: Any) -> Any:
    """The type without `| None` and without notes."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    options = [option for option in get_args(annotation) if option is not type(None)]
    is_optional = len(options) < len(get_args(annotation))
    return options[0] if is_optional else annotation


def _text_cure(value: Any) -> str:
    if isinstance(value, dict):
        return 'put it in quotes, for it holds ": "'
    if isinstance(value, list):
        return "write one text instead of a list; put it in quotes if it begins with ["
    return "write some text, or remove the line"


def _list_cure(value: Any) -> str:
    if isinstance(value, dict):
        return "begin each entry with a dash and a space"
    if not isinstance(value, str) or not value.strip():
        return "write a list, such as [one, two]"
    items = [item.strip() for item in value.replace(";", ",").split(",") if item.strip()]
    return f"write a list: [{_shown(', '.join(items))}]"


def _not_one_of(value: Any, expected: str) -> tuple[str, str]:
    known = tuple(expected.replace("'", "").replace(" or ", ", ").split(", "))
    close = get_close_matches(str(value).strip().casefold(), known, n=1)
    fault = f"“{_shown(value)}” is not one of: {', '.join(known)}" if isinstance(value, str) else "it has no value"
    return fault, f"did you mean “{close[0]}”?" if close else f"write one of: {', '.join(known)}"


def _shown(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
