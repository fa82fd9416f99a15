"""Anki decks in each of its three schemas: by genanki, and by hand."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import genanki
import zstandard

from tests.course.formats.hostile import zipped
from tests.course.formats.pictures import png

SIMPLE = ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")


@dataclass(frozen=True)
class Kind:
    """A kind of notes: its fields, and its templates with question and answer."""

    templates: Sequence[tuple[str, str]] = (SIMPLE,)
    fields: Sequence[str] = ("Front", "Back")
    cloze: bool = False


@dataclass(frozen=True)
class Deck:
    """`notes`: the fields of each. `media`: name -> bytes."""

    notes: Sequence[Sequence[str]]
    kind: Kind = field(default_factory=Kind)
    media: dict[str, bytes] = field(default_factory=dict)
    name: str = "Tea"


CLOZE = Kind((("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"),), ("Text", "Extra"), cloze=True)


def by_genanki(deck: Deck) -> bytes:
    """As schema 11, in collection.anki2."""
    model = genanki.Model(
        1607392319,
        "Kind",
        fields=[{"name": name} for name in deck.kind.fields],
        templates=[{"name": f"{n}", "qfmt": q, "afmt": a} for n, (q, a) in enumerate(deck.kind.templates)],
        model_type=genanki.Model.CLOZE if deck.kind.cloze else genanki.Model.FRONT_BACK,
    )
    made = genanki.Deck(2059400110, deck.name)
    for number, fields in enumerate(deck.notes):
        made.add_note(genanki.Note(model=model, fields=list(fields), guid=f"guid{number}"))
    with tempfile.TemporaryDirectory() as folder:
        for name, data in deck.media.items():
            (Path(folder) / name).write_bytes(data)
        package = genanki.Package(made, media_files=[str(Path(folder) / name) for name in deck.media])
        package.write_to_file(str(Path(folder) / "deck.apkg"), timestamp=0.0)
        return (Path(folder) / "deck.apkg").read_bytes()


def schema_11(deck: Deck) -> bytes:
    """The database alone."""
    templates = [
        {"name": "Card", "ord": n, "qfmt": q, "afmt": a} for n, (q, a) in enumerate(deck.kind.templates)
    ]
    fields = [{"name": name, "ord": n} for n, name in enumerate(deck.kind.fields)]
    models = {"1": {"name": "Kind", "type": int(deck.kind.cloze), "flds": fields, "tmpls": templates}}
    decks = {"1": {"name": "Default"}, "7": {"name": deck.name}}

    def fill(database: sqlite3.Connection) -> None:
        database.execute("CREATE TABLE col (models text, decks text)")
        database.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps(decks)))

    return _database(deck, fill)


def schema_18(deck: Deck) -> bytes:
    def fill(database: sqlite3.Connection) -> None:
        database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        database.executescript(
            "CREATE TABLE notetypes (id integer, name text COLLATE unicase, config blob);"
            "CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob);"
            "CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase, config blob);"
            "CREATE TABLE decks (id integer, name text COLLATE unicase)"
        )
        kind = b"\x08\x01" if deck.kind.cloze else b""
        database.execute("INSERT INTO notetypes VALUES (1, 'Kind', ?)", (kind,))
        for place, name in enumerate(deck.kind.fields):
            database.execute("INSERT INTO fields VALUES (1, ?, ?, x'')", (place, name))
        for place, (question, answer) in enumerate(deck.kind.templates):
            config = message(1, question.encode()) + message(2, answer.encode()) + b"\x45\x00\x00\x00\x00"
            database.execute("INSERT INTO templates VALUES (1, ?, 'Card', ?)", (place, config))
        database.execute("INSERT INTO decks VALUES (7, ?)", (deck.name.replace("::", "\x1f"),))

    return _database(deck, fill)


def new_package(deck: Deck, *others: tuple[str, bytes]) -> bytes:
    """As Anki exports today: compressed, with the old collection that asks to update Anki beside it."""
    dummy = Deck([("Please update to the latest Anki version, then import this file again.", "")])
    entries = b"".join(
        message(1, message(1, name.encode()) + b"\x10\x05" + message(3, b"0" * 20)) for name in deck.media
    )
    packed = zstandard.ZstdCompressor().compress
    return zipped(
        {
            "meta": b"\x08\x03",
            "collection.anki21b": packed(schema_18(deck)),
            "collection.anki2": schema_11(dummy),
            "media": packed(entries),
            **{str(number): packed(data) for number, data in enumerate(deck.media.values())},
            **dict(others),
        }
    )


def old_package(deck: Deck) -> bytes:
    """Of Anki 2.1: the real collection is .anki21, beside an old one."""
    dummy = Deck([("Please update to the latest Anki version, then import this file again.", "")])
    media = json.dumps({str(number): name for number, name in enumerate(deck.media)})
    files = {str(number): data for number, data in enumerate(deck.media.values())}
    collections = {"collection.anki21": schema_11(deck), "collection.anki2": schema_11(dummy)}
    return zipped({**collections, "media": media, **files})


def message(number: int, value: bytes) -> bytes:
    """A field of Protocol Buffers."""
    length = len(value)
    varint = bytearray()
    while length > 0x7F:
        varint.append(length & 0x7F | 0x80)
        length >>= 7
    return bytes((number << 3 | 2, *varint, length)) + value


def _database(deck: Deck, fill: Callable[[sqlite3.Connection], None]) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        fill(database)
        database.execute("CREATE TABLE notes (id integer, guid text, mid integer, flds text)")
        database.execute(
            "CREATE TABLE cards (id integer, nid integer, did integer, ord integer, odid integer)"
        )
        for number, fields in enumerate(deck.notes, 1):
            database.execute(
                "INSERT INTO notes VALUES (?, ?, 1, ?)", (number, f"g{number}", "\x1f".join(fields))
            )
            for place in range(len(deck.kind.templates)):
                database.execute(
                    "INSERT INTO cards VALUES (?, ?, 7, ?, 0)", (number * 9 + place, number, place)
                )
        database.commit()
        return database.serialize()


def many(number: int) -> bytes:
    return new_package(Deck([(f"What is {n}?", f"the number <b>{n}</b>") for n in range(number)]))


TWO_WAYS = (SIMPLE, ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"))
GREEN, RED = png((0, 128, 0)), png((200, 0, 0))

DECKS: dict[str, Callable[[], bytes]] = {
    "genanki.apkg": lambda: by_genanki(
        Deck([("sencha &amp; co", "green <b>tea</b>"), ("assam", "black tea<br>from India")])
    ),
    "anki21.apkg": lambda: old_package(Deck([("sencha", "green")], name="Drinks::Tea")),
    "dummy_beside_it.apkg": lambda: new_package(Deck([("sencha", "green")], name="Drinks::Tea")),
    "two_ways.colpkg": lambda: new_package(Deck([("sencha", "green"), ("assam", "")], Kind(TWO_WAYS))),
    "typed.apkg": lambda: old_package(
        Deck(
            [("Plant of tea?", "Camellia sinensis", "a <i>bush</i>"), ("Long?", "so " * 80, "")],
            Kind(
                [
                    (
                        "{{Q}}{{hint:H}}<br>{{type:A}}",
                        "{{FrontSide}}<hr id=answer>{{type:A}}{{#H}}See {{H}}.{{/H}}",
                    )
                ],
                ("Q", "A", "H"),
            ),
        )
    ),
    "cloze.apkg": lambda: by_genanki(
        Deck(
            [
                ("<p>Tea of {{c1::Japan::a country}} and {{c2::India}}.</p>", "Both <b>old</b>."),
                ("Maths: {{c1::\\(\\frac{a}{b}\\)}} ends late.", ""),
                ("Braces: {{c1::{1, 2}}} is a set.", ""),
                ("Nested: {{c1::all of {{c2::this}}}} here.", ""),
                ("Nothing is hidden.", ""),
            ],
            CLOZE,
        )
    ),
    "many_gaps.apkg": lambda: new_package(
        Deck([(" ".join(f"{{{{c{n}::w{n}}}}}" for n in range(1, 11)), "")], CLOZE)
    ),
    "pictures.apkg": lambda: new_package(
        Deck(
            [
                ('<img src="a leaf.png">', "a green leaf"),
                ('red? <img src="red.png">', "yes"),
                ('<img src="gone.png">Gone', "x"),
            ],
            media={"a leaf.png": GREEN, "red.png": RED},
        )
    ),
    "old_pictures.apkg": lambda: by_genanki(
        Deck([('red? <img src="red.png">', "yes")], media={"red.png": RED})
    ),
    "sounds.apkg": lambda: old_package(Deck([("cha [sound:cha.mp3]", "tea"), ("[sound:only.mp3]", "tea")])),
    "formulas.apkg": lambda: old_package(
        Deck(
            [
                ("[$]x^2[/$]", "[latex]$\\alpha \\le 1$[/latex]"),
                ("<anki-mathjax>a_1</anki-mathjax>", "\\(b\\)"),
            ]
        )
    ),
    "conditions.apkg": lambda: old_package(
        Deck(
            [("sencha", "green", "cold"), ("assam", "black", "")],
            Kind(
                [
                    (
                        "{{#Note}}({{Note}}) {{/Note}}{{Front}}",
                        "{{FrontSide}}<hr id=answer>{{Back}}{{^Note}} hot{{/Note}}",
                    )
                ],
                ("Front", "Back", "Note"),
            ),
        )
    ),
    "occlusion.apkg": lambda: new_package(
        Deck(
            [("{{c1::image-occlusion:rect:left=.1}}", ""), ("The {{c1::first}}", "")],
            CLOZE,
        )
    ),
}


def not_a_database() -> bytes:
    return zipped({"collection.anki2": b"SQLite format 3\0" + b"\xff" * 4000, "media": "{}"})


def endless() -> bytes:
    """Its table of notes is a view that never ends."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(
            "CREATE TABLE col (models text, decks text); INSERT INTO col VALUES ('{}', '{}');"
            "CREATE TABLE cards (id integer, nid integer, did integer, ord integer, odid integer);"
            "CREATE VIEW notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS id, 'g' AS guid, 1 AS mid, 'a' AS flds FROM n"
        )
        database.commit()
        return zipped({"collection.anki2": database.serialize(), "media": "{}"})


def compressed_bomb() -> bytes:
    packed = io.BytesIO()
    with zstandard.ZstdCompressor().stream_writer(packed, closefd=False) as writer:
        for _ in range(120):
            writer.write(bytes(1024 * 1024))
    return zipped({"collection.anki21b": packed.getvalue(), "media": b""})
