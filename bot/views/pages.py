"""Long lists a page at a time: a message holds 4096 characters and 100 buttons, a phone far fewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.views.screen import Button, Row
from bot.views.words import Words

T = TypeVar("T")

SIZE = 20
"""Entries on a page: with their summaries they fit one message, which is changed in place."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some entries of a list. `number` counts from 0; `total` is the number of pages, 1 at the least."""

    entries: tuple[T, ...]
    number: int
    total: int

    @property
    def first(self) -> int:
        """The place of the first entry in the whole list, counted from 0."""
        return self.number * SIZE

    @property
    def label(self) -> str:
        """ "2/5"; nothing where there is only one page."""
        return f"{self.number + 1}/{self.total}" if self.total > 1 else ""

    def turn(self, words: Words, to: Callable[[int], str]) -> tuple[Row, ...]:
        """The row with which one turns pages, if there are several; `to`: the data of a button to a page."""
        if self.total == 1:
            return ()
        before, after = (self.number - 1) % self.total, (self.number + 1) % self.total
        return (
            (
                Button(words.word("page_before"), to(before)),
                Button(words.word("page_after"), to(after)),
            ),
        )


def page(entries: Sequence[T], number: int) -> Page[T]:
    """The page of this number, or the nearest there is: anyone can ask for any."""
    total = max(1, -(-len(entries) // SIZE))
    number = max(0, min(number, total - 1))
    return Page(tuple(entries[number * SIZE : (number + 1) * SIZE]), number, total)
