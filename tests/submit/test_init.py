"""`palier init`: from nothing to a served help centre, with no edit in between."""

import json
import subprocess
import sys
import urllib.parse
import urllib.request
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from mail_sink import free_port

from kb.checks.all import check_knowledge
from kb.knowledge import load_knowledge

PALIER = Path(sys.executable).with_name("palier")
PATIENCE_S = 120
TODAY = datetime.now().astimezone().date()


def palier(*arguments: str, cwd: Path, typed: str = "") -> Any:
    return subprocess.run(  # noqa: PLW1510 - the exit code is what is tested
        [PALIER, *arguments], cwd=cwd, input=typed, capture_output=True, text=True, timeout=PATIENCE_S
    )


def test_new_help_centre_is_checked_built_and_served_with_no_edit(tmp_path: Path) -> None:
    made = palier("init", "aide", "--brand", 'Acmé "Fils"', "--product", "L’Atelier : Pro", "--no-input", cwd=tmp_path)
    centre = tmp_path / "aide"
    assert (made.returncode, made.stdout.count("\n  palier ")) == (0, 2)
    checked = palier("check", cwd=centre)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "0 errors, 0 warnings" in checked.stderr
    built = palier("build", cwd=centre)
    assert (built.returncode, "5 documents" in built.stderr or "10 documents" in built.stderr) == (0, True)
    port = free_port()
    with subprocess.Popen([PALIER, "serve", "--port", str(port)], cwd=centre, stdout=subprocess.PIPE) as service:
        assert service.stdout is not None
        service.stdout.readline()
        try:
            found = _suggestions(port, "j'ai oublie mon mot de passe")
            form = _form(port, "mail")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=30) as answer:
                home = answer.read().decode("utf-8")
        finally:
            service.terminate()
    assert found[0] == "articles/account/change-your-password"
    assert "Acmé" in home
    assert ("Un courriel qui n’arrive pas" in form, 'name="extra.mail_to"' in form) == (True, True)


def _form(port: int, topic: str) -> str:
    """The form of a question about that topic, as the button that adapts it shows it."""
    told = {"step": "refresh", "stage": "request", "kind": "question", "topic": topic}
    body = urllib.parse.urlencode(told).encode()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/support/", data=body, timeout=30) as answer:
        return str(answer.read().decode("utf-8"))


def _suggestions(port: int, text: str) -> list[str]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/suggestions",
        data=json.dumps({"text": text, "lang": "fr"}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return [one["id"] for one in json.load(answer)["suggestions"]]


@pytest.mark.parametrize("languages", [["fr"], ["en"], ["en", "fr"]], ids=" ".join)
def test_new_help_centre_in_these_languages_has_no_findings(tmp_path: Path, languages: list[str]) -> None:
    flags = [part for lang in languages for part in ("--lang", lang)]
    assert palier("init", "a/b", "--no-input", *flags, cwd=tmp_path).returncode == 0
    knowledge, _ = load_knowledge(tmp_path / "a/b")
    assert knowledge is not None
    assert knowledge.support.languages == tuple(languages)
    assert {page.lang for page in knowledge.pages} == set(languages)
    assert check_knowledge(tmp_path / "a/b", TODAY) == []


def test_new_help_centre_asks_for_names_and_languages(tmp_path: Path) -> None:
    done = palier("init", "aide", cwd=tmp_path, typed="Acme\nAtelier\nen\n")
    knowledge, _ = load_knowledge(tmp_path / "aide")
    assert (done.returncode, knowledge is not None) == (0, True)
    assert knowledge is not None
    support = knowledge.support
    assert (support.brand.name, list(support.products), support.languages) == ("Acme", ["atelier"], ("en",))


def test_new_help_centre_in_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = palier("init", ".", "--no-input", cwd=tmp_path)
    assert (done.returncode, [path.name for path in tmp_path.iterdir()]) == (1, ["notes.txt"])
    assert "not empty" in done.stderr


def test_new_help_centre_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "aide").write_text("mine", encoding="utf-8")
    done = palier("init", "aide", "--no-input", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "aide").read_text(encoding="utf-8")) == (1, "mine")
