"""Writing the answer: a word, a name, a line of code."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.course.kinds.known_mistakes import KnownMistake


@dataclass(frozen=True)
class Typed:
    """All `accepted` answers are right; the first is the one that is shown. `exact`: every sign counts, as in
    code. `output`: what a program would show for it. `language`: that of the answers, "" where it is not
    known; `also`: what is right in other languages of the course; `rivals`: other answers of the same
    question, which are not to be taken for these."""

    accepted: tuple[str, ...]
    exact: bool = False
    mistakes: tuple[KnownMistake, ...] = ()
    output: str = ""
    language: str = field(default="", compare=False)
    also: tuple[str, ...] = field(default=(), compare=False)
    rivals: tuple[str, ...] = field(default=(), compare=False)

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return self.accepted, self.exact
