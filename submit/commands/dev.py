"""`palier dev`: live preview for authors, with site, form and suggestions on one port."""

import logging
import os
import signal
import sys
from pathlib import Path
from types import FrameType

import click

from kb.knowledge import load_support
from submit.preview.author import Author
from submit.preview.board import Board
from submit.preview.pages import Preview
from submit.settings import Settings, read_settings
from submit.web.application import create_app
from submit.web.listener import listen
from submit.web.service import load_phrases, open_service

# A preview is the author's alone: no real database, no real mail, no public address.
_NOT_OURS = (
    "PALIER_BASE_URL",
    "PALIER_DATABASE_URL",
    "PALIER_HOST",
    "PALIER_PROXIES",
    "PALIER_SEARCH_URL",
    "PALIER_SMTP_HOST",
    "PALIER_TRUSTED_HOSTS",
)


@click.command()
@click.option("--port", type=int, default=None, help="Instead of PALIER_PORT.")
@click.pass_obj
def dev(root: Path, port: int | None) -> None:
    """Show the help centre as it will be, while you write. Requests sent here go nowhere: mails become files."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    settings = preview_settings(root, port)
    board = Board()
    service = open_service(settings)
    app = create_app(service)
    preview = Preview(app, settings.var, _languages(root), load_phrases(), board)
    try:
        server = listen(preview, settings.host, settings.port, settings.threads)
    except OSError as error:
        service.close()
        raise click.ClickException(
            f"port {settings.port} cannot be used ({error.strerror}); choose another with --port"
        ) from error
    author = Author(root, settings.var, settings.base_url, board)
    service.searches.start()
    author.start()
    signal.signal(signal.SIGTERM, _leave)
    click.echo(f"Preview: {settings.base_url}/ (Ctrl-C ends it)")
    sys.stdout.flush()
    try:
        server.run()
    finally:
        author.stop()
        server.close()
        service.close()


def preview_settings(root: Path, port: int | None = None) -> Settings:
    """The settings of a preview: everything of its own, below `var/dev`."""
    var = read_settings(root=root).var / "dev"
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    return read_settings({**kept, "PALIER_VAR": str(var)}, root=root, port=port)


def _languages(root: Path) -> tuple[str, ...]:
    """The languages to speak to the author in, even while `support.yml` is broken."""
    support, _ = load_support(root)
    return ("en",) if support is None else support.languages


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Ends the server loop as Ctrl-C would, so that a build at hand is ended too."""
    raise SystemExit(0)
