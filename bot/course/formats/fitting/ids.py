"""Ids for what was imported: those it had when it was imported before, else new ones, each only once.

A step is the same if its kind, title and text are; else if its title is; else if its text is, or nearly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from bot.course.model import Course, Lesson, Question, Section, Step
from bot.course.reading.slugs import MAX_LENGTH, slugify

NEARLY = 72
"""Of 100: so alike are two texts of which one is the other, mended."""
_LOOKED_AT = 40
"""Steps around its place among which a step is looked for by its text."""


def with_ids(course: Course, before: Course | None, keys: Mapping[str, str]) -> tuple[Course, dict[int, str]]:
    """The same with ids for lessons and steps, whose ids are numbers so far; and number -> id. `before`: as
    it was imported the last time; `keys`: number -> what its file knows a step by."""
    old_lessons = before.lessons if before else ()
    old = [step for lesson in old_lessons for step in _all(lesson)]
    new = [step for lesson in course.lessons for step in _all(lesson)]
    names = [_from_key(keys[step.id]) if step.id in keys else step.title for step in new]
    step_ids = _complete(_matched(new, old, names), names, {step.id for step in old})
    named = {step.id: step_id for step, step_id in zip(new, step_ids, strict=True)}
    lessons = [_with_step_ids(lesson, named) for lesson in course.lessons]
    same = _matched_lessons(lessons, old_lessons)
    ids = _complete(same, [lesson.title for lesson in lessons], {lesson.id for lesson in old_lessons})
    made = tuple(replace(lesson, id=lesson_id) for lesson, lesson_id in zip(lessons, ids, strict=True))
    return replace(course, lessons=made), {int(number): step_id for number, step_id in named.items()}


def _all(lesson: Lesson) -> tuple[Step, ...]:
    return *lesson.steps, *lesson.practice


def _with_step_ids(lesson: Lesson, named: Mapping[str, str]) -> Lesson:
    steps = tuple(replace(step, id=named[step.id]) for step in lesson.steps)
    practice = tuple(replace(question, id=named[question.id]) for question in lesson.practice)
    return replace(lesson, steps=steps, practice=practice)


def _from_key(key: str) -> str:
    """Numbers alone are what programs call questions, and say little by themselves."""
    return f"question {key}" if key.isdigit() else key


def _matched(new: Sequence[Step], old: Sequence[Step], names: Sequence[str]) -> dict[int, str]:
    """Place in `new` -> the id that it had. `names`: what an id would be made from."""
    known = {step.id for step in old}
    keyed = {place: slugify(names[place]) for place, step in enumerate(new) if names[place] != step.title}
    found = {place: step_id for place, step_id in keyed.items() if step_id in known}
    for key in (_whole, _titled, _worded):
        free: dict[object, list[str]] = {}
        taken = set(found.values())
        for step in old:
            if step.id not in taken:
                free.setdefault(key(step), []).append(step.id)
        for place, step in enumerate(new):
            if place not in found and (ids := free.get(key(step))):
                found[place] = ids.pop(0)
    return _nearly(new, old, found)


def _nearly(new: Sequence[Step], old: Sequence[Step], found: dict[int, str]) -> dict[int, str]:
    """And those whose text was mended, where they stand much as they stood."""
    taken = set(found.values())
    left = {place: step for place, step in enumerate(old) if step.id not in taken}
    for place, step in enumerate(new):
        if place in found:
            continue
        around = [
            (fuzz.ratio(_text(step), _text(left[there])), there)
            for there in range(place - _LOOKED_AT, place + _LOOKED_AT + 1)
            if there in left and type(left[there]) is type(step)
        ]
        if around and max(around)[0] >= NEARLY:
            found[place] = left.pop(max(around)[1]).id
    return found


def _whole(step: Step) -> object:
    return type(step), step.title, _text(step)


def _titled(step: Step) -> object:
    return type(step), step.title


def _worded(step: Step) -> object:
    return type(step), _text(step)


def _text(step: Step) -> str:
    match step:
        case Section(text=text):
            return text
        case Question(prompt=prompt):
            return prompt


def _matched_lessons(new: Sequence[Lesson], old: Sequence[Lesson]) -> dict[int, str]:
    """By their titles, else by the steps in them."""
    free = {lesson.title: lesson.id for lesson in reversed(old)}
    found = {place: free.pop(lesson.title) for place, lesson in enumerate(new) if lesson.title in free}
    home = {step.id: lesson.id for lesson in old for step in _all(lesson)}
    for place, lesson in enumerate(new):
        here = [home[step.id] for step in _all(lesson) if step.id in home]
        best = max(set(here), key=here.count, default="")
        if place not in found and best and best not in found.values():
            found[place] = best
    return found


def _complete(known: dict[int, str], titles: Sequence[str], taken: Iterable[str]) -> list[str]:
    """An id for each: the known ones, and new ones that nothing has or had."""
    names = _NewIds({*known.values(), *taken})
    return [known[place] if place in known else names.of(title) for place, title in enumerate(titles)]


class _NewIds:
    def __init__(self, used: set[str]) -> None:
        self._used = used
        self._numbers: Counter[str] = Counter()

    def of(self, title: str) -> str:
        base = slugify(title)
        made = base
        while made in self._used:
            self._numbers[base] += 1
            made = f"{base[: MAX_LENGTH - 6].rstrip('-')}-{self._numbers[base] + 1}"
        self._used.add(made)
        return made
