"""Pictures as they are drawn: whether they can be, what Telegram shows otherwise, and how to put it right.

For whoever checks or publishes: to decode a picture takes some fifty milliseconds. `pictures.problem` comes
first, and with it the bound: 25 million pixels at most.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from io import BytesIO

from PIL import Image, ImageOps

from bot.course.message import Message, say
from bot.course.reading import pictures

_DEEP_PNG = 16
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values a pixel has, by a PNG's kind of colour."""
_STEP = 2**20
_QUALITY = 92
_ORIENTATION = 0x0112
ERRORS = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error)
"""What Pillow raises where a file is not what it says."""
_MOST_KNOWN = 5_000
_known: dict[bytes, Message | None] = {}
"""What was found out of the files with these digests: a course is read again and again."""


def problem(data: bytes) -> Message | None:
    """What is wrong with a file that `pictures.problem` has nothing against."""
    digest = hashlib.sha256(data).digest()
    if digest not in _known:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[digest] = _decoded(data)
    return _known[digest]


def remarks(data: bytes) -> tuple[Message, ...]:
    """What is shown otherwise than it is meant, unless it is put right."""
    if pictures.problem(data) or problem(data):
        return ()
    with Image.open(BytesIO(data)) as image:
        return _remarks(image, data)


def put_right(data: bytes) -> bytes | None:
    """The picture in 8 bits a colour, RGB or grey, upright and on white; None where it is so, or is none."""
    if not remarks(data):
        return None
    with Image.open(BytesIO(data)) as image:
        made = ImageOps.exif_transpose(image)
        kind = image.format
    made = _on_white(_in_eight_bits(made))
    file = BytesIO()
    profile = made.info.get("icc_profile") if made.mode == image.mode else None
    made.save(file, kind, quality=_QUALITY, icc_profile=profile)
    return file.getvalue()


def _decoded(data: bytes) -> Message | None:
    try:
        with Image.open(BytesIO(data)) as image:
            image.load()
            is_short = image.format == "PNG" and _is_short(data)
            return say("pictures.cut_short") if is_short else None
    except Image.DecompressionBombError:
        return say("pictures.damaged")
    except ERRORS as error:
        short = isinstance(error, OSError) and "truncated" in str(error)
        return say("pictures.cut_short") if short else say("pictures.damaged")


def _is_short(png: bytes) -> bool:
    """Whether a PNG has fewer rows than it says, which Pillow passes over."""
    width, height, bits, colour, *_, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    wanted = 0 if interlaced else height * (1 + (width * bits * _CHANNELS[colour] + 7) // 8)
    unpacker = zlib.decompressobj()
    for packed in pictures.png_chunks(png, b"IDAT"):
        while packed and wanted > 0:
            wanted -= len(unpacker.decompress(packed, _STEP))
            packed = unpacker.unconsumed_tail
    return wanted > len(unpacker.flush())


def _remarks(image: Image.Image, data: bytes) -> tuple[Message, ...]:
    found = (
        (image.mode in ("CMYK", "YCCK"), say("pictures.for_print")),
        (_is_deep(image, data), say("pictures.deep")),
        (image.getexif().get(_ORIENTATION, 1) not in (0, 1), say("pictures.turned")),
        (_is_transparent(image), say("pictures.transparent")),
    )
    return tuple(message for applies, message in found if applies)


def _is_deep(image: Image.Image, data: bytes) -> bool:
    return image.mode[:1] in ("I", "F") or (image.format == "PNG" and data[24] == _DEEP_PNG)


def _is_transparent(image: Image.Image) -> bool:
    if not image.has_transparency_data:
        return False
    lowest = image.convert("RGBA").getchannel("A").getextrema()[0]
    return isinstance(lowest, int | float) and lowest < 255


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode[:1] not in ("I", "F"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        above = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), above).convert("RGB")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")
