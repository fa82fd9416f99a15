"""SVG -> PNG.

The fonts in `bot/fonts` are used, so a picture looks the same wherever it is drawn; text in a picture names
`Inter`, in regular (400) or bold (700). Only letters that Inter lacks may be taken from what the machine has.

A large picture takes a third of a second, in which nothing else of the process runs: as a program of its own
(`python -m bot.views.svg_to_png`), this reads an SVG and writes the PNG, beside a bot that goes on.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import resvg_py

FONTS = Path(__file__).parents[1] / "fonts"
FAMILY = "Inter"

SYSTEM_FONTS = "--system-fonts"
"""The program's argument for `system_fonts`."""

_AFTER_HEADER = 33
"""Bytes of a PNG's signature and its first chunk, IHDR: https://www.w3.org/TR/png-3/#5DataRep"""


def png_of(svg: str, folder: Path = FONTS, *, system_fonts: bool = False) -> bytes:
    """The PNG file that an SVG makes, at the size it gives itself; files it names are looked for in `folder`.
    `system_fonts`: letters that Inter lacks are taken from the machine's fonts.

    Raises ValueError."""
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        resources_dir=str(folder),
        skip_system_fonts=not system_fonts,
        font_files=[str(font) for font in sorted(FONTS.glob("*.ttf"))],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return drawn


def for_paper(png: bytes, dots_per_inch: int) -> bytes:
    """The same PNG with the size at which it is to be printed: programs take another one otherwise."""
    a_metre = round(dots_per_inch / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", a_metre, a_metre, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:_AFTER_HEADER] + chunk + png[_AFTER_HEADER:]


def main() -> None:
    """Standard input -> standard output."""
    svg = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(png_of(svg, system_fonts=SYSTEM_FONTS in sys.argv))


if __name__ == "__main__":
    main()
