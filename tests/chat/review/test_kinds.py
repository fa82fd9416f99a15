"""Every kind of question is asked in a review as it is in a lesson, and by the same doors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.library import Library
from bot.course.model import Question
from bot.learning import kinds
from bot.views.render import course_words
from tests import demo
from tests.chat.review.conftest import Reviewer, question
from tests.messages import letter_of, text_of
from tests.school import Pupil, School

COURSE = demo.library().courses[0]


@pytest.mark.parametrize("question", COURSE.questions, ids=lambda question: question.id)
async def test_a_question_of_any_kind_is_answered(closed_school: School, question: Question) -> None:
    async with closed_school.open(Library([COURSE])):
        ada = closed_school.join("Ada")
        await ada.say("/start")
        at = int(closed_school.clock.now.timestamp() * 1000) - 48 * 3_600_000
        closed_school.execute(
            "INSERT INTO answers (learner_id, course_id, run, step_id, attempt, chosen, result, answered_at)"
            f" VALUES ({ada.id}, '{COURSE.id}', 1, '{question.id}', 1, '', 'right', {at})"
        )
        await ada.say("/review")
        assert ada.text.startswith(question.title)
        assert "Enough for now" in ada.labels
        await answer(ada, question)
        assert "Next card ▸" in ada.labels
        assert "Right." in ada.text or "Noted." in ada.text
        last = closed_school.rows("SELECT result, asked_in FROM reviews")[-1]
        assert last in (("right", "review"), ("recalled", "review"))
        await ada.press("Next card ▸")
        assert ada.text.startswith("That's it for now.")


async def answer(ada: Pupil, question: Question) -> None:
    """Presses, or writes, what is right."""
    task, right = question.task, kinds.solution(question)
    match task:
        case Flashcard():
            await ada.press("Turn it over")
            await ada.press("Good")
        case TrueFalse():
            await ada.press("True" if task.true else "False")
        case Choice():
            for letter in sorted(
                letter_of(ada.text, course_words(o.text)) for o in task.options if o.correct
            ):
                await ada.press(next(label for label in ada.labels if label.lstrip("☐ ").startswith(letter)))
            if task.several:
                await ada.press("Check")
        case Ordering():
            for line in task.lines:
                await ada.press(letter_of(ada.text, course_words(line.text).strip()))
            await ada.press("Check")
        case Pairs():
            rights = {right.id: course_words(right.text) for right in task.rights}
            for pair in task.pairs:
                await ada.press(letter_of(ada.text, rights[pair.right_id]))
        case Gaps():
            for accepted in task.accepted:
                found = [one for one in ada.labels if one.endswith(f"  {accepted[0]}")]
                await (ada.press(found[0]) if found else ada.say(accepted[0]))
        case _:
            await ada.say(right)


@pytest.mark.parametrize("where", ["/review", "/start"])
async def test_a_card_that_was_turned_over_offers_no_hint_any_more(
    closed_school: School, tea: Library, where: str
) -> None:
    (course,) = tea.courses
    card = replace(question("card", Flashcard("A leaf.")), hint="It grows.")
    lesson = replace(course.lessons[0], steps=(card,), practice=())
    async with closed_school.open(Library([replace(course, lessons=(lesson,))])):
        ada = closed_school.join("Ada")
        await ada.say("/start")
        await ada.press("Begin")
        if where == "/review":
            Reviewer(ada, closed_school).answered("card", chosen="good", result="recalled")
            await ada.say(where)
        assert "Hint" in ada.labels
        await ada.press("Turn it over")
        assert "A leaf." in ada.text
        assert "Hint" not in ada.labels


@pytest.mark.parametrize("practised", [False, True], ids=["a step", "for practice alone"])
async def test_a_card_tells_what_stands_beside_its_question_and_goes_on_in_its_message(
    closed_school: School, practised: bool
) -> None:
    registry = COURSE.questions[0]
    first, *_ = COURSE.lessons
    steps = tuple(step for step in first.steps if step is not registry)
    lesson = replace(first, steps=steps, practice=(registry,)) if practised else first
    async with closed_school.open(Library([replace(COURSE, lessons=(lesson,))])):
        ada = closed_school.join("Ada")
        await ada.say("/start")
        at = int(closed_school.clock.now.timestamp() * 1000) - 48 * 3_600_000
        closed_school.execute(
            "INSERT INTO answers (learner_id, course_id, run, step_id, attempt, chosen, result, answered_at)"
            f" VALUES ({ada.id}, '{COURSE.id}', 1, '{registry.id}', 1, '', 'right', {at})"
        )
        await ada.say("/review")
        assert "More about it" not in ada.labels
        await ada.press("Describe the picture")
        assert "A cup that waits to be filled." in ada.text
        await ada.press("I don't know")
        assert "Here is the answer." in text_of(ada.messages[-2])
        await ada.press("More about it")
        assert "ghcr.io/you/app" in ada.text
        await ada.press("Next card ▸")
        assert "That's it for now." in ada.text
