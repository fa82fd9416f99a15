"""What the learners of a benchmark do: the same taps, on the same message, for every subject.

A tap is an answer to a question of the course, first each wrong one, then the right one. For this bot that is
a full tap which makes exactly two API calls: answerCallbackQuery, and editMessageText with the verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.course.kinds.choice import Choice
from bot.course.library import Library
from bot.course.model import Course, Question
from bot.course.reading.loader import load_library
from bot.learning.learner.place import Answering, place_key
from bot.views.learner.answer_buttons import Choose
from bot.views.learner.buttons import pack

FIRST_ID = 100_000_001
VISIT = 7
MESSAGE_ID = 1_000


@dataclass(frozen=True)
class Script:
    """`data` is what one learner taps, in order; `message` is the question's message as Telegram tells it."""

    course: Course
    question: Question
    data: tuple[str, ...]
    message: dict[str, Any]


def script(content: Path) -> Script:
    """The first question with one right option in the courses' quizzes. Checks come and go with the text, and
    two runs are to be compared."""
    loaded = load_library(content)
    if not isinstance(loaded, Library):
        raise SystemExit(f"{content}: the courses have mistakes; python -m bot check shows them")
    course, question = next(
        (course, question)
        for course in loaded.courses
        for question in course.questions
        if isinstance(question.task, Choice) and not question.task.several and not question.check
    )
    key = place_key(course, Answering(question.id))
    options = sorted(question.task.options, key=lambda option: option.correct)
    data = tuple(
        pack(Choose(key, VISIT, attempt, option.key)) for attempt, option in enumerate(options, start=1)
    )
    return Script(course, question, data, _message(question, data))


def _message(question: Question, data: tuple[str, ...]) -> dict[str, Any]:
    lines = [f"{chr(ord('A') + i)}  {option.text}" for i, option in enumerate(question.task.options)]
    text = "\n\n".join([question.title, question.prompt, *lines])
    buttons = [{"text": line[0], "callback_data": tap} for line, tap in zip(lines, data, strict=True)]
    onward = [{"text": word, "callback_data": f"{word}.{VISIT}"} for word in ("Back", "Lessons", "Skip")]
    return {
        "message_id": MESSAGE_ID,
        "date": 1_770_000_000,
        "text": text,
        "entities": [{"type": "bold", "offset": 0, "length": len(question.title)}],
        "reply_markup": {"inline_keyboard": [buttons, onward]},
    }
