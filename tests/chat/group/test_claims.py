"""What goes to a group is claimed, sent and settled: whatever breaks in between, nothing comes twice."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from bot.chat.group import background, scheduler
from bot.course.library import Library
from bot.emulator.errors import ApiError
from tests import engine
from tests.eventually import eventually
from tests.group_school import Class, begun, gather, ticked, titles
from tests.messages import buttons_of, letter_of, text_of
from tests.processes import Killer, environment
from tests.school import LocalApi, School

TRIGGERS = [(table, deed) for table in ("groups", "rounds") for deed in ("INSERT", "UPDATE")]


def break_database(school: School) -> None:
    """Nothing can be written about groups from now on."""
    with engine.connect(school.database) as connection:
        if engine.on_postgres():
            connection.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RAISE EXCEPTION 'database or disk is full'; END $$"
            )
        how = (
            "FOR EACH ROW EXECUTE FUNCTION refuse()"
            if engine.on_postgres()
            else "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        for table, deed in TRIGGERS:
            connection.execute(f"CREATE TRIGGER no_{deed}_{table} BEFORE {deed} ON {table} {how}")


def mend_database(school: School) -> None:
    with engine.connect(school.database) as connection:
        for table, deed in TRIGGERS:
            on = f" ON {table}" if engine.on_postgres() else ""
            connection.execute(f"DROP TRIGGER IF EXISTS no_{deed}_{table}{on}")
        if engine.on_postgres():
            connection.execute("DROP FUNCTION IF EXISTS refuse")


@contextmanager
def broken_after(school: School, api: LocalApi, *methods: str) -> Iterator[None]:
    """The disk is full from the moment when the first of these calls is carried out."""
    left = [True]

    def fill(method: str, _: Mapping[str, Any]) -> None:
        if method in methods and left:
            left.pop()
            break_database(school)

    api.after = fill
    yield
    api.after = lambda *_: None
    mend_database(school)


async def test_nothing_is_sent_to_a_group_while_the_database_cannot_be_written(school: School) -> None:
    group = await begun(school, "Ada")
    with engine.connect(school.database) as connection:
        connection.execute("UPDATE groups SET pending = 'hot'")
    break_database(school)
    for _ in range(10):
        await ticked(school)
    assert titles(group) == []
    mend_database(school)
    await ticked(school)
    assert titles(group) == ["Hot water"]
    assert school.rows("SELECT claimed, pending FROM groups") == [(None, "")]


@pytest.mark.parametrize("method", ["sendPhoto", "sendMessage"])
async def test_what_was_sent_when_the_disk_got_full_is_not_sent_again(
    school: School, api: LocalApi, method: str
) -> None:
    group = await begun(school, "Ada", "Bob")
    with broken_after(school, api, method):
        await group.say("Ada", "/lesson" if method == "sendPhoto" else "/quiz")
        sent = titles(group)
        for _ in range(3):
            await ticked(school)
    await ticked(school)
    assert titles(group) == sent
    assert len(sent) == 1
    assert school.rows("SELECT claimed, unknown FROM groups") == [(None, "")]
    if method == "sendMessage":  # and what became of it is remembered
        await group.play(f"""
            Bob> [{group.letter("It boils")}]
            Bob~ Right.
            Ada> /close
            👥 1 answered · 1 right · first: Bob
        """)
        assert titles(group) == ["🏁 How hot?"]


async def test_what_is_unknown_stands_in_the_setup_and_is_posted_again_when_an_admin_wants_it(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada", "Bob")
    api.fail_once("sendPhoto", ApiError(502, "Bad Gateway"))
    await group.say("Ada", "/lesson")
    await group.play("""
        Ada> /schedule
        ❔ Telegram did not tell whether “Cold water” arrived.
        [Post it again: Cold water]
        Bob> [Post it again: Cold water]
        Bob~ Only admins of this chat can do that.
        Ada> [Post it again: Cold water]
        Ada~ Posted again
        Cold water
        Ada> /schedule
        ▶️ Running.
    """)
    assert "Post it again" not in group.view()
    assert titles(group).count("Cold water") == 1


async def test_a_word_of_doubt_has_a_button_for_admins_to_post_it_again_once(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada", "Bob")
    api.fail_once("sendPhoto", ApiError(502, "Bad Gateway"))
    await group.say("Ada", "/lesson")
    message, button = group.find("Post it again (admins)")
    await group.tap("Bob", message, button["callback_data"])
    assert group.toast("Bob") == "Only admins of this chat can do that."
    for toast in ("Posted again", "That has been settled already."):
        await group.tap("Ada", message, button["callback_data"])
        assert group.toast("Ada") == toast
    assert titles(group).count("Cold water") == 1
    assert not buttons_of(next(m for m in group.messages if m["message_id"] == message["message_id"]))


async def test_a_question_that_is_posted_again_leaves_no_second_open_one(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada", "Bob")
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"), done=True)
    await group.say("Ada", "/quiz")
    first = group.last
    letter = group.letter("It boils")
    await group.play("""
        Ada> /schedule
        “How hot?” arrived.
        Ada> [Post it again: How hot?]
        Ada~ Posted again
    """)
    assert school.rows("SELECT COUNT(*) FROM rounds WHERE closed_at IS NULL") == [(1,)]
    data = next(b["callback_data"] for b in buttons_of(first) if b["text"] == letter)
    await group.tap("Bob", first, data)
    assert group.toast("Bob").startswith("This round is closed.")
    await ticked(school)
    old = next(m for m in group.messages if m["message_id"] == first["message_id"])
    assert "This question is asked once more below." in text_of(old)
    assert not buttons_of(old)
    await group.play(f"""
        Bob> [{letter_of(text_of(group.messages[-1]), "It boils")}]
        Bob~ Right.
        Ada> /close
        👥 1 answered · 1 right · first: Bob
    """)


@pytest.mark.parametrize("close", ["/close", None])
async def test_an_unheard_round_is_found_by_the_first_tap_and_closed_in_its_place(
    school: School, api: LocalApi, close: str | None
) -> None:
    group = await begun(school, "Ada", "Bob")
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"), done=True)
    await group.say("Ada", "/quiz")
    await group.press("Bob", group.letter("It boils"))
    if close:
        await group.say("Ada", close)
    else:
        await group.press("Ada", "Close (admins)")
    assert titles(group) == ["🏁 How hot?"]
    assert school.rows("SELECT unknown FROM groups") == [("",)]


async def test_an_unheard_round_that_is_pressed_after_its_time_loses_its_buttons(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada", "Bob")
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"), done=True)
    await group.say("Ada", "/quiz")
    school.clock.pass_(hours=24, minutes=1)
    await ticked(school)
    round_ = next(m for m in group.messages if "How hot?" in text_of(m))
    await group.tap("Bob", round_, buttons_of(round_)[0]["callback_data"])
    await ticked(school)
    round_ = next(m for m in group.messages if m["message_id"] == round_["message_id"])
    assert not buttons_of(round_)
    assert school.rows("SELECT COUNT(*) FROM rounds WHERE closed_at IS NULL AND step_id = 'how-hot'") == [
        (0,)
    ]


async def test_a_result_that_may_have_arrived_is_posted_again_only_when_it_is_wanted(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada", "Bob")
    await group.say("Ada", "/quiz")
    await group.press("Bob", group.letter("It boils"))
    school.world.messages(group.id)
    school.world.chats[group.id].messages.pop(group.last["message_id"])  # somebody deleted it
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"))
    await group.say("Ada", "/close")
    await ticked(school)
    assert titles(group) == []
    await group.play("""
        Ada> /schedule
        “Result: How hot?”
        Ada> [Post it again: Result: How hot?]
        🏁 How hot?
    """)


@pytest.mark.parametrize("end", ["Another course", "Stop"])
async def test_a_result_that_may_have_arrived_can_be_posted_again_after_its_course_too(
    closed_school: School, api: LocalApi, tea: Library, shipped: Library, end: str
) -> None:
    async with closed_school.open(Library((*tea.courses, *shipped.courses))):
        group = await gather(closed_school, "Ada", "Bob")
        await group.play("""
            Ada> /course
            Ada> [A cup of tea]
            Ada> /quiz
        """)
        await group.press("Bob", group.letter("It boils"))
        closed_school.world.chats[group.id].messages.pop(group.last["message_id"])  # somebody deleted it
        api.fail_once("sendMessage", ApiError(502, "Bad Gateway"))
        await group.say("Ada", "/close")
        if end == "Stop":
            await group.play("Ada> /stop\nAda> [Stop the course]")
        else:
            await group.play("Ada> /course\nAda> [What is Docker?]")
        await group.play("""
            Ada> /schedule
            ❔ Telegram did not tell whether “Result: How hot?” arrived.
            Ada> [Post it again: Result: How hot?]
            🏁 How hot?
        """)


async def test_a_poll_closes_by_itself_should_nobody_know_of_it(school: School) -> None:
    group = await begun(school, "Ada")
    await group.press("Ada", "Questions")
    await group.press("Ada", "quiz poll")
    await group.say("Ada", "/quiz")
    assert school.calls("sendPoll")[-1]["open_period"] == 24 * 60 * 60


async def test_what_telegram_has_wait_is_not_claimed_meanwhile(
    school: School, api: LocalApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "MOMENT", 0.1)
    monkeypatch.setattr(background, "GRACE", 0.1)
    group = await begun(school, "Ada")
    wait = ApiError(429, "Too Many Requests: retry after 60", {"retry_after": 60})
    api.fail_once("sendPhoto", wait)
    await group.say("Ada", "/lesson")
    await eventually(lambda: school.rows("SELECT claimed, pending FROM groups") == [(None, "cold")])
    assert titles(group) == []


@pytest.mark.parametrize("method", ["sendMessage", "sendPhoto"])
async def test_what_a_stopped_bot_left_claimed_is_unknown_and_not_sent_again(
    closed_school: School, tea: Library, method: str
) -> None:
    async with closed_school.open(tea):
        group = await begun(closed_school, "Ada")
        await group.say("Ada", "/lesson" if method == "sendPhoto" else "/quiz")
        sent = titles(group)
    with engine.connect(closed_school.database) as connection:  # as it was before it was settled
        if method == "sendPhoto":
            connection.execute("UPDATE groups SET claimed = 'section:cold:', pending = 'cold'")
        else:
            connection.execute("UPDATE groups SET claimed = 'round:1:how-hot'")
            connection.execute("UPDATE rounds SET message_id = NULL")
    async with closed_school.open(tea):
        await ticked(closed_school)
        assert [title for title in titles(group) if "did not tell" not in title] == sent
        title = "Cold water" if method == "sendPhoto" else "How hot?"
        await group.play(f"""
            Ada> /schedule
            ❔ Telegram did not tell whether “{title}” arrived.
        """)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("moment", ["after sendMessage", "after sendPhoto"])
async def test_a_kill_between_send_and_mark_doubles_nothing(
    api: LocalApi, closed_school: School, moment: str
) -> None:
    killer = Killer(api, environment(closed_school.database, TELEGRAM_API_URL=api.url))
    world, ada = closed_school.world, closed_school.join("Ada")
    group = Class(closed_school, world.create_group("Tea club", ada.id).id, {"Ada": ada})
    await killer.start()
    try:
        world.groups.add_bot(group.id)
        await killer.settled()
        killer.kill_at(moment)
        asked = moment == "after sendMessage"
        world.say(ada.id, "/quiz" if asked else "/lesson", chat_id=group.id)
        await killer.settled()
        world.say(ada.id, "/schedule", chat_id=group.id)
        await killer.settled()
    finally:
        await killer.stop()
    assert killer.deaths == 1
    title = "❓ How hot?" if asked else "Cold water"
    shown = [_first_line(message) for message in group.messages]
    assert shown.count(title) == 1
    assert closed_school.rows("SELECT COUNT(*) FROM rounds") == [(int(asked),)]
    assert any("Post it again" in button["text"] for m in group.messages for button in buttons_of(m))


def _first_line(message: dict[str, Any]) -> str:
    return text_of(message).split("\n")[0]
