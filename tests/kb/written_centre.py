"""Help centres written for one test, and the tables of cases."""

from pathlib import Path
from typing import Any

import yaml

from kb.product import Product

CASES = Path(__file__).parent / "cases"
REPOSITORY = Path(__file__).parents[2]

# A vendor with two products: one whose registry contradicts the spelling of its versions, one without releases.
SUPPORT = """\
brand: {name: Exemple}
languages: [fr, en]
products:
  courrier:
    name: Courrier
    releases:
      - {version: "Printemps", builds: ["700"]}
      - {version: "14.2", builds: ["520", "b510", "500"], state: current}
      - {version: "14.1", builds: ["410", "400"]}
      - {version: "13.0"}
  agenda: {name: Agenda}
categories:
  mail: {title: Courriel}
kinds:
  question: {required: [subject]}
"""


def read_cases(name: str) -> list[Any]:
    """The table of cases in `cases/<name>.yml`."""
    return list(yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8")))


def why(case: dict[str, Any]) -> str:
    """What a case is called: the reason that it is there for."""
    return str(case["why"])


def write_centre(root: Path, files: dict[str, str | bytes]) -> Path:
    """A help centre of these files, with the vendor above unless they bring their own `support.yml`."""
    for name, content in {"support.yml": SUPPORT, "docs/index.md": "Bonjour", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def products() -> dict[str, Product]:
    """The products of the vendor above."""
    written = yaml.safe_load(SUPPORT)["products"]
    return {name: Product.model_validate({"id": name, **facts}) for name, facts in written.items()}
