"""A preview plays each kind of question: parts are pressed, taken back, checked, and not stored."""

from __future__ import annotations

import pytest

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.school.publication import FolderDraft, PreviewPage
from bot.views.callback import MAX_BYTES
from bot.views.school import buttons, preview
from bot.views.school.buttons import TryOption
from bot.views.screen import Button, Screen
from bot.views.words import words_for
from tests import demo

WORDS = words_for("en")
COURSE = demo.library().courses[0]
QUESTIONS = [question.title for question in COURSE.questions if not kinds.by_tap(question)]


def page(title: str) -> PreviewPage:
    number = next(i for i, step_id in enumerate(COURSE.spots) if _step(step_id).title == title)
    return PreviewPage(FolderDraft("x" * 16), COURSE, number)


def _step(step_id: str) -> Question:
    step = COURSE.step(step_id)
    assert step
    return step  # type: ignore[return-value]


def tries(screen: Screen) -> dict[str, str]:
    """Label -> what the button tries."""
    found = {}
    for button in (one for row in screen.rows for one in row if isinstance(one, Button)):
        assert len(button.data.encode()) <= MAX_BYTES
        action = buttons.parse(button.data)
        if isinstance(action, TryOption):
            found[button.label] = action.option
    return found


@pytest.mark.parametrize("title", QUESTIONS)
def test_whatever_can_be_pressed_leads_to_a_verdict(title: str) -> None:
    shown = page(title)
    screen, right = preview.step(WORDS, shown), None
    for _ in range(12):
        offered = [option for label, option in tries(screen).items() if not label.startswith("↶")]
        if not offered or right is not None:
            break
        screen, right = preview.tried(WORDS, shown, offered[-1])
    written = not kinds.options(_step(list(COURSE.spots)[shown.number])) and "card" not in title
    assert (right is None) is written
    assert "See" in str(screen.rows) or not written


@pytest.mark.parametrize("title", ["In order", "Pairs"])
def test_the_right_letters_are_right(title: str) -> None:
    shown = page(title)
    question = _step(list(COURSE.spots)[shown.number])
    screen, right = preview.step(WORDS, shown), None
    for part in kinds.parts(question, kinds.solution(question)):
        text = next(option.text for option in kinds.options(question) if option.id == part)
        plain = text.replace("*", "")
        letter = next(
            line.split()[0].removeprefix("<b>").removesuffix("</b>")
            for line in screen.text.splitlines()
            if line.startswith("<b>")
            and plain in line.replace("<i>", "").replace("</i>", "").replace("<b>built</b>", "built")
        )
        screen, right = preview.tried(WORDS, shown, tries(screen)[letter])
    if "Check" in tries(screen):
        screen, right = preview.tried(WORDS, shown, tries(screen)["Check"])
    assert right is True


def test_a_part_is_taken_back() -> None:
    shown = page("In order")
    screen, _ = preview.tried(WORDS, shown, tries(preview.step(WORDS, shown))["A"])
    assert "So far" in screen.text
    screen, _ = preview.tried(WORDS, shown, tries(screen)["↶ Take back"])
    assert "So far" not in screen.text
    assert "A" in tries(screen)
