"""The bot is killed while reminders go out: none comes twice, and the day after all is as before."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.course.library import Library
from bot.learning.time_zones import utc_of
from tests.chat.review.reminding import reminders_of
from tests.eventually import eventually
from tests.processes import Killer, environment
from tests.school import LocalApi, Pupil, School

NAMES = ("Ada", "Bob", "Cy")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
async def test_a_kill_between_claim_and_send_or_send_and_mark_doubles_none(
    api: LocalApi, closed_school: School, tea: Library
) -> None:
    school, pupils = closed_school, [closed_school.join(name) for name in NAMES]
    async with school.open(tea):
        for pupil in pupils:
            await pupil.say("/start tea--leaves")
    killer = Killer(api, environment(school.database, TELEGRAM_API_URL=api.url))
    try:
        for pupil, moment in zip(pupils, ("before sendMessage", "after sendMessage", ""), strict=True):
            want_one_now(school, pupil)
            if moment:
                killer.kill_at(moment)
            await killer.start()
            await over(school, killer, pupil)
    finally:
        await killer.stop()
    assert [len(reminders_of(pupil)) for pupil in pupils] == [0, 1, 1]
    assert school.rows("SELECT delivery FROM reminders ORDER BY asked_at") == [
        ("unknown",),
        ("unknown",),
        ("sent",),
    ]
    tomorrow = (time.time() + 12 * 3600) * 1000
    assert school.rows(f"SELECT COUNT(*) FROM reminders WHERE next_at > {tomorrow}") == [(3,)]


def want_one_now(school: School, pupil: Pupil) -> None:
    """They have a card that is due, and it is the minute that they chose, by clocks that show about noon."""
    now = datetime.now(UTC)
    hours = 12 - now.hour
    zone = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    local = now + timedelta(hours=hours)
    minute = local.hour * 60 + local.minute
    slot = utc_of(local.replace(tzinfo=None, second=0, microsecond=0), zone)
    at, ms = int(now.timestamp() * 1000), int(slot.timestamp() * 1000)
    school.execute(f"UPDATE learners SET time_zone = '{zone}' WHERE id = {pupil.id}")
    school.execute(
        "INSERT INTO answers (learner_id, course_id, run, step_id, attempt, chosen, result, answered_at)"
        f" VALUES ({pupil.id}, 'tea', 1, 'how-hot', 1, 'freezes', 'wrong', {at - 5 * 86400000})"
    )
    school.execute(
        "INSERT INTO cards (learner_id, course_id, question_id, answer_key, reviews, due, aside, gone)"
        f" VALUES ({pupil.id}, 'tea', 'how-hot', 'x', 0, {at - 86400000}, 0, 0)"
    )
    school.execute(
        "INSERT INTO reminders (learner_id, state, minute, course, next_at, delivery, unanswered, awaited,"
        f" asked_at) VALUES ({pupil.id}, 'on', {minute}, 0, {ms}, '', 0, '', {at})"
    )


async def over(school: School, killer: Killer, pupil: Pupil) -> None:
    """Waits until the reminder is sent, or the bot is dead."""

    def is_sent() -> bool:
        query = f"SELECT 1 FROM reminders WHERE learner_id = {pupil.id} AND delivery = 'sent'"
        return bool(school.rows(query))

    deaths = killer.deaths
    await eventually(lambda: killer.deaths > deaths or is_sent(), within=60)
