"""A server on a loopback port, for as long as a test looks at it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from submit.web.listener import listen


@contextmanager
def serving(application: Callable[..., Any], port: int = 0) -> Iterator[str]:
    """Serve a WSGI application as `palier serve` does, on a port that is free unless told. Yields its address."""
    server = listen(application, "127.0.0.1", port, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    # Not for long: a browser keeps its connections open.
    thread.join(timeout=1)
