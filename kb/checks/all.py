"""All checks, in one run: an author sees every fault at once."""

from collections.abc import Callable, Iterable
from pathlib import Path

from kb.checks import (
    broken_link,
    doubled_page,
    duplicate_title,
    empty_page,
    missing_translation,
    unknown_category,
    unknown_page,
    unknown_product,
    unknown_version,
)
from kb.finding import Finding
from kb.knowledge import Knowledge, load_knowledge

Check = Callable[[Knowledge], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    empty_page.check,
    doubled_page.check,
    duplicate_title.check,
    missing_translation.check,
    unknown_category.check,
    unknown_product.check,
    unknown_version.check,
    unknown_page.check,
    broken_link.check,
)


def check_knowledge(root: Path) -> list[Finding]:
    """Every finding in the help centre at `root`, by place."""
    knowledge, findings = load_knowledge(root)
    if knowledge is not None:
        findings = [*findings, *(finding for check in CHECKS for finding in check(knowledge))]
    return sorted(findings)
