"""Which section of a lesson a question is about: for whoever wants to read it again."""

from __future__ import annotations

import re
from collections import Counter

from bot.course.kinds.normal_form import without_accents
from bot.course.model import Lesson, Question, Section

_WORD = re.compile(r"\w{4,}")


def section_about(lesson: Lesson, question: Question) -> Section | None:
    """The one that a check follows; else the one that has most words in common with the question and its
    feedback, rare words counting more. None where the lesson has no section."""
    sections = [step for step in lesson.steps if isinstance(step, Section)]
    if question.check and question in lesson.steps:
        before = lesson.steps[: lesson.steps.index(question)]
        return next((step for step in reversed(before) if isinstance(step, Section)), None)
    words = {section.id: _words(f"{section.title} {section.text}") for section in sections}
    in_how_many = Counter(word for found in words.values() for word in found)
    wanted = _words(f"{question.title} {question.prompt} {question.feedback}")

    def nearness(section: Section) -> float:
        return sum(1 / in_how_many[word] ** 2 for word in wanted & words[section.id])

    return max(sections, key=nearness, default=None)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(without_accents(text.casefold())))
