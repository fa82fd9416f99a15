from collections.abc import Callable

import pytest

from bot.course.library import Library
from bot.course.model import Course, Lesson, Section, Term
from bot.tutor.search.search import Search

SECTIONS = (
    Section("haus", "Das Haus", "In einem **Haus** wohnen Menschen. Viele Häuser stehen in einer Reihe."),
    Section("strasse", "Die Straße", "Auf ihr fahren Autos, und an ihr stehen Gebäude."),
    Section("bruecke", "Brücken", "Eine **Brücke** führt über einen Fluss; eine Überführung über Gleise."),
)


@pytest.fixture
def german() -> Course:
    """A small course with umlauts."""
    lesson = Lesson("stadt", "Die Stadt", "Was man darin sieht.", SECTIONS)
    glossary = (Term("Brücke", "Ein Weg über ein Hindernis."),)
    return Course("stadt", "Die Stadt", "Was man darin sieht.", "de", (lesson,), glossary=glossary)


@pytest.fixture
def searching() -> Callable[[Library], Search]:
    return lambda library: Search(lambda: library)
