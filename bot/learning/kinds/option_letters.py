"""The letters under which a learner sees a question's options, and answers that are written in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.course.kinds.choice import Option
from bot.course.kinds.normal_form import latin

LETTERS = "ABCDEFGHIJ"
"""A question has no more options than these."""

_LONGEST = 40
"""Characters of an answer in letters: all ten of them, with signs between."""


def lettered(order: Sequence[Option]) -> Iterator[tuple[str, Option]]:
    return zip(LETTERS, order, strict=False)


def named(order: Sequence[Option], words: str) -> frozenset[str] | None:
    """The ids of the options that the words name, as in "b", "B)" or "A, C"; None where they say anything
    else."""
    options = {letter: option.id for letter, option in lettered(order)}
    found = re.findall(r"\w+", _capitals(words)) if len(words) <= _LONGEST else []
    if not found or not options.keys() >= set(found):
        return None
    return frozenset(options[letter] for letter in found)


def in_a_row(order: Sequence[Option], words: str) -> tuple[str, ...] | None:
    """The ids of the options whose letters stand there, in their order, each once, with signs between or
    none, as in "C A B" or "cab"; None where anything else does."""
    options = {letter: option.id for letter, option in lettered(order)}
    found = re.findall(r"\w", _capitals(words)) if len(words) <= _LONGEST else []
    if not found or not options.keys() >= set(found) or len(set(found)) < len(found):
        return None
    return tuple(options[letter] for letter in found)


def _capitals(words: str) -> str:
    """Full-width letters are taken for letters, and those of other scripts for what they look like."""
    return latin(unicodedata.normalize("NFKC", words).lower()).upper()
