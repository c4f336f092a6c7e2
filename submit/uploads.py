"""Uploads: files of drafts, kept while the customer mends the rest, and made durable when the ticket is taken.

A file is looked at before it is written: one that shows a secret, or that the gate would refuse, is not kept. Of a
picture only what we drew again is ever written.
Names on disk are ours; what the customer called a file is data in a sidecar.
"""

import io
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from submit.draft import Attachment
from submit.gate.attachments import LONGEST_NAME, MOST_TEXT_BYTES, endings
from submit.media_type import is_text, media_type
from submit.pictures.redraw import PictureFault, redraw
from submit.tokens import digest, new_id

_KEPT_FOR = timedelta(days=2)
_LONGEST_ID = 64
_ZIP = b"PK\x03\x04"
_MOST_MEMBERS = 1_000
_LOCKED = 0x1
_ID_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in, in memory: at most what the request's size limit lets through."""

    name: str
    content: bytes

    def attachment(self) -> Attachment:
        """The file as the gate sees it."""
        return Attachment(
            name=self.name,
            size=len(self.content),
            media_type=media_type(self.content, self.name),
            sample=_sample(self.content),
        )

    def redrawn(self) -> "Upload | PictureFault":
        """The picture as we draw it, under a name that ends as what it now is; or why it cannot be drawn."""
        drawn = redraw(self.content)
        if isinstance(drawn, PictureFault):
            return drawn
        return Upload(_renamed(self.name, drawn.ending), drawn.content)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that waits on disk for its ticket."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    path: Path

    def attachment(self) -> Attachment:
        """The file as the gate sees it."""
        return Attachment(
            name=self.name,
            size=self.size,
            media_type=self.media_type,
            sample=_sample(self.path.read_bytes()),
        )


@dataclass(frozen=True, slots=True)
class Uploads:
    """The folder of kept files."""

    folder: Path

    def keep(self, upload: Upload) -> KeptFile:
        """Write a file down until its ticket comes."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept_id = new_id()
        path = self.folder / kept_id
        _write(path, upload.content)
        described = upload.attachment()
        facts = {
            "name": described.name,
            "media_type": described.media_type,
            "size": described.size,
            "sha256": digest(upload.content),
        }
        _write(path.with_suffix(".json"), json.dumps(facts).encode())
        return KeptFile(id=kept_id, path=path, **facts)  # type: ignore[arg-type]

    def find(self, ids: Iterable[str]) -> list[KeptFile]:
        """The kept files of these ids, in their order; ids that are unknown or out of date are passed over."""
        found = []
        for kept_id in dict.fromkeys(ids):
            if not 0 < len(kept_id) <= _LONGEST_ID or not _ID_LETTERS.issuperset(kept_id):
                continue
            path = self.folder / kept_id
            try:
                facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            except FileNotFoundError:
                continue
            # The sweep removes the two one after the other.
            if path.is_file():
                found.append(KeptFile(id=kept_id, path=path, **facts))
        return found

    def settle(self, kept: KeptFile, folder: Path) -> str:
        """Copy a kept file into a ticket's folder so that it is on disk before the ticket is; returns its name there.

        The file is synced, then named, then the folder is synced: without this order a power cut leaves tickets
        whose files are empty. The kept copy stays until it is swept, so that a retry is the same call.
        """
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder / kept.id
        draft = target.with_suffix(".part")
        with kept.path.open("rb") as source, draft.open("wb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        draft.replace(target)
        _sync_folder(folder)
        _sync_folder(folder.parent)
        return target.name

    def sweep(self, now: datetime) -> int:
        """Remove files that have waited long enough, taken or not. Returns how many. Safe beside another sweep."""
        gone = 0
        if not self.folder.is_dir():
            return gone
        for path in self.folder.iterdir():
            try:
                if path.stat().st_mtime < (now - _KEPT_FOR).timestamp():
                    path.unlink()
                    gone += 1
            except FileNotFoundError:
                continue
        return gone


def _renamed(name: str, ending: str) -> str:
    """`capture.webp` as `capture.png`; a name that says the right thing already stays as the customer wrote it."""
    stem, dot, old = name.rpartition(".")
    same = {"jpg": ("jpg", "jpeg")}.get(ending, (ending,))
    if dot and stem and old.lower() in same:
        return name
    kept = stem if dot and stem and f".{old.lower()}" in endings() else name
    return f"{kept[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def _sample(content: bytes) -> str:
    """What a person could read in a file: the whole text, or the texts in a zip file."""
    if content.startswith(_ZIP):
        return "\n".join(_texts_in_zip(content))
    return content[:MOST_TEXT_BYTES].decode("utf-8", errors="replace") if is_text(content) else ""


def _texts_in_zip(content: bytes) -> Iterator[str]:
    """The readable members of a zip file, up to as much as a text file may hold: a zip bomb costs no more than that.

    What is locked or damaged cannot be read here, nor by whoever steals it without the password.
    """
    left = MOST_TEXT_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist()[:_MOST_MEMBERS]:
                if member.flag_bits & _LOCKED or member.is_dir() or left <= 0:
                    continue
                with archive.open(member) as file:
                    text = file.read(left)
                if is_text(text):
                    left -= len(text)
                    yield text.decode("utf-8", errors="replace")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
