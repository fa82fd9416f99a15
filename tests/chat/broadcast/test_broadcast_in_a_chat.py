"""Broadcasts as an admin and learners see them, through the whole bot."""

from __future__ import annotations

import csv
import io

import pytest

from bot.broadcast import progress_report
from bot.course.library import Library
from bot.emulator.errors import ApiError
from tests.chat.broadcast.station import Station, announcements, compose
from tests.school import Pupil, write


async def test_a_message_is_composed_previewed_sent_and_reported(station: Station, grace: Pupil) -> None:
    ada, ben = await station.learners("Ada", "Ben")
    await grace.play("""
        > /broadcast
        Press New broadcast first, then send me that message.
        [New broadcast]
        > [New broadcast]
        Send me the message now
        > Hello all
        Ready to send?
        For: Everyone – 3 chats
        When: now
        Takes: about 1 s
        Quiet hours: 22:00–8:00
        [Send to 3 chats ▸]
    """)
    preview = grace.messages[-2]
    assert preview["text"] == "Hello all"
    assert preview["reply_markup"]["inline_keyboard"][0][0]["text"] == "No more announcements"
    await grace.press("Send to 3 chats ▸")
    assert grace.toast == "On its way"
    await station.over()
    for learner in (ada, ben):
        (got,) = announcements(learner)
        assert got["reply_markup"] == preview["reply_markup"]
    assert station.states() == {"sent": 3}
    file = grace.last
    assert file["caption"].startswith("Broadcast 1 · done\nHello all\nsent 3 of 3")
    await grace.play("""
        > /broadcast
        1 · done · Everyone
        3 of 3 sent
    """)


async def test_the_list_and_the_cards_tell_broadcasts_apart(station: Station, grace: Pupil) -> None:
    await station.learners("Ada")
    hostile = "<b>Tea</b> &amp; {{ cake }} 😀\n\nfor   everyone who has waited for it since the spring came."
    for text in (hostile, "See you"):
        await compose(grace, text)
        await grace.play("""
            > [When]
            > [Tomorrow 9:00]
            > [Schedule it ▸]
            ~ Scheduled
        """)
    first_words = "<b>Tea</b> &amp; {{ cake }} 😀 for everyone who has waited…"
    await station.learners("Ben")
    await grace.play(f"""
        > /broadcast
        2 · scheduled · Everyone
        See you
        3 chats, 2026-03-02 09:00 (UTC)
        1 · scheduled · Everyone
        {first_words}
        3 chats, 2026-03-02 09:00 (UTC)
        > [Broadcast 1]
        Broadcast 1 · scheduled
        {first_words}
        Everyone – 3 chats
        Goes out 2026-03-02 09:00 (UTC).
        > [Cancel]
        Cancel broadcast 1?
        {first_words}
        > [Send no more]
        Broadcast 1 · cancelled
        {first_words}
        Everyone
    """)
    assert "chats" not in grace.text


async def test_what_has_no_words_is_known_by_what_it_is_and_the_bots_own_text_by_its_words(
    station: Station, grace: Pupil
) -> None:
    world = station.world
    sends = {
        "(a picture)": lambda: world.writing.send_photo(grace.id, PNG, ""),
        "A cup": lambda: world.writing.send_photo(grace.id, PNG, "A cup"),
        "(a file)": lambda: world.writing.send_document(grace.id, "notes.txt", b"water", ""),
        "Green or black?": lambda: world.writing.send_poll(grace.id, "Green or black?", ["Green", "Black"]),
    }
    for words, send in sends.items():
        await grace.say("/broadcast")
        await grace.press("New broadcast")
        send()
        await station.settled()
        await grace.play(f"""
            Ready to send? The message above is what goes out:
            {words}
            For: Everyone – 1 chat
        """)
    write(
        station,
        "INSERT INTO broadcasts (id, state, html, audience, zone, local, quiet_start, quiet_end, resends,"
        " created_at) VALUES (9, 'paused', '<b>New:</b> tea &amp; cake\n\nA lesson.', 'everyone', 'UTC',"
        " 0, 0, 0, 0, 1)",
    )
    await grace.play("""
        > /broadcast
        9 · paused · Everyone
        New: tea & cake A lesson.
    """)


async def test_the_first_words_of_a_broadcast_are_forgotten_with_who_sent_it(
    station: Station, grace: Pupil
) -> None:
    await compose(grace, "Only between us")
    assert "Only between us" in str(station.rows("SELECT * FROM composers"))
    await grace.play("""
        > /forget
        > [Delete everything]
    """)
    assert station.rows("SELECT * FROM composers") == []


async def test_the_file_says_what_became_of_each_chat(station: Station, grace: Pupil) -> None:
    ada, ben = await station.learners("Ada", "Ben")
    station.world.memberships.block(ben.id)
    await station.settled()
    station.rows("SELECT 1")
    (cleo,) = await station.learners("Cleo")
    await compose(grace)
    station.world.chats[cleo.id].bot_status = "kicked"
    await grace.press("Send to 3 chats ▸")
    await station.over()
    assert station.states() == {"sent": 2, "failed": 1}
    assert "blocked the bot: 1" in grace.last["caption"]
    file = station.world.files.get(grace.last["document"]["file_id"])
    assert file
    data = await station.world.files.read(file)
    lines = {int(line["chat_id"]): line for line in csv.DictReader(io.StringIO(data.decode()))}
    assert {chat: line["state"] for chat, line in lines.items()} == {
        grace.id: "sent",
        ada.id: "sent",
        cleo.id: "failed",
    }
    assert lines[cleo.id]["reason"] == "blocked"


async def test_of_very_many_chats_the_file_names_those_who_did_not_get_it(
    station: Station, grace: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_report, "MOST_LINES", 1)
    (ada,) = await station.learners("Ada")
    await compose(grace)
    station.world.chats[ada.id].bot_status = "kicked"
    await grace.press("Send to 2 chats ▸")
    await station.over()
    assert "The file leaves out those who got it" in grace.last["caption"]
    file = station.world.files.get(grace.last["document"]["file_id"])
    assert file
    data = await station.world.files.read(file)
    assert [line["chat_id"] for line in csv.DictReader(io.StringIO(data.decode()))] == [str(ada.id)]


async def test_who_is_gone_is_in_no_audience_until_they_come_back(station: Station, grace: Pupil) -> None:
    (ada,) = await station.learners("Ada")
    await compose(grace)
    station.world.chats[ada.id].bot_status = "kicked"
    await grace.press("Send to 2 chats ▸")
    await station.over()
    await compose(grace)
    assert "1 chat" in grace.text
    station.world.chats[ada.id].bot_status = "member"
    await ada.say("/start")
    await compose(grace)
    assert "2 chats" in grace.text


async def test_anything_that_can_be_copied_can_be_sent(station: Station, grace: Pupil) -> None:
    (ada,) = await station.learners("Ada")
    world = station.world
    for number, what in enumerate(("photo", "document", "poll"), 1):
        await grace.say("/broadcast")
        await grace.press("New broadcast")
        if what == "photo":
            world.writing.send_photo(grace.id, PNG, "A cup")
        elif what == "document":
            world.writing.send_document(grace.id, "notes.txt", b"water", "Notes")
        else:
            world.writing.send_poll(grace.id, "Green or black?", ["Green", "Black"])
        await station.settled()
        assert what in grace.messages[-2]
        await grace.press("Send to 2 chats ▸")
        await station.over(number)
        assert what in ada.last, ada.last
        assert ada.labels == ["No more announcements"]


async def test_a_course_file_of_an_admin_is_for_the_broadcast_only_while_one_is_composed(
    station: Station, grace: Pupil
) -> None:
    await compose(grace)
    station.world.writing.send_document(grace.id, "notes.txt", b"water", "")
    await station.settled()
    assert "Ready to send?" not in grace.text


async def test_what_telegram_does_not_copy_is_refused_before_anything_is_sent(
    station: Station, grace: Pupil
) -> None:
    await grace.say("/broadcast")
    await grace.press("New broadcast")
    assert station.api
    station.api.fail_once("copyMessage", ApiError(400, "Bad Request: message can't be copied"))
    await grace.say("Hello all")
    assert "does not let me copy this message: Message can't be copied." in grace.text
    await grace.say("Hello again")
    assert "Ready to send?" in grace.text


async def test_a_message_that_was_deleted_before_it_was_sent_is_asked_for_once_more(
    station: Station, grace: Pupil
) -> None:
    (ada,) = await station.learners("Ada")
    await compose(grace)
    card, send = grace.find("Send to 2 chats ▸")
    del station.world.chats[grace.id].messages[grace.messages[-2]["message_id"]]
    await grace.press("Test to myself")
    assert "does not let me copy this message: Message to copy not found." in grace.text
    await grace.tap(card, send)
    assert grace.toast == "Send me the message first."
    assert station.rows("SELECT state FROM broadcasts") == [("draft",)]
    await grace.play("""
        > Hello again
        Ready to send?
        > [Send to 2 chats ▸]
    """)
    await station.over()
    assert len(announcements(ada, "Hello again")) == 1


async def test_a_draft_outlives_a_restart(closed: Station, tea: Library) -> None:
    grace = closed.join("Grace")
    async with closed.open(tea):
        await grace.say("/start")
        await grace.say("/broadcast")
        await grace.press("New broadcast")
    async with closed.open(tea):
        await grace.say("Hello all")
        await grace.play("""
            Ready to send?
            > [When]
            > [Another time]
            Write the day and the time
        """)
    async with closed.open(tea):
        await grace.play("""
            > soon
            That is no time
            > 2026-03-04 09:30
            When: 2026-03-04 09:30 (UTC)
            > [Schedule it ▸]
            Goes out 2026-03-04 09:30 (UTC)
        """)
    async with closed.open(tea):
        closed.clock.pass_(days=2, hours=22)
        closed.look()
        await closed.over()
    assert len(announcements(grace)) == 2  # the preview, too


async def test_a_draft_can_be_thrown_away_and_then_no_button_of_it_does_anything(
    station: Station, grace: Pupil
) -> None:
    await compose(grace)
    card = grace.last
    send = card["reply_markup"]["inline_keyboard"][0][0]
    await grace.press("Throw it away")
    assert "Nothing was sent" in grace.text
    await grace.tap(card, send)
    assert grace.toast == "This was sent or thrown away already."
    assert station.rows("SELECT * FROM broadcasts") == []


async def test_the_button_of_an_old_draft_does_not_send_a_new_one(station: Station, grace: Pupil) -> None:
    (ada,) = await station.learners("Ada")
    await compose(grace, "First")
    card, send = grace.find("Send to 2 chats ▸")
    await compose(grace, "Second")
    await grace.tap(card, send)
    assert grace.toast == "This was sent or thrown away already."
    assert station.rows("SELECT state FROM broadcasts") == [("draft",)]
    await grace.press("Send to 2 chats ▸")
    await station.over(2)
    assert len(announcements(ada, "Second")) == 1


async def test_send_pressed_twice_sends_once(station: Station, grace: Pupil) -> None:
    (ada,) = await station.learners("Ada")
    await compose(grace)
    update = await grace.press("Send to 2 chats ▸")
    await station.deliver_again(update)
    await station.over()
    assert len(announcements(ada)) == 1
    assert station.states() == {"sent": 2}


async def test_an_album_is_not_taken_for_one_message(station: Station, grace: Pupil) -> None:
    await grace.say("/broadcast")
    await grace.press("New broadcast")
    for album in ("7", "8"):
        before = len(grace.messages)
        message = grace.last | {"from": station.world.people[grace.id].user(), "media_group_id": album}
        for number in range(500, 503):
            part = {**message, "message_id": message["message_id"] + number}
            station.world.updates.add("message", grace.id, part)
        await station.settled()
        assert "an album is several" in grace.text
        assert len(grace.messages) == before + 1
    assert station.rows("SELECT copy_message_id FROM broadcasts") == [(None,)]
    await grace.say("One picture, then")
    assert "Ready to send?" in grace.text


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


async def test_a_letter_at_a_question_is_an_answer_and_no_broadcast_that_was_begun_earlier(
    station: Station, grace: Pupil
) -> None:
    await grace.play("""
        > /broadcast
        > [New broadcast]
        > /start tea--water
        > [Next ▸]
        > [Next ▸]
        How hot?
        > B
    """)
    assert station.rows("SELECT COUNT(*) FROM answers") == [(1,)]
    assert "Ready to send?" not in grace.text
    await grace.play("""
        > [◂ Back]
        > Hello all
        Ready to send?
    """)


async def test_cards_name_courses_by_title_and_languages_by_their_names(
    station: Station, grace: Pupil
) -> None:
    await grace.press("Begin")
    await compose(grace)
    await grace.play("""
        > [For whom]
        > [Learners of A cup of tea]
        For: Learners of A cup of tea
        > [Send to 1 chat ▸]
    """)
    await station.over()
    await grace.play("""
        > /broadcast
        Learners of A cup of tea
    """)
    await compose(grace)
    await grace.play("""
        > [For whom]
        > [English]
        For: Those who speak English
    """)
