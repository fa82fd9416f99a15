"""Half-done answers of all kinds: kept over a restart, bound to their attempt, and each tap counts once."""

from __future__ import annotations

import re

from bot.learning.kinds.base import Given
from tests import demo
from tests.chat.learner.deeds import forge, twice
from tests.chat.learner.kinds import at
from tests.messages import buttons_of, letter_of
from tests.school import Pupil, School

DRAFT = "SELECT chosen FROM progress"
ANSWERS = "SELECT attempt, result FROM answers ORDER BY attempt"


def data_of(ada: Pupil, label: str) -> str:
    message = next(m for m in reversed(ada.messages) if m["from"]["is_bot"])
    return next(str(b["callback_data"]) for b in buttons_of(message) if b["text"].startswith(label))


async def test_what_was_put_in_order_survives_a_restart(closed_school: School) -> None:
    async with closed_school.open(demo.library()):
        ada = await at(closed_school, "In order")
        await ada.press(letter_of(ada.text, "Boil"))
        put = letter_of(ada.text, "Put the leaves")
    async with closed_school.open(demo.library()):
        await ada.press(put)
        assert re.search(r"1\. Boil the water\.\n2\. Put the leaves", ada.text)
        assert_one_place_of_question(ada)


async def test_gaps_that_are_filled_survive_a_restart(closed_school: School) -> None:
    async with closed_school.open(demo.library()):
        ada = await at(closed_school, "Fill in")
        await ada.say("run")
    async with closed_school.open(demo.library()):
        await ada.say("container")
        assert "Running makes a new container" in ada.text
        assert closed_school.rows(ANSWERS) == [(1, "right")]


async def test_a_double_tap_on_a_right_side_does_not_answer_the_next_pair_as_well(kinds: School) -> None:
    ada = await at(kinds, "Pairs")
    data = data_of(ada, letter_of(ada.text, "base image"))
    for _ in range(2):
        await forge(ada, data)
    await kinds.settled()
    assert kinds.rows(DRAFT) == [("names-the-base-image\n\n",)]
    assert "▸ RUN – ?" in ada.text


async def test_a_double_tap_on_take_back_takes_one_line_back(kinds: School) -> None:
    ada = await at(kinds, "In order")
    for text in ("Boil", "Put the leaves"):
        await ada.press(letter_of(ada.text, text))
    data = data_of(ada, "↶")
    for _ in range(2):
        await forge(ada, data)
    await kinds.settled()
    assert kinds.rows(DRAFT) == [("boil-the-water",)]


async def test_a_tap_that_is_delivered_again_fills_nothing_more(kinds: School) -> None:
    ada = await at(kinds, "A Dockerfile")
    first = await ada.press(next(label for label in ada.labels if "FROM" in label))
    await twice(kinds, first)
    back = await ada.press("↶ Take back")
    await twice(kinds, back)
    assert kinds.rows(DRAFT) == [("",)]


async def test_a_written_gap_that_comes_again_fills_nothing_more(kinds: School) -> None:
    ada = await at(kinds, "Fill in")
    await twice(kinds, await ada.say("run"))
    assert kinds.rows(DRAFT) == [("run\n",)]


async def test_a_written_answer_of_any_kind_that_comes_again_counts_once(kinds: School) -> None:
    ada = await at(kinds, "How hot")
    await twice(kinds, await ada.say("90 °C"))
    assert kinds.rows(ANSWERS) == [(1, "wrong")]
    await twice(kinds, await ada.say("100 °C"))
    assert kinds.rows(ANSWERS) == [(1, "wrong"), (2, "right")]


async def test_a_button_of_an_earlier_attempt_adds_nothing_to_this_one(kinds: School) -> None:
    ada = await at(kinds, "In order")
    wait = letter_of(ada.text, "Wait")
    stale = data_of(ada, wait)
    await ada.say("".join(letter_of(ada.text, text) for text in ("Put", "Boil", "Pour", "Wait")))
    assert kinds.rows(ANSWERS) == [(1, "wrong")]
    await forge(ada, stale)
    await kinds.settled()
    assert kinds.rows(DRAFT) == [("",)]


async def test_a_card_cannot_be_judged_before_it_is_turned_over(kinds: School) -> None:
    ada = await at(kinds, "A card")
    await forge(ada, data_of(ada, "Turn").removesuffix("turn") + "easy")
    await kinds.settled()
    assert kinds.rows(ANSWERS) == []
    assert "What one instruction adds" not in ada.text


async def test_what_was_written_is_kept_to_200_characters_handed_out_and_forgotten(kinds: School) -> None:
    ada = await at(kinds, "The registry")
    await ada.say("a harbour " * 100)
    ((given,),) = kinds.rows("SELECT chosen FROM answers")
    assert len(Given(given)) <= 200
    assert given.startswith("a harbour a harbour")
    await ada.say("/mydata")
    assert any("document" in message for message in ada.messages)
    await ada.say("/forget")
    await ada.press("Delete everything")
    assert kinds.rows("SELECT chosen FROM answers") == []


async def test_commands_stay_commands_at_a_question_that_is_written(kinds: School) -> None:
    ada = await at(kinds, "The registry")
    await ada.say("/progress")
    assert "Your progress" in ada.text
    assert kinds.rows(ANSWERS) == []


async def test_a_question_with_a_picture_is_changed_in_place_below_it(kinds: School) -> None:
    ada = await at(kinds, "The registry")
    pictures = [message for message in ada.messages if "photo" in message]
    await ada.press("Hint")
    await ada.press("Show the answer")
    assert [message for message in ada.messages if "photo" in message] == pictures
    assert_one_place_of_question(ada)


def assert_one_place_of_question(ada: Pupil) -> None:
    having = [m for m in ada.messages if {"Next ▸", "Skip ▸"} & {b["text"] for b in buttons_of(m)}]
    assert len(having) == 1
