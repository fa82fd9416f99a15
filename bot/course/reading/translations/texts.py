"""What a translation says of a course's texts, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.course.reading.mistakes import YamlMark


@dataclass(frozen=True)
class TextPair:
    """A text of the course and its translation, "" where it has none. `path`: the ids and names that lead to
    it, "step/welcome/text"; `mark`: in the translation's file, the text itself or where it belongs. `needed`:
    the translation is not whole without it. `waiting`: what stands there until it is translated, None where
    nothing does."""

    path: str
    original: str
    translated: str
    mark: YamlMark
    needed: bool = True
    waiting: str | None = None

    @property
    def is_missing(self) -> bool:
        return self.needed and not self.translated


def below(texts: Iterable[TextPair], path: str) -> tuple[TextPair, ...]:
    """Those to which this path leads."""
    return tuple(pair for pair in texts if pair.path == path or pair.path.startswith(f"{path}/"))


def any_translated(texts: Iterable[TextPair]) -> bool:
    return any(pair.translated for pair in texts)


def any_missing(texts: Iterable[TextPair]) -> bool:
    return any(pair.is_missing for pair in texts)
