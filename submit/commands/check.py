"""`palier check`: every fault that an author can mend, in one run, without MkDocs."""

import json
import sys
from pathlib import Path

import click

from kb.checks.all import check_knowledge
from kb.finding import Level


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Findings as a JSON list on standard output.")
@click.pass_obj
def check(root: Path, as_json: bool) -> None:
    """Tell every fault in docs/ and support.yml: place, rule, fault and cure. Exit code 1 when one is an error."""
    findings = check_knowledge(root)
    errors = sum(finding.level is Level.ERROR for finding in findings)
    if as_json:
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)
    sys.exit(1 if errors else 0)
