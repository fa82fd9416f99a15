"""Typed values <-> the 1-64 bytes of callback data that a button carries.

Written as `name.field.field`. Anyone can send any data: what is not exactly one of the kinds parses to None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, Generic, TypeVar, get_type_hints

T = TypeVar("T")

MAX_BYTES = 64

_KEY = re.compile(r"[A-Za-z0-9_-]{1,32}")
_NUMBER = re.compile(r"-?[0-9]{1,16}")


class Codec(Generic[T]):
    """Writes and reads one family of actions: frozen dataclasses with fields of str (letters, digits, -, _),
    int, bool or an Enum of short strings. `names` are as short as they can be, and stay what they are: old
    buttons carry them."""

    def __init__(self, names: Mapping[str, type[Any]]) -> None:
        self._kinds = dict(names)
        self._names = {kind: name for name, kind in names.items()}
        self._fields = {
            kind: tuple((field.name, get_type_hints(kind)[field.name]) for field in fields(kind))
            for kind in self._names
        }

    def pack(self, action: T) -> str:
        """The callback data of an action. Raises ValueError where it is too long."""
        kind = type(action)
        values = [_write(getattr(action, name)) for name, _ in self._fields[kind]]
        data = ".".join([self._names[kind], *values])
        if len(data.encode()) > MAX_BYTES:
            raise ValueError(f"callback data of {kind.__name__} is longer than {MAX_BYTES} bytes")
        return data

    def parse(self, data: str) -> T | None:
        """The action that `pack` wrote, or None for anything else."""
        name, *parts = data.split(".")
        kind = self._kinds.get(name)
        if kind is None or len(parts) != len(self._fields[kind]):
            return None
        values = [_read(part, type_) for part, (_, type_) in zip(parts, self._fields[kind], strict=True)]
        return None if None in values else kind(*values)


def _write(value: object) -> str:
    if type(value) is str:
        return value
    if isinstance(value, bool):
        return str(int(value))
    return str(value.value) if isinstance(value, Enum) else str(value)


def _read(part: str, type_: type[Any]) -> Any:
    if type_ is str:
        return part if _KEY.fullmatch(part) else None
    if type_ is int:
        return int(part) if _NUMBER.fullmatch(part) else None
    if type_ is bool:
        return {"0": False, "1": True}.get(part)
    return next((member for member in type_ if member.value == part), None)
