"""The `palier` command: the group, and what all subcommands share."""

import sys
from pathlib import Path

import click

from kb.edition import BUILD, VERSION
from kb.errors import PalierError
from submit.commands.build import build
from submit.commands.check import check
from submit.commands.dev import dev
from submit.commands.evaluate import evaluate
from submit.commands.init import init
from submit.commands.new import new
from submit.commands.review import review
from submit.commands.schema import schema
from submit.commands.search import search
from submit.commands.serve import serve
from submit.commands.tick import tick

_EDITION = f"""Palier {VERSION} (build {BUILD})
Also shown at the foot of every page of the help centre, and at /health."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message=_EDITION)
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="PALIER_ROOT",
    default=Path(),
    help="The help centre's folder: support.yml, mkdocs.yml, docs/.",
)
@click.pass_context
def palier(context: click.Context, root: Path) -> None:
    """A help centre that answers first, and takes requests that support can act on."""
    context.obj = root.resolve()


for _command in (build, check, dev, evaluate, init, new, review, schema, search, serve, tick):
    palier.add_command(_command)


def main() -> None:
    """The entry point: what nobody here can mend becomes one clear line and exit code 2."""
    try:
        palier(prog_name="palier")
    except PalierError as error:
        click.echo(f"palier: {error}", err=True)
        sys.exit(2)
