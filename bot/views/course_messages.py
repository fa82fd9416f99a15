"""What is wrong with courses and their files, in words: the entries of templates/course/.

A text and no HTML: a terminal shows it as it is, and what shows it in a chat escapes it.
"""

from __future__ import annotations

from bot.course.message import Message, Value
from bot.course.reading.mistakes import Mistake, Note
from bot.views.languages import ENGLISH
from bot.views.words import Words, words_for

TERMINAL = words_for(ENGLISH)
"""For logs and terminals."""


def in_words(message: Message, words: Words = TERMINAL) -> str:
    """Raises AttributeError where templates/course/ has no such entry."""
    values = {name: _value(value, words) for name, value in message.values}
    return words.word(f"course/{message.code}", **values)


def place(mistake: Mistake) -> str:
    """Where it is, and whether it is just worth a look: "tea/1-water.yaml:12:5:"."""
    where = f"{mistake.file.as_posix()}:{mistake.line}:{mistake.column}:"
    return f"{where} note:" if isinstance(mistake, Note) else where


def line_of(mistake: Mistake, words: Words = TERMINAL) -> str:
    """The place and what is wrong there."""
    return f"{place(mistake)} {in_words(mistake.message, words)}"


def for_review() -> str:
    """The title above a course's questions for review, where a course is written."""
    return TERMINAL.word("school.for_review")


def _value(value: Value, words: Words) -> object:
    match value:
        case Message():
            return in_words(value, words)
        case tuple():
            return [_value(one, words) for one in value]
        case _:
            return value
