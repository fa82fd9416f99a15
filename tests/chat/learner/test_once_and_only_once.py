"""Every press counts once: pressed twice, pressed too late, pressed in a message left behind."""

from tests.chat.learner.deeds import (
    ANSWERS,
    PROGRESS,
    assert_one_place,
    at_first_question,
    at_second_question,
    at_the_end,
    quickly,
    reading,
    real_complaints,
    tick,
    titles,
    to_the_end,
)
from tests.messages import letter_of
from tests.school import LocalApi, School


async def test_a_double_tap_on_next_moves_once_and_sends_one_message(school: School) -> None:
    ada = await reading(school)
    await quickly(ada, "Next ▸", "Next ▸")
    assert titles(ada) == ["Cold water", "Hot water"]
    assert_one_place(ada)


async def test_a_double_tap_on_begin_begins_once_and_sends_one_message(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    await quickly(ada, "Begin", "Begin")
    assert titles(ada) == ["Cold water"]
    assert_one_place(ada)


async def test_a_double_tap_on_a_lesson_goes_there_once_and_sends_one_message(school: School) -> None:
    ada = await reading(school)
    await ada.say("/lessons")
    await quickly(ada, "2. Leaves", "2. Leaves")
    assert titles(ada) == ["Cold water", "Into the pot"]
    assert_one_place(ada)


async def test_of_two_taps_queued_before_the_first_was_handled_the_second_is_stale(school: School) -> None:
    ada = await reading(school)
    await ada.press("Next ▸")
    await quickly(ada, "Next ▸", "◂ Back")
    assert titles(ada)[-1] == "How hot?"
    assert ada.toast.startswith("That button is from an earlier step.")


async def test_an_answer_pressed_twice_is_counted_once(school: School) -> None:
    ada = await at_first_question(school)
    wrong = letter_of(ada.text, "It sings")
    await quickly(ada, wrong, wrong)
    assert school.rows(ANSWERS) == [(1, "how-hot", 1, "sings", "wrong")]
    assert ada.text.count("That is the kettle.") == 1


async def test_of_two_answers_queued_at_once_the_first_counts(school: School) -> None:
    ada = await at_first_question(school)
    await quickly(ada, letter_of(ada.text, "It sings"), letter_of(ada.text, "It boils"))
    assert school.rows(ANSWERS) == [(1, "how-hot", 1, "sings", "wrong")]
    assert "At 100 °C it boils." not in ada.text


async def test_a_double_tap_on_check_counts_one_attempt(school: School) -> None:
    ada = await at_second_question(school)
    await tick(ada, "Purple rain")
    await quickly(ada, "Check", "Check")
    assert [row[:3] for row in school.rows(ANSWERS)] == [(1, "which", 1)]


async def test_a_double_tap_on_start_again_begins_one_run(school: School) -> None:
    ada = await at_the_end(school)
    await quickly(ada, "Start again", "Start again")
    assert [row[0] for row in school.rows(PROGRESS)] == [1, 2]
    assert titles(ada).count("Cold water") == 2


async def test_a_double_tap_on_delete_everything_deletes_once(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    await ada.say("/forget")
    await quickly(ada, "Delete everything", "Delete everything")
    assert school.rows("SELECT * FROM learners") == []
    assert real_complaints(api) == []


async def test_a_tap_on_a_message_left_behind_a_moment_ago_changes_nothing_and_sends_nothing(
    school: School,
) -> None:
    ada = await reading(school)
    old = ada.find("Next ▸")
    await ada.press("Next ▸")
    before, count = school.rows(PROGRESS), len(ada.messages)
    await ada.tap(*old)
    assert school.rows(PROGRESS) == before
    assert len(ada.messages) == count
    assert_one_place(ada)


async def test_a_tap_on_a_message_left_behind_long_ago_shows_the_place_again(school: School) -> None:
    ada = await reading(school)
    old = ada.find("Next ▸")
    await ada.press("Next ▸")
    before = school.rows(PROGRESS)
    school.clock.pass_(days=90)
    await ada.tap(*old)
    assert titles(ada) == ["Cold water", "Hot water", "Hot water"]
    assert school.rows(PROGRESS) == before
    assert_one_place(ada)


async def test_a_button_pressed_right_below_a_newer_place_brings_the_place_down(school: School) -> None:
    ada = await reading(school)
    await ada.press("Lessons")
    await ada.press("Continue ▸")
    assert titles(ada) == ["Cold water", "Cold water"]
    assert_one_place(ada)


async def test_an_answer_of_an_earlier_attempt_changes_nothing(school: School) -> None:
    ada = await at_first_question(school)
    first = {label: ada.find(label) for label in ada.labels}
    wrong = letter_of(ada.text, "It sings")
    right = f"{letter_of(ada.text, 'It boils')}  It boils"
    await ada.press(wrong)
    text = ada.text
    await ada.tap(*first[right])
    assert school.rows(ANSWERS) == [(1, "how-hot", 1, "sings", "wrong")]
    assert ada.text == text


async def test_an_answer_of_an_earlier_visit_changes_nothing(school: School) -> None:
    ada = await at_first_question(school)
    old = ada.find(letter_of(ada.text, "It sings"))
    await ada.play("""
        > [◂ Back]
        > [Next ▸]
        How hot?
    """)
    await ada.tap(*old)
    assert school.rows(ANSWERS) == []
    assert_one_place(ada)


async def test_an_answer_of_an_earlier_run_changes_nothing(school: School) -> None:
    ada = await at_first_question(school)
    old = ada.find(letter_of(ada.text, "It sings"))
    await to_the_end(ada)
    await ada.play("""
        > [Start again]
        > [Next ▸]
        > [Next ▸]
        How hot?
    """)
    await ada.tap(*old)
    assert school.rows(ANSWERS) == []


async def test_an_answer_in_an_older_copy_of_the_question_is_shown_in_the_newest(school: School) -> None:
    ada = await at_first_question(school)
    copy = ada.find(letter_of(ada.text, "It sings"))
    await ada.say("/continue")
    await ada.tap(*copy)
    assert [row[2] for row in school.rows(ANSWERS)] == [1]
    assert "That is the kettle." in ada.text
    assert_one_place(ada)
