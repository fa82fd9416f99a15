"""The pictures of a course that is imported: taken along, made smaller if they must, or stood in for."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from PIL import Image as Pillow

from bot.course.formats.fitting.placeholder import placeholder
from bot.course.formats.material import Fate
from bot.course.formats.texts.converted import Image
from bot.course.message import Message, say
from bot.course.model import Picture
from bot.course.reading import picture_decoding, pictures
from bot.course.reading.slugs import slugify
from bot.course.reading.values import printable

FOLDER = "pictures"
MOST_PIXELS = 50_000_000
_LARGEST = 2_560
"""Pixels on the longer side of a picture that has to be made smaller: Telegram shows no more."""
_DATA = re.compile(r"data:([\w/+.-]*)((?:;[\w=.-]+)*?)(;base64)?,", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"(img|image|picture|bild|photo|foto|figure|screenshot|graphic)?[\s\d._-]*", re.IGNORECASE
)
_DESCRIPTION = 800

Taken = tuple[Picture, Message | None, Fate]


class PictureStore:
    """`find` gives the bytes of a picture by the name that a text has for it."""

    def __init__(self, find: Callable[[str], bytes | None]) -> None:
        self.find = find
        self.files: dict[str, bytes] = {}
        """Path in the course's folder -> bytes."""
        self._known: dict[str, Taken] = {}

    def take(self, image: Image) -> Taken:
        """The picture as the course has it, and what is to be said on it."""
        if image.source not in self._known:
            self._known[image.source] = self._taken(image)
        picture, message, fate = self._known[image.source]
        return Picture(picture.path, _description(image.alt), picture.digest), message, fate

    def _taken(self, image: Image) -> Taken:
        source, name = image.source, _name(image.source)
        on_the_web = source.lower().startswith(("http://", "https://"))
        data = None if on_the_web else self._data(source)
        made = None if data is None else _usable(data)
        if isinstance(made, bytes):
            changed = None if made is data else say("formats.picture_made", name=_shown(source))
            return self._kept(name, made), changed, Fate.CHANGED
        picture = self._stand_in(name)
        file, short = picture.path.as_posix(), _shown(source)
        if made is not None:
            message = say("formats.picture_unusable", name=short, file=file, problem=made)
        elif on_the_web:
            message = say("formats.picture_on_the_web", url=short, file=file)
        else:
            message = say("formats.picture_missing", name=short, file=file)
        return picture, message, Fate.LEFT_OUT

    def _data(self, source: str) -> bytes | None:
        if source.lower().startswith("data:"):
            return _inline(source)
        return self.find(source) or self.find(unquote(source.partition("?")[0].partition("#")[0]))

    def _stand_in(self, name: str) -> Picture:
        path = self._free(name, ".png")
        data = placeholder(path.name)
        self.files[path.as_posix()] = data
        return Picture(path, "", _digest(data))

    def _kept(self, name: str, data: bytes) -> Picture:
        same = next((path for path, other in self.files.items() if other == data), None)
        path = Path(same) if same else self._free(name, ".png" if data.startswith(b"\x89PNG") else ".jpg")
        self.files[path.as_posix()] = data
        return Picture(path, "", _digest(data))

    def _free(self, name: str, suffix: str) -> Path:
        number = 1
        path = Path(FOLDER, f"{name}{suffix}")
        while path.as_posix() in self.files:
            number += 1
            path = Path(FOLDER, f"{name}-{number}{suffix}")
        return path


def _shown(source: str) -> str:
    """As people are told of it."""
    return f"{source[:30]}…" if source.lower().startswith("data:") else source[:200]


def _name(source: str) -> str:
    if source.lower().startswith("data:"):
        return f"picture-{hashlib.sha256(source.encode()).hexdigest()[:8]}"
    try:
        path = unquote(urlsplit(source).path)
    except ValueError:
        path = source
    return slugify(PurePosixPath(path.replace("\\", "/")).stem or "picture")


def _inline(source: str) -> bytes | None:
    """What a data: URL holds."""
    found = _DATA.match(source)
    if not found:
        return None
    body = source[found.end() :]
    try:
        return (
            base64.b64decode(re.sub(r"\s", "", unquote(body)), validate=False)
            if found[3]
            else unquote_to_bytes(body)
        )
    except (binascii.Error, ValueError):
        return None


def _description(alt: str) -> str:
    words = " ".join(printable(alt).split())
    return "" if _SAYS_NOTHING.fullmatch(words) else words[:_DESCRIPTION]


def _usable(data: bytes) -> bytes | Message:
    """The picture as Telegram takes it: as it is, or made smaller, or of another kind."""
    problem = pictures.problem(data)
    if problem is None and picture_decoding.problem(data) is None:
        return picture_decoding.put_right(data) or data
    try:
        with Pillow.open(BytesIO(data)) as image:
            if image.width * image.height > MOST_PIXELS:
                return say("formats.picture_too_large")
            if max(image.size) > 20 * min(image.size):
                return problem or say("pictures.damaged")
            image.thumbnail((_LARGEST, _LARGEST))
            file = BytesIO()
            image.convert("RGBA" if image.has_transparency_data else "RGB").save(file, "PNG")
    except (Pillow.DecompressionBombError, *picture_decoding.ERRORS):
        return problem or say("pictures.damaged")
    made = file.getvalue()
    made = picture_decoding.put_right(made) or made
    return _as_jpeg(made) if len(made) > pictures.MAX_BYTES else made


def _as_jpeg(png: bytes) -> bytes:
    with Pillow.open(BytesIO(png)) as image:
        file = BytesIO()
        image.convert("RGB").save(file, "JPEG", quality=90)
    return file.getvalue()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
