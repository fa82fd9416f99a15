"""An exercise -> a question that fits into one message, with what has to stand before it."""

from __future__ import annotations

from dataclasses import replace

from bot.course.formats.fitting.bench import Bench, cut
from bot.course.formats.fitting.cutting import pieces
from bot.course.formats.fitting.measure import size_of
from bot.course.formats.fitting.sections import numbered
from bot.course.formats.fitting.tasks import fitted_task
from bot.course.formats.material import Exercise, Syntax
from bot.course.formats.texts.converted import Converted
from bot.course.message import say
from bot.course.model import Picture, Question, Section
from bot.course.reading.fields import MESSAGE, TITLE
from bot.course.reading.markup import visible_words

SHORT = 60
"""Characters of a title that is made from a prompt."""


def question(bench: Bench, found: Exercise) -> tuple[list[Section], Question | None]:
    """Sections that have to stand before it, and the question; None where it cannot be asked."""
    prompt = bench.text(found.prompt, found.syntax, found.origin)
    title = bench.title(_plain_title(found), found.origin, TITLE) or _title_of(prompt)
    named = replace(found, title=title or found.origin.name)
    task = fitted_task(bench, named)
    text = prompt.alone or title
    if task and not text:
        bench.left_out(found.origin, say("elsewhere.no_words"))
    if task is None or not text:
        return [], None
    more = bench.line(found.more, found.syntax, found.origin) or None
    made = Question(
        id="",
        title=title or cut(text, SHORT),
        prompt=text,
        task=task,
        feedback=bench.line(found.feedback, found.syntax, found.origin),
        hint=bench.line(found.hint, found.syntax, found.origin) or None,
        picture=_picture(bench, prompt, named),
        more=more,
    )
    return _fitted(bench, named, made)


def _plain_title(found: Exercise) -> str:
    """Titles are plain, whatever the texts are written in."""
    return found.title if found.syntax is not Syntax.HTML else found.title.replace("<", "‹").replace(">", "›")


def _title_of(prompt: Converted) -> str:
    first = prompt.alone.split("\n\n")[0]
    return cut(visible_words(first.replace("\\\n", " ")), SHORT)


def _picture(bench: Bench, prompt: Converted, found: Exercise) -> Picture | None:
    """The first of its pictures; a question has room for one."""
    taken = [bench.picture(image, found.origin) for image in prompt.images[:1]]
    for image in prompt.images[1:]:
        bench.left_out(found.origin, say("formats.second_picture", name=image.source[:80]))
    return next(iter(taken), None)


def _fitted(bench: Bench, found: Exercise, made: Question) -> tuple[list[Section], Question | None]:
    """Where it is too much for a message: the explanation goes behind a button, the story before it."""
    if made.feedback and not size_of(made).fits:
        rest = "\n\n".join(filter(None, (made.feedback, made.more)))
        first, *others = pieces(rest, 600)
        if len(rest) <= MESSAGE:
            bench.changed(found.origin, say("formats.feedback_moved", title=made.title))
            made = replace(made, feedback=first if others else "", more=rest)
    if size_of(made).fits:
        return [], made
    room = MESSAGE - (size_of(made).characters - len(made.prompt))
    parts = pieces(made.prompt, max(400, min(room, 1_500)))
    *before, last = parts
    made = replace(made, prompt=last, picture=None if before else made.picture)
    if not size_of(made).fits:
        bench.left_out(found.origin, say("formats.question_too_long", title=made.title))
        return [], None
    bench.changed(found.origin, say("formats.prompt_moved", title=made.title))
    sections = [Section("", numbered(made.title, number), part) for number, part in enumerate(before, 1)]
    return sections, made
