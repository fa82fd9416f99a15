"""Filling the gaps in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from bot.course.kinds.choice import Option
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.normal_form import clean


@dataclass(frozen=True)
class Gaps:
    """`pieces`: the text around the gaps, in Markdown, one more than there are gaps. `accepted`: what is
    right in each gap; the first is the one that is shown. `choices`: buttons to fill them with; where there
    are none they are filled by writing. `code`: the text is that of a file. `own_choices`: in a translation,
    the choices in the course's own language, in which they are kept. `language` and `also`, for each gap, as
    those of Typed."""

    pieces: tuple[str, ...]
    accepted: tuple[tuple[str, ...], ...]
    choices: tuple[Option, ...] = ()
    code: bool = False
    exact: bool = False
    mistakes: tuple[KnownMistake, ...] = ()
    output: str = ""
    own_choices: tuple[str, ...] = ()
    language: str = field(default="", compare=False)
    also: tuple[tuple[str, ...], ...] = field(default=(), compare=False)

    def kept_as(self, text: str) -> str:
        """A choice as it is kept, whatever language it was chosen in."""
        return self._pairs.get(text, text)

    def shown_as(self, text: str) -> str:
        """The same in the language of the question."""
        return next((shown for shown, kept in self._pairs.items() if kept == text), text)

    @cached_property
    def _pairs(self) -> dict[str, str]:
        shown = (clean(choice.text) for choice in self.choices)
        return dict(zip(shown, map(clean, self.own_choices), strict=False))

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return self.pieces, self.accepted, [choice.text for choice in self.choices]
