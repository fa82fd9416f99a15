"""The robot reads a language that is 40 % longer than English, and gets through each course as ever."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bot.course.library import Library
from bot.course.model import Course
from bot.course.reading.loader import load_library
from bot.emulator.world.world import World
from bot.views.words import Languages, speak
from tests import demo
from tests.admin_school import COURSES as TEA
from tests.admin_school import AdminSchool
from tests.group_school import Class, gather
from tests.messages import buttons_of, view_of
from tests.robot.model import Model
from tests.robot.robot import NO_TROUBLE, Robot
from tests.robot.walk import Walk
from tests.school import LocalApi, Pupil, School
from tests.views.pseudo import LANGUAGE, plain_again, pseudo, write_pseudo

COURSES = load_library(demo.FOLDER)
assert isinstance(COURSES, Library)

COMMANDS = ("/help", "/lessons", "/settings", "/progress", "/glossary", "/resources", "/review", "/remind")
GROUP_COMMANDS = (
    "/help",
    "/course",
    "/lesson",
    "/quiz",
    "/close",
    "/leaderboard",
    "/pause",
    "/schedule 18:20",
)
COMMANDS += ("/privacy", "/mydata", "/me", "/forget", "/find tea", "/report", "/continue")


@pytest.fixture(scope="module", autouse=True)
def _spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    speak(Languages(write_pseudo(tmp_path_factory.mktemp("pseudo"))))
    yield
    speak(Languages())


class Reader(Pupil):
    """Sees what was said in English."""

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [_in_english(message) for message in super().messages]


def _in_english(seen: Any) -> Any:
    match seen:
        case str():
            return plain_again(seen)
        case list():
            return [_in_english(one) for one in seen]
        case dict():
            return {name: _in_english(one) for name, one in seen.items()}
        case _:
            return seen


@pytest.mark.parametrize("course", COURSES.courses, ids=lambda course: course.id)
async def test_with_longer_words_every_question_is_asked_answered_and_explained_within_the_limits(
    course: Course,
) -> None:
    api = LocalApi(World())
    await api.start()
    with TemporaryDirectory() as folder:
        school = School(api.world, api.url, Path(folder) / "school.db")
        person = school.world.join("Robot", LANGUAGE)
        walk = Walk(api, school, Robot(Reader(school, person.id), Model(course)))
        await walk.open()
        await walk.robot.say("/start")
        await walk.to_the_end()
        for command in COMMANDS:
            await walk.say(command)
            assert "⟦" in Pupil(school, person.id).text
        await walk.close()
    await api.stop()
    assert walk.robot.model.right == len(walk.robot.model.counted)


async def test_with_longer_words_each_screen_that_buttons_lead_an_admin_to_is_within_the_limits() -> None:
    api = LocalApi(World())
    await api.start()
    with TemporaryDirectory() as folder:
        content = shutil.copytree(TEA, Path(folder) / "content")
        school = AdminSchool(api.world, api.url, Path(folder) / "school.db", content=content)
        person = school.world.join("Ada", LANGUAGE)
        school.admin_ids = frozenset({person.id})
        ada = Pupil(school, person.id)
        async with school.at_work():
            for command in ("/start", "/admin", "/broadcast", "Hello, all of you", "/settings", "/remind"):
                await ada.say(command)
            seen = await _press_all(ada, at_most=90)
        assert [words for _, words in api.complaints if not words.endswith(NO_TROUBLE)] == []
    await api.stop()
    assert len(seen) > 60
    assert sum("⟦" in text for text in seen) > 0.9 * len(seen)


async def test_with_longer_words_a_group_is_set_up_taught_and_asked_within_the_limits() -> None:
    api = LocalApi(World())
    await api.start()
    with TemporaryDirectory() as folder:
        school = AdminSchool(api.world, api.url, Path(folder) / "school.db", content=TEA)
        async with school.at_work():
            group = await gather(school, "Ada")
            for label in ("Set it up", "🌐 Language", "Ελληνικά"):
                await group.press("Ada", label)
            seen = await _press_all_in(group, at_most=60)
            for said in GROUP_COMMANDS:
                await group.say("Ada", said)
                seen.append(group.text)
                seen += await _press_all_in(group, at_most=8)
        assert [words for _, words in api.complaints if not words.endswith(NO_TROUBLE)] == []
    await api.stop()
    assert len(seen) > 40
    assert [text for text in seen if "⟦" not in text] == []


async def _press_all(ada: Pupil, at_most: int) -> list[str]:
    """Each button once that is anywhere in the chat, the newest first; what was shown after each."""
    pressed: set[str] = set()
    seen = []
    while len(pressed) < at_most and (found := _not_yet(ada.messages, pressed)):
        message, button = found
        pressed.add(button["callback_data"])
        await ada.tap(message, button)
        seen.append(view_of(ada.last))
    return seen


async def _press_all_in(group: Class, at_most: int) -> list[str]:
    """The same in a group, but for its language, which stays."""
    pressed: set[str] = set()
    seen = []
    while len(pressed) < at_most and (found := _not_yet(group.messages, pressed)):
        message, button = found
        pressed.add(button["callback_data"])
        if button["text"] == "English" or "🌐" in button["text"] or pseudo("as the course") in button["text"]:
            continue
        await group.tap("Ada", message, button["callback_data"])
        seen.append(view_of(group.last))
    return seen


def _not_yet(
    messages: list[dict[str, Any]], pressed: set[str]
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    for message in reversed(messages):
        for button in buttons_of(message):
            if button.get("callback_data", "") not in {"", *pressed}:
                return message, button
    return None
