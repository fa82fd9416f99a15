"""A course as decks of Anki, and back."""

from __future__ import annotations

import hashlib
import io
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.course.exporting import anki
from bot.course.formats import told
from bot.course.formats.source_file import SourceFile
from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.order import Ordering
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Course, Picture
from tests.course.exporting.courses import EXAMPLES, courses, one_question, options
from tests.course.exporting.seen import brought_back, exported, losses, seen
from tests.course.formats.pictures import png


def rows(data: bytes, query: str) -> list[tuple[object, ...]]:
    """Of the database in an .apkg."""
    database = sqlite3.connect(":memory:")
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        database.deserialize(bundle.read("collection.anki2"))
    return database.execute(query).fetchall()


@settings(EXAMPLES)
@given(courses("card", "one_answer", "one_answer_gaps", sections=False, hints=True))
def test_what_anki_can_hold_comes_back_as_it_was(course: Course) -> None:
    made = anki.write(exported(course)).data
    back = brought_back(made, "tea.apkg", "anki")
    assert seen(back, ids=False, titles=False) == seen(course, ids=False, titles=False)


def test_a_note_keeps_its_guid_while_its_text_changes_so_that_cards_are_updated() -> None:
    course = one_question(Flashcard("Water"))
    mended = replace(course.questions[0], prompt="What is in it?", task=Flashcard("Leaves"))
    later = replace(course, lessons=(replace(course.lessons[0], steps=(mended,)),))
    query = "SELECT guid, mid FROM notes"
    before, after = (rows(anki.write(exported(one)).data, query) for one in (course, later))
    assert before == after
    assert rows(anki.write(exported(replace(course, id="milk"))).data, query) != before


def test_pictures_come_along(tmp_path: Path) -> None:
    (tmp_path / "a cup.png").write_bytes(png((0, 128, 0)))
    digest = hashlib.sha256((tmp_path / "a cup.png").read_bytes()).hexdigest()
    course = one_question(Typed(("cup",)))
    asked = replace(course.questions[0], picture=Picture(tmp_path / "a cup.png", "A cup", digest))
    made = anki.write(exported(replace(course, lessons=(replace(course.lessons[0], steps=(asked,)),))))
    back = brought_back(made.data, "tea.apkg").questions[0].picture
    assert back is not None
    assert (back.digest, back.description) == (digest, "A cup")


@pytest.mark.parametrize(
    ("task", "front", "back"),
    [
        (Choice((Option("a", "hot", True), Option("b", "cold", False, "It is not."))), "cold", "It is not."),
        (TrueFalse(True, "It is."), "Which?", "True"),
        (Ordering(options(("b", "a"))), "a", "b"),
    ],
)
def test_what_anki_cannot_ask_is_a_card_and_that_is_said(task: Task, front: str, back: str) -> None:
    job = exported(one_question(task))
    found = brought_back(anki.write(job).data, "tea.apkg").questions[0]
    assert isinstance(found.task, Flashcard)
    assert front in found.prompt
    assert back in found.task.back
    assert any("is a card to turn over" in line for line in losses(job))


def test_texts_and_other_right_answers_are_said_to_be_lost() -> None:
    job = exported(one_question(Typed(("tea", "cha"))))
    found = brought_back(anki.write(job).data, "tea.apkg").questions[0]
    assert isinstance(found.task, Typed)
    assert found.task.accepted == ("tea",)
    assert "Also right: cha" in found.feedback
    assert any("one answer alone is compared" in line for line in losses(job))


@pytest.mark.parametrize("answer", ["a}}b", "a::b", "{{c2::x}}", "<b>", "&lt;"])
def test_no_sign_in_a_gap_ends_it(answer: str) -> None:
    course = one_question(Gaps(("Tea {{c1::is}} ", "."), ((answer,),)))
    asked = replace(course.questions[0], prompt="Why {{c2::so}}?")
    made = anki.write(exported(replace(course, lessons=(replace(course.lessons[0], steps=(asked,)),)))).data
    task = brought_back(made, "tea.apkg").questions[0].task
    assert isinstance(task, Gaps)
    assert task.accepted == ((answer,),)


def test_the_format_is_told_by_the_content() -> None:
    data = anki.write(exported(one_question(TrueFalse(True, "")))).data
    assert told(SourceFile("file", data)).name == "anki"


def test_ten_thousand_questions_are_written() -> None:
    course = one_question(Flashcard("No: it *is*."), times=10_000)
    assert rows(anki.write(exported(course)).data, "SELECT count(DISTINCT guid) FROM notes") == [(10_000,)]
