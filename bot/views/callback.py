"""Typed values <-> the 1-64 bytes of callback data that a button carries.

Written as `name.field.field`. Anyone can send any data: what is not exactly one of the kinds parses to None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Generic, TypeVar, get_type_hints

T = TypeVar("T")

MAX_BYTES = 64

_KEY = re.compile(r"[A-Za-z0-9_-]{1,32}")
_NUMBER = re.compile(r"-?[0-9]{1,16}")


class Codec(Generic[T]):
    """Writes and reads one family of actions: frozen dataclasses with fields of str (letters, digits, -, _),
    int, bool, a StrEnum of short strings, or a union of dataclasses with one such field each, written as a
    letter and that field.

    A name is that of the `family`, in capitals, or nothing for the learner's, and at most one small letter.
    Names stay what they are: old buttons carry them."""

    def __init__(
        self,
        family: str,
        letters: Mapping[str, type[Any]],
        unions: Mapping[Any, Mapping[str, type[Any]]] | None = None,
    ) -> None:
        """`unions`: the type of a field -> the letters of its members."""
        self._unions = {union: _Union(members) for union, members in (unions or {}).items()}
        names = {f"{family}{letter}": kind for letter, kind in letters.items()}
        self.names = tuple(names)
        self._kinds = {name: (kind, tuple(map(self._reader, _types(kind)))) for name, kind in names.items()}
        self._forms = {kind: _form(name, kind) for name, kind in names.items()}
        self._with_unions = {kind: found for kind in names.values() if (found := self._unions_of(kind))}
        letter = "[a-z]?" if "" in letters else "[a-z]"
        end = r"\." if all(readers for _, readers in self._kinds.values()) else r"(\.|$)"
        self._of_family = re.compile(f"{family}{letter}{end}")

    def is_of_family(self, data: str) -> bool:
        """Whether the data is, or looks like, that of an action of this family: it may be forged, or of a
        kind that is no more."""
        return self._of_family.match(data) is not None

    def pack(self, action: T) -> str:
        """The callback data of an action. Raises ValueError where it is too long."""
        values = vars(action)
        if unions := self._with_unions.get(type(action)):
            values = values | {name: union.write(values[name]) for name, union in unions.items()}
        data = self._forms[type(action)] % values
        if len(data.encode()) > MAX_BYTES:
            raise ValueError(f"callback data of {type(action).__name__} is longer than {MAX_BYTES} bytes")
        return data

    def parse(self, data: str) -> T | None:
        """The action that `pack` wrote, or None for anything else."""
        name, *parts = data.split(".")
        kind, readers = self._kinds.get(name, (None, ()))
        if kind is None or len(parts) != len(readers):
            return None
        values = [read(part) for read, part in zip(readers, parts, strict=True)]
        return None if None in values else kind(*values)

    def _reader(self, type_: Any) -> _Reader:
        union = self._unions.get(type_)
        return union.read if union else _reader(type_)

    def _unions_of(self, kind: type[Any]) -> dict[str, _Union]:
        """The fields that are unions."""
        pairs = zip(fields(kind), _types(kind), strict=True)
        return {field.name: self._unions[type_] for field, type_ in pairs if type_ in self._unions}


class _Union:
    def __init__(self, members: Mapping[str, type[Any]]) -> None:
        self._members = {letter: (kind, _reader(*_types(kind))) for letter, kind in members.items()}
        self._letters = {kind: letter for letter, kind in members.items()}

    def write(self, value: Any) -> str:
        (field,) = vars(value).values()
        return f"{self._letters[type(value)]}{field}"

    def read(self, part: str) -> Any:
        kind, read = self._members.get(part[:1], (None, _nothing))
        field = read(part[1:])
        return kind(field) if kind and field is not None else None


def _types(kind: type[Any]) -> tuple[type[Any], ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))


def _form(name: str, kind: type[Any]) -> str:
    """What an action's values are put into. A screen has many buttons: this is the quick way to write one."""
    pairs = zip(fields(kind), _types(kind), strict=True)
    return ".".join((name, *(f"%({field.name}){'d' if type_ is bool else 's'}" for field, type_ in pairs)))


_Reader = Callable[[str], Any]
"""A field's value; None where it can be none of its type."""


def _reader(type_: type[Any]) -> _Reader:
    if type_ is str:
        return _read_key
    if type_ is int:
        return _read_number
    return ({"0": False, "1": True} if type_ is bool else {member.value: member for member in type_}).get


def _read_key(part: str) -> str | None:
    return part if _KEY.fullmatch(part) else None


def _read_number(part: str) -> int | None:
    return int(part) if _NUMBER.fullmatch(part) else None


def _nothing(_: str) -> None:
    """What a field of no known type holds."""
