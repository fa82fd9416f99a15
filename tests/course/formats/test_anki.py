"""Anki decks that are large, and such that were made to burst."""

from __future__ import annotations

import pytest

from bot.course.formats import read
from bot.course.formats.anki import collection
from bot.course.formats.source_file import SourceFile
from tests.course.formats import made_anki
from tests.course.formats.hostile import refusal, zipped


def test_a_deck_of_thousands_comes_whole_and_not_the_one_note_beside_it() -> None:
    (chapter,) = read(SourceFile("deck.apkg", made_anki.many(5_000))).chapters
    assert len(chapter.steps) == 5_000


def test_a_deck_without_its_real_collection_is_refused() -> None:
    deck = zipped(
        {"collection.anki2": made_anki.schema_11(made_anki.Deck([("a", "b")])), "media": b"\x28\xb5\x2f\xfd"}
    )
    assert "collection.anki21b" in refusal("deck.apkg", deck)


def test_a_database_that_is_none_is_refused() -> None:
    assert "no sound Anki deck" in refusal("deck.apkg", made_anki.not_a_database())


def test_notes_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "_STEPS", 200_000)
    assert "no sound Anki deck" in refusal("deck.apkg", made_anki.endless())


def test_what_bursts_once_it_is_unpacked_is_refused() -> None:
    assert "larger than 100 MB" in refusal("deck.apkg", made_anki.compressed_bomb())


def test_a_database_from_before_its_log_was_written_back_is_read() -> None:
    data = made_anki.schema_11(made_anki.Deck([("a", "b")]))
    logged = data[:18] + b"\x02\x02" + data[20:]
    assert not refusal("deck.apkg", zipped({"collection.anki21": logged}))
