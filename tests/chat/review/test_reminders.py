"""Reminders come once a day, when something is due and nobody sleeps, and end where nobody answers."""

from __future__ import annotations

from dataclasses import replace

from bot.course.library import Library
from bot.emulator.errors import ApiError
from tests.chat.review.conftest import Reviewer
from tests.chat.review.reminding import looked, reminded, reminders_of, until
from tests.eventually import eventually
from tests.languages import marked_languages
from tests.messages import labels_of, letter_of
from tests.school import LocalApi, Pupil, School

STATE = "SELECT state, unanswered, delivery FROM reminders"


async def test_the_reminder_is_the_first_question_and_can_be_answered_in_it(ada: Reviewer) -> None:
    pupil = await reminded(ada)
    await until(ada.school, 1, 18)
    assert pupil.text.startswith("⏰ One card is due today – here it is:\n\nHow hot?")
    await ada.right()
    await pupil.play("""
        How hot?
        ✅ Right.
        > [Next card ▸]
        That's it for now.
    """)
    assert ada.rows("result, asked_in", "reviews")[-1] == ("right", "review")
    assert len(reminders_of(pupil)) == 0, "the message has turned into the session"
    assert ada.school.rows(STATE) == [("on", 1, "sent")]


async def test_words_answer_it_too(ada: Reviewer) -> None:
    pupil = await reminded(ada)
    await pupil.say("/continue")
    await until(ada.school, 1, 18)
    await pupil.say(letter_of(pupil.text, "It boils"))
    assert ada.rows("result, asked_in", "reviews")[-1][1] == "review"


async def test_nothing_comes_before_its_time_nor_where_nothing_is_due(ada: Reviewer) -> None:
    pupil = await reminded(ada)
    await until(ada.school, 1, 17, 59)
    assert reminders_of(pupil) == []
    ada.school.execute("UPDATE cards SET due = due + 2592000000")
    await until(ada.school, 1, 18)
    await until(ada.school, 2, 18)
    assert reminders_of(pupil) == []
    ada.school.execute("UPDATE cards SET due = due - 30 * 86400000")
    await until(ada.school, 3, 18)
    assert len(reminders_of(pupil)) == 1


async def test_there_is_one_a_day_at_most_whatever_is_set_in_between(ada: Reviewer) -> None:
    pupil = await reminded(ada, "14:00 Berlin")
    await until(ada.school, 1, 14)
    await pupil.say("/remind 18:00")
    await until(ada.school, 1, 18)
    assert len(reminders_of(pupil)) == 1
    await until(ada.school, 2, 18)
    assert len(reminders_of(pupil)) == 2


async def test_who_travels_west_on_that_day_gets_no_second_one(ada: Reviewer) -> None:
    pupil = await reminded(ada)
    await until(ada.school, 1, 18)
    await pupil.say("/remind New York")
    await until(ada.school, 1, 18, zone="America/New_York")
    assert len(reminders_of(pupil)) == 1
    await until(ada.school, 2, 17, 59, zone="America/New_York")
    assert len(reminders_of(pupil)) == 1
    await until(ada.school, 2, 18, zone="America/New_York")
    assert len(reminders_of(pupil)) == 2


async def test_the_session_that_was_left_goes_on_in_the_reminder_and_its_old_message_loses_its_buttons(
    ada: Reviewer,
) -> None:
    pupil = await reminded(ada)
    old = pupil.last["message_id"]
    assert labels_of(pupil.last)
    await until(ada.school, 1, 18)
    left = next(one for one in pupil.messages if one["message_id"] == old)
    await eventually(lambda: not labels_of(next(m for m in pupil.messages if m["message_id"] == old)))
    assert left["message_id"] < pupil.last["message_id"]
    assert "Enough for now" in pupil.labels


async def test_after_three_that_nobody_answers_a_last_one_says_that_it_is_quiet_now(ada: Reviewer) -> None:
    pupil = await reminded(ada)
    for day in (2, 3, 4):
        await until(ada.school, day, 18)
    assert len(reminders_of(pupil)) == 3
    await until(ada.school, 5, 18)
    await pupil.play("""
        ⏰ My last questions came at a bad time, it seems. So I keep quiet from now on.
        /remind, or the button, has the reminders back.
        [Remind me again]
        [Review ▸]
    """)
    for day in (6, 7, 8):
        await until(ada.school, day, 18)
    assert len(reminders_of(pupil)) == 4
    await pupil.play("""
        > /remind
        It is quiet at the moment
        [Remind me again at 18:00]
        > [Remind me again at 18:00]
        Each day at 18:00 (Berlin)
    """)
    await until(ada.school, 9, 18)
    assert len(reminders_of(pupil)) == 5
    assert ada.school.rows(STATE) == [("on", 1, "sent")]


async def test_any_tap_in_between_counts_as_an_answer(ada: Reviewer) -> None:
    pupil = await reminded(ada)
    for day in (2, 3, 4, 5, 6, 7):
        await until(ada.school, day, 18)
        await until(ada.school, day, 21)
        if day == 4:
            await pupil.say("/lessons")
    assert len(reminders_of(pupil)) == 6
    assert ada.school.rows(STATE) == [("on", 3, "sent")]


async def test_nothing_comes_at_night_and_what_was_missed_comes_on_the_next_day(
    closed_school: School, taught: object
) -> None:
    school = closed_school
    async with school.open(taught):  # type: ignore[arg-type]
        pupil = school.join("Ada")
        await pupil.say("/start")
        await pupil.press("Begin")
        ada = Reviewer(pupil, school)
        await reminded(ada, "21:30 Berlin")
        await until(school, 1, 21, 29)
    school.clock.pass_(hours=2)  # nobody was at work at half past nine
    async with school.open(taught):  # type: ignore[arg-type]
        await until(school, 1, 23, 30)
        await until(school, 2, 7, 59)
        await until(school, 2, 21, 29)
        assert reminders_of(pupil) == []
    school.clock.pass_(minutes=20)
    async with school.open(taught):  # type: ignore[arg-type]
        await until(school, 2, 21, 50)
        assert len(reminders_of(pupil)) == 1, "a little later is not too late"
        await until(school, 2, 21, 55)
        assert len(reminders_of(pupil)) == 1


async def test_what_is_hours_late_is_left_for_the_next_day(ada: Reviewer) -> None:
    pupil = await reminded(ada, "14:00 Berlin")
    ada.school.clock.pass_(hours=5, minutes=30)
    await until(ada.school, 1, 18, 31)
    assert reminders_of(pupil) == []
    await until(ada.school, 2, 14)
    assert len(reminders_of(pupil)) == 1


async def test_who_has_blocked_the_bot_is_gone_and_gets_them_again_once_they_are_back(
    ada: Reviewer, api: LocalApi
) -> None:
    pupil, school = await reminded(ada), ada.school
    school.world.memberships.block(pupil.id)
    await school.settled()
    sent = len(school.calls("sendMessage"))
    for day in (2, 3):
        await until(school, day, 18)
    assert len(school.calls("sendMessage")) == sent, "it is not even tried"
    school.world.memberships.unblock(pupil.id)
    await pupil.say("/start")
    await until(school, 4, 18)
    assert len(reminders_of(pupil)) == 1


async def test_who_blocked_it_unnoticed_is_marked_as_gone(ada: Reviewer, api: LocalApi) -> None:
    pupil, school = await reminded(ada), ada.school
    api.fail_once("sendMessage", ApiError(403, "Forbidden: bot was blocked by the user"))
    await until(school, 2, 18)
    assert school.rows("SELECT gone_at IS NOT NULL FROM learners") == [(1,)]
    assert school.rows(STATE) == [("on", 0, "failed")]
    assert reminders_of(pupil) == []


async def test_who_left_for_a_month_is_looked_for_no_more(ada: Reviewer) -> None:
    pupil, school = await reminded(ada), ada.school
    school.world.memberships.block(pupil.id)
    await school.settled()
    school.clock.pass_(days=31)
    await looked(school)
    assert school.rows("SELECT state, next_at FROM reminders") == [("quiet", None)]


async def test_what_may_have_arrived_is_not_sent_again(ada: Reviewer, api: LocalApi) -> None:
    pupil, school = await reminded(ada), ada.school
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"), done=True)
    await until(school, 2, 18)
    assert school.rows(STATE) == [("on", 0, "unknown")]
    assert len(reminders_of(pupil)) == 1
    api.recover()
    await until(school, 2, 19)
    assert len(reminders_of(pupil)) == 1
    await until(school, 3, 18)
    assert len(reminders_of(pupil)) == 2


async def test_what_telegram_holds_back_is_sent_when_it_may(ada: Reviewer, api: LocalApi) -> None:
    pupil, school = await reminded(ada), ada.school
    left = [2]

    def hold(method: str, _: object) -> None:
        if method == "sendMessage" and left and left[0]:
            left[0] -= 1
            raise ApiError(429, "Too Many Requests: retry after 0", {"retry_after": 0})

    api.before = hold
    await until(school, 2, 18)
    assert len(reminders_of(pupil)) == 1
    assert left == [0]


async def test_nothing_comes_to_who_was_forgotten(ada: Reviewer) -> None:
    pupil, school = await reminded(ada), ada.school
    await pupil.say("/forget")
    await pupil.press("Delete everything")
    sent = len(pupil.messages)
    await until(school, 2, 18)
    assert len(pupil.messages) == sent


async def test_the_course_is_spoken_of_only_where_that_is_wished_and_nobody_was_here_today(
    ada: Reviewer,
) -> None:
    pupil = ada.pupil
    await pupil.say("/remind 18:00 Berlin")
    await until(ada.school, 2, 18)
    assert reminders_of(pupil) == []
    await pupil.say("/remind")
    await pupil.press("☐ Also when my course waits")
    await until(ada.school, 2, 21)
    assert reminders_of(pupil) == []
    await until(ada.school, 3, 18)
    await pupil.play("""
        ⏰ A cup of tea goes on where you stopped:
        Water
        1 of 3 · Cold water
        [Continue ▸]
        [Not for the course]
        > [Continue ▸]
        Cold water
    """)


async def test_reminders_and_announcements_are_stopped_each_by_itself(ada: Reviewer) -> None:
    pupil = await reminded(ada)
    ada.school.execute("UPDATE learners SET announcements = 0")
    await until(ada.school, 2, 18)
    assert len(reminders_of(pupil)) == 1


async def test_it_is_in_the_learners_language_or_else_in_their_courses(
    closed_school: School, taught: Library
) -> None:
    library = Library([replace(taught.courses[0], language="es")])
    with marked_languages():
        async with closed_school.open(library):
            ada = Reviewer(
                Pupil(closed_school, closed_school.world.join("Ada", language_code="ja").id), closed_school
            )
            await ada.pupil.say("/start")
            await ada.pupil.press("Begin")
            ada.answered("how-hot")
            await ada.pupil.say("/remind 18:00 Berlin")
            await ada.pupil.say("/review")
            await ada.pupil.press("es: Enough for now")
            await until(closed_school, 1, 18)
            assert ada.pupil.text.startswith("es: ⏰")
            await ada.pupil.say("/language")
            await ada.pupil.press("Deutsch")
            await until(closed_school, 2, 18)
            assert ada.pupil.text.startswith("de: ⏰")
