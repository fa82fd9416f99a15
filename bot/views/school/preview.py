"""A step of a draft, drawn by the views that draw it for learners; its buttons lead through the preview."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.place import Answering
from bot.learning.school.preview import PreviewTrial
from bot.learning.school.publication import PreviewPage
from bot.views.kinds import what_to_write
from bot.views.learner import answer_buttons, buttons
from bot.views.learner import place as places
from bot.views.school import buttons as press
from bot.views.school import page_buttons
from bot.views.school.buttons import pack
from bot.views.school.page_buttons import BesideStep, SeeDescription, SeeMore
from bot.views.school.screens import button
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words

_NOBODY = Learner(0, "", "en", Pictures.SHOWN, None, datetime(1970, 1, 1, tzinfo=UTC))
"""For whom a preview is drawn."""


def step(words: Words, trial: PreviewTrial) -> Screen:
    """As learners meet it who have come as far with it."""
    page, standing = trial.page, trial.standing
    screen = places.place(words, standing, _NOBODY)
    head = words.render("school/preview", number=page.number + 1, total=page.total, course=page.course.title)
    rows = [row for row in (_row(page, row) for row in screen.rows) if row]
    if trial.question and isinstance(standing.place, Answering):
        rows.append((button(words, "see_answer", press.SeeAnswer(*_at(page))),))
    rows += [_navigation_row(words, page), _decide(words, page)]
    text = f"{head}\n\n{screen.text}"
    return Screen(text, tuple(rows), screen.picture, author=True, apart=screen.apart, words=words)


def beside(words: Words, trial: PreviewTrial, action: BesideStep) -> Screen:
    """What learners are told who want to hear more about it, or to have its picture described."""
    told = places.explained if isinstance(action, SeeMore) else places.described
    return told(words, trial.page.step)


def not_an_answer(words: Words, trial: PreviewTrial) -> Screen:
    """What learners are told whose words are none."""
    how = what_to_write(words, trial.question) if trial.question else ""
    return Screen(words.render("learner/not_an_answer", title=trial.page.step.title, how=how), words=words)


def _at(page: PreviewPage) -> press.StepAddress:
    return page.draft, page.course.key, page.number


def _row(page: PreviewPage, row: Row) -> Row:
    """The buttons of a learner's row that mean something in a preview."""
    return tuple(filter(None, (_button(page, one) for one in row if isinstance(one, Button))))


def _button(page: PreviewPage, one: Button) -> Button | None:
    match _action(page, one.data):
        case None:
            return None
        case SeeMore() | SeeDescription() as beside_it:
            return Button(one.label, page_buttons.pack(beside_it), one.style)
        case action:
            return Button(one.label, pack(action), one.style)


def _action(page: PreviewPage, data: str) -> press.InPreview | BesideStep | None:
    at = _at(page)
    match buttons.parse(data):
        case answer_buttons.Choose(option=option) | answer_buttons.ToggleTick(option=option):
            return press.TryOption(*at, option)
        case answer_buttons.PressPart(number=part, option=option):
            return press.TryPart(*at, part, option)
        case answer_buttons.TakeBack(number=part):
            return press.TakePartBack(*at, part)
        case answer_buttons.Check():
            return press.TryParts(*at)
        case answer_buttons.Hint():
            return press.SeeHint(*at)
        case buttons.More():
            return SeeMore(*at)
        case buttons.Describe():
            return SeeDescription(*at)
        case answer_buttons.Retry():
            return press.ViewStep(*at)
        case _:
            return None


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
