"""The service on real parts: a real build, a real store, a folder for mail. Each test gets its own house."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from house import Clock, House, OpenHouse, open_house, var_with


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def var(tmp_path: Path, small_var: Path) -> Path:
    """A fresh `var` that serves the small help centre."""
    return var_with(tmp_path, small_var)


@pytest.fixture
def open_small_house(small_centre: Path, var: Path, clock: Clock) -> Iterator[OpenHouse]:
    """Opens houses on the same `var`, with the settings that a test names as variables."""
    opened: list[House] = []

    def opening(**environment: str) -> House:
        opened.append(open_house(small_centre, var, clock, environment))
        return opened[-1]

    yield opening
    for house in opened:
        house.service.close()


@pytest.fixture
def house(open_small_house: OpenHouse) -> House:
    """The service with its team's mailbox set, and no mail server: mails become files."""
    return open_small_house(PALIER_MAILBOX="support@facturo.example")
