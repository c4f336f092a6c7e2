"""All checks, in one run: an author sees every fault at once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from kb.checks import (
    ambiguous_term,
    broken_link,
    contradictory_incident,
    contradictory_registry,
    doubled_page,
    duplicate_title,
    empty_page,
    heading_jump,
    misplaced_page,
    missing_alt_text,
    missing_description,
    missing_picture,
    missing_title,
    missing_translation,
    redirect_taken,
    resolved_without_fix,
    same_question,
    secret_in_page,
    silent_incident,
    stale_page,
    unclosed_code,
    unknown_category,
    unknown_field,
    unknown_page,
    unknown_product,
    unknown_topic,
    unknown_version,
    unreadable_page,
)
from kb.checks.inspection import Inspection, inspect
from kb.finding import Finding
from kb.knowledge import Knowledge, load_knowledge

Check = Callable[[Inspection], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    unreadable_page.check,
    empty_page.check,
    doubled_page.check,
    misplaced_page.check,
    unknown_category.check,
    missing_title.check,
    missing_description.check,
    duplicate_title.check,
    missing_translation.check,
    unknown_product.check,
    unknown_version.check,
    unknown_page.check,
    redirect_taken.check,
    same_question.check,
    resolved_without_fix.check,
    contradictory_incident.check,
    silent_incident.check,
    stale_page.check,
    broken_link.check,
    missing_alt_text.check,
    heading_jump.check,
    unclosed_code.check,
    secret_in_page.check,
    ambiguous_term.check,
    contradictory_registry.check,
    unknown_field.check,
    unknown_topic.check,
    missing_picture.check,
)


def check_knowledge(root: Path, today: date) -> list[Finding]:
    """Every finding in the help centre at `root` on the day `today`, by place."""
    knowledge, findings = load_knowledge(root)
    return sorted(findings if knowledge is None else [*findings, *check_loaded(knowledge, today)])


def check_loaded(knowledge: Knowledge, today: date) -> Iterator[Finding]:
    """What the checks find in a help centre that is loaded already, beside the findings of loading it."""
    inspection = inspect(knowledge, today)
    for check in CHECKS:
        yield from check(inspection)
