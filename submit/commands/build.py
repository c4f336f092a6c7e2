"""`palier build`: publish the help centre."""

import sys
from pathlib import Path

import click

from submit.publication import is_up_to_date, publish
from submit.settings import read_settings


@click.command()
@click.option("--if-changed", is_flag=True, help="Do nothing when the current build is up to date.")
@click.pass_obj
def build(root: Path, if_changed: bool) -> None:
    """Build site and search index, and swap them in whole."""
    settings = read_settings(root=root)
    if if_changed and is_up_to_date(root, settings.var, settings.search_url):
        click.echo("Up to date.", err=True)
        return
    generation = publish(root, settings.var, settings.base_url, say_progress, search_url=settings.search_url)
    counts = ", ".join(f"{count} {name}" for name, count in generation.facts.counts.items())
    click.echo(f"Published {generation.id}: {counts}.", err=True)


def say_progress(step: str, done: int) -> None:
    """One line a step; counts within a step overwrite each other on a terminal."""
    if done == 0:
        click.echo(f"  {step}", err=True)
    elif sys.stderr.isatty():
        click.echo(f"\r  {step} {done}", nl=False, err=True)
