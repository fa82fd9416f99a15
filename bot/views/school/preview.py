"""A step of a draft, drawn by the views that draw it for learners; its buttons lead through the preview."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import NOTHING
from bot.learning.learner.grade import Answer, Result
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.navigate import arrive
from bot.learning.learner.place import Answered, Answering
from bot.learning.learner.standing import Standing
from bot.learning.school.publication import PreviewPage
from bot.views.learner import buttons
from bot.views.learner import place as places
from bot.views.school import buttons as press
from bot.views.school.buttons import pack
from bot.views.school.screens import button
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words

_NOBODY = Learner(0, "", "en", Pictures.SHOWN, None, datetime(1970, 1, 1, tzinfo=UTC))
"""For whom a preview is drawn."""


def step(words: Words, page: PreviewPage) -> Screen:
    """As learners meet it."""
    return _drawn(words, page, _standing(page))


def tried(words: Words, page: PreviewPage, option_key: str) -> tuple[Screen, bool]:
    """As learners see it who chose this option; whether it is right."""
    standing = _standing(page)
    question = standing.step
    if not isinstance(question, Question):
        return _drawn(words, page, standing), False
    chosen = (option.id for option in kinds.options(question) if option.key == option_key)
    given = kinds.answer_with(question, tuple(chosen)) or NOTHING
    verdict = kinds.grade(question, given)
    right = given != NOTHING and not verdict.slips
    answer = Answer(question.id, 1, given, Result.RIGHT if verdict.right else Result.WRONG)
    place = Answered(question.id) if verdict.right else Answering(question.id, attempt=2, draft=given)
    return _drawn(words, page, replace(standing, place=place, answers=(answer,))), right


def hinted(words: Words, page: PreviewPage) -> Screen:
    standing = _standing(page)
    place = standing.place
    return _drawn(
        words,
        page,
        replace(standing, place=replace(place, hinted=True)) if isinstance(place, Answering) else standing,
    )


def solved(words: Words, page: PreviewPage) -> Screen:
    """With the answer and the feedback."""
    standing = _standing(page)
    if not isinstance(standing.step, Question):
        return _drawn(words, page, standing)
    answer = Answer(standing.step.id, 1, kinds.solution(standing.step), Result.RIGHT)
    return _drawn(words, page, replace(standing, place=Answered(standing.step.id), answers=(answer,)))


def _standing(page: PreviewPage) -> Standing:
    step_id = list(page.course.spots)[page.number]
    return Standing(0, page.course, run=1, visit=0, place=arrive(page.course, step_id, ()))


def _drawn(words: Words, page: PreviewPage, standing: Standing) -> Screen:
    screen = places.place(words, standing, _NOBODY)
    head = words.render("school/preview", number=page.number + 1, total=page.total, course=page.course.title)
    rows = [row for row in (_row(page, row) for row in screen.rows) if row]
    if isinstance(standing.step, Question) and isinstance(standing.place, Answering):
        rows.append((_answer(words, page),))
    rows += [_way(words, page), _decide(words, page)]
    return Screen(f"{head}\n\n{screen.text}", tuple(rows), screen.picture, author=True, words=words)


def _row(page: PreviewPage, row: Row) -> Row:
    """The buttons of a learner's row that mean something in a preview."""
    return tuple(filter(None, (_button(page, one) for one in row if isinstance(one, Button))))


def _button(page: PreviewPage, one: Button) -> Button | None:
    at = (page.draft, page.course.key, page.number)
    match buttons.parse(one.data):
        case buttons.Choose(option=option) | buttons.ToggleTick(option=option):
            return Button(one.label, pack(press.TryOption(*at, option)))
        case buttons.Hint():
            return Button(one.label, pack(press.SeeHint(*at)))
        case _:
            return None


def _answer(words: Words, page: PreviewPage) -> Button:
    return button(words, "see_answer", press.SeeAnswer(page.draft, page.course.key, page.number))


def _way(words: Words, page: PreviewPage) -> Row:
    def to(name: str, number: int) -> Button:
        return button(words, name, press.ViewStep(page.draft, page.course.key, number))

    before = (to("back", page.number - 1),) if page.number else ()
    after = (to("next", page.number + 1),) if page.number + 1 < page.total else ()
    return (*before, button(words, "changes", press.Look(page.draft)), *after)


def _decide(words: Words, page: PreviewPage) -> Row:
    return button(words, "publish", press.Publish(page.draft)), button(
        words, "discard", press.Discard(page.draft)
    )
