"""A picture that stands where another one belongs: a frame with that one's name in it."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from bot.course.reading.todo import PLACEHOLDER

_SIZE = (720, 360)
_PAPER, _LINE, _INK = "#f2f4f7", "#c3cad4", "#5b6675"
_MOST = 46


@lru_cache(maxsize=256)
def placeholder(name: str) -> bytes:
    """A PNG, the same for the same name."""
    image = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((24, 24, 695, 335), 18, outline=_LINE, width=4)
    pen.ellipse((268, 92, 304, 128), fill=_LINE)
    pen.polygon(((250, 220), (330, 120), (400, 205), (430, 170), (475, 220)), fill=_LINE)
    shown = name if len(name) <= _MOST else f"{name[: _MOST - 1]}…"
    pen.text((360, 275), shown, fill=_INK, font=ImageFont.load_default(24), anchor="mm")
    info = PngInfo()
    info.add_text(PLACEHOLDER, name)
    file = BytesIO()
    image.quantize(16).save(file, "PNG", pnginfo=info, optimize=True)
    return file.getvalue()
