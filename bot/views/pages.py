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
    size: int = SIZE

    @property
    def first(self) -> int:
        """The place of the first entry in the whole list, counted from 0."""
        return self.number * self.size

    @property
    def label(self) -> str:
        """ "2/5"; nothing where there is only one page."""
        return f"{self.number + 1}/{self.total}" if self.total > 1 else ""

    def turn(self, words: Words, to: Callable[[int], str]) -> tuple[Row, ...]:
        """The row with which one turns pages, if there are several; `to`: the data of a button to a page. Of
        two pages, each has the way to the other."""
        before = Button(words.word("page_before"), to((self.number - 1) % self.total))
        after = Button(words.word("page_after"), to((self.number + 1) % self.total))
        if self.total > 2:
            return ((before, after),)
        return (((before if self.number else after),),) if self.total == 2 else ()


def page(entries: Sequence[T], number: int, size: int = SIZE) -> Page[T]:
    """The page of this number, or the nearest there is: anyone can ask for any. `size`: its entries."""
    total = max(1, -(-len(entries) // size))
    number = max(0, min(number, total - 1))
    return Page(tuple(entries[number * size : (number + 1) * size]), number, total, size)
