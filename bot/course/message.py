"""A sentence for a person, without its words: those stand in templates/course/, where `code` says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """`code`: "zip.damaged" is the entry `damaged` of zip.j2. `values` are what the sentence speaks of: names
    and texts as they are, numbers, and other messages."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


Value = str | int | bool | Message | tuple["Value", ...]


def say(code: str, /, **values: Value) -> Message:
    return Message(code, tuple(values.items()))
