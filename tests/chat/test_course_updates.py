"""The course changes while people learn: nobody loses place or score, and old buttons still make sense."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.course.library import Library
from bot.course.loader import load_library
from tests.chat.test_course_in_a_chat import letter_of, tick
from tests.chat.test_once_and_only_once import ANSWERS, assert_one_place, titles, to_the_end
from tests.school import LocalApi, Pupil, School

HERE = Path(__file__).parents[1] / "content" / "tea"


class Author:
    """Somebody who works on a copy of the tests' course."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.copytree(HERE, folder / "tea")

    def library(self) -> Library:
        loaded = load_library(self._folder)
        assert isinstance(loaded, Library), loaded
        return loaded

    def edit(self, file: str, change: Callable[[Any], object]) -> None:
        path = self._folder / "tea" / file
        data = yaml.safe_load(path.read_text("utf-8"))
        change(data)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")

    def water(self, change: Callable[[list[Any]], object]) -> None:
        """Changes the first lesson's steps: cold, hot, how-hot."""
        self.edit("1-water.yaml", lambda lesson: change(lesson["steps"]))

    def leaves(self, change: Callable[[list[Any]], object]) -> None:
        """Changes the second lesson's steps: pot, which."""
        self.edit("2-leaves.yaml", lambda lesson: change(lesson["steps"]))

    def lessons(self, *files: str) -> None:
        self.edit("course.yaml", lambda course: course.update(lessons=list(files)))

    def write_lesson(self, file: str, lesson: dict[str, Any]) -> None:
        (self._folder / "tea" / file).write_text(yaml.safe_dump(lesson, sort_keys=False), "utf-8")


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path / "content")


SECTION = {"section": "Patience", "id": "patience", "text": "Good things take time."}


async def test_an_edited_text_is_shown_and_the_place_stays(closed_school: School, author: Author) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "hot")
    author.water(lambda steps: steps[1].update(section="Boiling water", text="Heat it *well*."))
    async with closed_school.open(author.library()):
        await ada.play("""
            > /continue
            Boiling water
            Heat it well.
            2 of 3 · Water
            > [Next ▸]
            How hot?
        """)


async def test_a_section_added_before_the_place_leaves_the_place_and_the_old_button_alone(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "hot")
    author.water(lambda steps: steps.insert(1, SECTION))
    async with closed_school.open(author.library()):
        await ada.play("""
            > [Next ▸]
            How hot?
            4 of 4 · Water
            > [◂ Back]
            Hot water
            > [◂ Back]
            Patience
        """)


async def test_when_the_present_section_is_removed_its_old_button_shows_what_stands_there_now(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "hot")
    author.water(lambda steps: steps.pop(1))
    async with closed_school.open(author.library()):
        await ada.play("""
            > [Next ▸]
            How hot?
            2 of 2 · Water
            > [◂ Back]
            Cold water
        """)
        assert_one_place(ada)


async def test_when_the_present_question_is_removed_its_answer_button_shows_what_stands_there_now(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        answer = ada.find(letter_of(ada.text, "It boils"))
    author.water(lambda steps: steps.pop(2))
    async with closed_school.open(author.library()):
        await ada.tap(*answer)
        assert titles(ada)[-1] == "Hot water"
        assert closed_school.rows(ANSWERS) == []
        assert_one_place(ada)


async def test_when_the_present_lesson_is_removed_the_learner_goes_on_with_the_next(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "hot")
    author.lessons("2-leaves.yaml")
    async with closed_school.open(author.library()):
        await ada.play("""
            > [Next ▸]
            Into the pot
            1 of 2 · Leaves
        """)
        assert_one_place(ada)


async def test_when_the_last_lesson_is_removed_the_learner_stands_at_the_end_of_what_is_left(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        await ada.press(letter_of(ada.text, "It boils"))
        await ada.play("""
            > [Next ▸]
            > [Next lesson ▸]
            Into the pot
        """)
    author.lessons("1-water.yaml")
    async with closed_school.open(author.library()):
        await ada.play("""
            > [Next ▸]
            How hot?
            At 100 °C it boils.
            > [Next ▸]
            first try: 1 of 1
            > [Your result ▸]
            first try: 1 of 1
        """)


async def test_at_the_end_of_a_lesson_that_is_removed_the_learner_goes_on_with_the_next(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        await ada.press("Skip ▸")
    author.lessons("2-leaves.yaml")
    async with closed_school.open(author.library()):
        await ada.play("""
            > [Next lesson ▸]
            Into the pot
        """)


async def test_lessons_in_another_order_leave_place_and_score_alone(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        await ada.press(letter_of(ada.text, "It boils"))
    author.lessons("2-leaves.yaml", "1-water.yaml")
    async with closed_school.open(author.library()):
        await ada.play("""
            > [Next ▸]
            end of lesson 2 of 2
            first try: 1 of 1
            > [Your result ▸]
            first try: 1 of 2
            Still open: Leaves.
            > [Leaves]
            Into the pot
        """)


async def test_a_step_moved_to_another_lesson_takes_its_learners_along(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "hot")
    author.water(lambda steps: steps.pop(1))
    author.leaves(lambda steps: steps.append({"section": "Hot water", "id": "hot", "text": "Heat it."}))
    async with closed_school.open(author.library()):
        await ada.play("""
            > [◂ Back]
            Which of these are tea?
            > /continue
            2 of 3 · Leaves
        """)


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


async def test_at_the_end_an_added_lesson_is_offered_and_the_result_stays(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        await ada.press(letter_of(ada.text, "It boils"))
        await to_the_end(ada)
        assert "first try: 1 of 2" in ada.text
    author.write_lesson("3-biscuits.yaml", {"title": "Biscuits", "summary": "With it.", "steps": [SECTION]})
    author.lessons("1-water.yaml", "2-leaves.yaml", "3-biscuits.yaml")
    async with closed_school.open(author.library()):
        await ada.play("""
            > [Lessons]
            ✅ 1. Water · 1/1
            ✅ 2. Leaves
            ▫️ 3. Biscuits
            > /continue
            first try: 1 of 2
            Still open: Biscuits.
            > [Biscuits]
            Patience
            > [Next ▸]
            end of lesson 3 of 3
            > [Your result ▸]
            you have been through the whole course
            ✅ Biscuits
        """)


async def test_a_question_added_to_a_finished_course_counts_as_not_tried(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        await ada.press(letter_of(ada.text, "It boils"))
        await to_the_end(ada)
    question = {
        "question": "Milk?",
        "prompt": "Does it have milk?",
        "options": [{"text": "It may", "correct": True}, {"text": "Never", "wrong": "Why not?"}],
        "feedback": "As you like.",
    }
    author.leaves(lambda steps: steps.append(question))
    async with closed_school.open(author.library()):
        await ada.play("""
            > /continue
            first try: 1 of 3
            Milk?
            > [↺ Milk?]
            Does it have milk?
        """)
        await ada.press(letter_of(ada.text, "It may"))
        await ada.play("""
            > /progress
            Right at the first try: 2 of 3
        """)


async def test_a_removed_question_takes_its_answers_out_of_the_score_and_back_when_it_returns(
    closed_school: School, author: Author
) -> None:
    whole = author.library()
    async with closed_school.open(whole):
        ada = await at(closed_school, "how-hot")
        await ada.press(letter_of(ada.text, "It boils"))
    author.water(lambda steps: steps.pop(2))
    async with closed_school.open(author.library()):
        await ada.play("""
            > /progress
            first try: 0 of 1
        """)
    async with closed_school.open(whole):
        await ada.play("""
            > /progress
            first try: 1 of 2
        """)


async def test_a_course_that_is_not_taught_any_more_leaves_its_learners_a_way(
    closed_school: School, author: Author, shipped: Library
) -> None:
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "how-hot")
        buttons = [ada.find(label) for label in ada.labels]
    async with closed_school.open(shipped):
        for message, button in buttons:
            await ada.tap(message, button)
        assert not closed_school.world.queries
        await ada.play(f"""
            > /continue
            Hello Ada
            {shipped.courses[0].title}
        """)
    async with closed_school.open(author.library()):
        await ada.play("""
            > /start
            Welcome back
            How hot?
        """)


async def at(school: School, step_id: str) -> Pupil:
    """Ada, gone as far as this step."""
    ada = school.join("Ada")
    if step_id in ("pot", "which"):
        await ada.say("/start tea--leaves")
    else:
        await ada.say("/start tea--water")
    for _ in range({"cold": 0, "hot": 1, "how-hot": 2, "pot": 0, "which": 1}[step_id]):
        await ada.press("Next ▸")
    return ada
