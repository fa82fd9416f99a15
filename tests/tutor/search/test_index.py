"""The index follows what is taught, and finds in it what somebody may see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.course.library import Library
from bot.course.model import Course, Lesson, Section
from bot.learning.search.found import Seeker
from bot.learning.search.words import is_question, search_words
from bot.tutor.search.search import Search


class Shelf:
    """What is taught just now."""

    def __init__(self, *courses: Course) -> None:
        self.library = Library(courses)

    def __call__(self) -> Library:
        return self.library


async def titles(search: Search, text: str) -> list[str]:
    found = await search.find(text, Seeker(search.library().courses))
    return [step.step.title for step in found.sections]


async def test_what_is_published_is_found_at_once_and_what_was_taken_out_no_more(german: Course) -> None:
    shelf = Shelf(german)
    search = Search(shelf)
    assert await titles(search, "Brücke") == ["Brücken"]
    (lesson,) = german.lessons
    tunnel = Section("tunnel", "Der Tunnel", "Er führt **unter** einem Berg hindurch.")
    shelf.library = Library([replace(german, lessons=(replace(lesson, steps=(tunnel,)),))])
    assert await titles(search, "Tunnel") == ["Der Tunnel"]
    assert await titles(search, "Autos") == []


async def test_only_the_courses_that_one_may_see_are_looked_through(german: Course) -> None:
    other = Course("b", "B", "s", "de", (Lesson("l", "L", "s", (Section("x", "Haus", "Ein Haus."),)),))
    search = Search(Shelf(german, other))
    found = await search.find("Haus", Seeker((other,)))
    assert {step.course.id for step in found.sections} == {"b"}
    assert (await search.find("Brücke", Seeker((other,)))).nothing
    second = await search.find("Brücke", Seeker((other,), (german,)))
    assert second.elsewhere


async def test_an_empty_library_has_nothing_to_find() -> None:
    assert await titles(Search(Shelf()), "anything") == []


def test_small_words_are_no_reason_to_find_something() -> None:
    assert search_words("What is a daemon?").words == ("daemon",)
    assert search_words("what is it").words == ()
    assert search_words("Was ist ein Haus?").words == ("haus",)


def test_a_question_is_told_from_an_answer() -> None:
    assert all(map(is_question, ("What is it?", "what is a daemon", "really so?", "Wie geht das", "a b ？")))
    assert not any(map(is_question, ("daemon", "?", "what", "A", "I do not know", "B, C")))


FOLDED = [
    ("ru", "Ёжик живёт в лесу.", "ежик"),
    ("ru", "Пчёлы", "пчелы"),
    ("tr", "Işık ve sınır", "ISIK"),
    ("tr", "İmajlar", "imajlar"),
    ("ar", "أمان الحاويات", "امان"),
    ("ar", "صورةٌ كبيرة", "صوره"),
    ("fr", "Le noyau de l’hôte", "hote"),
    ("de", "Die Größe", "grosse"),
]


@pytest.mark.parametrize(("language", "text", "sought"), FOLDED)
async def test_words_are_found_however_their_letters_are_written(
    language: str, text: str, sought: str
) -> None:
    lesson = Lesson("one", "One", "One", (Section("it", "It", text), Section("other", "Other", "Something.")))
    search = Search(Shelf(Course("c", "C", "C", language, (lesson,))))
    assert await titles(search, sought) == ["It"]
