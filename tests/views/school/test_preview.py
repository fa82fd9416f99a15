"""A preview draws each kind of question as learners see it, and its buttons play it."""

from __future__ import annotations

import pytest

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Finish, Pick
from bot.learning.school.preview import PreviewTrial
from bot.learning.school.publication import FolderDraft, PreviewPage
from bot.views.callback import MAX_BYTES
from bot.views.school import buttons, preview
from bot.views.school.buttons import TakePartBack, TryOption, TryPart, TryParts
from bot.views.screen import Button
from bot.views.words import words_for
from tests import demo

WORDS = words_for("en")
COURSE = demo.library().courses[0]
QUESTIONS = [question.title for question in COURSE.questions]
Try = TryOption | TryPart | TryParts | TakePartBack


def trial(title: str) -> PreviewTrial:
    ids = list(COURSE.spots)
    number = next(i for i, id_ in enumerate(ids) if (step := COURSE.step(id_)) and step.title == title)
    return PreviewTrial(PreviewPage(FolderDraft("x" * 16), COURSE, number))


def tries(shown: PreviewTrial) -> dict[str, Try]:
    """Label -> what the button tries."""
    found = {}
    for button in (one for row in preview.step(WORDS, shown).rows for one in row if isinstance(one, Button)):
        assert len(button.data.encode()) <= MAX_BYTES
        action = buttons.parse(button.data)
        if isinstance(action, TryOption | TryPart | TryParts | TakePartBack):
            found[button.label] = action
    return found


def tried(shown: PreviewTrial, action: Try) -> PreviewTrial:
    match action:
        case TryOption(option=option):
            return shown.choose(option)
        case TryPart(part=part, option=option):
            return shown.move(Pick(option, part))
        case _:
            return shown.move(Finish())


def question(shown: PreviewTrial) -> Question:
    assert shown.question
    return shown.question


@pytest.mark.parametrize("title", QUESTIONS)
def test_whatever_can_be_pressed_leads_to_a_verdict(title: str) -> None:
    shown = trial(title)
    written = not kinds.options(question(shown)) and kinds.judged(question(shown))
    for _ in range(12):
        offered = [act for act in tries(shown).values() if not isinstance(act, TakePartBack)]
        if not offered or shown.tried.given:
            break
        pressed = [act for act in offered if not isinstance(act, TryParts)]
        ticks = isinstance(offered[-1], TryParts) and shown.tried.draft
        shown = tried(shown, offered[-1] if ticks or not pressed else pressed[-1])
    assert bool(shown.tried.given) is not written


@pytest.mark.parametrize("title", QUESTIONS)
def test_the_right_answer_is_right_and_shown_as_learners_see_it(title: str) -> None:
    shown = trial(title)
    asked = question(shown)
    for text in _written(asked):
        after = shown.write(text)
        assert after is not None, text
        shown = after
    for part in () if _written(asked) else kinds.parts(asked, kinds.solution(asked)):
        option = next(one for one in kinds.options(asked) if part in (one.id, one.text))
        number = len([one for one in kinds.parts(asked, shown.tried.draft) if one])
        shown = shown.choose(option.key) if kinds.by_tap(asked) else shown.move(Pick(option.key, number))
    if shown.right is None and kinds.judged(asked):
        shown = shown.move(Finish())
    text = preview.step(WORDS, shown).text
    assert shown.right is True or not kinds.judged(asked)
    assert "✅ Right." in text or not kinds.judged(asked)
    assert not tries(shown) or not kinds.judged(asked)


def _written(asked: Question) -> list[str]:
    """The right answer in words, where it is written."""
    return [] if kinds.options(asked) else kinds.solution(asked).splitlines()


def test_a_part_is_taken_back_and_what_was_right_stays_after_a_wrong_try() -> None:
    shown = trial("Pairs")
    right, other = (kinds.parts(question(shown), kinds.solution(question(shown)))[i] for i in (0, 2))
    keys = {option.id: option.key for option in kinds.options(question(shown))}
    shown = shown.move(Pick(keys[right], 0))
    assert "↶ Take back" in tries(shown)
    for number, part in ((1, other), (2, kinds.parts(question(shown), kinds.solution(question(shown)))[1])):
        shown = shown.move(Pick(keys[part], number))
    assert shown.right is False
    assert kinds.parts(question(shown), shown.tried.draft)[0] == right
