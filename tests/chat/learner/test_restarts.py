"""The bot is stopped and started again: the learner goes on where they stood, with the old buttons."""

from bot.course.library import Library
from tests.chat.learner.deeds import PROGRESS, assert_one_place, tick
from tests.messages import letter_of
from tests.school import School


async def test_every_button_works_in_a_bot_that_was_started_after_it_was_sent(
    closed_school: School, tea: Library
) -> None:
    ada = closed_school.join("Ada")

    async def press(label: str) -> None:
        async with closed_school.open(tea):
            await ada.press(label)

    async with closed_school.open(tea):
        await ada.say("/start")
    for label in ("Begin", "Next ▸", "◂ Back", "Lessons", "Continue ▸", "Next ▸", "Next ▸", "Hint"):
        await press(label)
    await press(letter_of(ada.text, "It sings"))
    await press("Show the answer")
    await press("Try it again")
    await press(letter_of(ada.text, "It boils"))
    for label in ("Next ▸", "✅ How hot?", "Skip ▸", "Next lesson ▸", "Next ▸"):
        await press(label)
    for option in ("Green", "Black"):
        async with closed_school.open(tea):
            await tick(ada, option)
    for label in ("Check", "Next ▸", "Your result ▸", "✅ How hot?", "Your result ▸"):
        await press(label)
    assert "first try: 1 of 2" in ada.text
    assert_one_place(ada)
    await press("Start again")
    assert "Cold water" in ada.text
    assert [row[0] for row in closed_school.rows(PROGRESS)] == [1, 2]


async def test_what_was_pressed_while_the_bot_was_away_is_done_in_order_when_it_is_back(
    closed_school: School, tea: Library
) -> None:
    ada = closed_school.join("Ada")
    async with closed_school.open(tea):
        await ada.say("/start tea--water")
    onward = ada.find("Next ▸")
    for _ in range(3):
        closed_school.world.tap(ada.id, onward[0]["message_id"], onward[1]["callback_data"])
    closed_school.world.say(ada.id, "/continue")
    async with closed_school.open(tea):
        await closed_school.settled()
    assert "Hot water" in ada.text
    assert_one_place(ada)


async def test_options_keep_their_letters_over_a_restart(closed_school: School, tea: Library) -> None:
    ada = closed_school.join("Ada")
    async with closed_school.open(tea):
        await ada.say("/start tea--leaves")
        await ada.press("Next ▸")
        before = ada.view()
    async with closed_school.open(tea):
        await ada.say("/continue")
    assert ada.view() == before
