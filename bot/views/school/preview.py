"""A step of a draft, drawn by the views that draw it for learners; its buttons lead through the preview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import NOTHING, Drafted, Finish, Move, Moved, Pick, Submitted
from bot.learning.kinds.card import TURN
from bot.learning.kinds.option_letters import lettered
from bot.learning.learner.attempts import Answer, AttemptResult, result_of
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.navigate import arrive
from bot.learning.learner.place import Answered, Answering, Place
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

_BEGUN, _CHECKED = "-", "_"
"""Parts that were pressed are carried by the buttons: nothing of a preview is stored."""


def step(words: Words, page: PreviewPage) -> Screen:
    """As learners meet it."""
    return _drawn(words, page, _standing(page))


def tried(words: Words, page: PreviewPage, tries: str) -> tuple[Screen, bool | None]:
    """As learners see it who chose this option, or pressed these parts one after the other (`_BEGUN` and
    their letters); whether it is right, None where it is no answer yet."""
    standing = _standing(page)
    question = standing.step
    if not isinstance(question, Question):
        return _drawn(words, page, standing), False
    moved = _moved(standing, question, tries)
    if isinstance(moved, Drafted):
        place: Place = Answering(question.id, draft=moved.draft)
        return _drawn(words, page, replace(standing, place=place), tries), None
    given = moved.given if isinstance(moved, Submitted) else NOTHING
    verdict = kinds.grade(question, given)
    answer = Answer(question.id, 1, given, result_of(verdict))
    begun = given if kinds.by_tap(question) else NOTHING
    place = Answered(question.id) if answer.closes else Answering(question.id, attempt=2, draft=begun)
    right = verdict.right if not kinds.by_tap(question) else given != NOTHING and not verdict.slips
    return _drawn(words, page, replace(standing, place=place, answers=(answer,))), right


def _moved(standing: Standing, question: Question, tries: str) -> Moved:
    """What comes of these parts, pressed one after the other; of a question by options, of that option."""
    if kinds.by_tap(question):
        chosen = (option.id for option in kinds.options(question) if option.key == tries)
        return Submitted(kinds.answer_with(question, tuple(chosen)) or NOTHING)
    moved: Moved = Drafted(NOTHING)
    for move in _moves(standing, question, tries):
        if isinstance(moved, Drafted):
            moved = kinds.press(question, moved.draft, move)
    return moved


def _moves(standing: Standing, question: Question, tries: str) -> Iterator[Move]:
    if not tries.startswith(_BEGUN):  # a card: it has to be turned over first
        yield from (Pick(part) for part in dict.fromkeys((TURN, tries)))
        return
    keys = {letter: option.key for letter, option in lettered(standing.order(question))}
    for number, letter in enumerate(tries.removeprefix(_BEGUN)):
        yield Finish() if letter == _CHECKED else Pick(keys.get(letter, ""), number)


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
    answer = Answer(standing.step.id, 1, kinds.solution(standing.step), AttemptResult.RIGHT)
    return _drawn(words, page, replace(standing, place=Answered(standing.step.id), answers=(answer,)))


def _standing(page: PreviewPage) -> Standing:
    step_id = list(page.course.spots)[page.number]
    return Standing(0, page.course, run=1, visit=0, place=arrive(page.course, step_id, ()))


def _drawn(words: Words, page: PreviewPage, standing: Standing, tries: str = "") -> Screen:
    screen = places.place(words, standing, _NOBODY)
    head = words.render("school/preview", number=page.number + 1, total=page.total, course=page.course.title)
    tries = tries if tries.startswith(_BEGUN) else _BEGUN
    letters = _letters(standing)
    rows = [row for row in (_row(page, row, tries, letters) for row in screen.rows) if row]
    if isinstance(standing.step, Question) and isinstance(standing.place, Answering):
        rows.append((_answer(words, page),))
    rows += [_navigation_row(words, page), _decide(words, page)]
    return Screen(f"{head}\n\n{screen.text}", tuple(rows), screen.picture, author=True, words=words)


def _letters(standing: Standing) -> dict[str, str]:
    """Option key -> the letter under which it stands."""
    if not isinstance(standing.step, Question):
        return {}
    return {option.key: letter for letter, option in lettered(standing.order(standing.step))}


def _row(page: PreviewPage, row: Row, tries: str, letters: Mapping[str, str]) -> Row:
    """The buttons of a learner's row that mean something in a preview."""
    buttons_ = (_button(page, one, tries, letters) for one in row if isinstance(one, Button))
    return tuple(filter(None, buttons_))


def _button(page: PreviewPage, one: Button, tries: str, letters: Mapping[str, str]) -> Button | None:
    at = (page.draft, page.course.key, page.number)
    match buttons.parse(one.data):
        case buttons.Choose(option=option) | buttons.ToggleTick(option=option):
            return Button(one.label, pack(press.TryOption(*at, option)))
        case buttons.PressPart(option=option):
            return Button(one.label, pack(press.TryOption(*at, tries + letters[option])))
        case buttons.TakeBack():
            return Button(one.label, pack(press.TryOption(*at, tries[:-1])))
        case buttons.Check() if tries != _BEGUN:
            return Button(one.label, pack(press.TryOption(*at, tries + _CHECKED)))
        case buttons.Hint():
            return Button(one.label, pack(press.SeeHint(*at)))
        case _:
            return None


def _answer(words: Words, page: PreviewPage) -> Button:
    return button(words, "see_answer", press.SeeAnswer(page.draft, page.course.key, page.number))


def _navigation_row(words: Words, page: PreviewPage) -> Row:
    def to(name: str, number: int) -> Button:
        return button(words, name, press.ViewStep(page.draft, page.course.key, number))

    before = (to("back", page.number - 1),) if page.number else ()
    after = (to("next", page.number + 1),) if page.number + 1 < page.total else ()
    return (*before, button(words, "changes", press.OpenDraft(page.draft)), *after)


def _decide(words: Words, page: PreviewPage) -> Row:
    return button(words, "publish", press.Publish(page.draft)), button(
        words, "discard", press.Discard(page.draft)
    )
