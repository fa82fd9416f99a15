"""A question changes while people are at it: they are graded by what they were asked."""

from typing import Any

from tests.chat.learner.author import Author, at
from tests.chat.learner.deeds import ANSWERS, tick, titles
from tests.messages import letter_of
from tests.school import LocalApi, School


async def test_a_reworded_option_is_the_same_option(closed_school: School, author: Author) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        answer = ada.find(letter_of(ada.text, "It boils"))
    author.water(lambda steps: steps[2]["options"][0].update(text="It bubbles and boils"))
    async with closed_school.open(author.library()):
        await ada.tap(*answer)
        await ada.play("""
            ~ Right
            It bubbles and boils
        """)
    assert [row[4] for row in closed_school.rows(ANSWERS)] == ["right"]


async def test_an_option_that_is_gone_is_not_counted_and_the_question_is_drawn_anew(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        answer = ada.find(letter_of(ada.text, "It sings"))
    author.water(lambda steps: steps[2]["options"].pop(2))
    async with closed_school.open(author.library()):
        await ada.tap(*answer)
        assert closed_school.rows(ANSWERS) == []
        assert "It sings" not in ada.text
        await ada.press(letter_of(ada.text, "It boils"))
        assert ada.toast == "Right"


async def test_a_wrong_answer_stays_wrong_in_the_score_when_its_option_is_made_right(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        await ada.press(letter_of(ada.text, "It sings"))

    def sings_too(steps: list[Any]) -> None:
        steps[2]["options"][2] = {"id": "sings", "text": "It sings", "correct": True}

    author.water(sings_too)
    async with closed_school.open(author.library()):
        await ada.say("/continue")
        assert "That is the kettle." not in ada.text
        await tick(ada, "It sings")
        await tick(ada, "It boils")
        await ada.play("""
            > [Check]
            ~ Right
            > [Next ▸]
            first try: 0 of 1
        """)


async def test_a_question_that_now_has_several_right_options_takes_no_answer_from_an_old_button(
    closed_school: School, author: Author
) -> None:
    """The learner was asked for one option: to count it as incomplete would be unfair."""
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        answer = ada.find(letter_of(ada.text, "It boils"))

    def sings_too(steps: list[Any]) -> None:
        steps[2]["options"][2] = {"id": "sings", "text": "It sings", "correct": True}

    author.water(sings_too)
    async with closed_school.open(author.library()):
        await ada.tap(*answer)
        assert closed_school.rows(ANSWERS) == []
        await tick(ada, "It boils")
        await tick(ada, "It sings")
        await ada.press("Check")
    assert [row[4] for row in closed_school.rows(ANSWERS)] == ["right"]


async def test_a_question_that_now_has_one_right_option_takes_no_check_from_an_old_button(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "which")
        await tick(ada, "Green")
        await tick(ada, "Black")
        check, ticking = ada.find("Check"), ada.find("☑")
    wrong = {"id": "black", "text": "Black", "wrong": "Not any more."}
    author.leaves(lambda steps: steps[1]["options"].__setitem__(1, wrong))
    async with closed_school.open(author.library()):
        await ada.tap(*check)
        await ada.tap(*ticking)
        assert closed_school.rows(ANSWERS) == []
        await ada.press(letter_of(ada.text, "Green"))
    assert [row[4] for row in closed_school.rows(ANSWERS)] == ["right"]


async def test_a_ticked_option_that_turns_out_wrong_can_still_be_got_rid_of(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "which")
        await tick(ada, "Green")
        await tick(ada, "Purple rain")
        await ada.press("Check")

    def green_is_wrong(steps: list[Any]) -> None:
        steps[1]["options"][0] = {"id": "green", "text": "Green", "wrong": "Sorry, no longer."}
        steps[1]["options"].append({"id": "white", "text": "White", "correct": True})

    author.leaves(green_is_wrong)
    async with closed_school.open(author.library()):
        await ada.say("/continue")
        await tick(ada, "Black")
        await tick(ada, "White")
        await ada.play("""
            > [Check]
            ~ Right
        """)


async def test_a_question_turned_into_a_section_is_read_and_its_old_buttons_are_no_trouble(
    closed_school: School, author: Author, api: LocalApi
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        answer, hint = ada.find(letter_of(ada.text, "It boils")), ada.find("Hint")
    section = {
        "section": "It boils",
        "id": "how-hot",
        "text": "At 100 °C.",
        "picture": {"file": "pictures/cup.png", "description": "A cup."},
    }
    author.water(lambda steps: steps.__setitem__(2, section))
    async with closed_school.open(author.library()):
        await ada.tap(*answer)
        await ada.tap(*hint)
        assert closed_school.rows(ANSWERS) == []
        await ada.play("""
            > /continue
            It boils
            At 100 °C.
            > [Next ▸]
            end of lesson 1 of 2
        """)
    assert "Right at the first try" not in ada.text


async def test_a_solved_question_turned_into_a_section_and_back_keeps_its_score(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        await ada.press(letter_of(ada.text, "It boils"))
    before = author.library()
    section = {"section": "It boils", "id": "how-hot", "text": "At 100 °C."}
    author.water(lambda steps: steps.__setitem__(2, section))
    async with closed_school.open(author.library()):
        await ada.play("""
            > /continue
            It boils
            > [◂ Back]
            > [Next ▸]
        """)
    async with closed_school.open(before):
        await ada.play("""
            > /continue
            At 100 °C it boils.
            > [Next ▸]
            first try: 1 of 1
        """)


async def test_a_section_turned_into_a_question_is_asked(closed_school: School, author: Author) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "cold")
        onward, describe = ada.find("Next ▸"), ada.find("Describe the picture")
    question = {
        "question": "Cold?",
        "id": "cold",
        "prompt": "Is it?",
        "options": [{"text": "Yes", "correct": True}, {"text": "No", "wrong": "It is."}],
        "feedback": "It is cold.",
    }
    author.water(lambda steps: steps.__setitem__(0, question))
    async with closed_school.open(author.library()):
        await ada.tap(*describe)
        assert "not there any more" in ada.text
        await ada.say("/continue")
        await ada.press(letter_of(ada.text, "Yes"))
        await ada.play("""
            ~ Right
            It is cold.
        """)
        await ada.tap(*onward)
        assert titles(ada)[-1] == "Hot water"
