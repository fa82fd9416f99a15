"""Ids: written by the teacher or made from a title, and each of them only once."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from bot.course.message import Message, say
from bot.course.reading.mistakes import Source, YamlMark

MAX_LENGTH = 60
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def is_slug(text: str) -> bool:
    return len(text) <= MAX_LENGTH and bool(_SLUG.fullmatch(text))


def slugify(text: str) -> str:
    """An id made from a text: the same text gives the same id.

    Letters that have no Latin form cannot stand in an id; a short digest of the text stands for them then.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LATIN))
    words = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f'’]", "", plain))
    lost = any(char.isalpha() and not char.isascii() for char in plain) or not words
    if not lost:
        return _cut("-".join(words), MAX_LENGTH)
    digest = hashlib.sha256(
        unicodedata.normalize("NFC", text.strip()).encode("utf-8", "replace")
    ).hexdigest()[:6]
    has_latin = any(word.isalpha() for word in words)
    return f"{_cut('-'.join(words), MAX_LENGTH - 7)}-{digest}" if has_latin else f"s-{digest}"


class Ids:
    """The ids of one kind used so far, each with the place where it was first used."""

    def __init__(self, what: Message) -> None:
        self._what = what
        self._first: dict[str, str] = {}

    def use(self, slug: str, source: Source, mark: YamlMark, *, written: bool) -> None:
        """Notes a mistake when another has this id already."""
        first = self._first.setdefault(slug, source.where(mark))
        if first == source.where(mark):
            return
        if written:
            source.mistake(mark, say("fields.id_taken", what=self._what, id=slug, first=first))
            return
        other = _another(slug)
        made = say("fields.made_id_taken", what=self._what, id=slug, first=first, other=other)
        source.mistake(mark, made)


def _another(slug: str) -> str:
    return f"{_cut(slug, MAX_LENGTH - 2)}-2"


def _cut(slug: str, limit: int) -> str:
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rpartition("-")[0] or slug[:limit]
