"""What becomes of cards when a course changes, and what the admin who changes it is told before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.admin_school import LEAVES, AdminSchool, admin_school
from tests.chat.review.conftest import Reviewer
from tests.messages import letter_of
from tests.school import Pupil, School

PRACTICE = """\
practice:
  - question: How long?
    id: steep
    prompt: How long does it steep?
    answer: three minutes
    feedback: Three minutes.
"""


@pytest.fixture
async def office(closed_school: School, tmp_path: Path) -> AsyncIterator[AdminSchool]:
    school = admin_school(closed_school, tmp_path)
    grace = school.appoint("Grace")
    async with school.at_work():
        await grace.say("/start")
        yield school


@pytest.fixture
def grace(office: AdminSchool) -> Pupil:
    return Pupil(office, next(iter(office.admin_ids)))


@pytest.fixture
async def bob(office: AdminSchool) -> Reviewer:
    """He knows which are tea, and has reviewed it."""
    pupil = office.join("Bob")
    await pupil.say("/start tea--leaves")
    bob = Reviewer(pupil, office)
    bob.answered("which", hours_ago=72, chosen="black green")
    bob.answered("how-hot", hours_ago=72)
    await pupil.say("/review")
    return bob


async def publish(office: AdminSchool, grace: Pupil, lesson: str) -> str:
    """What the preview says."""
    await office.send(grace, "leaves.yaml", lesson)
    told = grace.text
    await grace.press("Publish")
    return told


async def test_another_right_answer_begins_the_card_anew_and_the_preview_says_so(
    office: AdminSchool, grace: Pupil, bob: Reviewer
) -> None:
    black_is_wrong = LEAVES.replace("text: Black, correct: true", "text: Black, wrong: Not here.")
    told = await publish(office, grace, black_is_wrong)
    assert "With another right answer, 1 card of the review begins anew: Which of these are tea?\n" in told
    office.clock.pass_(hours=13)
    await bob.pupil.say("/review")
    assert ("which", 1, 1) in bob.rows("question_id, anew, reviews", "cards")
    while "Which of these" not in bob.pupil.text:
        await bob.pupil.press("I don't know")
        await bob.pupil.press("Next card ▸")
    await bob.pupil.press(letter_of(bob.pupil.text, "Green"))
    assert "✅ Right." in bob.pupil.text
    assert "again in 2 days" in bob.pupil.text
    assert ("which", 2, "review") in bob.rows("question_id, number, asked_in", "reviews")


async def test_other_words_leave_the_card_what_it_is(
    office: AdminSchool, grace: Pupil, bob: Reviewer
) -> None:
    before = bob.rows("*", "cards")
    reworded = LEAVES.replace("Choose all of them.", "Choose all that are.").replace(
        "text: Black", "text: Black tea"
    )
    told = await publish(office, grace, reworded)
    assert "begins anew" not in told
    office.clock.pass_(hours=13)
    await bob.pupil.say("/review")
    assert sorted(bob.rows("*", "cards")) == sorted(before)


async def test_a_question_that_was_taken_out_leaves_the_review_and_comes_back_with_its_memory(
    office: AdminSchool, grace: Pupil, bob: Reviewer
) -> None:
    without = LEAVES[: LEAVES.index("  - question: Which")]
    before = bob.rows("*", "cards")
    told = await publish(office, grace, without)
    assert "With what goes, 1 card leaves the review; it comes back if that does." in told
    office.clock.pass_(hours=13)
    await bob.pupil.play("""
        > /review
        How hot?
        ▰ 1 of 1 · Water
    """)
    await publish(office, grace, LEAVES)
    office.clock.pass_(hours=13)
    await bob.pupil.say("/review")
    assert sorted(bob.rows("*", "cards")) == sorted(before)


async def test_a_question_that_is_taken_out_while_it_is_asked_is_passed_over(
    office: AdminSchool, grace: Pupil, bob: Reviewer
) -> None:
    while "Which of these" not in bob.pupil.text:
        await bob.pupil.press("I don't know")
        await bob.pupil.press("Next card ▸")
    message, button = bob.pupil.find("I don't know")
    await publish(office, grace, LEAVES[: LEAVES.index("  - question: Which")])
    await bob.pupil.tap(message, button)
    assert "Which of these" not in bob.pupil.text
    assert [row for row in bob.rows("question_id, asked_in", "reviews") if row == ("which", "review")] == []


async def test_new_questions_for_practice_are_a_change_and_become_cards_of_who_finished_the_lesson(
    office: AdminSchool, grace: Pupil, bob: Reviewer
) -> None:
    bob.finished("leaves", hours_ago=48)
    told = await publish(office, grace, LEAVES + PRACTICE)
    assert "➕ new: Wait, How long?" in told
    office.clock.pass_(hours=13)
    await bob.pupil.say("/review")
    assert ("steep", 0) in bob.rows("question_id, reviews", "cards")
