"""Answers that are worth a share, in per cent, as quiz programs count them -> right ones and wrong ones."""

from __future__ import annotations

from collections.abc import Sequence

FULL = 100.0
_NEARLY = 99.9


def right_ones(shares: Sequence[float]) -> list[bool]:
    """One that is worth all of it is right, and what is worth a part is not. Where none is, all have to be
    chosen that are worth something."""
    if any(share >= _NEARLY for share in shares):
        return [share >= _NEARLY for share in shares]
    return [share > 0 for share in shares]


def is_simplified(shares: Sequence[float]) -> bool:
    """Whether something of it is lost: a part that counts, a penalty, one part that is worth more than
    another."""
    right = right_ones(shares)
    wrong = [share for share, is_right in zip(shares, right, strict=True) if not is_right]
    parts = {round(share, 1) for share, is_right in zip(shares, right, strict=True) if is_right}
    return any(wrong) or len(parts) > 1
