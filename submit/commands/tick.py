"""`palier tick`: what time does. Safe to run late, twice, or beside the service."""

from datetime import UTC, datetime
from pathlib import Path

import click

from submit.housekeeping import keep_house
from submit.settings import read_settings
from submit.web.service import now as wall_clock
from submit.web.service import open_service


@click.command()
@click.option("--now", "moment", default="", help="Pretend that it is this moment (ISO 8601), for trying out.")
@click.pass_obj
def tick(root: Path, moment: str) -> None:
    """Send mail that is due, and delete what is past its time."""
    try:
        at = datetime.fromisoformat(moment) if moment else None
    except ValueError as error:
        raise click.BadParameter("write it like 2026-11-22T08:00", param_hint="--now") from error
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    service = open_service(read_settings(root=root), clock=wall_clock if at is None else lambda: at)
    try:
        done = keep_house(service)
    finally:
        service.close()
    click.echo(", ".join(f"{name}: {count}" for name, count in done.items()))
