"""The postman: a thread of the service that sends mail as soon as there is some, and looks again every minute."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from submit.mail.outbox import Outbox

_ROUND_S = 60.0
_log = logging.getLogger(__name__)


class Postman:
    """Delivers in the background. A customer never waits for a mail server.

    `before` is called at each round, before the outbox is looked at: it may put mail there.
    """

    def __init__(
        self, outbox: Outbox, clock: Callable[[], datetime], before: Callable[[], object] = lambda: None
    ) -> None:
        self._outbox = outbox
        self._before = before
        self._clock = clock
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._walk, name="postman", daemon=True)

    def start(self) -> None:
        """Begin the rounds."""
        self._thread.start()

    def wake(self) -> None:
        """There is mail: do not wait for the next round."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the mail at hand and end."""
        self._stopping = True
        self._wake.set()
        self._thread.join()

    def _walk(self) -> None:
        while not self._stopping:
            try:
                self._before()
                self._outbox.deliver(self._clock)
            except SQLAlchemyError as error:
                # The mails stay in the store; the next round tries again.
                _log.error("the store did not answer the postman: %s", type(error).__name__)
            except Exception as error:  # noqa: BLE001 - the edge of this thread: it must outlive any one mail
                _log.error("a round of the postman failed: %s", type(error).__name__)
            self._wake.wait(_ROUND_S)
            self._wake.clear()
