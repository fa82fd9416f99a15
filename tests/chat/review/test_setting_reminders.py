"""A learner sets when they are asked again: where a lesson ends, by a command, in the settings, in words."""

from __future__ import annotations

from tests.chat.learner.deeds import reading
from tests.messages import labels_of, text_of
from tests.school import Pupil, School

WISH = "SELECT state, minute, next_at FROM reminders"
OFFER = "⏰ Shall I ask you again tomorrow"


async def to_the_lessons_end(pupil: Pupil) -> None:
    """Past the first lesson's last step."""
    while "Next lesson ▸" not in pupil.labels:
        await pupil.press(next(label for label in pupil.labels if label in ("Next ▸", "Skip ▸")))


async def test_reminders_are_offered_at_the_end_of_the_first_lesson_and_the_zone_is_asked_once(
    school: School,
) -> None:
    ada = await reading(school)
    await to_the_lessons_end(ada)
    await ada.play("""
        ⏰ Shall I ask you again tomorrow what you learned here?
        [18:00] [08:00]
        [Another time] [No]
        [Next lesson ▸]
        > [18:00]
        What time is it where you are?
        > [13:00 Berlin]
        Each day at 18:00 (Berlin)
        Next: Mon 2 March, 18:00
        [⏰ Time: 18:00] [🕐 Time zone: Berlin]
        [☐ Also when my course waits]
        [No reminders any more]
        [Continue ▸ A cup of tea]
    """)
    lesson = ada.find("Next lesson ▸")[0]
    assert OFFER not in text_of(lesson)
    assert "18:00" not in labels_of(lesson)
    await ada.play("""
        > /remind 8:30 am
        Each day at 08:30 (Berlin)
    """)


async def test_whoever_wants_none_is_not_asked_again_at_any_lesson(school: School) -> None:
    ada = await reading(school)
    await to_the_lessons_end(ada)
    await ada.press("No")
    assert ada.toast == "All right. /remind sets one whenever you like."
    assert OFFER not in ada.text
    assert "No" not in ada.labels
    while "Your result ▸" not in ada.labels:
        await ada.press(next(label for label in ada.labels if label in ("Next ▸", "Skip ▸", "Next lesson ▸")))
    assert OFFER not in ada.text
    assert school.rows("SELECT state FROM reminders") == [("off",)]


async def test_whoever_goes_on_without_a_word_is_offered_it_there_alone(school: School) -> None:
    ada = await reading(school)
    await to_the_lessons_end(ada)
    await ada.press("Next lesson ▸")
    await ada.press("◂ Back")
    while "Next lesson ▸" not in ada.labels:
        await ada.press(next(label for label in ada.labels if label in ("Next ▸", "Skip ▸")))
    assert OFFER in ada.text
    await ada.press("Next lesson ▸")
    while "Your result ▸" not in ada.labels:
        await ada.press(next(label for label in ada.labels if label in ("Next ▸", "Skip ▸", "Next lesson ▸")))
    assert OFFER not in ada.text


async def test_an_old_offer_that_is_pressed_later_sets_the_time_all_the_same(school: School) -> None:
    ada = await reading(school)
    await to_the_lessons_end(ada)
    offer = ada.find("08:00")
    school.execute(f"UPDATE learners SET time_zone = 'Europe/Berlin' WHERE id = {ada.id}")
    await ada.press("Next lesson ▸")
    await ada.tap(*offer)
    assert "Each day at 08:00 (Berlin)" in ada.text
    await ada.tap(*offer)
    assert [row[:2] for row in school.rows(WISH)] == [("on", 480)]


async def test_another_time_is_pressed_or_written_and_the_place_with_it(school: School) -> None:
    ada = await reading(school)
    await to_the_lessons_end(ada)
    await ada.play("""
        > [Another time]
        At what time of day? Press an hour, or write it: 19:30, 7:30 pm or 19h.
        From 22:00 to 08:00 I write to nobody.
        [08] [09] [10] [11] [12] [13] [14]
        [15] [16] [17] [18] [19] [20] [21]
        > [20]
        What time is it where you are?
        > Lisbon
        Each day at 20:00 (Lisbon)
        > [⏰ Time: 20:00]
        > 7.30 pm
        Each day at 19:30 (Lisbon)
        > [🕐 Time zone: Lisbon]
        > UTC+3
        Each day at 19:30 (UTC+3)
        Next: Mon 2 March, 19:30
    """)


async def test_what_is_not_understood_is_said_with_an_example_and_nothing_changes(school: School) -> None:
    ada = await reading(school)
    await ada.say("/remind 19h Berlin")
    before = school.rows(WISH)
    for words, said in (
        ("25:99", "“25:99” is no time of day that I can read. Write it like 19:30"),
        ("when it rains", "I find neither a time nor a place in “when it rains”."),
        ("23:30", "At 23:30 I write to nobody: it is quiet from 22:00 to 08:00."),
        ("7 am", "At 07:00 I write to nobody"),
    ):
        await ada.say(f"/remind {words}")
        assert ada.text.startswith(said)
        assert "19" in ada.labels
    assert school.rows(WISH) == before
    await ada.say("/remind")
    await ada.press("⏰ Time")
    await ada.say("half past seven")
    assert ada.text.startswith("I find neither a time nor a place in “half past seven”.")
    await ada.say("19:45")
    assert "Each day at 19:45 (Berlin)" in ada.text


async def test_words_that_are_written_after_going_on_are_for_the_course(school: School) -> None:
    ada = await reading(school)
    await ada.say("/remind 19h Berlin")
    await ada.press("⏰ Time")
    school.clock.pass_(minutes=1)
    await ada.say("/continue")
    await ada.press("Next ▸")
    await ada.press("Next ▸")
    await ada.say("B")
    assert "How hot?" in ada.text
    assert [row[:2] for row in school.rows(WISH)] == [("on", 19 * 60)]


async def test_a_wish_outlives_a_restart_and_so_does_the_question_for_it(
    closed_school: School, taught: object
) -> None:
    async with closed_school.open(taught):  # type: ignore[arg-type]
        ada = await reading(closed_school)
        await ada.play("""
            > /remind
            Once a day, at an hour of yours
            [18:00] [08:00] [Another time]
            > [Another time]
        """)
    async with closed_school.open(taught):  # type: ignore[arg-type]
        await ada.play("""
            > 19:30 Berlin
            Each day at 19:30 (Berlin)
        """)


async def test_remind_ends_it_and_has_it_back_also_from_the_settings(school: School) -> None:
    ada = await reading(school)
    await ada.play("""
        > /remind 18:00 Berlin
        > /remind off
        You get no reminders.
        [Remind me again at 18:00]
        [Another time]
        > /settings
        [⏰ Reminder]
        > [⏰ Reminder]
        > [Remind me again at 18:00]
        ~ Saved
        Each day at 18:00 (Berlin)
        > [☐ Also when my course waits]
        unless your course waits
        > [No reminders any more]
        ~ No reminders any more. /remind brings them back.
        You get no reminders.
    """)
    assert school.rows(WISH)[0][2] is None


async def test_announcements_and_reminders_do_not_touch_each_other(school: School) -> None:
    ada = await reading(school)
    await ada.say("/remind 18:00 Berlin")
    before = school.rows(WISH)
    await ada.play("""
        > /settings
        > [🔔 Announcements: on]
        ~ Saved
    """)
    assert school.rows(WISH) == before
    await ada.play("""
        > [🔕 Announcements: off]
        > /remind off
    """)
    assert school.rows("SELECT announcements FROM learners") == [(1,)]


async def test_a_zone_that_is_told_in_the_settings_moves_the_reminder(school: School) -> None:
    ada = await reading(school)
    await ada.say("/remind 18:00 Berlin")
    ((_, _, before),) = school.rows(WISH)
    await ada.play("""
        > /settings
        > [🕐 Time zone: Berlin]
        > [12:00 London]
    """)
    ((_, _, after),) = school.rows(WISH)
    assert after - before == 3_600_000


async def test_mydata_and_forget_know_of_reminders(school: School) -> None:
    ada = await reading(school)
    await ada.play("""
        > /remind 18:00 Berlin
        > /forget
        > [Delete everything]
    """)
    assert school.rows("SELECT * FROM reminders") == []
