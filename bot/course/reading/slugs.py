"""Ids: written by the teacher or made from a title, and each of them only once."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from bot.course.message import Message, say
from bot.course.reading.mistakes import Source, YamlMark

MAX_LENGTH = 60
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBERED = re.compile(r"-\d+$")
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
        return _shortened("-".join(words), MAX_LENGTH)
    digest = _digest(text)
    has_latin = any(word.isalpha() for word in words)
    return f"{_shortened('-'.join(words), MAX_LENGTH - 7)}-{digest}" if has_latin else f"s-{digest}"


def told_apart(texts: Sequence[str]) -> tuple[str, ...]:
    """An id for each of these texts, which differ: "C" and "C++" make "c" and "c-" with a digest. Only texts
    whose ids would be the same have one, and which of them has none does not depend on their order."""
    made = [slugify(text) for text in texts]
    whole: dict[str, str] = {}
    for text, slug in zip(texts, made, strict=True):
        if _is_whole(text, slug):
            whole[slug] = min(whole.get(slug, text), text, key=lambda one: (_hyphened(one) != slug, one))
    return tuple(
        slug if made.count(slug) == 1 or whole.get(slug) == text else _digested(slug, text)
        for text, slug in zip(texts, made, strict=True)
    )


@dataclass(frozen=True)
class IdUse:
    """Where an id is used."""

    slug: str
    source: Source
    mark: YamlMark
    written: bool


class Ids:
    """The ids of one kind, each with the place where it is used. `of`: "lesson", "step" or "option"."""

    def __init__(self, of: str) -> None:
        self._of = of
        self._uses: list[IdUse] = []

    def use(self, slug: str, source: Source, mark: YamlMark, *, written: bool) -> None:
        self._uses.append(IdUse(slug, source, mark, written))

    @property
    def uses(self) -> tuple[IdUse, ...]:
        return tuple(self._uses)

    def empty(self) -> Ids:
        """For the same kind of thing, with none used yet."""
        return Ids(self._of)

    def take_over(self, uses: Iterable[IdUse], source: Source) -> None:
        """What was used in a file that was read before."""
        self._uses += (replace(use, source=source) for use in uses)

    def settle(self) -> None:
        """After all were used: notes a mistake wherever one is used again, with another that is free."""
        first: dict[str, str] = {}
        taken = {use.slug for use in self._uses}
        for use in self._uses:
            where = use.source.where(use.mark)
            if first.setdefault(use.slug, where) != where:
                other = _another(use.slug, taken)
                taken.add(other)
                use.source.mistake(use.mark, self._taken(use, first[use.slug], other))
        self._uses.clear()

    def _taken(self, use: IdUse, first: str, other: str) -> Message:
        if use.written:
            return say("fields.id_taken", of=self._of, id=use.slug, first=first, other=other)
        return say("fields.made_id_taken", of=self._of, id=use.slug, first=first, other=other)


def _is_whole(text: str, slug: str) -> bool:
    """Whether nothing but capitals was lost on the way to the id."""
    return _hyphened(text.casefold()) == slug


def _hyphened(text: str) -> str:
    return "-".join(text.split())


def _digested(slug: str, text: str) -> str:
    if slug.startswith("s-"):  # it is a digest itself
        return slug
    return f"{_shortened(slug, MAX_LENGTH - 7)}-{_digest(text)}"


def _digest(text: str) -> str:
    plain = unicodedata.normalize("NFC", text.strip())
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:6]


def _another(slug: str, taken: set[str]) -> str:
    base = _NUMBERED.sub("", slug)
    numbered = (f"{_shortened(base, MAX_LENGTH - 4)}-{number}" for number in count(2))
    return next(other for other in numbered if other not in taken)


def _shortened(slug: str, limit: int) -> str:
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rpartition("-")[0] or slug[:limit]
