"""The course changes while people learn: nobody loses place or score, and old buttons still make sense."""

from bot.course.library import Library
from tests.chat.learner.author import SECTION, Author, at
from tests.chat.learner.deeds import ANSWERS, assert_one_place, titles, to_the_end
from tests.messages import letter_of
from tests.school import School


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
            > [▸ Milk?]
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
        assert not closed_school.world.queries.waiting
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
