"""`palier check`: every fault that an author can mend, in one run, without MkDocs."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from kb.checks.all import check_loaded
from kb.finding import Finding, Level
from kb.knowledge import load_knowledge
from submit.answer_report import AnswerReport, ask_answers

_SHAPES = ("text", "json", "github")


@click.command()
@click.option("--format", "shape", type=click.Choice(_SHAPES), default="text", help="How findings are printed.")
@click.option("--json", "shape", flag_value="json", help="The same as --format json: a list on standard output.")
@click.option("--strict", is_flag=True, help="Exit with code 1 on warnings too.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Check as on another day, to see what will be due."
)
@click.option("--answers", "as_table", is_flag=True, help="Show where every question of the pages leads, as a table.")
@click.option(
    "--no-answers", is_flag=True, help="Ask no question of the search: faster, and blind to what is not found."
)
@click.pass_obj
def check(root: Path, shape: str, strict: bool, today: datetime | None, as_table: bool, no_answers: bool) -> None:
    """Tell every fault in docs/ and support.yml: place, rule, fault and cure. Exit code 1 when one is an error."""
    knowledge, findings = load_knowledge(root)
    if knowledge is not None:
        findings = [*findings, *check_loaded(knowledge, (today or datetime.now(UTC)).date())]
    report = AnswerReport() if no_answers or knowledge is None else ask_answers(knowledge)
    findings = sorted([*findings, *report.findings])
    errors = sum(finding.level is Level.ERROR for finding in findings)
    told = findings
    if as_table and shape == "text":
        report.show()
        told = [finding for finding in findings if finding not in report.tabled]
    for line in _lines(told, shape):
        click.echo(line)
    if shape != "json":
        click.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)
    sys.exit(1 if errors or (strict and findings) else 0)


def _lines(findings: list[Finding], shape: str) -> list[str]:
    if shape == "json":
        return [json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2)]
    return [finding.as_github() if shape == "github" else str(finding) for finding in findings]
