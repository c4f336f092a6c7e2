"""Schemas: what `support.yml` and front matter may hold, as JSON Schema, so that editors complete and check them.

The files in `schemas/` are made from the models and shipped; what must stay true is that they are the same (a test
says so). `palier check` knows more than a schema can say, and is the one that counts.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kb.page import IncidentMatter, Matter
from kb.support import Support

FOLDER = Path(__file__).parent / "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# A moment without its zone is one in the help centre's own; the format `date-time` would refuse it.
_MOMENT = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}"
_MODELS: dict[str, tuple[type[BaseModel], str]] = {
    "support": (Support, "support.yml of a Palier help centre"),
    "article": (Matter, "Front matter of a page in docs/articles/"),
    "incident": (IncidentMatter, "Front matter of a page in docs/incidents/"),
    "question": (Matter, "Front matter of a page in docs/questions/"),
}
NAMES = tuple(_MODELS)


def schema_text(name: str) -> str:
    """The JSON Schema of that name, as it is shipped. Raises `KeyError` for a name that is not in `NAMES`."""
    model, title = _MODELS[name]
    schema = {"$schema": _DIALECT, **_as_written(model.model_json_schema()), "title": title}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _as_written(part: Any) -> Any:
    """The schema of what people write: 14.2 without quotes is text to Palier, and no fault.

    Pydantic's titles and docstrings are about code; only the descriptions of keys are for authors.
    """
    if isinstance(part, list):
        return [_as_written(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("format") == "date-time":
        return {"type": "string", "pattern": _MOMENT}
    if part.get("type") == "string" and not {"enum", "format", "pattern", "const"} & part.keys():
        part = part | {"type": ["string", "number", "boolean"]}
    kept = {name: value for name, value in part.items() if not (name == "title" and isinstance(value, str))}
    if "properties" in kept or "enum" in kept:
        kept.pop("description", None)
    return {name: _as_written(value) for name, value in kept.items()}
