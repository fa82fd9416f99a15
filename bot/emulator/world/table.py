"""What is held by id, and where ids begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

_EPOCH = 1_700_000_000
Key = TypeVar("Key")
Row = TypeVar("Row")


class Table(Mapping[Key, Row]):
    """What a part holds, by id: others read it as a mapping, and only the part itself changes it."""

    def __init__(self) -> None:
        self._rows: dict[Key, Row] = {}

    def __getitem__(self, key: Key) -> Row:
        return self._rows[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def first_id(clock: Callable[[], float], a_second: int) -> int:
    """From the clock, so that a fresh world never repeats the ids of an earlier one."""
    return int((clock() - _EPOCH) * a_second)
