"""Which section of a lesson a question is about: for whoever wants to read it again."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import log

from bot.course.kinds.normal_form import without_accents
from bot.course.model import Lesson, Question, Section
from bot.learning import kinds

_WORD = re.compile(r"\w{4,}")


def section_about(lesson: Lesson, question: Question) -> Section | None:
    """The one that has most words in common with the question, its answer and its feedback, rare words
    counting more; where the question is a step, of those before it. None where there is no section."""
    before = lesson.steps[: lesson.steps.index(question)] if question in lesson.steps else lesson.steps
    sections = [step for step in before if isinstance(step, Section)]
    words = {section.id: _words(f"{section.title} {section.text} {section.note}") for section in sections}
    in_how_many = Counter(word for found in words.values() for word in found)
    wanted = _words(f"{question.title} {question.prompt} {question.feedback} {_answers(question)}")

    def nearness(section: Section) -> float:
        return sum(log(len(sections) / in_how_many[word]) for word in wanted & words[section.id])

    # Of two that are as near, the later one.
    return max(reversed(sections), key=nearness, default=None)


def _answers(question: Question) -> str:
    right = [option.text for option in kinds.options(question) if option.correct]
    return " ".join(right) or kinds.solution(question)


@lru_cache(maxsize=2048)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(without_accents(text.casefold())))
