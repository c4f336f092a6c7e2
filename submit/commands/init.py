"""`palier init`: a vendor's own help centre, ready to build."""

from datetime import date, datetime
from pathlib import Path

import click

from submit.authoring.starter import LANGUAGES, Starter


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--brand", default="", help="The name above every page: your company’s, or the product’s.")
@click.option("--product", default="", help="The product that you support first; the brand’s name unless given.")
@click.option(
    "--lang",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    help="A language of the help centre, the first one at its root. Once for each; French and English unless given.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing: take the flags, and the usual for the rest.")
def init(folder: Path, brand: str, product: str, languages: tuple[str, ...], no_input: bool) -> None:
    """Write a help centre into DIR, which must be empty or new: support.yml, looks, and sample pages."""
    _refuse_occupied(folder)
    ask = not no_input
    if not brand:
        usual = folder.resolve().name.replace("-", " ").title()
        brand = click.prompt("Brand (the name above every page)", default=usual) if ask else usual
    if not product:
        product = click.prompt("Product that you support first", default=brand) if ask else brand
    if not languages:
        languages = _ask_languages() if ask else LANGUAGES
    starter = Starter(_one_line(brand), _one_line(product), tuple(dict.fromkeys(languages)), _today())
    for path, text in starter.files().items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        click.echo(f"  {place}", err=True)
    click.echo(f"Next, in {_shown(folder)}:")
    click.echo("  palier dev            # see it, and watch it change while you write")
    click.echo("  palier new article    # begin your first page")


def _refuse_occupied(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise click.ClickException(f"{folder} is a file; name a folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty; name a new folder, nothing was written")


def _ask_languages() -> tuple[str, ...]:
    """The languages in the order in which they were typed."""
    choice = click.Choice(LANGUAGES)
    typed = click.prompt("Languages, the first one at the root of the site", default=",".join(LANGUAGES))
    return tuple(choice.convert(part, None, None) for part in typed.replace(",", " ").split()) or LANGUAGES


def _today() -> date:
    """The author's own day."""
    return datetime.now().astimezone().date()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shown(folder: Path) -> str:
    text = str(folder)
    return f"'{text}'" if " " in text else text
