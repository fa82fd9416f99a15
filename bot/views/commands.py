"""What commands are for, in a few words each, wherever they are listed."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def described(names: Collection[str], words: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Of the words for commands, those for these names. They are listed in the order of the words: what
    belongs together in a list comes from several wings."""
    return tuple((name, text) for name, text in words if name in names)
