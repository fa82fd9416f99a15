"""Wrong answers that a course lists: patterns in which * stands for any text, and \\* for the sign itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.course.kinds.normal_form import clean, normal

_STAR = re.compile(r"(?<!\\)\*")


@dataclass(frozen=True)
class KnownMistake:
    """A wrong answer that a teacher expects, and why it is wrong, in Markdown. In `answer`, * stands for any
    text."""

    answer: str
    why: str


def known_mistake(mistakes: Iterable[KnownMistake], forms: Iterable[str]) -> KnownMistake | None:
    """The listed mistake that this is, in any of its normal forms."""
    written = tuple(forms)
    return next((each for each in mistakes if any(_matches(each, form, normal) for form in written)), None)


def exact_mistake(mistakes: Iterable[KnownMistake], given: str) -> KnownMistake | None:
    """The same where each sign counts."""
    return next((each for each in mistakes if _matches(each, given, clean)), None)


def is_pattern(mistake: KnownMistake) -> bool:
    return bool(_STAR.search(mistake.answer))


def _matches(mistake: KnownMistake, written: str, form: Callable[[str], str]) -> bool:
    """Each part is looked for once, from left to right: a pattern costs no more than the text is long."""
    first, *middle = _parts(mistake.answer, form)
    if not middle:
        return written == first
    last = middle.pop()
    if not (written.startswith(first) and written.endswith(last)) or len(written) < len(first) + len(last):
        return False
    at, end = len(first), len(written) - len(last)
    for part in middle:
        found = written.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


@lru_cache(maxsize=1024)
def _parts(answer: str, form: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(part.replace("\\*", "*") for part in _STAR.split(form(answer)))
