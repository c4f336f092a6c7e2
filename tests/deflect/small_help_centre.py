"""The small help centre that these tests search: its pages, its support.yml, and the tables of cases."""

from pathlib import Path
from typing import Any

import yaml

from kb.document import Document
from kb.support import Support

CASES = Path(__file__).parent / "cases"

SUPPORT = Support.model_validate(
    {
        "brand": {"name": "Exemple"},
        "products": {
            "courrier": {
                "name": "Courrier",
                "releases": [{"version": "14.2"}, {"version": "14.1"}, {"version": "13.0"}],
            },
            "agenda": {"name": "Agenda", "releases": [{"version": "3.0"}, {"version": "2.8"}]},
        },
        "kinds": {"question": {"required": []}},
        "terms": [
            {"words": ["2FA", "double authentification", "validation en deux étapes"]},
            {"words": ["calendrier", "planning"], "products": ["agenda"]},
        ],
    }
)


def read_cases(name: str) -> list[Any]:
    """The table of cases in `cases/<name>.yml`."""
    return list(yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8")))


def read_pages() -> list[Document]:
    """The pages of the small help centre."""
    return [Document.model_validate(page) for page in read_cases("pages")]


def read_table(name: str) -> dict[str, Any]:
    """The table `cases/<name>.yml` whose cases share what stands above them."""
    return dict(yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8")))
