"""Words that differ by a slip of the pen."""

from __future__ import annotations


def is_one_off(one: str, other: str) -> bool:
    """Whether they differ by one letter: another, one more, one fewer, or two that changed places."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = next((i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        return True
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    rests = {(one[at + 1 :], other[at + 1 :]), (one[at + 1 :], other[at:]), (one[at:], other[at + 1 :])}
    return swapped or any(a == b for a, b in rests)
