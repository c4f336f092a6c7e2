"""Generations: one build of the whole help centre, made aside and swapped in whole.

`var/builds/<id>/` holds site, index, shell, documents and `support.yml` of one build; `var/current` is a
symbolic link to the one that is served. What must stay true: `current` always names a complete build, a
failed build leaves no trace, and nobody writes into a published generation.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from kb.errors import BuildError

KEPT = 3
_ID = "%Y%m%d-%H%M%S-%f"
_STAGING = ".staging-"
_FRESH_LINK = ".current-"


class BuildFacts(BaseModel):
    """What a build says of itself, in `build.json`.

    `counts` are free (`documents.fr`, `pages`); `script_hashes` are CSP sources: `sha256-…`, without quotes.
    `sources` is a digest of what the build was made from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    created: AwareDatetime
    languages: tuple[str, ...]
    counts: dict[str, int] = {}
    script_hashes: tuple[str, ...] = ()
    sources: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    """A published build, opened for reading. `path` names the build itself: it stays valid after a swap."""

    id: str
    path: Path
    facts: BuildFacts

    @property
    def site(self) -> Path:
        """The static site, the default language at its root."""
        return self.path / "site"

    @property
    def index(self) -> Path:
        """The search index, written and read by `deflect` only."""
        return self.path / "index"

    @property
    def shell(self) -> Path:
        """The site's empty pages that the service fills: `<lang>.html`."""
        return self.path / "shell"

    @property
    def support(self) -> Path:
        """The `support.yml` that this generation was built from."""
        return self.path / "support.yml"

    def documents(self, lang: str) -> Path:
        """The documents of one language as JSON lines."""
        return self.path / f"documents.{lang}.jsonl"


@dataclass(slots=True)
class Staging:
    """A build in the making, in a folder that nobody reads until `publish`."""

    id: str
    path: Path
    created: datetime
    published: Generation | None = field(default=None, init=False)

    def publish(self, facts: BuildFacts, *, durable: bool = True) -> Generation:
        """Make the build durable, then current. What was current stays until the very last step.

        Only a preview may do without `durable`: after a power cut it is made again.
        """
        builds = self.path.parent
        (self.path / "build.json").write_text(facts.model_dump_json(indent=2) + "\n", encoding="utf-8")
        if durable:
            _make_durable(self.path)
        home = builds / self.id
        self.path.rename(home)
        _sync(builds)
        _point(builds.parent / "current", home)
        self.published = Generation(self.id, home, facts)
        _forget_old(builds, current=self.id)
        return self.published


def link_or_copy(source: str, target: str) -> None:
    """Let `target` be the file `source`, without copying where the file system can. Nobody writes into either."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def staging(var: Path, now: Callable[[], datetime] = _now) -> Iterator[Staging]:
    """A fresh folder to build in; unless it is published, it is gone afterwards.

    Raises `BuildError` when another build of the same `var` is running.
    """
    builds = var / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    with (var / "build.lock").open("w", encoding="utf-8") as lock:
        _lock(lock)
        for left_over in builds.glob(f"{_STAGING}*"):
            shutil.rmtree(left_over)
        for left_over in var.glob(f"{_FRESH_LINK}*"):
            left_over.unlink()
        created = _after_newest(builds, now())
        build_id = created.strftime(_ID)
        stage = Staging(build_id, builds / f"{_STAGING}{build_id}", created)
        stage.path.mkdir()
        try:
            yield stage
        finally:
            shutil.rmtree(stage.path, ignore_errors=True)


def current_generation(var: Path) -> Generation | None:
    """The generation that is served; None before the first build. Raises `BuildError` when it is damaged."""
    current = var / "current"
    if not current.is_symlink():
        return None
    path = current.resolve()
    try:
        facts = BuildFacts.model_validate(json.loads((path / "build.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as fault:
        raise BuildError(f"{path}: the build is damaged ({fault}); run `palier build`") from fault
    return Generation(path.name, path, facts)


def _lock(lock: TextIO) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        raise BuildError(f"{lock.name}: another build is running; wait until it is done") from fault


def _published(builds: Path) -> list[str]:
    return sorted(path.name for path in builds.iterdir() if not path.name.startswith("."))


def _after_newest(builds: Path, moment: datetime) -> datetime:
    """The moment of a new build: later than every build there, even when the clock was set back."""
    newest = max(_published(builds), default="")
    if moment.strftime(_ID) > newest:
        return moment
    return datetime.strptime(newest, _ID).replace(tzinfo=UTC) + timedelta(microseconds=1)


def _point(link: Path, target: Path) -> None:
    """Let `link` name `target` in one step. The link is relative: `var` can be moved."""
    fresh = link.with_name(f"{_FRESH_LINK}{target.name}")
    fresh.symlink_to(target.relative_to(link.parent))
    fresh.replace(link)
    _sync(link.parent)


def _forget_old(builds: Path, current: str) -> None:
    for name in _published(builds)[:-KEPT]:
        if name != current:
            shutil.rmtree(builds / name, ignore_errors=True)


def _make_durable(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
