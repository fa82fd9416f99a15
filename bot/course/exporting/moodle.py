"""A course -> Moodle XML. A text is a description there, a lesson a category, a text with gaps a cloze."""

from __future__ import annotations

from dataclasses import replace

from bot.course.exporting.categories import category_path
from bot.course.exporting.export import CourseExport, Written, say_of_section, text_of
from bot.course.exporting.html_text import html_blocks
from bot.course.exporting.losses import Losses
from bot.course.exporting.moodle_answers import body_of
from bot.course.exporting.moodle_xml import MoodleTexts, element, plain
from bot.course.exporting.questions import nearest, numbers_alone, plain_mistakes
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.model import Question, Section, Step


def write(job: CourseExport) -> Written:
    job.around(held=frozenset(("title",)))
    parts, steps = ['<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'], []
    for title, found in job.lessons():
        parts.append(_category(category_path(job.course.title, title)))
        for step in found:
            parts.append(_section(step, job.lost) if isinstance(step, Section) else _question(step, job.lost))
            steps.append(step)
    return Written("".join((*parts, "</quiz>\n")).encode(), tuple(steps))


def _category(path: str) -> str:
    return _typed("category", f"<category><text>{plain(path)}</text></category>")


def _section(section: Section, lost: Losses) -> str:
    say_of_section(section, lost)
    text = MoodleTexts(html_blocks(text_of(section)), section.picture).as_question()
    return _typed("description", _named(section) + text)


def _question(question: Question, lost: Losses) -> str:
    made = _writable(nearest(question, lost), lost)
    body = body_of(made)
    hint = element("hint", html_blocks(made.hint)) if made.hint else ""
    said = element("generalfeedback", html_blocks(made.feedback))
    key = f"<idnumber>{plain(made.id)}</idnumber>\n"
    text = MoodleTexts(body.text, made.picture).as_question()
    return _typed(body.type, _named(made) + text + said + key + body.answers + hint)


def _writable(question: Question, lost: Losses) -> Question:
    match question.task:
        case Number():
            return replace(question, task=numbers_alone(question, question.task, lost))
        case Gaps():
            plain_mistakes(question, lost)
    return question


def _named(step: Step) -> str:
    return f"<name><text>{plain(step.title)}</text></name>\n"


def _typed(kind: str, inner: str) -> str:
    return f'<question type="{kind}">\n{inner}</question>\n'
