"""A session of review in the chat: one message that turns into the next card."""

from __future__ import annotations

from dataclasses import replace

from bot.course.kinds.choice import Choice
from bot.course.kinds.typed import Typed
from bot.course.library import Library
from bot.course.model import Question
from tests.chat.review.conftest import Reviewer
from tests.messages import letter_of
from tests.school import School


async def test_a_session_from_its_first_card_to_its_end(ada: Reviewer) -> None:
    ada.answered("how-hot")
    ada.answered("which", chosen="black green")
    await ada.pupil.say("/review")
    shown = len(ada.pupil.messages)
    await ada.pupil.play("""
        How hot?
        What does water do
        ▰▱ 1 of 2 · Water
        [Hint] [I don't know]
        [I know this: ask no more]
        [Enough for now]
    """)
    await ada.pupil.press(letter_of(ada.pupil.text, "It boils"))
    await ada.pupil.play("""
        ~ Right
        ✅ Right.
        At 100 °C it boils.
        ▰▱ 1 of 2 · Water · again in
        [Show the section] [I know this]
        [Mistake?] [Enough for now]
        [Next card ▸]
        > [Next card ▸]
        Which of these are tea?
        ▰▰ 2 of 2 · Leaves
        > [I don't know]
        ~ Here is the answer
        Green and black tea come from one plant.
        > [Next card ▸]
        That's it for now.
        1 of 2 cards remembered.
        These come again soon:
        Which of these are tea?
        Cards coming up
        Tomorrow: 1
        In 8–30 days: 1
        [Continue ▸ A cup of tea]
    """)
    assert len(ada.pupil.messages) == shown
    assert sorted(ada.rows("question_id, result, asked_in, number", "reviews")) == [
        ("how-hot", "right", "lesson", 1),
        ("how-hot", "right", "review", 2),
        ("which", "right", "lesson", 1),
        ("which", "shown", "review", 2),
    ]


async def test_nothing_to_review_says_so_says_when_and_offers_to_go_on(ada: Reviewer) -> None:
    await ada.pupil.play("""
        > /review
        Nothing to review yet.
        What you answer in a lesson comes back here
        [Continue ▸ A cup of tea]
    """)
    ada.answered("how-hot", hours_ago=1)
    await ada.pupil.play("""
        > /review
        Nothing to review now.
        The next card comes on Tue 3 March. That is in 2 days.
        [Continue ▸ A cup of tea]
        > [Continue ▸ A cup of tea]
        Cold water
    """)


async def test_a_session_that_was_left_goes_on_there(ada: Reviewer) -> None:
    ada.answered("how-hot")
    ada.answered("which")
    await ada.pupil.say("/review")
    await ada.right()
    await ada.pupil.play("""
        > [Next card ▸]
        Which of these are tea?
        > [Enough for now]
        See you later.
        1 of 1 card remembered.
        1 card of this review is left. /review goes on with it.
        [Go on with the review ▸]
        [Continue ▸ A cup of tea]
        > [Go on with the review ▸]
        Which of these are tea?
        > /continue
        Cold water
        > /review
        Which of these are tea?
        ▰▰ 2 of 2 · Leaves
    """)


async def test_after_half_a_day_the_cards_are_chosen_anew(ada: Reviewer) -> None:
    ada.answered("how-hot")
    ada.answered("which")
    await ada.pupil.say("/review")
    await ada.right()
    ada.school.clock.pass_(hours=13)
    await ada.pupil.play("""
        > /review
        Which of these are tea?
        ▰ 1 of 1 · Leaves
    """)


async def test_practice_of_a_finished_lesson_comes_without_having_been_asked_before(ada: Reviewer) -> None:
    ada.finished()
    await ada.pupil.play("""
        > /review
        About
        1 of 4 · Water
    """)


async def test_words_answer_a_card_and_the_verdict_stands_below_them(ada: Reviewer) -> None:
    ada.answered("word")
    await ada.pupil.play("""
        > /review
        About word
        Write the answer
        > [Hint]
        It whistles.
        > kettle
        ✅ Right.
        So it is with word.
        [Next card ▸]
    """)
    assert ada.rows("result, hinted, given", "reviews")[-1] == ("right", 1, "kettle")
    ada.answered("how-hot")
    assert [m for m in ada.pupil.messages if "reply_markup" in m][-1] == ada.pupil.last


async def test_right_with_a_hint_comes_again_tomorrow(ada: Reviewer) -> None:
    ada.answered("word")
    await ada.pupil.play("""
        > /review
        > [Hint]
        > kettle
        ✅ Right.
        Water · again in 1 day
    """)


async def test_what_was_wrong_is_told_with_its_reason_and_the_right_answer(ada: Reviewer) -> None:
    ada.answered("how-hot")
    await ada.pupil.say("/review")
    wrong = letter_of(ada.pupil.text, "It freezes")
    await ada.pupil.press(wrong)
    await ada.pupil.play(f"""
        ~ Not quite – see why
        ❌ Not quite.
        ❌ {wrong}  Ice is cold.
        At 100 °C it boils.
        again in 1 day
    """)


async def test_a_card_is_judged_by_its_learner_who_sees_when_it_would_come_again(ada: Reviewer) -> None:
    ada.answered("card", result="recalled", chosen="good")
    await ada.pupil.play("""
        > /review
        About card
        [Turn it over]
        [I know this: ask no more]
        > [Turn it over]
        A leaf.
        [Not yet · 1 d] [Hard · 8 d]
        [Good · 11 d] [Easy · 19 d]
        > [Easy]
        ~ Noted
        Noted.
        again in 19 days
    """)
    assert ada.rows("result, given", "reviews")[-1] == ("recalled", "easy")


async def test_several_options_are_ticked_and_checked(ada: Reviewer) -> None:
    ada.answered("several", chosen="green")
    await ada.pupil.say("/review")
    await ada.pupil.press("Check")
    assert ada.pupil.toast.startswith("Tick the options")
    for wanted in ("Green", "Black"):
        await ada.pupil.press(next(label for label in ada.pupil.labels if label.endswith(f"  {wanted}")))
    await ada.pupil.play("""
        > [Check]
        ~ Right
        ✅ Right.
    """)


async def test_the_section_is_shown_and_the_card_is_one_press_away(ada: Reviewer) -> None:
    ada.answered("which")
    await ada.pupil.play("""
        > /review
        > [I don't know]
        > [Show the section]
        Into the pot
        One spoon a cup.
        [◂ To the card]
        > [◂ To the card]
        Here is the answer.
        [Next card ▸]
    """)


async def test_what_one_knows_is_set_aside_and_taken_up_again(ada: Reviewer) -> None:
    ada.answered("how-hot")
    await ada.pupil.play("""
        > /review
        How hot?
        > [I know this]
        ~ Set aside: I won't ask it any more.
        That's it for now.
        [Set aside: 1 card]
        > /review
        Nothing to review
        [Set aside: 1 card]
        > [Set aside: 1 card]
        1. How hot?
        [↺ How hot?]
        [Review ▸]
        > [↺ How hot?]
        ~ I'll ask it again.
        You have no cards set aside.
        > [Review ▸]
        How hot?
        ▰ 1 of 1 · Water
    """)


async def test_the_options_are_mixed_anew_in_each_session(ada: Reviewer) -> None:
    ada.answered("how-hot")
    orders = set()
    for _ in range(6):
        await ada.pupil.say("/review")
        orders.add(tuple(letter_of(ada.pupil.text, text) for text in ("It boils", "It freezes")))
        await ada.pupil.press("I don't know")
        await ada.pupil.press("Next card ▸")
        ada.school.clock.pass_(days=2)
    assert len(orders) > 1


async def test_a_session_has_as_many_cards_as_the_learner_wishes(ada: Reviewer) -> None:
    for number in range(1, 5):
        ada.answered(("several", "truth", "word", "card")[number - 1])
    ada.answered("how-hot")
    ada.answered("which")
    await ada.pupil.play("""
        > /settings
        [Review: 20 cards in a row]
        > [Review: 20 cards in a row]
        How many cards in a row
        [○ 5] [○ 10] [● 20] [○ 30] [○ 50]
        > [○ 5]
        ~ Saved
        [Review: 5 cards in a row]
        > /review
        1 of 5
    """)
    assert ada.school.rows("SELECT session_size FROM learners") == [(5,)]


async def test_the_review_is_a_press_away_at_a_lessons_end_and_in_the_progress(ada: Reviewer) -> None:
    ada.answered("how-hot")
    await ada.pupil.play("""
        > /progress
        [Review ▸]
        > [Review ▸]
        How hot?
        > /continue
        > [Next ▸]
        > [Next ▸]
        > [Next ▸]
        [Review ▸]
        > [Review ▸]
        How hot?
        ▰ 1 of 1 · Water
    """)


async def test_words_go_to_whichever_question_was_asked_last(ada: Reviewer) -> None:
    ada.answered("word")
    await ada.pupil.say("/review")
    ada.school.clock.pass_(minutes=1)
    await ada.pupil.play("""
        > /continue
        > [Next ▸]
        > [Next ▸]
        How hot?
    """)
    ada.school.clock.pass_(minutes=1)
    await ada.pupil.say(letter_of(ada.pupil.text, "It boils"))
    await ada.pupil.play("""
        At 100 °C it boils.
        > kettle
        So it is with word.
    """)


async def test_words_that_are_no_answer_to_the_card_are_told_what_is(ada: Reviewer) -> None:
    ada.answered("how-hot")
    await ada.pupil.play("""
        > /review
        > what?
        How hot?
        [◂ To the card]
        > [◂ To the card]
        [Enough for now]
    """)


async def test_what_is_known_for_weeks_is_asked_without_options_where_it_can_be_written(
    closed_school: School, tea: Library
) -> None:
    course = tea.courses[0]
    first, *others = course.lessons
    how_hot = next(step for step in first.steps if step.id == "how-hot")
    assert isinstance(how_hot, Question)
    assert isinstance(how_hot.task, Choice)
    written = replace(how_hot, task=replace(how_hot.task, written=Typed(("boils", "it boils"))))
    steps = tuple(written if step.id == "how-hot" else step for step in first.steps)
    async with closed_school.open(Library([replace(course, lessons=(replace(first, steps=steps), *others))])):
        ada = Reviewer(closed_school.join("Ada"), closed_school)
        await ada.pupil.say("/start")
        ada.answered("how-hot", hours_ago=24 * 20, attempt=1)
        ada.answered("how-hot", hours_ago=24 * 12, attempt=2)
        ada.answered("how-hot", hours_ago=24 * 2, attempt=3)
        closed_school.clock.pass_(days=60)
        await ada.pupil.play("""
            > /review
            How hot?
            Write the answer
            [Hint] [I don't know]
            > It boils!
            ✅ Right.
            boils
            At 100 °C it boils.
        """)
        assert "freezes" not in ada.pupil.text


async def test_words_are_a_report_where_one_was_asked_for_and_an_answer_after_going_on(ada: Reviewer) -> None:
    ada.answered("how-hot")
    ada.answered("word")
    await ada.pupil.say("/review")
    while "About word" not in ada.pupil.text:
        await ada.pupil.press("I don't know")
        await ada.pupil.press("Mistake?")
        await ada.pupil.press("Next card ▸")
        await ada.pupil.say("/review")
    await ada.pupil.play("""
        > kettle
        So it is with word.
    """)
    assert ada.school.rows("SELECT COUNT(*) FROM reports") == [(0,)]


async def test_an_answer_in_a_lesson_keeps_its_hint_and_its_seconds_and_becomes_a_review_later(
    ada: Reviewer,
) -> None:
    await ada.pupil.press("Next ▸")
    await ada.pupil.press("Next ▸")
    ada.school.clock.pass_(seconds=30)
    await ada.pupil.press("Hint")
    await ada.right()
    assert ada.rows("hinted, seconds", "answers") == [(1, 30)]
    assert ada.rows("*", "reviews") == ada.rows("*", "cards") == []
    await ada.pupil.say("/review")
    assert ada.rows("hinted, seconds, result", "reviews") == [(1, 30, "right")]


async def test_who_has_left_a_review_writes_no_answer_to_it_until_they_are_back(
    ada: Reviewer, school: School
) -> None:
    ada.finished()
    await ada.pupil.say("/review")
    await ada.pupil.press("Turn it over")
    for label in ("Good", "Next card ▸"):
        await ada.pupil.press(label)
    while "word" not in ada.pupil.text:
        await ada.pupil.press("I know this")
    left = await ada.pupil.press("Enough for now")
    await ada.pupil.press("Go on with the review ▸")
    await school.deliver_again(left)
    await ada.pupil.say("/review")
    assert ada.rows("is_left", "review_sessions") == [(0,)]
    await ada.pupil.press("Enough for now")
    reviews = ada.rows("question_id, result", "reviews")
    for words in ("thanks", "/find water", "What is water?"):
        await ada.pupil.say(words)
        assert "still waiting" not in ada.pupil.text
        assert "Go on with the review ▸" not in ada.pupil.labels
    assert ada.rows("question_id, result", "reviews") == reviews
    await ada.pupil.say("/review")
    await ada.pupil.say("kettle")
    assert "✅ Right." in ada.pupil.text
    assert ("word", "right") in ada.rows("question_id, result", "reviews")


async def test_a_mistake_in_a_question_for_practice_alone_is_reported_from_its_card(ada: Reviewer) -> None:
    ada.finished()
    await ada.pupil.say("/review")
    while "word" not in ada.pupil.text:
        await ada.pupil.press("I know this")
    await ada.pupil.play("""
        > kettle
        ✅ Right.
        [Mistake?] [Enough for now]
        > [Mistake?]
        word
        What is not right here?
        > It is a pot.
        Thank you, Ada.
    """)
    assert ada.school.rows("SELECT step_id, words FROM reports") == [("word", "It is a pot.")]


async def test_the_end_of_a_lesson_leads_to_the_review_once_something_is_due_and_not_before(
    ada: Reviewer,
) -> None:
    ada.answered("how-hot", hours_ago=1)
    ada.school.execute(
        f"UPDATE progress SET place = 'lesson done', place_id = 'water' WHERE learner_id = {ada.pupil.id}"
    )
    await ada.pupil.say("/review")
    await ada.pupil.say("/continue")
    assert "You have reached the end of lesson 1 of 2." in ada.pupil.text
    assert "Review ▸" not in ada.pupil.labels
    ada.school.clock.pass_(days=4)
    await ada.pupil.say("/continue")
    assert "You have reached the end of lesson 1 of 2." in ada.pupil.text
    assert "Review ▸" in ada.pupil.labels
