"""Wrong answers that a course lists: patterns in which * stands for any text, and \\* for the sign itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from bot.course.kinds.normal_form import careful, clean, normal

_STAR = re.compile(r"(?<!\\)\*")


@dataclass(frozen=True)
class KnownMistake:
    """A wrong answer that a teacher expects, and why it is wrong, in Markdown. In `answer`, * stands for any
    text."""

    answer: str
    why: str


def known_mistake(
    mistakes: Iterable[KnownMistake], forms: Iterable[str], language: str = ""
) -> KnownMistake | None:
    """The listed mistake that this is, in any of its normal forms; `language` as in `normal`."""
    written, form = tuple(forms), partial(normal, language=language) if language else normal
    return next((each for each in mistakes if any(_matches(each, one, form) for one in written)), None)


def careful_mistake(mistakes: Iterable[KnownMistake], given: str, language: str) -> KnownMistake | None:
    """The one that was listed with these very letters."""
    written = careful(given, language)
    alike = (each for each in mistakes if not is_pattern(each))
    return next((each for each in alike if careful(each.answer, language) == written), None)


def exact_mistake(mistakes: Iterable[KnownMistake], given: str) -> KnownMistake | None:
    """The same where each sign counts."""
    return next((each for each in mistakes if _matches(each, given, clean)), None)


def takes(mistake: KnownMistake, right: str, language: str) -> bool:
    """Whether the mistake would take this right answer for itself: also where only accents tell it apart, if
    it is a pattern."""
    if is_pattern(mistake):
        return known_mistake([mistake], [normal(right, language)], language) is not None
    return careful(mistake.answer, language) == careful(right, language)


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


def _parts(answer: str, form: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(part.replace("\\*", "*") for part in _STAR.split(form(answer)))
