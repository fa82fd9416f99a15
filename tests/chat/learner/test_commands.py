"""What the commands show, and that whatever a learner sends gets an answer."""

from __future__ import annotations

from typing import Any

import pytest

from bot.course.library import Library
from bot.emulator.world.chat import Sender
from bot.views.words import words_for
from tests.chat.learner.deeds import at_hot_water, at_the_end, everything, reading
from tests.school import Pupil, School

UNKNOWN = "I do not know that command. /help lists those I do"
NO_WORDS = "Ada, I understand buttons and commands better than sentences."
FILE = {"file_id": "abc", "file_unique_id": "a"}
SENT: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": FILE
        | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
    },
    "photo": {"photo": [FILE | {"width": 9, "height": 9}], "caption": "/start it"},
    "voice": {"voice": FILE | {"duration": 3}},
    "document": {"document": FILE | {"file_name": "a.exe"}},
    "location": {"location": {"latitude": 52.5, "longitude": 13.4}},
    "contact": {"contact": {"phone_number": "+4930123456", "first_name": "Bob"}},
    "dice": {"dice": {"emoji": "🎲", "value": 6}},
    "a kind that is not known yet": {"hologram": {"depth": 3}},
}


async def test_lessons_shows_scores_and_where_one_is_and_jumps(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /lessons
        A cup of tea
        ▫️ 1. Water
        It starts with water.
        ▫️ 2. Leaves
        Then come the leaves.
        [1. Water]
        [2. Leaves]
        [Begin]
        > [1. Water]
        Cold water
        > [Next ▸]
        > [Next ▸]
        How hot?
        > [Skip ▸]
        > /lessons
        ✅ 1. Water
        ▫️ 2. Leaves
        [Continue ▸]
        > [2. Leaves]
        Into the pot
        > /lessons
        ✅ 1. Water
        ▸ 2. Leaves
        > [1. Water]
        Cold water
        > [Next ▸]
        > [Next ▸]
    """)
    right = next(line.split()[0] for line in ada.text.splitlines() if line.endswith("It boils"))
    await ada.press(right)
    await ada.play("""
        > [Lessons]
        ✅ 1. Water · 1/1
        ▫️ 2. Leaves
        > [Continue ▸]
        How hot?
    """)


async def test_progress_counts_lessons_and_first_tries(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /progress
        You have not begun a course yet, Ada.
        > /start tea--water
        > /progress
        A cup of tea
        ▱▱ 0 of 2 lessons
        Right at the first try: 0 of 2 (0 answered)
        [Continue ▸ A cup of tea]
        > [Continue ▸ A cup of tea]
        Cold water
        > [Next ▸]
        > [Next ▸]
        > [Skip ▸]
        > /progress
        ▰▱ 1 of 2 lessons
    """)


async def test_the_glossary_and_the_resources_are_the_course_s(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /glossary
        Words of “A cup of tea”
        L  Leaf
        [L]
        > [L]
        Leaf
        What tea is made of.
        > /resources
        More about “A cup of tea”
        Tea
        Note
        Good to know.
        Warning
        Mind this.
    """)
    links = [entity["url"] for entity in ada.last["entities"] if entity["type"] == "text_link"]
    assert links == ["https://example.org/tea"]


SHOWN, DESCRIBED, WORDS = "○ Pictures", "○ Pictures, and in words", "○ In words only"


async def test_each_choice_of_settings_changes_how_a_section_comes_and_outlives_a_restart(
    closed_school: School, tea: Library
) -> None:
    async with closed_school.open(tea):
        ada = await reading(closed_school)
        assert_section(ada, photo=True, words=False, button=True)
        await ada.play("""
            > /settings
            Pictures come as they are
            [● Pictures]
            [○ Pictures, and in words]
            [○ In words only]
            > [○ Pictures, and in words]
            ~ Saved
            [○ Pictures]
            [● Pictures, and in words]
            > /continue
        """)
        assert_section(ada, photo=True, words=True, button=False)
        await ada.play("""
            > /settings
            > [○ In words only]
            [● In words only]
            > /continue
        """)
        assert_section(ada, photo=False, words=True, button=False)
    async with closed_school.open(tea):
        await ada.say("/continue")
        assert_section(ada, photo=False, words=True, button=False)
        await ada.play("""
            > /settings
            > [○ Pictures]
            > /continue
        """)
        assert_section(ada, photo=True, words=False, button=True)


async def test_a_choice_made_twice_is_saved_twice_and_harms_nothing(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/settings")
    message, button = ada.find("○ In words only")
    for _ in range(2):
        await ada.tap(message, button)
        await ada.play("~ Saved")
    assert "● In words only" in ada.labels


def assert_section(ada: Pupil, *, photo: bool, words: bool, button: bool) -> None:
    assert ada.text.startswith("Cold water\n")
    assert ("photo" in ada.last) is photo
    assert ("An empty cup on a table." in ada.text) is words
    assert ("Describe the picture" in ada.labels) is button


async def test_help_lists_every_command_that_telegram_offers_and_each_has_an_answer(school: School) -> None:
    ada = await at_hot_water(school)
    await ada.say("/help")
    listed = [line.split(" – ") for line in ada.text.splitlines() if line.startswith("/")]
    offered = school.world.views.of(ada.id)["bot"]["commands"]
    assert listed == [[f"/{command['command']}", command["description"]] for command in offered]
    for name, _ in words_for(None).profile("commands"):
        before = len(ada.messages)
        await ada.say(f"/{name}")
        assert len(ada.messages) > before + 1
        assert UNKNOWN not in ada.text


async def test_privacy_says_what_is_kept_and_how_to_be_rid_of_it(school: School) -> None:
    await school.join("Ada").play("""
        > /privacy
        What I keep about you
        /mydata sends you a copy
        /forget deletes it
    """)


@pytest.mark.parametrize(
    "command", ["/nonsense", "/startled", "/start@another_bot", "/continue_", "/ü", "/a\u202eb"]
)
async def test_a_command_that_is_none_is_answered_and_moves_nobody(command: str, school: School) -> None:
    ada = await at_hot_water(school)
    before = everything(school)
    await ada.say(command)
    assert ada.text.startswith((UNKNOWN, NO_WORDS))
    assert everything(school) == before


@pytest.mark.parametrize("command", ["/leaderboard", "/schedule 9pm", "/stop"])
async def test_a_groups_command_in_private_is_said_to_be_one_and_moves_nobody(
    command: str, school: School
) -> None:
    ada = await at_hot_water(school)
    before = everything(school)
    await ada.say(command)
    assert ada.text.startswith("That one is for groups and channels")
    assert everything(school) == before


async def test_words_are_answered_with_the_way_on(school: School) -> None:
    ada = school.join("Ada")
    await ada.play(f"""
        > hello
        {NO_WORDS}
        /start shows what you can learn here
        > /start tea--water
        > What is coffee? <b>&
        {NO_WORDS}
        Press the button to go on with A cup of tea
        [Continue ▸ A cup of tea]
        > [Continue ▸ A cup of tea]
        Cold water
    """)


@pytest.mark.parametrize("kind", SENT)
async def test_whatever_else_a_learner_sends_is_answered(kind: str, school: School) -> None:
    ada = await at_hot_water(school)
    before = everything(school)
    await send(ada, SENT[kind])
    assert ada.text.startswith(NO_WORDS)
    assert "Continue ▸ A cup of tea" in ada.labels
    assert everything(school) == before


async def test_a_message_that_is_corrected_is_not_a_second_one(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    before = len(ada.messages)
    mine = next(message for message in ada.messages if not message["from"]["is_bot"])
    school.world.writing.edit_text(ada.id, mine["message_id"], "/start tea--leaves")
    await ada.say("/help")
    assert len(ada.messages) == before + 2
    assert everything(school) == [[], [], []]


async def test_who_has_finished_sees_all_of_it_from_every_command(school: School) -> None:
    ada = await at_the_end(school)
    await ada.play("""
        > /lessons
        ✅ 1. Water
        ✅ 2. Leaves
        > /progress
        ▰▰ 2 of 2 lessons
        > /continue
        you have been through the whole course
        [Lessons] [Start again]
    """)


async def send(pupil: Pupil, content: dict[str, Any]) -> None:
    """Sends what is not a text."""
    world = pupil.school.world
    person, chat = world.chats.seat(pupil.id)
    sender = Sender(person.id, {"from": person.user()})
    world.updates.add("message", chat.id, world.history.post(chat, sender, content))
    world.commit()
    await pupil.school.settled()


async def test_help_and_privacy_fit_a_phone_and_fold_their_details(school: School) -> None:
    ada = await reading(school)
    for command in ("/help", "/privacy"):
        await ada.say(command)
        text, folded = ada.last["text"], ada.last["entities"]
        hidden = sum(one["length"] for one in folded if one["type"] == "expandable_blockquote")
        assert hidden > 0
        assert len(text) - hidden < 500
