"""`palier evaluate`: how good and how fast the search is on a collection of documents and questions."""

import json
import sys
from pathlib import Path

import click

from deflect.evaluation import evaluate as evaluate_collection


@click.command()
@click.argument("documents", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("queries", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--search-url", default="", help="Keep the index in this PostgreSQL meanwhile, as PALIER_SEARCH_URL would."
)
@click.option("--json", "as_json", is_flag=True)
def evaluate(documents: Path, queries: Path, search_url: str, as_json: bool) -> None:
    """Recall, MRR and times on DOCUMENTS and QUERIES (JSON lines), through the very code that the form uses."""
    result = evaluate_collection(documents, queries, progress=_say, search_url=search_url).as_json()
    click.echo("", err=True)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
        return
    for name, value in result.items():
        click.echo(f"{name:20} {value:.3f}" if isinstance(value, float) else f"{name:20} {value}")


def _say(done: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} documents and questions", nl=False, err=True)
