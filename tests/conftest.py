"""What several rooms test against: one small real help centre, built once and only read, and one real PostgreSQL.

Debian's PostgreSQL is run as it is. Without one the tests that ask it skip and say so; `PALIER_REQUIRE_POSTGRESQL=1`
makes them fail instead.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from postgresql_cluster import Cluster, find_binaries, running_cluster

from submit.publication import publish

# A busy machine is slow, not wrong: what must not take long is measured in CPU time (`stopwatch`).
settings.register_profile("palier", deadline=None)
settings.load_profile("palier")

BASE_URL = "https://help.example.test"


@pytest.fixture(scope="session")
def small_centre() -> Path:
    """The folder of the small help centre. Copy it before changing anything in it."""
    return Path(__file__).parent / "small_centre"


@pytest.fixture(scope="session")
def small_var(small_centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `var` with one real build of the small help centre. Nobody writes into it."""
    var = tmp_path_factory.mktemp("small") / "var"
    publish(small_centre, var, BASE_URL, lambda _step, _done: None)
    return var


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this run's own. Whoever stops it starts it again."""
    binaries = find_binaries()
    if binaries is None:
        if os.environ.get("PALIER_REQUIRE_POSTGRESQL") == "1":
            pytest.fail("PALIER_REQUIRE_POSTGRESQL=1, and there is none: apt-get install postgresql")
        pytest.skip("NO POSTGRESQL: the second engine was not tried. apt-get install postgresql")
    with running_cluster(binaries) as running:
        yield running
