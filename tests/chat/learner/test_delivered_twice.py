"""An update that comes twice changes nothing the second time, and sends nothing."""

from tests.chat.learner.deeds import (
    PROGRESS,
    assert_one_place,
    at_first_question,
    at_second_question,
    at_the_end,
    reading,
    tick,
    titles,
    twice,
)
from tests.messages import letter_of
from tests.school import School


async def test_next_delivered_twice_moves_once(school: School) -> None:
    ada = await reading(school)
    await twice(school, await ada.press("Next ▸"))
    assert titles(ada) == ["Cold water", "Hot water"]


async def test_an_answer_delivered_twice_is_counted_once(school: School) -> None:
    ada = await at_first_question(school)
    await twice(school, await ada.press(letter_of(ada.text, "It sings")))
    assert "That is the kettle." in ada.text


async def test_a_right_answer_delivered_twice_is_counted_once(school: School) -> None:
    ada = await at_first_question(school)
    await twice(school, await ada.press(letter_of(ada.text, "It boils")))
    assert "At 100 °C it boils." in ada.text


async def test_a_check_delivered_twice_is_counted_once(school: School) -> None:
    ada = await at_second_question(school)
    await tick(ada, "Green")
    await twice(school, await ada.press("Check"))


async def test_a_hint_and_a_shown_answer_delivered_twice_count_once(school: School) -> None:
    ada = await at_first_question(school)
    await twice(school, await ada.press("Hint"))
    await ada.press(letter_of(ada.text, "It sings"))
    await twice(school, await ada.press("Show the answer"))


async def test_another_try_delivered_twice_opens_the_question_once(school: School) -> None:
    ada = await at_first_question(school)
    await ada.press(letter_of(ada.text, "It sings"))
    await ada.press(letter_of(ada.text, "It boils"))
    await twice(school, await ada.press("Try it again"))
    assert_one_place(ada)


async def test_a_jump_delivered_twice_goes_there_once_and_sends_one_message(school: School) -> None:
    ada = await reading(school)
    await ada.say("/lessons")
    await twice(school, await ada.press("2. Leaves"))
    assert titles(ada) == ["Cold water", "Into the pot"]


async def test_a_jump_delivered_again_after_the_learner_went_on_does_not_move_them_back(
    school: School,
) -> None:
    ada = await reading(school)
    await ada.say("/lessons")
    jump = await ada.press("2. Leaves")
    await ada.press("◂ Back")
    await twice(school, jump)
    assert titles(ada)[-1] == "How hot?"
    assert_one_place(ada)


async def test_another_look_delivered_again_after_the_learner_went_on_does_not_move_them_back(
    school: School,
) -> None:
    ada = await at_first_question(school)
    await ada.press("Skip ▸")
    jump = await ada.press("▸ How hot?")
    await ada.press("◂ Back")
    await twice(school, jump)
    assert titles(ada)[-1] == "Hot water"
    assert_one_place(ada)


async def test_a_deep_link_delivered_again_after_the_learner_went_on_does_not_move_them_back(
    school: School,
) -> None:
    ada = school.join("Ada")
    start = await ada.say("/start tea--leaves")
    await ada.press("◂ Back")
    await twice(school, start)
    assert titles(ada)[-1] == "How hot?"
    assert_one_place(ada)


async def test_a_tick_delivered_again_after_it_was_taken_back_is_not_set_again(school: School) -> None:
    ada = await at_second_question(school)
    label = next(label for label in ada.labels if label.endswith("Green"))
    on = await ada.press(label)
    await ada.press(label.replace("☐", "☑"))
    await twice(school, on)
    assert label in ada.labels


async def test_begin_delivered_twice_sends_one_message(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    await twice(school, await ada.press("Begin"))
    assert titles(ada) == ["Cold water"]


async def test_start_again_delivered_twice_begins_one_run(school: School) -> None:
    ada = await at_the_end(school)
    await twice(school, await ada.press("Start again"))
    assert titles(ada).count("Cold water") == 2


async def test_delete_everything_delivered_twice_leaves_nothing_behind(school: School) -> None:
    ada = await reading(school)
    await ada.say("/forget")
    await twice(school, await ada.press("Delete everything"))
    assert school.rows("SELECT * FROM learners") == []
    assert "All of it is deleted" in ada.text


async def test_after_deleting_everything_the_old_buttons_greet_a_stranger(school: School) -> None:
    ada = await reading(school)
    old = ada.find("Next ▸")
    await ada.say("/forget")
    await ada.press("Delete everything")
    await ada.tap(*old)
    assert "Hello Ada" in ada.text
    assert school.rows(PROGRESS) == []
