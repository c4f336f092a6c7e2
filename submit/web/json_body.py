"""JSON bodies from strangers: read within limits, so that a hostile one costs a 400 and nothing else."""

import json
from typing import Any, NoReturn

from flask import Request

_MAX_BYTES = 1_000_000
_MAX_DEPTH = 20


class BadBody(Exception):
    """The body is not a JSON object that can be used. The message says why, without quoting it."""


def read_json_object(request: Request) -> dict[str, Any]:
    """The request's body as a JSON object. Raises `BadBody`, or werkzeug's 413 when it is larger than 1 MB."""
    request.max_content_length = _MAX_BYTES
    return parse_json_object(request.get_data(cache=False))


def parse_json_object(body: bytes) -> dict[str, Any]:
    """`body` as a JSON object of moderate depth, without numbers or letters that break what comes after."""
    try:
        text = body.decode("utf-8")
        value = json.loads(text, parse_constant=_no_constant, parse_int=_moderate_int)
    except UnicodeDecodeError as error:
        raise BadBody("the body is not UTF-8") from error
    except RecursionError as error:
        raise BadBody("the body is nested too deeply") from error
    except ValueError as error:
        raise BadBody("the body is not valid JSON") from error
    if not isinstance(value, dict):
        raise BadBody("the body is not a JSON object")
    _check(value, 0)
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _moderate_int(digits: str) -> int:
    if len(digits) > 18:
        raise ValueError("a number is too large")
    return int(digits)


def _check(value: Any, depth: int) -> None:
    if depth > _MAX_DEPTH:
        raise BadBody("the body is nested too deeply")
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            # A lone surrogate is a legal JSON escape that no database or mail can write.
            raise BadBody("the body holds half of a character (a lone surrogate)") from error
    elif isinstance(value, dict):
        for name, entry in value.items():
            _check(name, depth + 1)
            _check(entry, depth + 1)
    elif isinstance(value, list):
        for entry in value:
            _check(entry, depth + 1)
