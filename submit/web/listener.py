"""The listener: waitress, set up for many people who keep their connections open while they write."""

import logging
import resource
from typing import TYPE_CHECKING, Any

from waitress import create_server
from waitress.server import BaseWSGIServer
from waitress.wasyncore import close_all

from submit.web.lanes import Lanes, turn_away

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# A browser keeps its connection, and waitress takes no new one beyond its limit: the next person would wait until
# somebody leaves. Each costs some kilobytes.
_MOST_CONNECTIONS = 4_000
# Files that the service itself holds open: index, store, log, what is being uploaded and sent.
_FILES_OF_OURS = 200


def listen(app: "WSGIApplication", host: str, port: int, threads: int) -> BaseWSGIServer:
    """A server for `app` that has its port and waits to be run. Raises `OSError` when the port cannot be had."""
    # Each call that waits would be a line: a crowd would fill the disk with them.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    lanes = Lanes(threads)
    sockets: dict[int, Any] = {}
    try:
        return create_server(
            turn_away(app),
            map=sockets,
            _dispatcher=lanes,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            connection_limit=_most_connections(),
            # Without it: select, which knows no more than 1,024 files.
            asyncore_use_poll=True,
        )
    except OSError:
        lanes.shutdown()
        close_all(sockets)
        raise


def _most_connections() -> int:
    """As many as the system lets this process have, within reason. Many systems give 1,024 files unless asked."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_CONNECTIONS + _FILES_OF_OURS
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(1, min(_MOST_CONNECTIONS, soft - _FILES_OF_OURS))
