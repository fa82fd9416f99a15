"""Each answer to a card counts once: under double taps, redelivery, old buttons, a restart, a lost send."""

from __future__ import annotations

import pytest

from bot.course.library import Library
from bot.emulator.errors import ApiError
from tests.chat.learner.deeds import forge, quickly, real_complaints, shown
from tests.chat.review.conftest import Reviewer
from tests.messages import labels_of, letter_of
from tests.school import LocalApi, School

REVIEWS = "SELECT question_id, number, result FROM reviews ORDER BY question_id, number"
SESSION = "SELECT number, position, draft, hinted FROM review_sessions"


@pytest.fixture
async def two(ada: Reviewer) -> Reviewer:
    """She is at the first of two cards."""
    ada.answered("how-hot")
    ada.answered("which", chosen="black green")
    await ada.pupil.say("/review")
    return ada


def state(school: School) -> list[list[tuple[object, ...]]]:
    return [
        school.rows(query)
        for query in (REVIEWS, SESSION, "SELECT * FROM cards", "SELECT * FROM session_cards")
    ]


async def test_two_taps_on_an_answer_count_once(two: Reviewer) -> None:
    letter = letter_of(two.pupil.text, "It boils")
    await quickly(two.pupil, letter, letter)
    assert two.school.rows(REVIEWS) == [
        ("how-hot", 1, "right"),
        ("how-hot", 2, "right"),
        ("which", 1, "right"),
    ]
    assert "✅ Right." in two.pupil.text


async def test_two_taps_on_next_go_on_by_one_card(two: Reviewer) -> None:
    await two.right()
    await quickly(two.pupil, "Next card ▸", "Next card ▸")
    assert two.school.rows(SESSION) == [(1, 1, "", 0)]
    assert two.pupil.text.startswith("Which of these are tea?")


@pytest.mark.parametrize("deed", ["Hint", "I don't know", "I know this", "Enough for now"])
async def test_what_is_delivered_twice_changes_nothing_more(two: Reviewer, deed: str) -> None:
    update = await two.pupil.press(deed)
    before, chat = state(two.school), shown(two.school, two.pupil.id)
    await two.school.deliver_again(update)
    assert state(two.school) == before
    if deed != "Enough for now":
        assert shown(two.school, two.pupil.id) == chat


async def test_the_command_delivered_twice_shows_the_session_once(two: Reviewer) -> None:
    two.school.clock.pass_(hours=1)
    update = await two.pupil.say("/review")
    before, chat = state(two.school), shown(two.school, two.pupil.id)
    await two.school.deliver_again(update)
    assert state(two.school) == before
    assert shown(two.school, two.pupil.id) == chat


async def test_words_delivered_twice_count_once(ada: Reviewer) -> None:
    ada.answered("word")
    await ada.pupil.say("/review")
    update = await ada.pupil.say("kettle")
    before = state(ada.school)
    await ada.school.deliver_again(update)
    assert state(ada.school) == before
    assert "So it is with word." in ada.pupil.text


async def test_a_tick_delivered_twice_is_not_taken_back(ada: Reviewer) -> None:
    ada.answered("several")
    await ada.pupil.say("/review")
    first = await ada.pupil.press(next(one for one in ada.pupil.labels if one.endswith("Green")))
    await ada.pupil.press(next(one for one in ada.pupil.labels if one.endswith("Green")))
    before = state(ada.school)
    await ada.school.deliver_again(first)
    assert state(ada.school) == before


async def test_a_button_of_a_session_before_answers_nothing_and_shows_where_one_is(two: Reviewer) -> None:
    old, button = two.pupil.find(letter_of(two.pupil.text, "It boils"))
    two.school.clock.pass_(hours=13)
    await two.pupil.say("/review")
    before = two.school.rows(REVIEWS)
    await two.pupil.tap(old, button)
    assert two.school.rows(REVIEWS) == before
    assert two.pupil.toast == "That card is behind you already."
    assert labels_of(next(m for m in two.pupil.messages if m["message_id"] == old["message_id"])) == []
    assert "Enough for now" in two.pupil.labels


async def test_a_restart_loses_no_session(closed_school: School, taught: Library) -> None:
    async with closed_school.open(taught):
        ada = Reviewer(closed_school.join("Ada"), closed_school)
        await ada.pupil.say("/start")
        ada.answered("word")
        ada.answered("truth")
        await ada.pupil.say("/review")
        await ada.pupil.press("I don't know")
        await ada.pupil.press("Next card ▸")
        title = ada.pupil.text.splitlines()[0]
    async with closed_school.open(taught):
        await ada.pupil.say("/review")
        assert ada.pupil.text.startswith(title)
        await ada.pupil.press("I don't know")
        await ada.pupil.press("Next card ▸")
        assert ada.pupil.text.startswith("That's it for now.")
    assert len(closed_school.rows(REVIEWS)) == 4


async def test_an_answer_whose_message_could_not_be_changed_is_shown_by_the_next_tap(
    api: LocalApi, two: Reviewer
) -> None:
    letter = letter_of(two.pupil.text, "It boils")
    api.fail_once("editMessageText", ApiError(500, "Internal Server Error"))
    await two.pupil.press(letter)
    assert two.school.rows(REVIEWS)[1] == ("how-hot", 2, "right")
    if "Next card ▸" not in two.pupil.labels:
        await two.pupil.press(letter)
    assert "✅ Right." in two.pupil.text
    assert len(two.school.rows(REVIEWS)) == 3


@pytest.mark.parametrize(
    "data",
    [
        "Va.1.0.xyz",
        "Vk.1.0",
        "Vi.1.0.9.xyz",
        "Vn.1.0",
        "Vn.1.99",
        "Vb.7.7",
        "Vs.1.0",
        "Vc.7",
        "Vr.abc.3",
        "Vl.99",
    ],
)
async def test_forged_buttons_change_nothing(api: LocalApi, two: Reviewer, data: str) -> None:
    before = state(two.school)
    await forge(two.pupil, data)
    assert state(two.school) == before
    assert two.school.rows("SELECT session_size FROM learners") == [(20,)]
    assert not real_complaints(api)


async def test_what_was_answered_in_the_lesson_meanwhile_counts_there_alone(two: Reviewer) -> None:
    two.answered("how-hot", hours_ago=0, attempt=2)
    two.answered("word", hours_ago=48)
    two.school.clock.pass_(hours=13)
    await two.pupil.say("/review")
    assert two.school.rows(REVIEWS)[:2] == [("how-hot", 1, "right"), ("how-hot", 2, "right")]
    assert "How hot?" not in two.pupil.text
