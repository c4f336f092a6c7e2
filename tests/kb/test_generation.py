"""Generations: a build is seen whole or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kb.errors import BuildError
from kb.generation import BuildFacts, Generation, current_generation, staging

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def publish(var: Path, words: str = "hello", now: datetime = NOON) -> Generation:
    with staging(var, lambda: now) as stage:
        (stage.path / "site").mkdir()
        (stage.path / "site" / "index.html").write_text(words, encoding="utf-8")
        facts = BuildFacts(created=stage.created, languages=("fr",), counts={"pages": 1})
        return stage.publish(facts)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_current_is_none_before_the_first_build(tmp_path: Path) -> None:
    assert current_generation(tmp_path) is None


def test_publish_makes_the_build_current(tmp_path: Path) -> None:
    published = publish(tmp_path)
    assert current_generation(tmp_path) == published
    assert published.facts == BuildFacts(created=NOON, languages=("fr",), counts={"pages": 1})
    assert (published.site / "index.html").read_text(encoding="utf-8") == "hello"
    assert published.path == tmp_path / "builds" / published.id


def test_generation_names_its_parts(tmp_path: Path) -> None:
    build = publish(tmp_path)
    parts = (build.site, build.index, build.shell, build.support, build.documents("fr"))
    names = [str(part.relative_to(build.path)) for part in parts]
    assert names == ["site", "index", "shell", "support.yml", "documents.fr.jsonl"]


def test_current_is_a_relative_link_so_that_var_can_be_moved(tmp_path: Path) -> None:
    published = publish(tmp_path / "var")
    (tmp_path / "var").rename(tmp_path / "elsewhere")
    moved = current_generation(tmp_path / "elsewhere")
    assert moved is not None
    assert moved.id == published.id


def test_failed_build_leaves_yesterdays_byte_for_byte(tmp_path: Path) -> None:
    publish(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(BuildError, match="broken link"):
        fail_half_way(tmp_path)
    assert tree(tmp_path) == before
    assert [path.name for path in (tmp_path / "builds").iterdir()] == [publish_id(tmp_path)]


def fail_half_way(var: Path) -> None:
    with staging(var) as stage:
        (stage.path / "half").write_text("a page", encoding="utf-8")
        raise BuildError("a broken link")


def publish_id(var: Path) -> str:
    current = current_generation(var)
    assert current is not None
    return current.id


def test_build_that_is_not_published_leaves_no_trace(tmp_path: Path) -> None:
    with staging(tmp_path) as stage:
        (stage.path / "half").write_text("a page", encoding="utf-8")
    assert list((tmp_path / "builds").iterdir()) == []
    assert current_generation(tmp_path) is None


def test_killed_build_is_swept_away_by_the_next(tmp_path: Path) -> None:
    left_over = tmp_path / "builds" / ".staging-20260101-000000-000000"
    left_over.mkdir(parents=True)
    published = publish(tmp_path)
    assert [path.name for path in (tmp_path / "builds").iterdir()] == [published.id]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with staging(tmp_path), pytest.raises(BuildError, match="another build is running"), staging(tmp_path):
        pass
    publish(tmp_path)


def test_last_three_builds_are_kept(tmp_path: Path) -> None:
    ids = [publish(tmp_path, now=NOON.replace(minute=minute)).id for minute in range(5)]
    kept = sorted(path.name for path in (tmp_path / "builds").iterdir())
    assert kept == ids[-3:]
    assert publish_id(tmp_path) == ids[-1]


def test_ids_sort_by_time_even_when_the_clock_goes_back(tmp_path: Path) -> None:
    ids = [publish(tmp_path, now=NOON).id, publish(tmp_path, now=NOON).id]
    ids.append(publish(tmp_path, now=NOON.replace(year=2020)).id)
    assert ids == sorted(set(ids))
    assert publish_id(tmp_path) == ids[-1]


def test_reader_keeps_its_build_while_a_new_one_is_swapped_in(tmp_path: Path) -> None:
    old = publish(tmp_path, "old")
    publish(tmp_path, "new", NOON.replace(hour=13))
    assert (old.site / "index.html").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("damage", ["", "{", '{"created": "yesterday"}'])
def test_damaged_build_is_said_to_be_damaged(tmp_path: Path, damage: str) -> None:
    published = publish(tmp_path)
    (published.path / "build.json").write_text(damage, encoding="utf-8")
    with pytest.raises(BuildError, match="the build is damaged"):
        current_generation(tmp_path)
