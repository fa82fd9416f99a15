"""A group that moves, loses the bot and gets it back, and is forgotten in the end."""

from __future__ import annotations

import pytest

from bot.course.library import Library
from bot.emulator.errors import ApiError
from bot.emulator.world.updates import Update
from bot.learning.group.group import Chat, ChatKind
from bot.learning.learner.learner import Person
from bot.tutor.group.groups import Groups
from bot.tutor.use_cases import UseCases
from tests import engine
from tests.chat.broadcast.station import Station, compose
from tests.eventually import eventually
from tests.group_school import Class, begun, ticked
from tests.messages import text_of
from tests.school import LocalApi, Pupil, School


async def with_round(school: School) -> Class:
    group = await begun(school, "Ada", "Bob")
    await group.say("Ada", "/lesson")
    await group.say("Ada", "/quiz")
    await group.press("Bob", group.letter("It boils"))
    return group


async def test_a_group_that_becomes_a_supergroup_takes_everything_along(school: School) -> None:
    group = await with_round(school)
    new = Class(school, school.world.groups.migrate(group.id), group.pupils)
    await school.settled()
    await ticked(school)
    await eventually(lambda: "👥 1 answered" in new.text)
    assert "How hot?" in new.text
    sent = [params["text"] for name, params in school.world.calls if name == "sendMessage"]
    assert "👥 1 answered" in next(text for text in reversed(sent) if "How hot?" in text)
    await new.play(f"""
        Bob> [{new.letter("It sings")}]
        Bob~ Your first answer counts
        Ada> /leaderboard
        🥇 Bob · 1
        Ada> /close
        👥 1 answered · 1 right · first: Bob
        Ada> /lesson
        Hot water
        Ada> /schedule
        ▶️ Running. Next post: Mon 2 March, 09:00.
    """)
    assert school.rows("SELECT COUNT(*), MAX(chat_id) FROM groups") == [(1, new.id)]


async def test_a_move_that_was_missed_is_learnt_from_the_next_send(closed_school: School, tea) -> None:  # type: ignore[no-untyped-def]
    async with closed_school.open(tea):
        group = await with_round(closed_school)
    new_id = closed_school.world.groups.migrate(group.id)
    closed_school.world.updates.clear()
    closed_school.clock.pass_(days=1)
    async with closed_school.open(tea):
        await ticked(closed_school)
        new = Class(closed_school, new_id, group.pupils)
        assert [text_of(message).split("\n")[0] for message in new.messages][:2] == [
            "🏁 How hot?",
            "Hot water",
        ]


async def test_a_group_that_throws_the_bot_out_hears_nothing_and_finds_all_again(school: School) -> None:
    group = await with_round(school)
    school.world.groups.remove_bot(group.id)
    await school.settled()
    calls = len(school.world.calls)
    school.clock.pass_(days=20)
    await ticked(school)
    assert not [call for call in school.world.calls[calls:] if call[0].startswith(("send", "edit"))]
    school.world.groups.add_bot(group.id)
    await school.settled()
    await ticked(school)
    assert any(
        "Everything is as you left it: the course is A cup of tea." in text_of(m) for m in group.messages
    )
    await group.play("""
        Ada> /leaderboard
        🥇 Bob · 1
    """)
    posted = [text_of(message).split("\n")[0] for message in group.messages[-4:]]
    assert "Hot water" in posted


async def test_thirty_days_after_the_bot_was_thrown_out_the_group_is_forgotten(school: School) -> None:
    group = await with_round(school)
    school.world.groups.remove_bot(group.id)
    await school.settled()
    school.clock.pass_(days=30, seconds=-1)
    await ticked(school)
    assert school.rows("SELECT COUNT(*) FROM groups") == [(1,)]
    school.clock.pass_(seconds=2)
    await ticked(school)
    for table in ("groups", "rounds", "round_answers", "hosts", "visitors"):
        assert school.rows(f"SELECT COUNT(*) FROM {table}") == [(0,)]
    school.world.groups.add_bot(group.id)
    await school.settled()
    assert "Hello Tea club" in group.text


async def test_a_promotion_is_no_second_greeting(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    sent = len(group.messages)
    school.world.groups.promote(group.id, school.world.bot.id)
    await school.settled()
    assert len(group.messages) == sent


async def test_a_send_that_meets_a_closed_door_marks_the_group_and_nobody_in_private(
    closed_school: School,
    tea,  # type: ignore[no-untyped-def]
) -> None:
    async with closed_school.open(tea):
        group = await with_round(closed_school)
    closed_school.world.groups.remove_bot(group.id)
    closed_school.world.updates.clear()
    closed_school.clock.pass_(days=1)
    async with closed_school.open(tea):
        await ticked(closed_school)
        assert closed_school.rows("SELECT removed_at IS NOT NULL FROM groups") == [(1,)]
        assert closed_school.rows("SELECT COUNT(*) FROM learners WHERE gone_at IS NOT NULL") == [(0,)]


async def test_an_answer_that_meets_a_closed_door_marks_the_group_and_nobody_in_private(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada")
    api.fail_once("sendMessage", ApiError(403, "Forbidden: bot was kicked from the supergroup chat"))
    await group.say("Ada", "/help")
    assert school.rows("SELECT removed_at IS NOT NULL FROM groups") == [(1,)]
    api.fail_once("answerCallbackQuery", ApiError(403, "Forbidden: bot was kicked from the supergroup chat"))
    await group.press("Ada", "Pause")
    assert school.rows("SELECT COUNT(*) FROM learners WHERE gone_at IS NOT NULL") == [(0,)]


async def test_a_move_counts_once_from_whichever_side_it_is_heard(closed_school: School, tea) -> None:  # type: ignore[no-untyped-def]
    database = await engine.opened(closed_school.database)
    groups, now = Groups(UseCases(database, lambda: tea)), closed_school.clock.now
    ada = Person(7, "Ada")
    arrival = await groups.added(Chat(-5, "Tea", ChatKind.GROUP), ada, now)
    again = await groups.added(Chat(-5, "Tea", ChatKind.GROUP), ada, now)
    assert (arrival.known, again.known, again.back) == (False, True, False)
    await groups.added(Chat(-1005, "Tea", ChatKind.GROUP), ada, now)
    for _ in range(2):
        await groups.moved(-5, -1005)
        await groups.removed(-5, now)
    found = await groups.find(arrival.group.key)
    assert found
    assert (found.chat.id, found.former_chat_id, found.removed_at) == (-1005, -5, None)
    assert closed_school.rows("SELECT COUNT(*) FROM groups") == [(1,)]
    await database.close()


@pytest.mark.parametrize("met", [False, True], ids=["the new chat is not known", "it was met already"])
async def test_a_group_whose_move_a_broadcast_learns_of_goes_on_in_the_new_chat(
    closed_school: School, tea: Library, met: bool
) -> None:
    grace = closed_school.join("Grace")
    station = Station(closed_school.world, closed_school.url, closed_school.database)
    station.admin_ids = frozenset({grace.id})
    async with station.open(tea):
        await grace.say("/start")
        group = await with_round(station)
        await eventually(lambda: "1 answered" in group.text)  # or drawing it would tell of the move
        new = Class(station, station.world.groups.migrate(group.id), group.pupils)
        told = lose_updates(station, "message" if met else "")
        await station.settled()
        await broadcast_to_groups(grace, "Send to 2 chats ▸" if met else "Send to 1 chat ▸")
        await station.over()
        for update in () if met else told:  # it may be heard afterwards
            await station.deliver_again(update)
        await ticked(station)
        assert [text_of(one).split("\n")[0] for one in new.messages[-2:]] == ["Hello all", "❓ How hot?"]
        assert station.rows("SELECT chat_id, former_chat_id FROM groups") == [(new.id, group.id)]
        assert station.rows("SELECT commanded_id, menu_id FROM groups") == [(None, None)]
        await new.play(f"""
            Bob> [{new.letter("It sings")}]
            Bob~ Your first answer counts
            Ada> /lesson
            Hot water
        """)


def lose_updates(school: School, kind: str = "") -> list[Update]:
    """What waits, of this kind or of any, does not reach the bot."""
    lost = [update for update in school.world.updates.waiting.values() if kind in ("", update.kind)]
    for update in lost:
        school.world.updates.remove(update.id)
    return lost


async def broadcast_to_groups(admin: Pupil, send: str) -> None:
    await compose(admin)
    for label in ("For whom", "Groups", send):
        await admin.press(label)
