"""Runs the tables: a test that takes `case` gets each row of `cases/<its module's rule>.yml`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.support import Support

CASES = Path(__file__).parent / "cases"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        rule = metafunc.module.__name__.rpartition(".")[2].removeprefix("test_")
        cases = yaml.safe_load((CASES / f"{rule}.yml").read_text(encoding="utf-8"))
        metafunc.parametrize("case", [pytest.param(case, id=name_of(case), marks=marks(case)) for case in cases])


@pytest.fixture(scope="session")
def support() -> Support:
    """The vendor of all the tables: one product with releases, one without."""
    return Support.model_validate(yaml.safe_load((CASES / "support.yml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def matter_support() -> Support:
    """A vendor whose form depends on the matter: topics, plans and fields of its own."""
    return Support.model_validate(yaml.safe_load((CASES / "matter_support.yml").read_text(encoding="utf-8")))


def name_of(case: dict[str, Any]) -> str:
    return str(case.get("why") or case["text"])


def marks(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """`open: true` marks what the rule does not know yet; the day it does, the table has to say so."""
    return [pytest.mark.xfail(strict=True, reason="open problem")] if case.get("open") else []
