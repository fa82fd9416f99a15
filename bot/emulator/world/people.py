"""The people who chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from bot.emulator.errors import RefusedError
from bot.emulator.world.journal import Changes, Tables
from bot.emulator.world.table import Table, first_id


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who chats; language_code may be missing, as on Telegram."""

    id: int
    first_name: str
    language_code: str | None = None

    def user(self) -> dict[str, Any]:
        """The Bot API User object."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | ({"language_code": self.language_code} if self.language_code else {})


class People(Table[int, Person]):
    """All people, by id."""

    def __init__(self, clock: Callable[[], float], changes: Changes) -> None:
        super().__init__()
        self._changes = changes
        self._next_id = first_id(clock, 100)
        self._by_name: dict[str, Person] = {}

    def load(self, tables: Tables) -> None:
        for key, row in tables.get("person", {}).items():
            self._know(Person(int(key), **row))
        self._next_id = max(self._next_id, *(number + 1 for number in self), 0)

    def named(self, name: str) -> Person | None:
        return self._by_name.get(name)

    def guest_name(self, guest: str = "Guest") -> str:
        """ "Guest", or another word for it, with the lowest number that nobody has."""
        return next(name for number in count(1) if (name := f"{guest} {number}") not in self._by_name)

    def add(self, name: str, language_code: str | None) -> Person:
        """A new person. Raises RefusedError."""
        if not 1 <= len(name) <= 64:
            raise RefusedError("A name has 1 to 64 characters.")
        person = Person(self._next_id, name, language_code)
        self._next_id += 1
        self._keep(person)
        return person

    def speak(self, person_id: int, language_code: str | None) -> Person:
        """The person, whose app is in this language now."""
        person = self[person_id]
        if person.language_code != language_code:
            person = replace(person, language_code=language_code)
            self._keep(person)
        return person

    def add_many(self, number: int, language_code: str | None) -> list[Person]:
        """That many new people, named after their ids."""
        return [self.add(f"Person {self._next_id}", language_code) for _ in range(number)]

    def _keep(self, person: Person) -> None:
        self._know(person)
        row = {"first_name": person.first_name, "language_code": person.language_code}
        self._changes.put("person", person.id, row)

    def _know(self, person: Person) -> None:
        self._rows[person.id] = person
        self._by_name[person.first_name] = person
