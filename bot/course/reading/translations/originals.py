"""What each text of a translation was made from: digests of both, in a file of the translation's folder.

A text is outdated once the course says something else and the translation still says what it said then.
Whoever translates it anew has nothing else to do: that it is another text is seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.course.reading import yaml_source
from bot.course.reading.mistakes import Source
from bot.course.reading.translations.nodes import entries
from bot.course.reading.translations.texts import TextPair

ORIGINALS_FILE = "originals.yaml"

_HEAD = """\
# What each text was translated from, as digests of both. `python -m bot translate` writes this file;
# `python -m bot check` tells by it what has changed in the course since.
"""


@dataclass(frozen=True)
class Digests:
    """Of a text of the course, and of its translation, when that was made."""

    original: str
    translated: str


Known = Mapping[str, Digests]
"""Path of a text -> its digests."""


def read_originals(data: bytes | None) -> Known:
    """Nothing, where the file is not there or is no such file."""
    node = yaml_source.compose(data, Source(Path())) if data else None
    found: dict[str, Digests] = {}
    for key, value in entries(node):
        original, _, translated = str(value.value).partition(" ") if _is_text(value) else ("", "", "")
        found[key.value] = Digests(original, translated)
    return found


def is_outdated(pair: TextPair, known: Known) -> bool:
    """Whether the course says something else than what was translated."""
    before = known.get(pair.path)
    if before is None or not pair.translated:
        return False
    return before.original != digest(pair.original) and before.translated == digest(pair.translated)


def written_originals(texts: Iterable[TextPair], known: Known, *, all_done: bool) -> str:
    """The file, with what is translated by now. `all_done`: also what looks outdated."""
    lines = []
    for pair in sorted(texts, key=lambda pair: pair.path):
        if pair.translated and pair.original:
            before = known.get(pair.path)
            now = Digests(digest(pair.original), digest(pair.translated))
            kept = before if before and is_outdated(pair, known) and not all_done else now
            lines.append(f"{pair.path}: {kept.original} {kept.translated}\n")
    return _HEAD + "".join(lines)


def digest(text: str) -> str:
    """Of the words alone: how lines are broken makes no other text."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:10]


def _is_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)
