"""`palier serve`: site and service on one port."""

import logging
import signal
import sys
from pathlib import Path
from types import FrameType

import click

from submit.commands.build import say_progress
from submit.mail.postman import Postman
from submit.publication import is_up_to_date, publish
from submit.settings import Settings, read_settings
from submit.web.application import create_app
from submit.web.listener import listen
from submit.web.service import Service, now, open_service

# Python lets a thread compute for 5 ms before another may. A request gives way at each of its many steps on disk,
# and would pay that each time while people type; measured, its slowest hundredth took eight times as long.
_TURN_S = 0.001


@click.command()
@click.option("--build", "build_first", is_flag=True, help="Publish first when something changed.")
@click.option("--port", type=int, default=None, help="Instead of PALIER_PORT.")
@click.pass_obj
def serve(root: Path, build_first: bool, port: int | None) -> None:
    """Serve the current build and take requests, until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings = read_settings(root=root, port=port)
    if build_first and not is_up_to_date(root, settings.var, settings.search_url):
        click.echo("Building the help centre:", err=True)
        publish(root, settings.var, settings.base_url, say_progress, search_url=settings.search_url)
    _serve(settings)


def staff(settings: Settings) -> tuple[Service, Postman]:
    """The service and its postman, each knowing the other; the postman is not started."""
    hired: list[Postman] = []

    def wake() -> None:
        hired[0].wake()

    service = open_service(settings, wake=wake)
    hired.append(Postman(service.outbox, now, before=service.me_toos.tell))
    return service, hired[0]


def _serve(settings: Settings) -> None:
    sys.setswitchinterval(_TURN_S)
    service, postman = staff(settings)
    app = create_app(service)
    try:
        server = listen(app, settings.host, settings.port, settings.threads)
    except OSError as error:
        service.close()
        raise click.ClickException(
            f"port {settings.port} cannot be used ({error.strerror}); choose another with --port"
        ) from error
    service.searches.start()
    postman.start()
    signal.signal(signal.SIGTERM, _leave)
    click.echo(f"Store: {service.database.engine_name}. Mail: {service.transport.name}.", err=True)
    if not service.library.shelf().searchable:
        click.echo("Search is off: there is no index that can be read. Run `palier build`.", err=True)
    click.echo(f"Palier is ready: {settings.base_url}/")
    sys.stdout.flush()
    try:
        server.run()
    finally:
        server.close()
        postman.stop()
        service.close()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Ends the server loop as Ctrl-C would, so that the mail at hand is finished."""
    raise SystemExit(0)
