"""The database of an Anki deck -> its notes, whichever of Anki's schemas it has.

Up to schema 11, kinds of notes and decks are JSON in the only row of `col`; later they have tables, with
Protocol Buffers in them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from bot.course.formats.anki.protobuf import field_of, fields_of, number_of
from bot.course.formats.containers.json_data import at, listed, loaded, text_at
from bot.course.formats.material import FormatError
from bot.course.formats.texts.converted import without_marks
from bot.course.message import say

_STEPS = 20_000_000
"""Steps of SQLite's machine: a deck of 100,000 notes needs a tenth of it."""
_DAMAGED = (sqlite3.Error, OverflowError, TypeError, ValueError, AttributeError)
"""A column of SQLite may hold anything, and nothing as well."""
_CLOZE = 1
_QUESTION, _ANSWER = 1, 2


@dataclass(frozen=True)
class CardTemplate:
    question: str
    answer: str


@dataclass(frozen=True)
class AnkiNoteType:
    """`templates`: one for each card that a note has; a cloze has a single one for all."""

    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[CardTemplate, ...]


@dataclass(frozen=True)
class AnkiNote:
    """`fields`: name -> HTML. `cards`: the places of its templates. `deck`: A::B, as people see it."""

    guid: str
    type: AnkiNoteType
    fields: Mapping[str, str]
    cards: tuple[int, ...]
    deck: str


def notes(data: bytes) -> Iterator[AnkiNote]:
    """In the order in which they were written. Raises FormatError."""
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            _harmless(database, data)
            yield from _Reading(database).notes()
    except _DAMAGED:
        raise FormatError(say("elsewhere.anki_damaged")) from None


def _harmless(database: sqlite3.Connection, data: bytes) -> None:
    """The bytes as a database from which nobody wrote into ours: bounded, and nothing of it is run."""
    if data[18:20] == b"\x02\x02":  # a write-ahead log would be looked for beside it
        data = data[:18] + b"\x01\x01" + data[20:]
    database.deserialize(data)
    database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    database.execute("PRAGMA trusted_schema = OFF")
    left = iter(range(_STEPS // 10_000))
    database.set_progress_handler(lambda: 0 if next(left, None) is not None else 1, 10_000)
    database.text_factory = lambda text: without_marks(text.decode("utf-8", "replace"))


class _Reading:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        tables = self._database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        self._has_tables = ("notetypes",) in tables

    def notes(self) -> Iterator[AnkiNote]:
        types = dict(self._types_in_tables() if self._has_tables else self._types_in_json())
        decks = dict(self._decks())
        cards: dict[int, list[tuple[int, int]]] = {}
        for note, place, deck in self._database.execute(
            "SELECT nid, ord, CASE odid WHEN 0 THEN did ELSE odid END FROM cards ORDER BY nid, ord"
        ):
            cards.setdefault(int(note), []).append((int(place), int(deck)))
        for note_id, guid, type_id, texts in self._database.execute(
            "SELECT id, guid, mid, flds FROM notes ORDER BY id"
        ):
            of_note = cards.get(int(note_id), [])
            if (found := types.get(int(type_id))) and of_note:
                fields = dict(zip(found.fields, str(texts).split("\x1f"), strict=False))
                places = tuple(place for place, _ in of_note)
                yield AnkiNote(str(guid), found, fields, places, decks.get(of_note[0][1], ""))

    def _types_in_json(self) -> Iterator[tuple[int, AnkiNoteType]]:
        models = self._column("models")
        for key, model in models.items():
            fields = tuple(text_at(one, "name") for one in listed(model, "flds"))
            templates = tuple(
                CardTemplate(text_at(one, "qfmt"), text_at(one, "afmt")) for one in listed(model, "tmpls")
            )
            yield (
                int(key),
                AnkiNoteType(text_at(model, "name"), at(model, "type") == _CLOZE, fields, templates),
            )

    def _types_in_tables(self) -> Iterator[tuple[int, AnkiNoteType]]:
        fields: dict[int, list[str]] = {}
        for type_id, name in self._database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            fields.setdefault(type_id, []).append(name)
        templates: dict[int, list[CardTemplate]] = {}
        for type_id, config in self._database.execute(
            "SELECT ntid, config FROM templates ORDER BY ntid, ord"
        ):
            values = fields_of(config)
            made = CardTemplate(field_of(values, _QUESTION).decode(), field_of(values, _ANSWER).decode())
            templates.setdefault(type_id, []).append(made)
        for type_id, name, config in self._database.execute("SELECT id, name, config FROM notetypes"):
            is_cloze = number_of(fields_of(config), 1) == _CLOZE
            of_type = tuple(fields.get(type_id, ())), tuple(templates.get(type_id, ()))
            yield type_id, AnkiNoteType(name, is_cloze, *of_type)

    def _decks(self) -> Iterator[tuple[int, str]]:
        if self._has_tables:
            for deck_id, name in self._database.execute("SELECT id, name FROM decks"):
                yield deck_id, name.replace("\x1f", "::")
            return
        for key, deck in self._column("decks").items():
            yield int(key), text_at(deck, "name")

    def _column(self, name: str) -> Mapping[str, object]:
        columns = {"models": "SELECT models FROM col", "decks": "SELECT decks FROM col"}
        row = self._database.execute(columns[name]).fetchone()
        found = loaded(str(row[0]).encode()) if row else {}
        if not isinstance(found, dict) or not all(str(key).lstrip("-").isdigit() for key in found):
            raise FormatError(say("elsewhere.anki_damaged"))
        return found
