"""A question that changes while its round is open: nobody is judged by what they have not seen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.course.model import key
from bot.emulator.errors import ApiError
from bot.views.deep_links import StepLink, payload
from tests.admin_school import COURSES, AdminSchool, admin_school
from tests.eventually import eventually
from tests.group_school import Class, begun, gather, ticked
from tests.messages import buttons_of, letter_of, text_of, view_of
from tests.school import Hook, LocalApi, Pupil, School

WATER = (COURSES / "tea" / "1-water.yaml").read_text("utf-8")
SINGS = "{id: sings, text: It sings, wrong: That is the kettle.}"
SEVERAL = WATER.replace(SINGS, "{id: sings, text: It hums, correct: true}")
WITHOUT = WATER[: WATER.index("  - question:")]


@pytest.fixture
def closed(closed_school: School, tmp_path: Path) -> AdminSchool:
    """A school whose bot is not at work yet."""
    return admin_school(closed_school, tmp_path)


@pytest.fixture
def grace(closed: AdminSchool) -> Pupil:
    """Runs the school."""
    return closed.appoint("Grace")


@pytest.fixture
async def office(closed: AdminSchool, grace: Pupil) -> AsyncIterator[AdminSchool]:
    async with closed.at_work():
        await grace.say("/start")
        yield closed


async def publish(office: AdminSchool, grace: Pupil, lesson: str) -> None:
    await office.send(grace, "water.yaml", lesson)
    await grace.press("Publish")
    assert "taught like this from now on" in grace.text
    await ticked(office)


async def asked(office: AdminSchool, *names: str) -> tuple[Class, dict[str, Any]]:
    """A group in which a question is open, and its message."""
    group = await begun(office, *names)
    await group.say(names[0], "/quiz")
    return group, group.last


def now_of(group: Class, message: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in group.messages if one["message_id"] == message["message_id"])


def data_of(message: dict[str, Any], letter: str) -> str:
    found = next(button["callback_data"] for button in buttons_of(message) if button["text"] == letter)
    return str(found)


async def test_a_question_that_nobody_has_answered_is_redrawn_and_its_old_buttons_are_void(
    office: AdminSchool, grace: Pupil
) -> None:
    group, before = await asked(office, "Ada", "Bob")
    old = data_of(before, group.letter("It sings"))
    sent = len(group.messages)
    await publish(office, grace, SEVERAL)
    await eventually(lambda: "It hums" in text_of(now_of(group, before)))
    assert "More than one answer is right" in text_of(now_of(group, before))
    assert len(group.messages) == sent
    await group.tap("Bob", before, old)
    assert group.toast("Bob").startswith("This question was changed after it was asked here.")
    assert office.rows("SELECT COUNT(*) FROM round_answers") == [(0,)]
    await group.play(f"""
        Bob> [{group.letter("It hums")}]
        Bob> [{group.letter("It boils")}]
        Bob> [Done]
        Bob~ Right.
    """)


async def test_one_that_was_answered_closes_with_a_word_and_is_asked_anew_below(
    office: AdminSchool, grace: Pupil
) -> None:
    group, before = await asked(office, "Ada", "Bob", "Cy")
    old = data_of(before, group.letter("It boils"))
    await group.press("Bob", group.letter("It boils"))
    await publish(office, grace, SEVERAL)
    closed = now_of(group, before)
    assert "This question was changed while it was open" in text_of(closed)
    assert "What was answered before counts as it did then." in text_of(closed)
    assert not buttons_of(closed)
    assert group.messages[-1]["message_id"] > before["message_id"]
    assert "It hums" in text_of(group.messages[-1])
    for name in ("Bob", "Cy"):
        await group.tap(name, before, old)
    assert group.toast("Bob").endswith("What you answered counts as it did then.")
    assert group.toast("Cy").endswith("answer it there.")
    await group.play("""
        Ada> /leaderboard
        🥇 Bob · 1
    """)
    assert "Cy" not in group.text


async def test_one_that_is_taken_out_closes_with_a_word(office: AdminSchool, grace: Pupil) -> None:
    group, before = await asked(office, "Ada", "Bob")
    await publish(office, grace, WITHOUT)
    assert text_of(now_of(group, before)).startswith(
        "🏁 This round is closed. Its question is not in the course"
    )
    assert not buttons_of(now_of(group, before))


async def test_a_poll_closes_and_is_asked_anew(office: AdminSchool, grace: Pupil) -> None:
    group = await gather(office, "Ada", "Bob")
    await group.play("""
        Ada> /schedule Europe/Berlin
        Ada> [Questions]
        Ada> [quiz poll]
        Ada> /quiz
    """)
    old = group.last
    await publish(office, grace, SEVERAL)
    assert now_of(group, old)["poll"]["is_closed"]
    assert any("This question was changed while it was open" in text_of(one) for one in group.messages)
    new = group.messages[-1]["poll"]
    assert "It hums" in [option["text"] for option in new["options"]]
    assert not new["is_closed"]


async def test_a_change_of_what_is_said_about_answers_leaves_the_round_alone(
    office: AdminSchool, grace: Pupil
) -> None:
    group, before = await asked(office, "Ada", "Bob")
    seen = view_of(before)
    await publish(office, grace, WATER.replace("At 100 °C it boils.", "It boils at 100 °C."))
    assert view_of(now_of(group, before)) == seen
    await group.press("Bob", group.letter("It boils"))
    assert group.toast("Bob") == "Right. It boils at 100 °C."


async def test_an_answer_that_waits_while_the_course_changes_is_not_scored(
    closed: AdminSchool, grace: Pupil
) -> None:
    async with closed.at_work():
        group, before = await asked(closed, "Ada", "Bob")
        old = data_of(before, group.letter("It sings"))
    closed.write("tea/1-water.yaml", SEVERAL)
    closed.world.tap(group.pupils["Bob"].id, before["message_id"], old, chat_id=group.id)
    async with closed.at_work():
        await closed.settled()
        await ticked(closed)
        assert closed.rows("SELECT COUNT(*) FROM round_answers") == [(0,)]
        await eventually(lambda: "It hums" in text_of(now_of(group, before)))


async def test_a_verdict_in_private_is_not_told_by_another_question(
    office: AdminSchool, grace: Pupil
) -> None:
    group, _ = await asked(office, "Ada", "Bob")
    await group.press("Bob", group.letter("It sings"))
    await group.press("Ada", "Close")
    await publish(office, grace, SEVERAL)
    (group_key,), *_ = office.rows("SELECT key FROM groups")
    bob = group.pupils["Bob"]
    await bob.say(f"/start {payload(StepLink(group_key, key('tea', 'how-hot')))}")
    assert "How hot?" in bob.text
    assert "This is what you answered" not in bob.text


async def test_where_the_message_cannot_be_redrawn_the_question_as_it_is_now_comes_below(
    office: AdminSchool, grace: Pupil, api: LocalApi
) -> None:
    group, before = await asked(office, "Ada", "Bob")
    old = data_of(before, group.letter("It sings"))
    api.before = refuse_edits_in(group)
    await publish(office, grace, SEVERAL)
    await eventually(lambda: "It hums" in text_of(group.messages[-1]))
    api.recover()
    assert buttons_of(now_of(group, before))
    await group.tap("Bob", before, old)
    assert group.toast("Bob").endswith("answer it there.")
    await eventually(lambda: not buttons_of(now_of(group, before)))
    await group.play(f"""
        Bob> [{letter_of(text_of(group.messages[-1]), "It hums")}]
        Bob> [{letter_of(text_of(group.messages[-1]), "It boils")}]
        Bob> [Done]
        Bob~ Right.
    """)


def refuse_edits_in(group: Class) -> Hook:
    def refuse(method: str, params: Mapping[str, Any]) -> None:
        if method.startswith("edit") and params.get("chat_id") == group.id:
            raise ApiError(400, "Bad Request: message can't be edited")

    return refuse
