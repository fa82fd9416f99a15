"""Who counts in a group: those who are in it."""

from __future__ import annotations

import pytest

from bot.emulator.errors import ApiError
from tests.group_school import Class, begun, gather, ticked
from tests.messages import buttons_of
from tests.school import LocalApi, School

RIGHT = "It boils"


async def asked(school: School, *names: str, **options: object) -> Class:
    group = await begun(school, *names, **options)
    await group.say(names[0], "/quiz")
    return group


def asks(school: School) -> int:
    return len(school.calls("getChatMember"))


def update_of_tap(school: School, group: Class, name: str) -> dict[str, object]:
    """A press in the group by somebody who is not in it, as in a public one."""
    person = school.world.people[group.pupils[name].id]
    data = next(b["callback_data"] for b in buttons_of(group.last) if b["text"] == group.letter(RIGHT))
    return {
        "id": f"{person.id}",
        "from": person.user(),
        "message": group.last,
        "data": data,
        "chat_instance": "1",
    }


async def test_an_answer_of_somebody_who_is_not_in_the_group_does_not_count(school: School) -> None:
    group = await asked(school, "Ada", "Bob")
    group.pupils["Dan"] = school.join("Dan")
    school.world.queries.waiting[str(group.pupils["Dan"].id)] = {
        "person": group.pupils["Dan"].id,
        "chat": group.id,
        "born": school.world.clock(),
    }
    school.world.updates.add("callback_query", group.id, update_of_tap(school, group, "Dan"))
    await school.settled()
    assert group.toast("Dan") == "Only members of this chat can answer here. Join it, then press again."
    assert school.rows("SELECT COUNT(*) FROM round_answers") == [(0,)]
    assert school.rows(f"SELECT COUNT(*) FROM learners WHERE id = {group.pupils['Dan'].id}") == [(0,)]


async def test_a_vote_from_a_chat_into_which_the_poll_was_forwarded_does_not_count(school: School) -> None:
    group = await gather(school, "Ada", "Bob")
    await group.play("""
        Ada> /schedule Europe/Berlin
        Ada> [Questions]
        Ada> [quiz poll]
        Ada> /quiz
    """)
    dan = school.world.people[school.join("Dan").id]
    vote = {"poll_id": group.last["poll"]["id"], "user": dan.user(), "option_ids": [0]}
    school.world.updates.add("poll_answer", dan.id, vote | {"option_persistent_ids": ["0"]})
    await school.settled()
    assert school.rows("SELECT COUNT(*) FROM round_answers") == [(0,)]


async def test_telegram_is_asked_once_a_day_whether_somebody_is_a_member(school: School) -> None:
    group = await asked(school, "Ada", "Bob")
    await group.press("Bob", group.letter(RIGHT))
    await group.say("Ada", "/quiz")
    await group.press("Bob", group.letter("Green"))
    assert asks(school) == 1
    school.clock.pass_(hours=23)
    await group.press("Bob", group.letter("Black"))
    assert asks(school) == 1


async def test_where_telegram_does_not_tell_nobody_loses_an_answer(school: School, api: LocalApi) -> None:
    group = await asked(school, "Ada", "Bob")
    api.fail_once("getChatMember", ApiError(400, "Bad Request: member list is inaccessible"))
    await group.press("Bob", group.letter(RIGHT))
    assert group.toast("Bob").startswith("Right.")


@pytest.mark.parametrize("admin", [False, True], ids=["as the chat says", "as an admin is told"])
async def test_who_leaves_leaves_the_leaderboard_and_comes_back_with_all_points(
    school: School, admin: bool
) -> None:
    group = await asked(school, "Ada", "Bob", "Cy", kind="supergroup")
    if admin:
        school.world.groups.promote(group.id, school.world.bot.id)
    for name in ("Bob", "Cy"):
        await group.press(name, group.letter(RIGHT))
    bob = group.pupils["Bob"].id
    school.world.groups.remove_member(group.id, bob)
    if admin:  # large groups say nothing themselves
        drop(school, "message")
    await school.settled()
    await group.play("""
        Ada> /leaderboard
        🥇 Cy · 1
    """)
    assert "Bob" not in group.text
    assert school.rows("SELECT COUNT(*) FROM round_answers") == [(2,)]
    school.world.add_member(group.id, bob)
    if admin:
        drop(school, "message")
    await school.settled()
    school.clock.pass_(minutes=1)
    await group.play("""
        Ada> /leaderboard
        🥇 Bob · 1
        🥇 Cy · 1
    """)


async def test_who_left_unheard_is_off_the_leaderboard_a_day_later(school: School) -> None:
    group = await asked(school, "Ada", "Bob", "Cy")
    for name in ("Bob", "Cy"):
        await group.press(name, group.letter(RIGHT))
    school.world.groups.remove_member(group.id, group.pupils["Bob"].id)
    school.world.updates.clear()
    school.clock.pass_(days=1, minutes=1)
    await ticked(school)
    await group.play("""
        Cy> /leaderboard
        All time
        🥇 Cy · 1
    """)
    assert "Bob" not in group.text


async def test_nothing_is_kept_of_members_who_never_learned_there(school: School) -> None:
    group = await asked(school, "Ada", "Bob")
    school.world.groups.remove_member(group.id, group.pupils["Bob"].id)
    await school.settled()
    assert school.rows("SELECT COUNT(*) FROM group_members") == [(0,)]


def drop(school: School, kind: str) -> None:
    for update in list(school.world.updates.waiting.values()):
        if update.kind == kind:
            school.world.updates.remove(update.id)
