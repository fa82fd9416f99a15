"""Who is spoken to in which language: what they chose, Telegram's, their course's, or the default."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.course.library import Library
from bot.storage.errors import DatabaseError
from bot.tutor.use_cases import UseCases
from tests.chat.learner.deeds import my_data
from tests.eventually import eventually
from tests.languages import marked_languages
from tests.school import Pupil, School


@pytest.fixture
async def school(closed_school: School, tea: Library) -> AsyncIterator[School]:
    async with closed_school.open(tea):
        with marked_languages():
            yield closed_school


def join(school: School, language: str | None, name: str = "Ada") -> Pupil:
    return Pupil(school, school.world.join(name, language_code=language).id)


def own_menu(pupil: Pupil) -> list[str]:
    """What the commands of this pupil's chat say, as Telegram shows them there."""
    bot = pupil.school.world.views.of(pupil.id)["bot"]
    return [each["description"] for each in bot["commands"]]


async def choose(pupil: Pupil, name: str) -> None:
    await pupil.say("/language")
    await pupil.press(name)


async def test_each_language_stands_by_its_own_name_and_the_choice_is_followed_at_once(
    school: School,
) -> None:
    ada = join(school, "en")
    await ada.play("""
        > /language
        Which language shall I speak with you?
        [العربية] [Deutsch]
        [English] [Español]
        [Português (Brasil)] [Русский]
        [● As in Telegram]
        [◂ Back]
        > [Deutsch]
        ~ de: Saved
        de: Settings
        [de: 🌐 Language: Deutsch]
        > [de: 🌐 Language: Deutsch]
        de: Which language
        [العربية] [● Deutsch]
        [de: As in Telegram]
        > [de: As in Telegram]
        ~ Saved
        Settings
        [🌐 Language: As in Telegram]
    """)


async def test_settings_lead_to_the_languages_and_back(school: School) -> None:
    await join(school, "de").play("""
        > /settings
        [de: 🌐 Language: de: As in Telegram]
        > [de: 🌐 Language]
        [● de: As in Telegram]
        > [de: ◂ Back]
        de: Settings
    """)


@pytest.mark.parametrize(
    ("telegram", "chosen", "course", "spoken"),
    [
        ("en", "Deutsch", "es", "de: "),
        ("de-AT", None, "es", "de: "),
        ("pt-pt", None, "es", "pt_BR: "),
        ("ja", None, "es", "es: "),
        (None, None, "es", "es: "),
        ("ja", "Русский", "es", "ru: "),
        ("ja", None, "ko", "Hello"),
    ],
)
async def test_the_choice_counts_before_telegrams_language_the_courses_and_the_default(
    closed_school: School, tea: Library, telegram: str | None, chosen: str | None, course: str, spoken: str
) -> None:
    library = Library([replace(tea.courses[0], language=course)])
    async with closed_school.open(library):
        with marked_languages():
            ada = join(closed_school, telegram)
            if chosen:
                await choose(ada, chosen)
            await ada.say("/start")
            await ada.tap(ada.last, ada.last["reply_markup"]["inline_keyboard"][0][0])
            await ada.say("/continue")
            labels = [label for label in ada.labels if "Next ▸" in label]
            assert labels == [f"{spoken}Next ▸" if spoken.endswith(": ") else "Next ▸"]


async def test_the_first_step_of_a_course_is_in_its_language_already(
    closed_school: School, tea: Library
) -> None:
    async with closed_school.open(Library([replace(tea.courses[0], language="es")])):
        with marked_languages():
            await join(closed_school, "ja").play("""
                > /start
                [Begin]
                > [Begin]
                [es: Next ▸]
            """)


async def test_a_choice_outlives_a_restart_and_what_telegram_says_meanwhile(
    closed_school: School, tea: Library
) -> None:
    async with closed_school.open(tea):
        with marked_languages():
            ada = join(closed_school, "es")
            await choose(ada, "Deutsch")
    async with closed_school.open(tea):
        with marked_languages():
            await ada.play("""
                > /frobnicate
                de: I do not know that command
                > /settings
                [de: 🌐 Language: Deutsch]
            """)
    assert closed_school.rows("SELECT language_code, language FROM learners") == [("es", "de")]


async def test_what_is_typed_in_any_chat_is_answered_in_the_choice(school: School) -> None:
    ada = join(school, "en")
    await choose(ada, "Deutsch")
    query = school.world.inline.ask(ada.id, "water", None)
    await eventually(lambda: school.world.inline.answered(query) is not None)
    answer = school.world.inline.answered(query)
    assert answer
    assert "de: " in str([offer.shown() for offer in answer.offers])


async def test_trouble_is_told_in_the_choice_without_a_look_at_the_database(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = join(school, "en")
    await choose(ada, "Deutsch")

    async def broken(*_: object) -> None:
        raise DatabaseError("the disk has gone")

    monkeypatch.setattr(UseCases, "serve", broken)
    await ada.say("/continue")
    assert ada.text.startswith("de: Something went wrong")
    await ada.press("de: 🌐 Language")
    assert ada.toast.startswith("de: Something went wrong")


async def test_a_language_that_nobody_speaks_is_not_chosen(school: School) -> None:
    ada = join(school, "de")
    await ada.say("/language")
    for forged in ("Lc.xx", "Lc.zz-_-", "Lc."):
        school.world.chats[ada.id].data.setdefault(ada.last["message_id"], set()).add(forged)
        school.world.tap(ada.id, ada.last["message_id"], forged)
        await school.settled()
    assert school.rows("SELECT DISTINCT language FROM learners") == [(None,)]


async def test_the_menu_of_commands_follows_the_choice_and_not_a_tap(school: School) -> None:
    ada, bob = join(school, "en"), join(school, "en", "Bob")
    await choose(ada, "Deutsch")
    assert all(text.startswith("de: ") for text in own_menu(ada))
    assert not any(text.startswith("de: ") for text in own_menu(bob))
    told = len(school.calls("setMyCommands"))
    await ada.say("/start")
    await ada.press("de: Begin")
    await choose(ada, "● Deutsch")
    assert len([call for call in school.calls("setMyCommands")[told:] if "chat_id" in str(call)]) == 0
    await choose(ada, "de: As in Telegram")
    assert not any(text.startswith("de: ") for text in own_menu(ada))


async def test_the_choice_is_in_mydata_and_gone_with_forget(school: School) -> None:
    ada = join(school, "en")
    await choose(ada, "Deutsch")
    await ada.say("/mydata")
    assert [row["language"] for row in (await my_data(ada))["learners"]] == ["de"]
    await ada.play("""
        > /forget
        > [de: Delete everything]
        de: All of it is deleted.
        > /settings
        [🌐 Language: As in Telegram]
    """)
    assert not any(text.startswith("de: ") for text in own_menu(ada))


async def test_two_who_read_the_same_step_read_it_each_in_their_language(school: School) -> None:
    """Whatever was drawn for one of them, and is kept, is not shown to another."""
    pupils = {language: join(school, language, language) for language in ("de", "es", "ar", "en")}
    for pupil in pupils.values():
        await pupil.say("/start")
    for seen in ("Begin", "Next ▸", "Next ▸", "Hint", "Lessons"):
        for language, pupil in pupils.items():
            mark = "" if language == "en" else f"{language}: "
            assert f"{mark}{seen}" in pupil.labels
            await pupil.press(f"{mark}{seen}")
    for language, pupil in pupils.items():
        assert ("" if language == "en" else f"{language}: ") + "Press a lesson" in pupil.text
