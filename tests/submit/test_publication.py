"""Publication: killed or failing at any instant, yesterday's site and index stay byte for byte, and the next build
works.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deflect.index import open_index
from kb.errors import BuildError, KnowledgeError
from kb.generation import current_generation
from kb.knowledge import load_knowledge
from submit.publication import is_up_to_date, publish, publish_pages

BASE_URL = "https://help.example.test"
PATIENCE_S = 120
SUPPORT = """\
brand: {name: Killed}
languages: [fr]
products: {app: {name: App}}
kinds: {question: {required: [product, subject, description, email]}}
categories: {start: {title: Début}}
"""
PAGE = "---\ntitle: Bonjour\ndescription: Un mot.\nproducts: [app]\n---\n\nLe mot est\u00a0: %s.\n"
# Counts what a build does to the disk from the moment its staging folder is made, and dies at one of these steps.
KILLED_AT = """
import os, signal, sys
last, seen, begun = int(sys.argv[1]), 0, False
STEPS = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "shutil.rmtree"}

def watch(event, arguments):
    global seen, begun
    begun = begun or (event == "os.mkdir" and "/.staging-" in str(arguments[0]))
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if begun and (event in STEPS or writes):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
sys.argv[1:] = ["build"]
from submit.commands.palier import main
try:
    main()
finally:
    print(seen)
"""


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """The smallest help centre that builds."""
    root = tmp_path / "centre"
    (root / "docs" / "articles" / "start").mkdir(parents=True)
    (root / "support.yml").write_text(SUPPORT, encoding="utf-8")
    (root / "mkdocs.yml").write_text("theme: {name: material}\nplugins: [search, palier]\n", encoding="utf-8")
    (root / "docs" / "index.md").write_text("---\ntitle: Accueil\n---\n", encoding="utf-8")
    write(root, "hier")
    return root


@pytest.fixture
def var(tmp_path: Path, centre: Path) -> Path:
    """A `var` with yesterday's build."""
    publish(centre, tmp_path / "var", BASE_URL, quiet)
    return tmp_path / "var"


def quiet(_step: str, _done: int) -> None:
    pass


def page_of(root: Path) -> Path:
    return root / "docs" / "articles" / "start" / "bonjour.md"


def write(root: Path, word: str) -> None:
    page_of(root).write_text(PAGE % word, encoding="utf-8")


def current(var: Path) -> Path:
    return (var / "current").resolve()


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def served(var: Path) -> str:
    return (current(var) / "site" / "articles" / "start" / "bonjour" / "index.html").read_text(encoding="utf-8")


def left_over(var: Path) -> list[str]:
    """What no build should leave behind."""
    return [path.name for path in (*var.glob(".current-*"), *(var / "builds").glob(".staging-*"))]


def build_killed_at(step: int, root: Path, var: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(step)],
        env={**os.environ, "PALIER_ROOT": str(root), "PALIER_VAR": str(var), "PALIER_BASE_URL": BASE_URL},
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )


def test_build_killed_at_any_step_leaves_yesterday_or_a_whole_new_build(centre: Path, var: Path) -> None:
    whole = build_killed_at(0, centre, var)
    assert whole.returncode == 0
    steps = int(whole.stdout.splitlines()[-1])
    # The last steps are the swap itself and what comes after it: each one; before them, some all along the way.
    instants = sorted({1, *range(steps // 5, steps - 7, steps // 5), *range(steps - 7, steps + 1)})
    outcomes = set()
    for instant in instants:
        write(centre, f"mot{instant}")
        yesterday, before = current(var), everything(current(var))
        killed = build_killed_at(instant, centre, var)
        # What the build before left behind is swept before the count begins; a build that ends is one step shorter.
        assert killed.returncode in {-signal.SIGKILL, 0}
        swapped = current(var) != yesterday
        outcomes.add((killed.returncode, swapped))
        if yesterday.exists():
            assert everything(yesterday) == before
        assert (f"mot{instant}." in served(var)) == swapped
        open_index(current(var) / "index").close()
    assert {(-signal.SIGKILL, False), (-signal.SIGKILL, True)} <= outcomes
    write(centre, "demain")
    publish(centre, var, BASE_URL, quiet)
    assert ("demain." in served(var), is_up_to_date(centre, var), left_over(var)) == (True, True, [])


FAILING = {
    "a page that cannot be read": ("docs/articles/start/bonjour.md", "---\ntitle: [\n---\n", KnowledgeError),
    "a link that leads nowhere": ("docs/articles/start/other.md", "---\ntitle: A\n---\n[x](no.md)\n", BuildError),
    "a facts file that is broken": ("support.yml", "brand: {}\n", KnowledgeError),
    "looks that MkDocs refuses": ("mkdocs.yml", "theme: {name: no-such-theme}\nplugins: [palier]\n", BuildError),
}


@pytest.mark.parametrize(("path", "text", "fault"), FAILING.values(), ids=FAILING)
def test_build_that_fails_on(centre: Path, var: Path, path: str, text: str, fault: type[Exception]) -> None:
    before = everything(var)
    good = (centre / path).read_text(encoding="utf-8") if (centre / path).exists() else None
    (centre / path).write_text(text, encoding="utf-8")
    with pytest.raises(fault):
        publish(centre, var, BASE_URL, quiet)
    assert (everything(var), left_over(var)) == (before, [])
    if good is None:
        (centre / path).unlink()
    else:
        (centre / path).write_text(good, encoding="utf-8")
    write(centre, "demain")
    publish(centre, var, BASE_URL, quiet)
    assert "demain." in served(var)


def test_second_build_at_the_same_time_is_refused_and_changes_nothing(centre: Path, var: Path) -> None:
    before = everything(current(var))

    def build_again(step: str, _done: int) -> None:
        if step == "proof":
            with pytest.raises(BuildError, match="another build is running"):
                publish(centre, var, BASE_URL, quiet)

    yesterday = current(var)
    publish(centre, var, BASE_URL, build_again)
    assert (current(var) != yesterday, everything(yesterday)) == (True, before)


def test_page_put_into_a_build_makes_what_a_whole_build_makes(centre: Path, var: Path) -> None:
    base = current_generation(var)
    assert base is not None
    before = everything(base.path)
    write(centre, "maintenant")
    knowledge, _ = load_knowledge(centre)
    assert knowledge is not None
    page = page_of(centre).relative_to(centre).as_posix()
    quick = publish_pages(knowledge, frozenset({page}), base, var, BASE_URL)
    assert everything(base.path) == before
    assert "maintenant." in served(var)
    whole = publish(centre, var, BASE_URL, quiet)
    made, wanted = everything(quick.path), everything(whole.path)
    # The site's own search is the whole build's; an index has names of its own each time.
    own = {name for name in made.keys() | wanted.keys() if name.startswith("index/")}
    differing = {name for name in (made.keys() | wanted.keys()) - own if made.get(name) != wanted.get(name)}
    assert differing == {"build.json", "site/search/search_index.json"}
    write(centre, "[x](no.md)")
    knowledge, _ = load_knowledge(centre)
    assert knowledge is not None
    with pytest.raises(BuildError, match=r"no\.md"):
        publish_pages(knowledge, frozenset({page}), whole, var, BASE_URL)
    assert (current(var), everything(whole.path), left_over(var)) == (whole.path, wanted, [])
