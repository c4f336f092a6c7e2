"""Templates of what authors begin with: Markdown and YAML, one file a language, filled in with what they answered."""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parents[1] / "templates"


def templates_in(folder: str) -> Environment:
    """The templates below `submit/templates/<folder>`. `| quoted` writes any text as a value of YAML."""
    environment = Environment(  # noqa: S701 - Markdown and YAML, not HTML
        loader=FileSystemLoader(TEMPLATES / folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = _quoted
    return environment


def _quoted(text: str) -> str:
    """A JSON string is a YAML string too."""
    return json.dumps(text, ensure_ascii=False)
