"""What was read of a translation -> the course's own values in its language: ids, and what is right, are the
course's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from bot.course.kinds import Task
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.model import Course, Lesson, Question, Section, Step
from bot.course.reading.slugs import told_apart
from bot.course.reading.translations.answers import answered_as
from bot.course.reading.translations.texts import TextPair, any_missing, any_translated, below

AStep = TypeVar("AStep", bound=Step)


def ids_in_course(course: Course) -> dict[str, tuple[str, ...]]:
    """Path of a list in course.yaml -> the ids of what is in it."""
    return {"course/glossary": told_apart([term.term for term in course.glossary])}


def ids_in_lesson(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """The same for a lesson's file."""
    found = {
        f"lesson/{lesson.id}/steps": tuple(step.id for step in lesson.steps),
        f"lesson/{lesson.id}/practice": tuple(question.id for question in lesson.practice),
    }
    for step in (*lesson.steps, *lesson.practice):
        if isinstance(step, Question) and isinstance(step.task, Choice):
            found[f"step/{step.id}/options"] = tuple(option.id for option in step.task.options)
    return found


def untranslated(lesson: Lesson) -> Lesson:
    """Of which there is nothing in the language yet."""
    return replace(
        lesson,
        steps=tuple(map(_untranslated, lesson.steps)),
        practice=tuple(map(_untranslated, lesson.practice)),
        untranslated=True,
    )


def localized(own: Lesson, read: Lesson, texts: Iterable[TextPair]) -> Lesson:
    """`read`: the lesson with the texts of the translation, `texts` over those of its own."""
    all_texts = tuple(texts)
    steps = {step.id: step for step in (*read.steps, *read.practice)}

    def step(mine: AStep) -> AStep:
        theirs = steps.get(mine.id)
        if type(theirs) is not type(mine):  # something is wrong with it, and was told
            return _untranslated(mine)
        missing = any_missing(below(all_texts, f"step/{mine.id}"))
        found = _localized(mine, theirs, missing)
        paths = (f"step/{mine.id}/{name}" for name in ("answer", "gaps"))
        in_own = any((pairs := below(all_texts, path)) and not any_translated(pairs) for path in paths)
        if in_own and isinstance(found, Question) and isinstance(mine, Question):
            return replace(found, task=answered_as(found.task, mine.task))
        return found

    return replace(
        read,
        id=own.id,
        steps=tuple(map(step, own.steps)),
        practice=tuple(map(step, own.practice)),
        untranslated=all(not pair.translated for pair in all_texts if pair.needed),
    )


def with_own_terms(course: Course, own: Course) -> Course:
    """Terms are known by what they are in the course's own language."""
    terms = (
        replace(term, original=mine.term) for term, mine in zip(course.glossary, own.glossary, strict=True)
    )
    return replace(course, glossary=tuple(terms))


def _untranslated(step: AStep) -> AStep:
    if isinstance(step, Question):
        return replace(step, untranslated=True, original=step)
    return replace(step, untranslated=True)


def _localized(own: AStep, read: AStep, missing: bool) -> AStep:
    if isinstance(own, Question) and isinstance(read, Question):
        task = _with_ids(own.task, read.task)
        return replace(read, task=task, untranslated=missing, original=own)
    assert isinstance(read, Section)  # noqa: S101 - there are but these two
    return replace(read, untranslated=missing)


def _with_ids(own: Task, read: Task) -> Task:
    match own, read:
        case Choice(), Choice():
            last = {option.id: option.last for option in own.options}
            options = tuple(replace(option, last=last.get(option.id, False)) for option in read.options)
            return replace(read, options=options)
        case Ordering(), Ordering():
            return replace(read, lines=_as_own(own.lines, read.lines))
        case Gaps(), Gaps():
            texts = tuple(choice.text for choice in own.choices)
            return replace(read, choices=_as_own(own.choices, read.choices), own_choices=texts)
        case Pairs(), Pairs():
            rights = _as_own(own.rights, read.rights)
            pairs = (
                replace(pair, right_id=mine.right_id)
                for pair, mine in zip(read.pairs, own.pairs, strict=False)
            )
            return replace(read, rights=rights, pairs=tuple(pairs))
        case _:
            return read


def _as_own(own: tuple[Option, ...], read: tuple[Option, ...]) -> tuple[Option, ...]:
    """Fewer were read than the course has where two are alike: that is a mistake, and was told."""
    return tuple(replace(option, id=mine.id) for option, mine in zip(read, own, strict=False))
