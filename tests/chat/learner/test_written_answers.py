"""Answers that a learner writes instead of pressing a button."""

from tests.chat.learner.deeds import assert_one_place, at_first_question, at_second_question, twice
from tests.messages import letter_of
from tests.school import School

ANSWERS = "SELECT attempt, result FROM answers ORDER BY attempt"


async def test_a_letter_that_is_written_answers_the_question(school: School) -> None:
    ada = await at_first_question(school)
    wrong, right = letter_of(ada.text, "It sings"), letter_of(ada.text, "It boils")
    await ada.play(f"""
        > {wrong.lower()}
        ❌ {wrong}  It sings
        That is the kettle.
        [Hint] [Show the answer]
        > {right}.
        ✅ {right}  It boils
        At 100 °C it boils.
        > [Next ▸]
        first try: 0 of 1
    """)
    assert_one_place(ada)
    assert school.rows(ANSWERS) == [(1, "wrong"), (2, "right")]


async def test_letters_that_are_written_answer_a_question_with_several_right_ones(school: School) -> None:
    ada = await at_second_question(school)
    green, black = letter_of(ada.text, "Green"), letter_of(ada.text, "Black")
    await ada.play(f"""
        > {green}
        So far so good, but there is more to tick.
        > {green} {black}
        Green and black tea come from one plant.
    """)
    assert_one_place(ada)


async def test_a_written_answer_that_comes_twice_counts_once(school: School) -> None:
    ada = await at_first_question(school)
    await twice(school, await ada.say(letter_of(ada.text, "It sings")))
    assert school.rows(ANSWERS) == [(1, "wrong")]
    await twice(school, await ada.say(letter_of(ada.text, "It boils")))
    assert school.rows(ANSWERS) == [(1, "wrong"), (2, "right")]


async def test_a_written_answer_that_comes_again_when_the_learner_has_gone_on_says_nothing(
    school: School,
) -> None:
    ada = await at_first_question(school)
    answer = await ada.say(letter_of(ada.text, "It boils"))
    for label in ("Next ▸", "Next lesson ▸"):
        await ada.press(label)
        await twice(school, answer)


async def test_words_that_are_no_answer_are_told_what_would_be_one(school: School) -> None:
    ada = await at_first_question(school)
    for words in ("F", "A B", "hm, what is a kettle?"):
        await ada.say(words)
        assert "Press or write A–C." in ada.text, words


async def test_a_letter_where_nothing_is_asked_is_a_word_like_any_other(school: School) -> None:
    ada = await at_first_question(school)
    right = letter_of(ada.text, "It boils")
    await ada.say(right)
    assert "At 100 °C it boils." in ada.text
    await ada.say(right)
    assert "I understand buttons" in ada.text
    await ada.press("Next ▸")
    await ada.say(right)
    assert "I understand buttons" in ada.text
    assert len(school.rows(ANSWERS)) == 1
