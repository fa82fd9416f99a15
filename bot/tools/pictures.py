"""Courses' pictures: draws the PNG beside each SVG. `python -m bot pictures [DIR…]`, `content` unless told.

A drawing tool for those who write courses: the bot itself sends the PNGs.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from bot.views.svg_to_png import png_of


class PictureError(Exception):
    """A file or folder that cannot be drawn; its text is one line for a person."""


def main(arguments: Sequence[str]) -> int:
    """Write each PNG below the folders that is missing or old, one line each; 2 after any error, else 0."""
    failed = False
    for name in arguments or ["content"]:
        try:
            svgs = drawings(Path(name))
        except PictureError as error:
            failed = complain(error)
            continue
        for svg in svgs:
            try:
                draw(svg)
            except PictureError as error:
                failed = complain(error)
    return 2 if failed else 0


def render(svg: Path) -> bytes:
    """The PNG file that an SVG file makes."""
    text = read(svg)
    try:
        return png_of(text, svg.parent)
    except ValueError as error:
        raise PictureError(f"{svg}: not an SVG that can be drawn: {one_line(error)}") from error


def outdated(folder: Path) -> list[Path]:
    """The SVGs below a folder whose PNG is missing or, byte for byte, another one."""
    return [svg for svg in drawings(folder) if stale(svg, render(svg))]


def drawings(folder: Path) -> list[Path]:
    """All SVGs below a folder, in order of their names."""
    if not folder.is_dir():
        raise PictureError(f"{folder}: no such folder")
    return sorted(folder.rglob("*.svg"))


def draw(svg: Path) -> None:
    png = render(svg)
    if not stale(svg, png):
        return
    target = svg.with_suffix(".png")
    try:
        target.write_bytes(png)
    except OSError as error:
        raise PictureError(f"{target}: cannot be written: {error.strerror}") from error
    sys.stdout.write(f"{target}\n")


def stale(svg: Path, png: bytes) -> bool:
    target = svg.with_suffix(".png")
    return not target.is_file() or target.read_bytes() != png


def read(svg: Path) -> str:
    try:
        return svg.read_text(encoding="utf-8")
    except OSError as error:
        raise PictureError(f"{svg}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PictureError(f"{svg}: not an SVG: the text is not UTF-8") from error


def complain(error: PictureError) -> bool:
    sys.stderr.write(f"{error}\n")
    return True


def one_line(error: Exception) -> str:
    return " ".join(str(error).split())
