"""`palier search`: what a customer would be shown."""

import json
from pathlib import Path

import click

from deflect.question import Question
from deflect.suggestion import Suggestion
from submit.arithmetic_table import arithmetic_table
from submit.library import Library
from submit.settings import read_settings


@click.command()
@click.argument("text")
@click.option("--lang", default="", help="The page's language; the help centre's first one unless given.")
@click.option("--product", default="")
@click.option("--version", default="")
@click.option("--build", default="")
@click.option("--json", "as_json", is_flag=True, help="As the API would answer.")
@click.option("--why", is_flag=True, help="Print the arithmetic: which word gave how much to which page.")
@click.pass_obj
def search(root: Path, text: str, lang: str, product: str, version: str, build: str, as_json: bool, why: bool) -> None:
    """Search the current build as the form does."""
    settings = read_settings(root=root)
    shelf = Library(root, settings.var, search_url=settings.search_url).shelf()
    if not shelf.searchable:
        raise click.ClickException("there is no search index; run `palier build` first")
    lang = lang or shelf.support.default_language
    question = Question(text=text, lang=lang, product=product, version=version, build=build)
    if why:
        for line in arithmetic_table(shelf.explain(question)):
            click.echo(line)
        return
    found = shelf.suggest(question)
    if as_json:
        click.echo(json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=2))
        return
    for place, suggestion in enumerate(found, start=1):
        click.echo(_line(place, suggestion))
    if not found:
        click.echo("nothing found", err=True)


def _line(place: int, suggestion: Suggestion) -> str:
    words = ", ".join(dict.fromkeys(reason.word for reason in suggestion.why))
    verdict = f" [{suggestion.verdict}]" if suggestion.verdict else ""
    head = f"{place}. {suggestion.score:.2f} {suggestion.kind}{verdict} {suggestion.title}"
    return f"{head}\n   {suggestion.url}\n   {suggestion.excerpt}\n   ({words})"
