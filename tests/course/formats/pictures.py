"""Small pictures for files that bring their own."""

from __future__ import annotations

import io

from PIL import Image


def png(color: tuple[int, int, int], size: tuple[int, int] = (60, 40)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, color).save(made, "PNG")
    return made.getvalue()
