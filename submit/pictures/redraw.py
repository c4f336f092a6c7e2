"""Redrawing: hands a picture to a process that draws it again, and takes back what it drew.

One process a picture, started afresh: it costs about a tenth of a second, and nothing that one picture does to its
process can reach the next picture, another customer's file or this service. Few at a time, so that a crowd of
pictures never takes the memory and the processors of those who only write.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore

_DRAWING = Path(__file__).with_name("drawing.py")
_AT_A_TIME = 2
_LONGEST_WAIT_S = 30
# More than the process may compute: a machine that is busy is no fault of the picture.
_LONGEST_S = 20

_turns = BoundedSemaphore(_AT_A_TIME)


class PictureFault(StrEnum):
    """Why there is no new picture."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture that we drew. `ending` says how: `png`, `jpg`, or `gif` where it moves."""

    ending: str
    content: bytes


def redraw(content: bytes) -> Redrawn | PictureFault:
    """The picture drawn again from its pixels, without anything else that the file held; or why not."""
    if not _turns.acquire(timeout=_LONGEST_WAIT_S):
        return PictureFault.BUSY
    try:
        return _in_own_process(content)
    finally:
        _turns.release()


def _in_own_process(content: bytes) -> Redrawn | PictureFault:
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the picture goes through a pipe
            # Isolated: neither variables (secrets among them) nor folders of whoever started the service.
            [sys.executable, "-I", str(_DRAWING)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            timeout=_LONGEST_S,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return PictureFault.TOO_LARGE
    except OSError:
        return PictureFault.BUSY
    if done.returncode:
        # It ended before it could say why: time or memory ran out, or a decoder broke.
        return PictureFault.TOO_LARGE if done.returncode < 0 else PictureFault.UNREADABLE
    head, _, drawn = done.stdout.partition(b"\n")
    said = json.loads(head)
    return PictureFault(said["fault"]) if "fault" in said else Redrawn(said["ending"], drawn)
