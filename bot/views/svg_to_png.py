"""SVG -> PNG.

Only the fonts in `bot/fonts` are used, so a picture looks the same wherever it is drawn; text in a picture
names `Inter`, in regular (400) or bold (700).
"""

from __future__ import annotations

from pathlib import Path

import resvg_py

FONTS = Path(__file__).parents[1] / "fonts"
FAMILY = "Inter"


def png_of(svg: str, folder: Path = FONTS) -> bytes:
    """The PNG file that an SVG makes, at the size it gives itself; files it names are looked for in `folder`.

    Raises ValueError."""
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        resources_dir=str(folder),
        skip_system_fonts=True,
        font_files=[str(font) for font in sorted(FONTS.glob("*.ttf"))],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return drawn
