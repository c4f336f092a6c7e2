"""`palier dev` as an author sees it: it follows the keyboard, and a fault is a red box over the last good page."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

CENTRE = Path(__file__).parents[1] / "small_centre"
PALIER = Path(sys.executable).with_name("palier")
PATIENCE_MS = 60_000


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A help centre to edit."""
    return Path(shutil.copytree(CENTRE, tmp_path / "centre"))


@pytest.fixture
def preview(chromium: Browser, centre: Path) -> Iterator[Callable[[str], Page]]:
    """Opens a page of the running preview."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(PALIER), "--root", str(centre), "dev", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        context = chromium.new_context(base_url=f"http://127.0.0.1:{port}")
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()

        def _open(path: str) -> Page:
            for _ in range(600):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                page.wait_for_timeout(100)
            page.goto(path)
            return page

        yield _open
        context.close()
        process.terminate()
        process.communicate(timeout=30)


def test_preview_follows_the_author(preview: Callable[[str], Page], centre: Path) -> None:
    file = centre / "docs" / "articles" / "billing" / "send-an-invoice.md"
    page = preview("/articles/billing/send-an-invoice/")
    expect(page.locator("main h1")).to_be_visible(timeout=PATIENCE_MS)

    good = file.read_text(encoding="utf-8")
    file.write_text(f"{good}\nUn ornithorynque passe.\n", encoding="utf-8")
    expect(page.locator("main")).to_contain_text("Un ornithorynque passe.", timeout=PATIENCE_MS)

    file.write_text(good.replace("title:", "titel:", 1), encoding="utf-8")
    box = page.locator(".palier-preview__faults")
    expect(box).to_contain_text("send-an-invoice.md:2:1", timeout=PATIENCE_MS)
    expect(page.locator("main")).to_contain_text("Un ornithorynque passe.")

    file.write_text(good, encoding="utf-8")
    expect(box).to_have_count(0, timeout=PATIENCE_MS)
