"""The drawing: a picture from a stranger on stdin, a new one of the same pixels on stdout. Run as a process of its own.

This process gives up what it could do before it looks at the first byte: no file, no connection, no process can be
opened any more, memory and time are counted. Whatever a decoder is tricked into stays here and ends with it.

The answer is one line of JSON, `{"ending": "png"}` or `{"fault": "unreadable"}`, and the bytes after it. Only pixels
(and the times of an animation) go over: no place, no camera, no comment, no second file behind the first.
"""

import copy
import io
import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress

from PIL import Image, ImageFile, ImageOps, ImageSequence, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin

MOST_PIXELS = 50_000_000
MOST_FRAMES = 500
# Of all frames of an animation together.
MOST_PIXELS_MOVING = 250_000_000
MOST_BYTES = 10 * 1024 * 1024
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 10

# What Pillow would only import once it needs it, when no file can be opened any more.
_LATE = (copy, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "MPO")
_PHOTOGRAPHS = frozenset({"JPEG", "MPO"})
_QUALITIES = (90, 75, 50)


class TooLarge(Exception):
    """More pixels than anybody sends for a screen to be seen."""


def draw_again(content: bytes) -> tuple[str, bytes]:
    """The ending and the bytes of the new picture. Raises `TooLarge`, or whatever a decoder raises."""
    with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise TooLarge
        frames = getattr(picture, "n_frames", 1)
        if picture.format == "GIF" and frames > 1:
            return "gif", _animation(picture, frames)
        return _still(picture)


def _still(picture: Image.Image) -> tuple[str, bytes]:
    """A photograph as a photograph, everything else without loss while it fits."""
    is_photograph = picture.format in _PHOTOGRAPHS
    picture.load()
    bare = _bare(ImageOps.exif_transpose(picture))
    if not is_photograph:
        drawn = _written(bare, "PNG")
        if len(drawn) <= MOST_BYTES:
            return "png", drawn
    flat = _flat(bare)
    for quality in _QUALITIES:
        drawn = _written(flat, "JPEG", quality=quality)
        if len(drawn) <= MOST_BYTES:
            break
    return "jpg", drawn


def _animation(picture: Image.Image, frames: int) -> bytes:
    """A recording of a screen shows what no single picture does, so it goes on moving."""
    if frames > MOST_FRAMES or frames * picture.width * picture.height > MOST_PIXELS_MOVING:
        raise TooLarge
    times = []

    def drawn() -> Iterator[Image.Image]:
        for frame in ImageSequence.Iterator(picture):
            times.append(int(frame.info.get("duration", 100)))
            yield _bare(frame)

    first, *others = drawn()
    return _written(first, "GIF", save_all=True, append_images=others, duration=times, loop=0)


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone, in a mode that every format can write."""
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        # Sixteen bits a pixel: the upper eight are what a screen shows.
        bare = picture.convert("I").point(lambda value: value / 256).convert("L")
    elif picture.mode in {"L", "RGB", "RGBA"} and "transparency" not in picture.info:
        bare = picture.copy()
    else:
        has_holes = picture.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in picture.info
        bare = picture.convert("RGBA" if has_holes else "RGB")
    bare.info = {}
    return bare


def _flat(picture: Image.Image) -> Image.Image:
    """Without holes: a JPEG has none, and what shines through should be white."""
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _written(picture: Image.Image, form: str, **how: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **how)
    return file.getvalue()


def _give_up_everything() -> None:
    """From here on: what is open stays open (three pipes), and nothing else can be had. Everybody else goes first."""
    os.nice(10)
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: MOST_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    for limit, most in limits.items():
        with suppress(ValueError):  # the system is stricter already
            resource.setrlimit(limit, (most, most))


def main() -> None:
    """Read, draw, write."""
    # Ours are stricter, and told apart from what cannot be read.
    Image.MAX_IMAGE_PIXELS = None
    Image.preinit()
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    _give_up_everything()
    content = sys.stdin.buffer.read()
    drawn = b""
    try:
        ending, drawn = draw_again(content)
        head = {"ending": ending}
    except (TooLarge, MemoryError):
        head = {"fault": "too-large"}
    except Exception:  # noqa: BLE001 - decoders raise nearly everything, and all of it means the same
        head = {"fault": "unreadable"}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + drawn)


if __name__ == "__main__":
    main()
