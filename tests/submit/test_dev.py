"""`palier dev` as an author has it: another process, files that change under it, a browser that asks."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mail_sink import free_port

PALIER = Path(sys.executable).with_name("palier")
PATIENCE_S = 60
LOOK_AGAIN_S = 0.05
PAGE = "/articles/billing/send-an-invoice/"
LAST_GOOD = "La page ci-dessous est la dernière qui était bonne."


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview and the help centre that it shows."""

    root: Path
    port: int

    @property
    def page(self) -> Path:
        return self.root / "docs" / "articles" / "billing" / "send-an-invoice.md"

    @property
    def var(self) -> Path:
        return self.root / "var" / "dev"

    def get(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, str]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode("utf-8")

    def state(self, page: str = PAGE) -> dict[str, str]:
        return dict(json.loads(self.get(f"/-/preview/state?page={page}")[1]))

    def found(self, words: str) -> list[str]:
        answer = self.get("/api/v1/suggestions", {"text": words, "lang": "fr"})[1]
        return [one["id"] for one in json.loads(answer)["suggestions"]]

    def edit(self, old: str, new: str) -> None:
        text = self.page.read_text(encoding="utf-8")
        assert old in text
        self.page.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, text: str) -> None:
        with self.page.open("a", encoding="utf-8") as page:
            page.write(text)

    def settled(self) -> bool:
        """Whether the whole build of what lies there now is done."""
        current = self.var / "current"
        return current.exists() and json.loads((current / "build.json").read_text("utf-8"))["sources"] != ""


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(LOOK_AGAIN_S)


@pytest.fixture
def centre(tmp_path: Path, small_centre: Path) -> Path:
    shutil.copytree(small_centre, tmp_path / "centre")
    return tmp_path / "centre"


@pytest.fixture
def start(centre: Path) -> Iterator[Callable[[], Preview]]:
    """Starts `palier dev` with a production's settings around it, which it must leave alone."""
    started: list[subprocess.Popen[str]] = []
    settings = {
        "PALIER_DATABASE_URL": f"sqlite:///{centre}/production.db",
        "PALIER_SMTP_HOST": "mail.example.test",
        "PALIER_BASE_URL": "https://help.example.test",
        "PALIER_TRUSTED_HOSTS": "help.example.test",
    }

    def starting() -> Preview:
        port = free_port()
        process = subprocess.Popen(
            [PALIER, "--root", str(centre), "dev", "--port", str(port)],
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == f"Preview: http://127.0.0.1:{port}/ (Ctrl-C ends it)\n"
        return Preview(centre, port)

    yield starting
    for process in started:
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def preview(start: Callable[[], Preview], centre: Path, small_var: Path) -> Preview:
    """A preview that finds the build of an earlier one, which is up to date."""
    shutil.copytree(small_var, centre / "var" / "dev", symlinks=True)
    running = start()
    assert running.settled()
    return running


def test_edited_word_is_seen_and_found_while_the_rest_follows(preview: Preview) -> None:
    before = preview.state()["digest"]
    preview.append("\nLe zeppelin est amarré.\n")
    until(lambda: "zeppelin" in preview.get(PAGE)[1])
    until(lambda: preview.found("zeppelin") == ["articles/billing/send-an-invoice"])
    assert preview.state()["digest"] != before
    # The browser's own search, which lists all pages, comes with the whole build.
    until(lambda: "zeppelin" in preview.get("/search/search_index.json")[1])
    assert "zeppelin" in preview.get(PAGE)[1]


def test_page_that_did_not_change_is_not_reloaded(preview: Preview) -> None:
    other, form = "/articles/billing/export-to-csv/", "/support/"
    preview.append("\nLe dirigeable aussi.\n")
    until(lambda: "dirigeable" in preview.get("/search/search_index.json")[1])
    before = (preview.state(other)["digest"], preview.state(form)["digest"])
    preview.append("\nLe zeppelin est amarré.\n")
    until(lambda: "zeppelin" in preview.get(PAGE)[1])
    assert (preview.state(other)["digest"], preview.state(form)["digest"]) == before
    assert before[1] == ""


def test_fault_is_a_red_box_above_the_last_good_page_until_it_is_mended(preview: Preview) -> None:
    before = preview.state()["digest"]
    preview.edit("title:", "titel:")
    until(lambda: "unknown-key" in preview.state()["box"])
    status, html = preview.get(PAGE)
    box = html[html.index('id="palier-preview"') : html.index("</section>")]
    assert (status, preview.state()["digest"]) == (200, before)
    assert "docs/articles/billing/send-an-invoice.md:2:1" in box
    assert "did you mean “title”?" in box
    assert "→" in box
    assert LAST_GOOD in box
    preview.edit("titel:", "title:")
    until(lambda: "unknown-key" not in preview.state()["box"])
    assert (preview.get(PAGE)[0], LAST_GOOD in preview.state()["box"]) == (200, False)


def test_broken_link_is_told_by_its_line(preview: Preview) -> None:
    line = preview.page.read_text(encoding="utf-8").count("\n") + 2
    preview.append("\n[nulle part](nulle-part.md)\n")
    until(lambda: f"send-an-invoice.md:{line}:" in preview.state()["box"])
    assert "broken-link" in preview.state()["box"]
    assert "nulle part" not in preview.get(PAGE)[1].replace(preview.state()["box"], "")


def test_new_page_and_a_page_that_goes_away(preview: Preview) -> None:
    page = preview.page.with_name("zeppelin.md")
    page.write_text("---\ntitle: Le zeppelin\n---\n\nIl est amarré.\n", encoding="utf-8")
    until(lambda: preview.get("/articles/billing/zeppelin/")[0] == 200)
    assert preview.found("zeppelin") == ["articles/billing/zeppelin"]
    until(lambda: "Le zeppelin" in preview.get("/articles/billing/")[1])
    page.unlink()
    until(lambda: preview.get("/articles/billing/zeppelin/")[0] == 404)


def test_changed_facts_are_built_whole(preview: Preview) -> None:
    facts = preview.root / "support.yml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("name: Facturo", "name: Zeppelin", 1), encoding="utf-8")
    until(lambda: "Zeppelin" in preview.get("/")[1])


def test_preview_leaves_what_is_published_alone(preview: Preview, centre: Path) -> None:
    assert sorted(path.name for path in (centre / "var").iterdir() if path.name != "secret.key") == ["dev"]
    assert not (centre / "production.db").exists()
    assert (preview.var / "palier.db").exists()


def test_preview_of_facts_that_are_broken_from_the_start_tells_them(start: Callable[[], Preview], centre: Path) -> None:
    facts = (centre / "support.yml").read_text(encoding="utf-8")
    (centre / "support.yml").write_text("brand: [\n", encoding="utf-8")
    running = start()
    until(lambda: "broken-yaml" in running.state()["box"])
    status, html = running.get(PAGE)
    assert (status, "support.yml:" in html, "preview.js" in html) == (503, True, True)
    digest = running.state()["digest"]
    (centre / "support.yml").write_text(facts, encoding="utf-8")
    until(lambda: running.get(PAGE)[0] == 200)
    assert running.state()["digest"] != digest


def test_preview_serves_its_own_files_and_nothing_else(preview: Preview) -> None:
    answers = [preview.get(f"/-/preview/{name}")[0] for name in ("preview.js", "preview.css", "nothing", "../x")]
    assert answers == [200, 200, 404, 404]
    assert preview.state("/../../../support.yml")["digest"] == ""
    assert preview.state("%00")["digest"] == ""
