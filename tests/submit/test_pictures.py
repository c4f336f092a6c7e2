"""Pictures: only pixels pass, what cannot be drawn is refused in words, and nothing else is lost by it."""

import io
import os
import re
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from house import House
from sample_drafts import QUESTION, words_of
from sample_pictures import PAGE, animation, bomb, opened, photograph_with_place, picture
from test_attached_files import LOG, kept_files, send

from submit.gate.attachments import MOST_BYTES, MOST_BYTES_TOGETHER, MOST_FILES, MOST_TEXT_BYTES, endings
from submit.pictures import drawing
from submit.pictures.redraw import PictureFault, Redrawn, redraw
from submit.store.tables import AttachmentRow
from submit.uploads import Upload
from submit.web.service import load_phrases


def drawn(content: bytes) -> Redrawn:
    made = redraw(content)
    assert isinstance(made, Redrawn)
    return made


@pytest.mark.parametrize(
    ("form", "how", "ending", "shown_as"),
    [
        ("PNG", {}, "png", "PNG"),
        ("JPEG", {"quality": 95}, "jpg", "JPEG"),
        ("WEBP", {}, "png", "PNG"),
        ("GIF", {}, "png", "PNG"),
        ("BMP", {}, "png", "PNG"),
        ("TIFF", {"compression": "tiff_lzw"}, "png", "PNG"),
    ],
)
def test_picture_of_every_accepted_kind_becomes_one_that_any_browser_shows(
    form: str, how: dict[str, object], ending: str, shown_as: str
) -> None:
    made = drawn(picture(form, **how))
    image = opened(made.content)
    assert (made.ending, image.format, image.size) == (ending, shown_as, (60, 40))
    red, *others = image.convert("RGB").getpixel((4, 4))
    assert red > 200
    assert max(others) < 60


@pytest.mark.parametrize(
    ("mode", "form"),
    [("1", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("F", "TIFF"), ("CMYK", "JPEG")],
)
def test_picture_of_any_depth_of_colour_is_drawn(mode: str, form: str) -> None:
    image = opened(picture("PNG")).convert("I" if mode == "I;16" else "RGB").convert(mode)
    file = io.BytesIO()
    image.save(file, form)
    assert opened(drawn(file.getvalue()).content).size == (60, 40)


def test_photograph_says_no_longer_where_it_was_taken_nor_by_whom() -> None:
    taken = photograph_with_place()
    assert b"Telephone of Claire" in taken
    made = drawn(taken)
    image = opened(made.content)
    assert dict(image.getexif()) == {}
    assert b"Telephone" not in made.content
    assert b"our house" not in made.content


def test_photograph_that_lay_on_its_side_stands_up() -> None:
    assert opened(photograph_with_place(orientation=6)).size == (60, 40)
    assert opened(drawn(photograph_with_place(orientation=6)).content).size == (40, 60)


def test_page_behind_a_photograph_is_gone() -> None:
    both = picture("JPEG") + PAGE
    made = drawn(both)
    assert b"<script>" in both
    assert b"<script>" not in made.content
    assert opened(made.content).size == (60, 40)


def test_recording_goes_on_moving_at_its_own_pace_without_its_comment() -> None:
    made = drawn(animation())
    image = opened(made.content)
    times = []
    for place in range(image.n_frames):
        image.seek(place)
        times.append(image.info["duration"])
    assert (made.ending, times) == ("gif", [100, 200, 300, 400])
    assert b"mine" in animation()
    assert b"mine" not in made.content


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(picture("JPEG", size=(400, 300))[:900], PictureFault.UNREADABLE, id="cut in the middle"),
        pytest.param(picture("PNG")[:60], PictureFault.UNREADABLE, id="a PNG without its end"),
        pytest.param(b"\xff\xd8\xff" + bytes(range(256)), PictureFault.UNREADABLE, id="only begins like one"),
        pytest.param(b"", PictureFault.UNREADABLE, id="nothing"),
        pytest.param(bomb(), PictureFault.TOO_LARGE, id="a bomb"),
        pytest.param(bomb(7_072), PictureFault.TOO_LARGE, id="a few pixels too many"),
    ],
)
def test_what_cannot_be_drawn_says_why(content: bytes, fault: PictureFault) -> None:
    assert redraw(content) is fault


def test_same_picture_is_always_drawn_the_same() -> None:
    """A retry after a lost answer must be the same call, so it must give the same bytes."""
    taken = photograph_with_place()
    assert drawn(taken) == drawn(taken)
    png = picture("PNG")
    assert drawn(drawn(png).content) == drawn(png)


def test_drawing_can_open_nothing_and_start_nothing() -> None:
    """What a broken decoder could do: tried in the very process that decodes, after it gave everything up."""
    attempt = (
        "import os, socket, sys\n"
        f"sys.path.insert(0, {str(Path(drawing.__file__).parents[2])!r})\n"
        "from submit.pictures import drawing\n"
        "drawing._give_up_everything()\n"
        "faults = []\n"
        "for act in (lambda: os.open('/etc/hostname', os.O_RDONLY), socket.socket, os.pipe,\n"
        "            lambda: bytearray(2 * drawing.MOST_MEMORY)):\n"
        "    try:\n"
        "        act()\n"
        "    except (OSError, MemoryError) as fault:\n"
        "        faults.append(type(fault).__name__)\n"
        "os.write(1, ' '.join(faults).encode())\n"
    )
    done = subprocess.run([sys.executable, "-c", attempt], capture_output=True, check=True, text=True)
    assert done.stdout == "OSError OSError OSError MemoryError"


def test_drawing_takes_nothing_of_the_service_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the service's secrets nor its open files."""
    monkeypatch.setenv("PALIER_SECRET_KEY", "hush")
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import os, sys\nsys.stdin.buffer.read()\n"
        "open_files = sorted(int(name) for name in os.listdir('/proc/self/fd'))[:-1]\n"
        "seen = f'{sorted(os.environ)} {open_files}'.encode()\n"
        'sys.stdout.buffer.write(b\'{"ending": "png"}\\n\' + seen)\n'
    )
    monkeypatch.setattr("submit.pictures.redraw._DRAWING", spy)
    with (tmp_path / "open").open("wb") as file:
        os.set_inheritable(file.fileno(), True)
        assert b"PALIER" not in drawn(b"x").content
        assert drawn(b"x").content.endswith(b"[0, 1, 2]")


def test_drawing_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr("submit.pictures.redraw._DRAWING", slow)
    monkeypatch.setattr("submit.pictures.redraw._LONGEST_S", 0.3)
    assert redraw(b"x") is PictureFault.TOO_LARGE


def test_many_threads_draw_at_once() -> None:
    content = picture("PNG")
    with ThreadPoolExecutor(8) as crowd:
        made = list(crowd.map(redraw, [content] * 12))
    assert made == [drawn(content)] * 12
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 0


def test_picture_that_cannot_be_drawn_is_refused_and_the_rest_is_kept(house: House) -> None:
    png = picture("PNG", redrawn=True)
    answer = send(
        house, QUESTION, (png, "écran.png"), (picture("JPEG")[:200], "photo.jpg"), (bomb(), "b.png"), (LOG, "a.log")
    )
    body = answer.get_json()
    assert answer.status_code == 422
    assert [(one["code"], one["field"], one["reason"], one["name"]) for one in body["refusals"]] == [
        ("attachment", "attachments.2", "picture-unreadable", "photo.jpg"),
        ("attachment", "attachments.3", "picture-too-large", "b.png"),
    ]
    assert kept_files(house) == sorted([png, LOG])
    assert len(body["kept"]) == 2


def test_place_of_a_photograph_is_nowhere_on_disk(house: House) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    assert send(house, QUESTION, (photograph_with_place(), "IMG_0042.JPG"), ask=ask).status_code == 201
    (row,) = house.rows(AttachmentRow)
    assert (row.name, row.media_type) == ("IMG_0042.JPG", "image/jpeg")
    assert b"Telephone of Claire" not in house.bytes_on_disk()


@pytest.mark.parametrize(
    ("form", "name", "stored"),
    [
        ("WEBP", "capture.webp", "capture.png"),
        ("GIF", "plan.gif", "plan.png"),
        ("BMP", "écran", "écran.png"),
        ("JPEG", "photo.jpeg", "photo.jpeg"),
        ("PNG", "photo.jpg", "photo.png"),
        ("PNG", "v1.2", "v1.2.png"),
        ("WEBP", "x" * 195 + ".webp", "x" * 195 + ".png"),
    ],
)
def test_name_of_a_picture_ends_as_what_it_now_is(form: str, name: str, stored: str) -> None:
    made = Upload(name, picture(form)).redrawn()
    assert isinstance(made, Upload)
    assert made.name == stored


def test_pictures_that_would_take_too_long_together_are_asked_for_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("submit.web.draft_reading._LONGEST_DRAWING_S", -1)
    answer = send(house, QUESTION, (picture("PNG"), "écran.png"), (LOG, "a.log"))
    assert [one["reason"] for one in answer.get_json()["refusals"]] == ["picture-busy"]
    assert kept_files(house) == [LOG]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_form_says_beforehand_what_is_accepted(lang: str) -> None:
    said = load_phrases().say(lang, "hint.attachments").replace("\N{NO-BREAK SPACE}", " ")
    megabytes = [count // 1024**2 for count in (MOST_BYTES, MOST_TEXT_BYTES, MOST_BYTES_TOGETHER)]
    assert [int(number) for number in re.findall(r"\d+", said)] == [MOST_FILES, *megabytes]
    listed = re.findall(r"\w+", said.rpartition(": ")[2])
    assert {f".{one}" for one in listed} == set(endings()) - {".jpg", ".tif"}
