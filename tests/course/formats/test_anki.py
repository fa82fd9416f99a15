"""Anki decks that are large, and such that were made to burst."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from bot.course.formats import read
from bot.course.formats.anki import collection
from bot.course.formats.source_file import SourceFile
from tests.course.formats import made_anki
from tests.course.formats.hostile import refusal, zipped


def test_a_deck_of_thousands_comes_whole_and_not_the_one_note_beside_it() -> None:
    (chapter,) = read(SourceFile("deck.apkg", made_anki.many(2_000))).chapters
    assert len(chapter.steps) == 2_000


def test_a_deck_without_its_real_collection_is_refused() -> None:
    deck = zipped(
        {"collection.anki2": made_anki.schema_11(made_anki.Deck([("a", "b")])), "media": b"\x28\xb5\x2f\xfd"}
    )
    assert "collection.anki21b" in refusal("deck.apkg", deck)


def test_a_database_that_is_none_is_refused() -> None:
    assert "no sound Anki deck" in refusal("deck.apkg", made_anki.not_a_database())


def test_columns_that_hold_something_else_are_refused() -> None:
    data = made_anki.schema_18(made_anki.Deck([("a", "b")]))
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        database.executescript("UPDATE templates SET config = NULL; UPDATE notes SET mid = NULL")
        broken = database.serialize()
    assert "no sound Anki deck" in refusal("deck.apkg", zipped({"collection.anki21b": broken}))


def test_notes_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "_STEPS", 200_000)
    assert "no sound Anki deck" in refusal("deck.apkg", made_anki.endless())


def test_what_bursts_once_it_is_unpacked_is_refused() -> None:
    assert "larger than 100 MB" in refusal("deck.apkg", made_anki.compressed_bomb())


@pytest.mark.parametrize("text", ["{{c1::", "[sound:", "[$]", "<img ", "{{c1::}}", "::"])
def test_what_is_opened_and_never_closed_takes_no_time(text: str) -> None:
    deck = made_anki.Deck([(text * 5_000, ""), ("{{c1::a}}", "")], made_anki.CLOZE)
    assert not refusal("deck.apkg", made_anki.new_package(deck))


def test_a_field_longer_than_any_card_is_left_out() -> None:
    made = read(
        SourceFile("deck.apkg", made_anki.old_package(made_anki.Deck([("a" * 300_000, ""), ("b", "c")])))
    )
    assert [len(chapter.steps) for chapter in made.chapters] == [1]
    assert len(made.findings) == 1


def test_a_database_from_before_its_log_was_written_back_is_read() -> None:
    data = made_anki.schema_11(made_anki.Deck([("a", "b")]))
    logged = data[:18] + b"\x02\x02" + data[20:]
    assert not refusal("deck.apkg", zipped({"collection.anki21": logged}))
