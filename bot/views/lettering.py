"""Letters in pictures: which there are, and how wide they are drawn."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass

from PIL import Image

from bot.views.screen import not_known
from bot.views.svg_to_png import png_of

Placed = dict[str, object]
"""A text and where it is drawn."""

_OF_HOUSE = (range(0x0530), range(0x1E00, 0x2C00))
"""What Inter has: Latin, Greek and Cyrillic, and signs."""

_UNASSIGNED = ("\u0378", "\U000e0fff")
"""Characters that no font has: what is drawn like them cannot be drawn."""

_CELL = 32
_SIZE = 20
"""The size of letters at which they are looked at."""


@dataclass(frozen=True)
class Lettering:
    """A line of text as it will be drawn. `width`: at a size of 1. `missing`: letters that no font has."""

    width: float
    missing: str


def is_of_house(text: str) -> bool:
    """Whether the fonts in `bot/fonts` will do."""
    return text.isascii() or all(any(ord(c) in some for some in _OF_HOUSE) for c in text)


def measured(text: str, *, bold: bool = False) -> Lettering:
    """Draws it to see: a few milliseconds."""
    system_fonts = not is_of_house(text)
    wide = 2 * _SIZE * (len(text) + 2)
    line = _text(wide // 2, 2 * _SIZE, text, bold)
    box = _image(wide, 3 * _SIZE, [line], system_fonts).getbbox()
    width = (box[2] - box[0]) / _SIZE if box else 0.0
    return Lettering(width, _missing(text) if system_fonts else "")


def fitted(text: str, room: float, largest: float, *, bold: bool = False) -> float:
    """The size at which it has room."""
    width = measured(text, bold=bold).width
    return round(min(largest, room / width), 1) if width else largest


def _missing(text: str) -> str:
    letters = [c for c in dict.fromkeys(text) if unicodedata.category(c)[0] in "LNPS"]
    cells = [*_UNASSIGNED, *letters]
    drawn = [_text(at * _CELL + _CELL // 2, _SIZE, c, False) for at, c in enumerate(cells)]
    image = _image(len(cells) * _CELL, _CELL, drawn, system_fonts=True)
    seen = [image.crop((at * _CELL, 0, (at + 1) * _CELL, _CELL)).tobytes() for at, _ in enumerate(cells)]
    empty = seen[: len(_UNASSIGNED)]
    return "".join(c for c, cell in zip(letters, seen[len(_UNASSIGNED) :], strict=True) if cell in empty)


def _text(x: int, y: int, text: str, bold: bool) -> Placed:
    return {"x": x, "y": y, "text": text, "weight": 700 if bold else 400}


def _image(width: int, height: int, texts: list[Placed], system_fonts: bool) -> Image.Image:
    svg = not_known().render("measured.svg", width=width, height=height, texts=texts, size=_SIZE)
    return Image.open(io.BytesIO(png_of(svg, system_fonts=system_fonts))).convert("RGBA")
