"""A lesson's file: nodes -> Lesson with its sections and questions."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

import yaml

from bot.course.message import say
from bot.course.model import Lesson, Picture, Question, Section, Step
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import LINE, Fields
from bot.course.reading.ids import read_id
from bot.course.reading.kinds import BOTH, READERS, USUAL, TaskReader
from bot.course.reading.mistakes import Source

DESCRIPTION = 800

_LESSON = ("id", "title", "summary", "steps", "practice")
_QUESTIONS = ("question", "check")
_KINDS = ("section", *_QUESTIONS)
_SECTION = ("section", "id", "text", "picture", "note", "warning", "more")
_AROUND_THE_TASK = ("id", "prompt", "picture")
_AFTER_THE_TASK = ("feedback", "hint", "more")
_PICTURE = ("file", "description")


def read_lesson(source: Source, node: yaml.Node, context: CourseContext) -> Lesson:
    fields = Fields(source, node, say("things.a_lesson"), _LESSON)
    title = fields.line("title")
    lesson_id = read_id(fields, "title", title, context.lessons)
    summary = fields.line("summary", LINE)
    nodes = fields.items("steps", say("things.a_step"))
    steps = [_step(source, step, context) for step in nodes]
    for_review = fields.items("practice", say("things.a_question"), required=False)
    practice = tuple(_question(source, each, context, "question") for each in for_review)
    return Lesson(lesson_id, title, summary, tuple(step for step in steps if step), practice)


def read_picture(fields: Fields, name: str, context: CourseContext) -> Picture | None:
    node = fields.node(name)
    if node is None:
        return None
    inner = Fields(fields.source, node, say("things.a_picture"), _PICTURE)
    file = inner.line("file", LINE)
    description = inner.line("description", DESCRIPTION)
    if not file:
        return None
    picture = context.picture(file)
    if isinstance(picture, Picture):
        return replace(picture, description=description)
    inner.mistake(inner.value_at("file"), picture)
    return None


def _step(source: Source, node: yaml.Node, context: CourseContext) -> Step | None:
    kinds = [key for key in _names(node) if key.value in _KINDS]
    if len({key.value for key in kinds}) == 2:
        source.mistake(kinds[1].start_mark, say("fields.two_kinds_of_step"))
        return None
    kind = _step_kind(node)
    if kind == "section":
        return _section(Fields(source, node, say("things.a_section"), _SECTION), context)
    if kind in _QUESTIONS:
        return _question(source, node, context, kind)
    source.mistake(node.start_mark, say("fields.no_step"))
    return None


def _step_kind(node: yaml.Node) -> str:
    names = [key.value for key in _names(node)]
    for kind in _KINDS:
        if kind in names:
            return kind
    close = (get_close_matches(name.lower(), _KINDS, 1, 0.7) for name in names if len(name) <= 40)
    return next((matches[0] for matches in close if matches), "")


def _names(node: yaml.Node) -> list[yaml.ScalarNode]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [key for key, _ in pairs if isinstance(key, yaml.ScalarNode)]


def _section(fields: Fields, context: CourseContext) -> Section:
    title = fields.line("section")
    section = Section(
        id=read_id(fields, "section", title, context.steps),
        title=title,
        text=fields.markdown("text"),
        picture=read_picture(fields, "picture", context),
        note=fields.markdown("note", required=False) or None,
        warning=fields.markdown("warning", required=False) or None,
    )
    fields.check_message("section", "section")
    return replace(section, more=_more(fields))


def _question(source: Source, node: yaml.Node, context: CourseContext, begins: str) -> Question:
    """`begins`: the field with its title, which tells a check from a question of the quiz."""
    reader, *others = _readers(source, node)
    known = (begins, *_AROUND_THE_TASK, *reader.fields, *_AFTER_THE_TASK)
    # What belongs to a second kind was complained about with it.
    passed_over = tuple(name for other in others for name in other.fields if name not in known)
    fields = Fields(source, node, say("things.a_question"), (*known, *passed_over))
    title = fields.line(begins)
    question = Question(
        id=read_id(fields, begins, title, context.steps),
        title=title,
        prompt=fields.markdown("prompt"),
        picture=read_picture(fields, "picture", context),
        task=reader.read(fields, context),
        feedback=fields.markdown("feedback", required=reader.explained),
        hint=fields.markdown("hint", required=False) or None,
        check=begins == "check",
    )
    fields.check_message(begins, "question")
    return replace(question, more=_more(fields))


def _more(fields: Fields) -> str | None:
    """A message by itself, which takes no room from the others."""
    characters, styles = fields.characters, fields.styles
    more = fields.markdown("more", required=False)
    fields.characters, fields.styles = characters, styles
    return more or None


def _readers(source: Source, node: yaml.Node) -> tuple[TaskReader, ...]:
    """What reads the question's task; behind it, those of the kinds that it cannot be as well."""
    names = _task_fields(source, node)
    both = BOTH.get(frozenset(names))
    return (both,) if both else tuple(READERS[name] for name in names)


def _task_fields(source: Source, node: yaml.Node) -> tuple[str, ...]:
    """The fields that tell the question's kind, one at the least. A second one is a mistake, unless the two
    go together."""
    found = [key for key in _names(node) if key.value in READERS]
    names = frozenset(str(key.value) for key in found)
    if len(names) > 1 and names not in BOTH:
        source.mistake(
            found[1].start_mark,
            say("fields.two_kinds_of_question", first=found[0].value, second=found[1].value),
        )
    if found:
        return tuple(dict.fromkeys(str(key.value) for key in found))
    close = (
        get_close_matches(key.value.lower(), READERS, 1, 0.7) for key in _names(node) if len(key.value) <= 40
    )
    return (next((matches[0] for matches in close if matches), USUAL),)
