"""Whom a broadcast reaches, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.course.library import Library
from bot.learning.broadcast.audience import (
    AllChannels,
    AllGroups,
    Audience,
    Everyone,
    Finished,
    Learning,
    Speaking,
    Unseen,
    read,
    write,
)
from bot.learning.broadcast.delivery_time import Timing, due, opens, parse, starts
from bot.learning.quiet_hours import NEVER, NIGHT, QuietHours
from bot.storage.broadcast import audience, broadcasts, deliveries
from bot.storage.sqlite.migrate import migrate
from tests import engine
from tests.chat.broadcast.station import Station, announcements, compose, settle_in, shown
from tests.school import Pupil
from tests.storage.rows import connect

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
AUDIENCES = (
    Everyone(),
    Learning("tea"),
    Finished("tea"),
    Unseen(30),
    Speaking("de"),
    AllGroups(),
    AllChannels(),
)


@pytest.mark.parametrize("audience", AUDIENCES, ids=write)
def test_an_audience_is_read_as_it_was_written(audience: Audience) -> None:
    assert read(write(audience)) == audience


@pytest.mark.parametrize(
    "text", ["", "all", "unseen:0", "unseen:x", "unseen:99999", "course:", "course:A b", "language:D"]
)
def test_anything_else_is_no_audience(text: str) -> None:
    assert read(text) is None


async def test_each_audience_holds_those_it_names_and_nobody_who_may_not_be_written_to(
    station: Station, grace: Pupil
) -> None:
    ada, ben, cleo, dan, eve = await station.learners("Ada", "Ben", "Cleo", "Dan", "Eve")
    for pupil in (ada, ben):
        await pupil.press("Begin")
    with engine.connect(station.database) as db:
        db.execute(f"UPDATE progress SET finished_at = 1 WHERE learner_id = {ben.id}")
        db.execute(f"UPDATE learners SET seen_at = 1, language_code = 'de-AT' WHERE id = {cleo.id}")
        db.execute(f"UPDATE learners SET language_code = 'den' WHERE id = {dan.id}")
        db.execute(f"UPDATE learners SET announcements = 0 WHERE id = {eve.id}")
        db.execute(
            "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at)"
            " VALUES (5, 'In a group only', 'en', 'shown', 1, 1)"
        )
    world = station.world
    group = world.create_group("Study", grace.id, with_bot=True)
    channel = world.create_group("News", grace.id, kind="channel")
    world.groups.add_bot(channel.id)
    await station.settled()

    def members(of: Audience) -> set[int]:
        query, values = audience.members(of, station.clock())
        with engine.connect(station.database) as db:
            return {chat_id for chat_id, _ in db.execute(query, values)}

    assert members(Everyone()) == {grace.id, ada.id, ben.id, cleo.id, dan.id}
    assert members(Learning("tea")) == {ada.id, ben.id}
    assert members(Finished("tea")) == {ben.id}
    assert members(Unseen(30)) == {cleo.id}
    assert members(Speaking("de")) == {cleo.id}
    assert members(AllGroups()) == {group.id}
    assert members(AllChannels()) == {channel.id}


async def test_a_broadcast_to_groups_and_channels_reaches_their_topic_and_follows_a_migration(
    station: Station, grace: Pupil
) -> None:
    world = station.world
    group = world.create_group("Study", grace.id, with_bot=True)
    channel = world.create_group("News", grace.id, kind="channel")
    world.groups.add_bot(channel.id)
    await station.settled()
    await compose(grace)
    await grace.press("For whom")
    await grace.press("Groups")
    assert "For: Groups – 1 chat" in grace.text
    with engine.connect(station.database) as db:
        before = db.execute("SELECT chat_id FROM groups WHERE kind = 'group'").fetchone()[0]
    assert before == group.id
    new_id = world.groups.migrate(group.id)
    await station.settled()
    with engine.connect(station.database) as db:  # the bot has not heard of it
        db.execute(f"UPDATE groups SET chat_id = {group.id}, removed_at = NULL WHERE chat_id = {new_id}")
    await grace.press("Send to 1 chat ▸")
    await station.over()
    assert station.rows("SELECT chat_id, state FROM deliveries") == [(new_id, "sent")]
    (got,) = [one for one in world.messages(new_id) if one.get("text") == "Hello all"]
    assert "reply_markup" not in got
    assert (new_id,) in station.rows("SELECT chat_id FROM groups")

    await compose(grace, "To channels")
    await grace.press("For whom")
    await grace.press("Channels")
    await grace.press("Send to 1 chat ▸")
    await station.over(2)
    assert [one for one in world.messages(channel.id) if one.get("text") == "To channels"]


async def test_a_learner_gets_it_at_their_own_time_of_day(closed: Station, tea: Library) -> None:
    async with closed.open(tea):
        (grace,) = await closed.learners("Grace")
        tokyo, lima, nowhere = (
            settle_in(closed, 1, time_zone=zone)[0] for zone in ("Asia/Tokyo", "America/Lima", None)
        )
        await compose(grace)
        await grace.press("When")
        await grace.press("☐ At each learner's local time")
        await grace.press("Tomorrow 9:00")
        assert "2026-03-02 09:00 at each learner's local time" in grace.text
        await grace.press("Schedule it ▸")
        got = "SELECT chat_id FROM deliveries WHERE state = 'sent' ORDER BY chat_id"
        for moment, reached in (
            ("2026-03-02T00:01", [tokyo]),
            ("2026-03-02T09:01", [tokyo, nowhere]),
            ("2026-03-02T14:01", [tokyo, nowhere, lima]),
        ):
            closed.clock.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
            closed.look()
            expected = {*reached, grace.id} if nowhere in reached else set(reached)
            closed.look()
            await closed.until(got, sorted((one,) for one in expected))
        await closed.over()


async def test_nobody_is_written_to_in_their_quiet_hours(closed: Station, tea: Library) -> None:
    closed.clock.now = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    async with closed.open(tea):
        (grace,) = await closed.learners("Grace")
        (lima,) = settle_in(closed, 1, time_zone="America/Lima")
        await compose(grace)
        assert "those whose time zone I do not know get it 2026-03-02 08:00 (UTC)" in grace.text
        await grace.press("Send to 2 chats ▸")
        await closed.until("SELECT chat_id FROM deliveries WHERE state = 'sent'", [(lima,)])
        await shown(grace, "The next are sent 2026-03-02 08:00 (UTC)")
        closed.clock.pass_(hours=9)
        closed.look()
        await closed.over()
    assert closed.states() == {"sent": 2}


async def test_without_quiet_hours_it_goes_out_at_night(closed: Station, tea: Library) -> None:
    closed.clock.now = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    async with closed.open(tea):
        (grace,) = await closed.learners("Grace")
        await compose(grace)
        await grace.press("Quiet hours")
        await grace.press("No quiet hours")
        await grace.press("Send to 1 chat ▸")
        await closed.over()
    assert len(announcements(grace)) == 2


def test_the_same_time_of_day_is_another_moment_in_each_zone_also_across_summer_time() -> None:
    timing = Timing(datetime(2026, 3, 29, 7, tzinfo=UTC), "Europe/Berlin", local=True)
    assert due(timing, "") == timing.at
    assert due(timing, "America/New_York") == datetime(2026, 3, 29, 13, tzinfo=UTC)
    assert due(timing, "Pacific/Kiritimati") == datetime(2026, 3, 28, 19, tzinfo=UTC)
    assert starts(timing) == datetime(2026, 3, 28, 19, tzinfo=UTC)


@given(
    st.integers(0, 366 * 24 * 60),
    st.sampled_from(["", "Europe/Berlin", "America/Lima", "Asia/Kathmandu", "Australia/Lord_Howe"]),
    st.sampled_from([NIGHT, QuietHours(0, 6), QuietHours(9, 17), NEVER]),
)
def test_what_opens_is_ahead_within_a_day_and_never_quiet(minutes: int, zone: str, quiet: QuietHours) -> None:
    now = NOW + timedelta(minutes=minutes)
    timing = Timing(quiet=quiet, zone="Europe/London")
    opened = opens(timing, zone, now)
    assert now <= opened <= now + timedelta(hours=25)
    assert opened.astimezone(ZoneInfo(zone or "Europe/London")).hour not in quiet


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-12-01 09:00", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("1.12.2026 9:00", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("2026-12-01T09:00", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("2026-12-01 9pm", datetime(2026, 12, 1, 20, tzinfo=UTC)),
        ("2026-02-01 09:00", None),
        ("2029-02-01 09:00", None),
        ("2026-13-01 09:00", None),
        ("2026-12-01 25:00", None),
        ("tomorrow", None),
        ("tomorrow 17:00", datetime(2026, 3, 2, 16, tzinfo=UTC)),
        ("Tomorrow at 5pm", datetime(2026, 3, 2, 16, tzinfo=UTC)),
        ("31.12. 17:00", datetime(2026, 12, 31, 16, tzinfo=UTC)),
        ("1.1. 17:00", datetime(2027, 1, 1, 16, tzinfo=UTC)),
        ("Fri 9:00", datetime(2026, 3, 6, 8, tzinfo=UTC)),
        ("sunday 14:00", datetime(2026, 3, 1, 13, tzinfo=UTC)),
        ("Sun, 9:00", datetime(2026, 3, 8, 8, tzinfo=UTC)),
        ("today 9:00", None),
        ("29.2. 17:00", None),
        ("Fr 9:00", None),
        ("someday 9:00", None),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, wanted: datetime | None) -> None:
    assert parse(text, "Europe/Berlin", NOW) == wanted


@pytest.mark.sqlite
@pytest.mark.parametrize("of", AUDIENCES, ids=write)
def test_counting_an_audience_reads_no_table_of_learners_from_end_to_end(
    tmp_path: Path, of: Audience
) -> None:
    db = connect(tmp_path / "plan.db")
    migrate(db)
    query, values = audience.members(of, NOW)
    plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN SELECT COUNT(*) FROM ({query})", values)]
    whole = [
        step for step in plan if step.startswith("SCAN") and "INDEX" not in step and "groups" not in step
    ]
    assert not whole, plan
    db.close()


@pytest.mark.sqlite
def test_claiming_marking_and_looking_up_deliveries_go_through_an_index(tmp_path: Path) -> None:
    db = connect(tmp_path / "plan.db")
    migrate(db)
    seen: list[str] = []
    db.set_trace_callback(seen.append)
    made = broadcasts.draft(db, None, None, Timing(), NOW)
    deliveries.zones(db, made.id)
    deliveries.waiting(db, made.id, "", 0, 100)
    deliveries.claim(db, made.id, 7, NOW)
    deliveries.sent(db, made.id, 7, 1, NOW)
    deliveries.strand(db, made.id, NOW)
    deliveries.counts(db, made.id)
    deliveries.lines(db, made.id, 0, 100, sent=False)
    broadcasts.to_begin(db, NOW)
    broadcasts.to_report(db)
    db.set_trace_callback(None)
    for statement in seen:
        if "deliveries" in statement:
            plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
            assert not [step for step in plan if step.startswith("SCAN deliveries")], (statement, plan)
    db.close()
