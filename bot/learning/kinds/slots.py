"""Half-done answers of places that are filled one after the other: one line for each, empty while it is open.

After a wrong try what was right in it stays, so the open ones may be anywhere.
"""

from __future__ import annotations

from bot.learning.kinds.base import Drafted, Given, Moved, Submitted, Unfit

Filled = tuple[str, ...]


def read_slots(draft: Given, count: int) -> Filled:
    """What each of so many places holds; "" where it is open."""
    lines = draft.split("\n") if draft else []
    return tuple((lines + [""] * count)[:count])


def write_slots(filled: Filled) -> Given:
    return Given("\n".join(filled) if any(filled) else "")


def next_open(filled: Filled) -> int:
    """The first open place, counted from 0; as many as there are where none is."""
    return next((i for i, one in enumerate(filled) if not one), len(filled))


def fill(filled: Filled, with_: tuple[str, ...]) -> Moved:
    """Fills the next open places. It is the answer once none is open."""
    lines = list(filled)
    for one in with_:
        at = next_open(tuple(lines))
        if at == len(lines):
            return Unfit()
        lines[at] = one
    after = tuple(lines)
    return Submitted(write_slots(after)) if all(after) else Drafted(write_slots(after))


def take_back(filled: Filled) -> Moved:
    """Empties the place before the next open one."""
    at = next_open(filled) - 1
    if at < 0:
        return Unfit()
    return Drafted(write_slots((*filled[:at], "", *filled[at + 1 :])))
