"""The learner's way through a course, as transcripts."""

from tests.chat.learner.deeds import at_first_question, tick
from tests.messages import letter_of
from tests.school import School


async def test_the_whole_course_from_start_to_result(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start
        Hello Ada
        A cup of tea
        [Begin]
        > [Begin]
        Cold water
        Take fresh water & a pot < 2 litres.
        Note
        Rain water is fine.
        Warning
        Sea water is not.
        ▰▱▱ 1 of 3 · Water
        [Describe the picture]
        [Lessons] [Next ▸]
        > [Next ▸]
        Hot water
        ▰▰▱ 2 of 3 · Water
        [◂ Back] [Lessons] [Next ▸]
        > [Next ▸]
        How hot?
        What does water do
        ▰▰▰ 3 of 3 · Water
        [Hint]
        [◂ Back] [Lessons] [Skip ▸]
    """)
    letter = letter_of(ada.text, "It boils")
    await ada.press(letter)
    await ada.play(f"""
        ~ Right
        ✅ {letter}  It boils
        At 100 °C it boils.
        [◂ Back] [Lessons] [Next ▸]
        > [Next ▸]
        end of lesson 1 of 2
        first try: 1 of 1
        Next comes Leaves
        [Next lesson ▸]
        [◂ Back] [Lessons]
        > [Next lesson ▸]
        Into the pot
        > [Next ▸]
        Which of these are tea?
        More than one answer is right.
        [Check]
        > [Check]
        ~ Tick the options that you think are right, then press Check.
    """)
    await tick(ada, "Green")
    await tick(ada, "Black")
    await ada.play("""
        > [Check]
        ~ Right
        Green and black tea come from one plant.
        > [Next ▸]
        first try: 1 of 1
        > [Your result ▸]
        you have been through the whole course
        first try: 2 of 2
        ✅ Water · 1/1
        ✅ Leaves · 1/1
        [Lessons] [Start again]
    """)


async def test_a_wrong_answer_says_why_and_can_be_tried_again_but_only_the_first_try_counts(
    school: School,
) -> None:
    ada = await at_first_question(school)
    wrong, right = letter_of(ada.text, "It sings"), letter_of(ada.text, "It boils")
    await ada.press(wrong)
    await ada.play(f"""
        ~ Not quite – see why
        ❌ {wrong}  It sings
        ❌ {wrong}  That is the kettle.
        [Hint] [Show the answer]
    """)
    assert not any(label.startswith(wrong) for label in ada.labels)
    assert "Ice is cold." not in ada.text
    await ada.press(right)
    await ada.play(f"""
        ~ Right
        ❌ {wrong}  It sings
        That is the kettle.
        At 100 °C it boils.
        [Try it again]
        > [Next ▸]
        first try: 0 of 1
        Worth another look:
        How hot?
        [✅ How hot?]
        > [✅ How hot?]
        How hot?
        [Hint]
    """)
    assert "❌" not in ada.text
    assert "✅" not in ada.text
    await ada.press(letter_of(ada.text, "It boils"))
    await ada.play("""
        > [Next ▸]
        first try: 0 of 1
    """)


async def test_the_answer_can_be_shown_after_a_mistake(school: School) -> None:
    ada = await at_first_question(school)
    assert "Show the answer" not in ada.labels
    await ada.press(letter_of(ada.text, "It freezes"))
    await ada.play("""
        > [Show the answer]
        ~ Here is the answer
        ✅
        It boils
        At 100 °C it boils.
        > [Next ▸]
        first try: 0 of 1
    """)


async def test_a_hint_is_shown_in_the_question_and_stays(school: School) -> None:
    ada = await at_first_question(school)
    await ada.play("""
        > [Hint]
        💡 Look for bubbles.
    """)
    assert "Hint" not in ada.labels
    await ada.press(letter_of(ada.text, "It freezes"))
    assert "Look for bubbles." in ada.text


async def test_a_half_right_choice_keeps_its_right_ticks_and_says_that_more_is_missing(
    school: School,
) -> None:
    ada = school.join("Ada")
    await ada.say("/start tea--leaves")
    await ada.press("Next ▸")
    await tick(ada, "Green")
    await tick(ada, "Purple rain")
    await ada.play("""
        > [Check]
        ~ Not quite – see why
        That is a song.
        something right is still missing
    """)
    assert any(label.startswith("☑") and label.endswith("Green") for label in ada.labels)
    assert not any("Purple rain" in label for label in ada.labels)
    await tick(ada, "Black")
    await ada.play("""
        > [Check]
        ~ Right
    """)


async def test_a_tick_can_be_taken_back(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start tea--leaves")
    await ada.press("Next ▸")
    await tick(ada, "Green")
    await ada.press(next(label for label in ada.labels if label.endswith("Green")))
    await ada.play("""
        > [Check]
        ~ Tick the options that you think are right, then press Check.
    """)


async def test_all_of_the_above_is_always_the_last_option(school: School) -> None:
    for name in ("Ada", "Bob", "Cleo", "Dan"):
        pupil = school.join(name)
        await pupil.say("/start tea--leaves")
        await pupil.press("Next ▸")
        assert letter_of(pupil.text, "All of the above.") == "D"


async def test_going_on_takes_the_buttons_off_the_message_left_behind(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        > [Next ▸]
        > [Next ▸]
    """)
    *behind, here = ada.messages
    assert all("reply_markup" not in message for message in behind)
    assert "reply_markup" in here


async def test_back_returns_to_the_step_before_and_to_the_lesson_before(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start tea--leaves
        Into the pot
        > [◂ Back]
        How hot?
        > [◂ Back]
        Hot water
        > [◂ Back]
        Cold water
    """)
    assert "◂ Back" not in ada.labels


async def test_starting_again_begins_a_new_run_and_keeps_the_old_result(school: School) -> None:
    ada = await at_first_question(school)
    await ada.press(letter_of(ada.text, "It boils"))
    await ada.play("""
        > [Next ▸]
        > [Next lesson ▸]
        > [Next ▸]
        > [Skip ▸]
        Which of these are tea?
        > [Your result ▸]
        first try: 1 of 2
        > [Start again]
        Cold water
        > /progress
        run 2
        0 of 2 lessons
        Run 1: 1 of 2 right at the first try
    """)


async def test_the_picture_is_described_on_request(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start tea--water
        > [Describe the picture]
        The picture of “Cold water”
        An empty cup on a table.
    """)
