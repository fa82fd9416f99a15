"""In a group all is posted in one language: what its admins chose, or else the course's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.course.library import Library
from tests.group_school import Class, begun, gather, ticked
from tests.languages import marked_languages
from tests.messages import text_of
from tests.school import Pupil, School


@pytest.fixture
async def school(closed_school: School, tea: Library) -> AsyncIterator[School]:
    async with closed_school.open(tea):
        with marked_languages():
            yield closed_school


def speaking(group: Class, name: str, language: str) -> Pupil:
    """Another member, whose Telegram is in this language."""
    pupil = Pupil(group.school, group.school.world.join(name, language_code=language).id)
    group.school.world.add_member(group.id, pupil.id)
    group.pupils[name] = pupil
    return pupil


async def test_its_admins_choose_the_language_in_the_setup_and_it_is_spoken_at_once(school: School) -> None:
    group = await gather(school, "Ada")
    await group.play("""
        Ada> /schedule
        [🌐 Language: as the course]
        Ada> [🌐 Language: as the course]
        In which language shall I write here?
        [العربية] [Deutsch]
        [English] [Español]
        [Português (Brasil)] [Русский]
        [● as the course]
        Ada> [Deutsch]
        Ada~ Saved
        de: Course
        [de: 🌐 Language: Deutsch]
        Ada> /help
        de: Studying together
        Ada> /leaderboard
        de: Leaderboard
        Ada> /pause
        de: Nothing is scheduled here yet.
        Ada> /schedule
        Ada> [de: 🌐 Language: Deutsch]
        [● Deutsch]
        Ada> [de: as the course]
        [🌐 Language: as the course]
    """)


async def test_what_nobody_may_choose_is_not_chosen(school: School) -> None:
    group = await gather(school, "Ada", "Bob")
    await group.say("Ada", "/schedule")
    await group.press("Ada", "🌐 Language: as the course")
    await group.press("Bob", "Deutsch")
    assert group.toast("Bob") == "Only admins of this chat can do that."
    message, button = group.find("Deutsch")
    forged = button["callback_data"].rpartition(".")[0] + ".xx"
    school.world.chats[group.id].data.setdefault(message["message_id"], set()).add(forged)
    await group.tap("Ada", message, forged)
    assert school.rows("SELECT language FROM groups") == [(None,)]


async def test_without_a_choice_it_is_the_courses_language(closed_school: School, tea: Library) -> None:
    async with closed_school.open(Library([replace(tea.courses[0], language="es-MX")])):
        with marked_languages():
            group = await gather(closed_school, "Ada")
            await group.play("""
                Ada> /schedule
                es: Course
                Ada> /lesson
                Cold water
                [es: Study this in private ▸]
            """)


async def test_all_that_is_posted_is_in_it_and_what_one_person_sees_is_in_theirs(school: School) -> None:
    group = await begun(school, "Ada")
    speaking(group, "Bob", "es")
    await group.play("""
        Ada> /schedule
        Ada> [🌐 Language]
        Ada> [Deutsch]
        Ada> /lesson
        Ada> /lesson
        Ada> /quiz
        How hot?
        [A] [B] [C]
        [de: Close (admins)]
    """)
    await group.press("Bob", group.letter("It boils"))
    assert group.toast("Bob").startswith("es: ")
    await group.press("Ada", group.letter("It freezes"))
    assert group.toast("Ada").startswith("Not quite")
    await group.say("Ada", "/close")
    await ticked(school)
    assert "de: " in group.text
    posted = [text_of(one) for one in group.messages[3:]]
    assert not any("es: " in text for text in posted)


async def test_who_set_it_up_hears_of_troubles_in_their_own_language(school: School) -> None:
    ada = Pupil(school, school.world.join("Ada", language_code="es").id)
    await ada.say("/start")
    chat = school.world.create_group("Tea channel", ada.id, kind="channel", with_bot=False)
    school.world.groups.add_bot(chat.id, by=ada.id)
    await school.settled()
    told = [text_of(one) for one in ada.messages if one["from"]["is_bot"]]
    assert any(text.startswith("es: ") and "Tea channel" in text for text in told)
    assert "es: 🌐 Language: es: as the course" in ada.labels
