"""A learner reports a mistake, an admin answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.emulator.errors import ApiError
from tests.admin_school import AdminSchool
from tests.chat.learner.deeds import reading
from tests.messages import text_of
from tests.school import Hook, Pupil, write


async def test_a_report_reaches_the_admins_and_the_answer_the_learner(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = await reading(office)
    await ada.play("""
        [Lessons] [Next ▸] [Mistake?]
        > [Mistake?]
        Cold water
        What is not right here?
        [Never mind]
        > It is hot < cold & "wet"
        Thank you, Ada.
    """)
    await grace.play("""
        ⚐ Ada reports a mistake
        Cold water
        A cup of tea · cold
        It is hot < cold & "wet"
        [Answer] [Done, no answer]
        > [Answer]
        What shall I tell Ada?
        > You are right, <thank> you!
        Ada has your answer.
    """)
    assert str(ada.id) not in " ".join(map(text_of, grace.messages))
    await ada.play("""
        You reported a mistake. Here is the answer:
        Cold water
        You are right, <thank> you!
    """)
    assert "Grace" not in ada.text
    message, button = grace.find("Answer")
    await grace.tap(message, button)
    assert "Somebody has answered this one already" in grace.text


async def test_every_section_and_question_has_the_button_and_so_has_the_command(office: AdminSchool) -> None:
    ada = await reading(office)
    for _ in range(2):
        assert "Mistake?" in ada.labels
        await ada.press("Next ▸")
    await ada.play("""
        How hot?
        [◂ Back] [Lessons] [Skip ▸] [Mistake?]
        > /report
        How hot?
        What is not right here?
    """)


async def test_a_learner_may_report_five_times_a_day(office: AdminSchool) -> None:
    ada = await reading(office)
    for number in range(5):
        await ada.press("Mistake?")
        await ada.say(f"Mistake {number}")
    await ada.play("""
        > [Mistake?]
        You have reported a lot today
    """)
    office.clock.pass_(days=1, minutes=1)
    await ada.play("""
        > [Mistake?]
        What is not right
    """)


async def test_a_report_delivered_twice_is_one_report(office: AdminSchool, grace: Pupil) -> None:
    ada = await reading(office)
    await ada.press("Mistake?")
    update = await ada.say("Too hot.")
    before = len(grace.messages)
    await office.deliver_again(update)
    assert len(office.rows("SELECT * FROM reports")) == 1
    assert len(grace.messages) == before
    await grace.press("Answer")
    update = await grace.say("Cooler now.")
    before = len(ada.messages)
    await office.deliver_again(update)
    assert len(ada.messages) == before


async def test_reports_nobody_answered_wait_in_the_menu(office: AdminSchool, grace: Pupil) -> None:
    ada = await reading(office)
    await ada.play("""
        > [Mistake?]
        > Too hot.
    """)
    await grace.play("""
        > /admin
        ⚐ 1 report of mistakes to answer.
        [Reports (1)]
        > [Reports]
        Too hot.
        > [Done, no answer]
        ~ Done
        > /admin
    """)
    assert "Reports" not in grace.text


async def test_a_learner_who_left_keeps_the_admin_from_nothing(office: AdminSchool, grace: Pupil) -> None:
    ada = await reading(office)
    await ada.play("""
        > [Mistake?]
        > Too hot.
    """)
    office.world.memberships.block(ada.id)
    await office.settled()
    await grace.play("""
        > [Answer]
        > Cooler now.
        I could not reach Ada: they have left.
    """)


@pytest.mark.parametrize("known", [True, False], ids=["known to have left", "refused"])
async def test_what_no_admin_could_be_told_of_is_told_with_the_next_report(
    closed: AdminSchool, grace: Pupil, known: bool
) -> None:
    async with closed.at_work():
        await grace.say("/start")
        ada = await reading(closed)
        if known:
            closed.world.memberships.block(grace.id)
            await closed.settled()
        else:
            closed.api.before = refusing(grace)
        await ada.press("Mistake?")
        await ada.say("Too hot.")
        closed.api.recover()
        assert not any("Too hot." in text_of(one) for one in grace.messages)
        if known:
            closed.world.memberships.unblock(grace.id)
        await grace.say("/start")
        await ada.press("Mistake?")
        await ada.say("Too cold.")
        for words in ("Too hot.", "Too cold."):
            assert sum(words in text_of(one) for one in grace.messages) == 1


def refusing(pupil: Pupil) -> Hook:
    def refuse(method: str, params: Mapping[str, Any]) -> None:
        if method == "sendMessage" and params.get("chat_id") == pupil.id:
            raise ApiError(403, "Forbidden: bot was blocked by the user")

    return refuse


async def test_one_admin_who_cannot_be_reached_keeps_it_from_no_other(
    closed: AdminSchool, grace: Pupil
) -> None:
    alan = closed.appoint("Alan")
    async with closed.at_work():
        await grace.say("/start")
        await alan.say("/start")
        ada = await reading(closed)
        await ada.press("Mistake?")
        first, second = sorted((grace, alan), key=lambda admin: admin.id)

        def refuse(method: str, params: object) -> None:
            if method == "sendMessage" and params.get("chat_id") == first.id:  # type: ignore[attr-defined]
                raise ApiError(403, "Forbidden: bot was blocked by the user")

        closed.api.before = refuse
        await ada.play("""
            > Too hot.
            Thank you, Ada.
        """)
        assert "Too hot." in second.text


async def test_forgetting_takes_the_reports_along(office: AdminSchool) -> None:
    ada = await reading(office)
    await ada.play("""
        > [Mistake?]
        > Too hot.
        > [Mistake?]
        > /forget
        > [Delete everything]
    """)
    assert office.rows("SELECT * FROM reports") == office.rows("SELECT * FROM wishes") == []


async def test_an_old_button_does_not_answer_another_learners_report(
    office: AdminSchool, grace: Pupil
) -> None:
    ada, bob = await reading(office), await reading(office, "Bob")
    await ada.play("""
        > [Mistake?]
        > Too hot.
    """)
    message, button = grace.find("Answer")
    await ada.play("""
        > /forget
        > [Delete everything]
    """)
    await bob.play("""
        > [Mistake?]
        > Too cold.
        Thank you, Bob.
    """)
    await grace.tap(message, button)
    assert "Somebody has answered this one already" in grace.text
    await grace.say("Dear Ada, cooler now.")
    assert "Thank you, Bob." in bob.text


async def test_an_admin_who_was_forgotten_and_came_back_is_told_of_no_report(
    office: AdminSchool, grace: Pupil
) -> None:
    eve, ada = await promoted(office, grace), await reading(office)
    await eve.play("""
        > /forget
        > [Delete everything]
        > /start
    """)
    await ada.play("""
        > [Mistake?]
        > Too hot.
        Thank you, Ada.
    """)
    assert "Too hot." in grace.text
    assert not any("Too hot." in text_of(message) for message in eve.messages)


async def test_the_database_says_who_may_answer_a_report_and_who_is_told_of_one(
    office: AdminSchool, grace: Pupil
) -> None:
    eve, ada = await promoted(office, grace), await reading(office)
    await ada.play("""
        > [Mistake?]
        > Too hot.
    """)
    await eve.press("Answer")
    write(office, "DELETE FROM admins")
    await eve.play("""
        > Then do not drink it.
        I understand buttons and commands better than sentences.
    """)
    await ada.play("""
        Thank you, Ada.
        > /report
        > Too cold.
    """)
    assert "Too cold." in grace.text
    assert not any("Too cold." in text_of(message) for message in eve.messages)


async def test_the_privacy_text_speaks_of_reports(office: AdminSchool) -> None:
    ada = office.join("Ada")
    await ada.play("""
        > /privacy
        report
    """)


async def test_a_report_that_may_have_reached_an_admin_is_not_sent_again(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = await reading(office)
    await ada.press("Mistake?")
    office.api.fail_once("sendMessage", ApiError(502, "Bad Gateway"), done=True)
    update = await ada.say("Too hot.")
    assert "Thank you, Ada." in ada.text
    await office.deliver_again(update)
    assert sum("Too hot." in text_of(message) for message in grace.messages) == 1
    await grace.play("""
        > /admin
        > [Reports]
        Too hot.
    """)


async def test_a_report_that_was_sent_when_the_disk_got_full_is_not_sent_again(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = await reading(office)
    await ada.press("Mistake?")

    def fill(method: str, params: object) -> None:
        if method == "sendMessage" and params.get("chat_id") == grace.id:  # type: ignore[attr-defined]
            office.execute(
                "CREATE TRIGGER full BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
            )
            office.api.after = lambda *_: None

    office.api.after = fill
    update = await ada.say("Too hot.")
    office.execute("DROP TRIGGER full")
    for _ in range(3):
        await office.deliver_again(update)
    assert sum("Too hot." in text_of(message) for message in grace.messages) == 1
    assert office.rows("SELECT COUNT(*) FROM reports WHERE told_at IS NULL") == [(0,)]


async def test_while_the_database_cannot_be_written_no_report_is_sent(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = await reading(office)
    await ada.press("Mistake?")
    office.execute(
        "CREATE TRIGGER full BEFORE INSERT ON report_notices BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
    )
    update = await ada.say("Too hot.")
    for _ in range(3):
        await office.deliver_again(update)
    assert sum("Too hot." in text_of(message) for message in grace.messages) == 0
    office.execute("DROP TRIGGER full")
    await office.deliver_again(update)
    assert sum("Too hot." in text_of(message) for message in grace.messages) == 1


async def test_an_answer_that_may_have_arrived_is_not_sent_again_and_the_admin_is_told(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = await reading(office)
    await ada.press("Mistake?")
    await ada.say("Too hot.")
    await grace.press("Answer")
    office.api.fail_once("sendMessage", ApiError(502, "Bad Gateway"), done=True)
    update = await grace.say("Cooler now.")
    assert "Telegram did not tell whether your answer to Ada arrived" in grace.text
    await office.deliver_again(update)
    assert sum("Cooler now." in text_of(message) for message in ada.messages) == 1
    await grace.play("""
        > [Answer]
        What shall I tell Ada?
        > It is cooler now.
        Ada has your answer.
    """)
    assert "It is cooler now." in ada.text


async def promoted(office: AdminSchool, grace: Pupil) -> Pupil:
    """Eve, whom Grace has made an admin."""
    eve = office.join("Eve")
    await eve.say("/start")
    await grace.say(f"/promote {eve.id}")
    return eve
