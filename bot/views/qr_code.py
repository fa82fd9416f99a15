"""A link as a QR code, to be put into a drawing."""

from __future__ import annotations

from dataclasses import dataclass

import segno


@dataclass(frozen=True)
class QrCode:
    """`modules`: how many squares it is wide and high, without a margin. `path`: SVG's, a square being 1."""

    modules: int
    path: str


def qr_code(text: str) -> QrCode:
    """Readable where up to 15 % of it are dirty."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return QrCode(len(rows), "".join(squares))
