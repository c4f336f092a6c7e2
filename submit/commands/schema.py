"""`palier schema`: what support.yml and front matter may hold, for editors."""

import click

from kb.schema import NAMES, schema_text


@click.command()
@click.argument("name", type=click.Choice(NAMES))
def schema(name: str) -> None:
    """Print a JSON Schema that lets an editor complete and check support.yml or a page's front matter."""
    click.echo(schema_text(name), nl=False)
