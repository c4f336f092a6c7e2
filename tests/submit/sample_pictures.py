"""Pictures that customers might attach, honest ones and others, made when they are asked for."""

import io
from typing import Any

from PIL import Image

from submit.pictures.redraw import Redrawn, redraw

PAGE = b"<html><script>alert(document.domain)</script></html>"
# Tags of EXIF: how the camera was held, whose it was, and the block that says where it stood.
_ORIENTATION, _MODEL, _GPS = 0x0112, 0x0110, 0x8825


def picture(form: str, *, redrawn: bool = False, size: tuple[int, int] = (60, 40), **how: Any) -> bytes:
    """A picture with something to see; `redrawn` as it is after it went through us once."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.paste("red", (0, 0, size[0] // 3, size[1] // 3))
    content = _saved(image, form, **how)
    if not redrawn:
        return content
    drawn = redraw(content)
    assert isinstance(drawn, Redrawn)
    return drawn.content


def photograph_with_place(orientation: int = 6) -> bytes:
    """A JPEG that says where it was taken, by which telephone, and that it lies on its side."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_MODEL] = "Telephone of Claire"
    exif.get_ifd(_GPS).update({1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 7.0)})
    return picture("JPEG", exif=exif, comment=b"in front of our house")


def bomb(side: int = 30_000) -> bytes:
    """A hundred kilobytes that want 900 million pixels."""
    return _saved(Image.new("1", (side, side)), "PNG", compress_level=9)


def animation(frames: int = 4) -> bytes:
    """A recording in which something moves."""
    drawn = [Image.new("RGB", (40, 30), (place * 40 % 255, 0, 0)) for place in range(frames)]
    return _saved(
        drawn[0], "GIF", save_all=True, append_images=drawn[1:], duration=[100, 200, 300, 400][:frames], comment=b"mine"
    )


def opened(content: bytes) -> Image.Image:
    """The picture, ready to be looked at."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def _saved(image: Image.Image, form: str, **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **how)
    return file.getvalue()
