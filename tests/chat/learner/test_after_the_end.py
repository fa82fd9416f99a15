"""The result, what it leads to, and the ways back to it; and the ways back from what was looked up."""

from tests.chat.learner.deeds import at_first_question, forge, titles, to_the_end
from tests.messages import buttons_of, letter_of
from tests.school import School


async def test_the_result_explains_what_was_missed_and_names_what_was_skipped(school: School) -> None:
    ada = await at_first_question(school)
    await ada.press(letter_of(ada.text, "It sings"))
    await ada.play("""
        > [Skip ▸]
        first try: 0 of 1
        > [Next lesson ▸]
        > [Next ▸]
        > [Skip ▸]
        end of lesson 2 of 2
        Not answered yet:
        Which of these are tea?
        [▸ Which of these are tea?]
    """)
    assert "first try" not in ada.text
    await ada.play("""
        > [Your result ▸]
        first try: 0 of 2
        Worth another look
        How hot?
        ✅ It boils
        At 100 °C it boils.
        Not answered yet:
        Which of these are tea?
        [↺ How hot?]
        [▸ Which of these are tea?]
    """)
    assert "Green" not in ada.text


async def test_from_the_result_a_question_is_open_again_and_leads_back_to_the_result(school: School) -> None:
    ada = await at_first_question(school)
    await ada.press(letter_of(ada.text, "It sings"))
    await to_the_end(ada)
    await ada.press("↺ How hot?")
    await ada.press(letter_of(ada.text, "It boils"))
    await ada.play("""
        ~ Right
        [Your result ▸]
        > [Your result ▸]
        first try: 0 of 2
        > [▸ Which of these are tea?]
        More than one answer is right.
        [Your result ▸]
        > /start
        [Continue ▸] [Your result ▸]
        > /lessons
        [Continue ▸] [Your result ▸]
        > /progress
        [Continue ▸ A cup of tea]
        [Your result ▸ A cup of tea]
        > [Your result ▸]
        you have been through the whole course
    """)


async def test_before_the_end_there_is_no_result_to_go_to(school: School) -> None:
    ada = await at_first_question(school)
    key = next(b["callback_data"] for b in buttons_of(ada.last) if b["text"] == "Lessons")[1:]
    await forge(ada, f"e{key}")
    assert titles(ada)[-1] == "How hot?"
    assert not any("Your result ▸" in label for label in ada.labels)


async def test_what_a_learner_looks_up_leads_back_to_their_place(school: School) -> None:
    ada = await at_first_question(school)
    for command in ("/glossary", "/resources", "/help", "/privacy"):
        await ada.say(command)
        await ada.press("Continue ▸")
        assert titles(ada)[-1] == "How hot?", command
