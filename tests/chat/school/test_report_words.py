"""Which words of a learner are taken for a report."""

from __future__ import annotations

import pytest

from tests.admin_school import AdminSchool
from tests.chat.learner.deeds import at_first_question, reading
from tests.school import Pupil, School


async def test_the_words_find_their_way_after_a_restart(closed: AdminSchool, grace: Pupil) -> None:
    async with closed.at_work():
        await grace.say("/start")
        ada = await reading(closed)
        await ada.press("Mistake?")
    async with closed.at_work():
        await ada.play("""
            > Water is not cold.
            Thank you, Ada.
        """)
        await grace.play("""
            Water is not cold.
            > [Answer]
        """)
    async with closed.at_work():
        await grace.play("""
            > It is now.
            Ada has your answer.
        """)
        assert "It is now." in ada.text


async def test_never_mind_leaves_nothing_behind(office: AdminSchool, grace: Pupil) -> None:
    ada = await reading(office)
    await ada.play("""
        > [Mistake?]
        > [Never mind]
        Fine, nothing was sent.
        > Hello?
        I understand buttons and commands better than sentences.
    """)
    assert office.rows("SELECT * FROM reports") == []


async def test_words_that_come_hours_later_are_no_report(office: AdminSchool) -> None:
    ada = await reading(office)
    await ada.press("Mistake?")
    office.clock.pass_(hours=3)
    await ada.play("""
        > What was I saying?
        I understand buttons and commands better than sentences.
    """)


async def test_only_words_are_taken_and_not_too_many(office: AdminSchool) -> None:
    ada = await reading(office)
    await ada.press("Mistake?")
    office.world.writing.send_photo(ada.id, (office.content / "tea" / "pictures" / "cup.png").read_bytes())
    await office.settled()
    assert "I can only pass on words" in ada.text
    await ada.say("x" * 1001)
    assert "That has 1001 characters" in ada.text
    await ada.play("""
        > Short.
        Thank you, Ada.
    """)


async def test_who_has_moved_on_is_not_taken_for_a_reporter(office: AdminSchool, grace: Pupil) -> None:
    ada = await reading(office)
    await ada.press("Mistake?")
    office.clock.pass_(seconds=5)
    await ada.play("""
        > [Next ▸]
        Hot water
        > That was quick
        I understand buttons and commands better than sentences.
        You found a mistake? Press Mistake? below it.
    """)
    assert office.rows("SELECT * FROM reports") == office.rows("SELECT * FROM wishes") == []
    assert "That was quick" not in grace.text


@pytest.mark.parametrize("command", ["/continue", "/lessons", "/help", "/progress", "/start"])
async def test_who_asks_for_something_else_is_not_taken_for_a_reporter(
    office: AdminSchool, command: str
) -> None:
    ada = await reading(office)
    await ada.press("Mistake?")
    await ada.say(command)
    await ada.say("Thank you")
    assert "I understand buttons" in ada.text
    assert office.rows("SELECT * FROM reports") == []


async def test_the_press_and_the_words_that_both_come_again_ask_for_no_more_words(
    office: AdminSchool,
) -> None:
    ada = await reading(office)
    press, words = await ada.press("Mistake?"), await ada.say("Water is not cold.")
    for update in (press, words):
        await office.deliver_again(update)
    await ada.say("Thank you")
    assert "I understand buttons" in ada.text
    assert len(office.rows("SELECT * FROM reports")) == 1


async def test_a_letter_at_an_open_question_answers_it_and_is_no_report(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = await at_first_question(office)
    await ada.press("Mistake?")
    await ada.say("B")
    assert office.rows("SELECT * FROM reports") == []
    assert office.rows("SELECT COUNT(*) FROM answers") == [(1,)]
    assert "Thank you, Ada." not in ada.text


async def test_words_at_an_open_question_are_the_report_that_was_asked_for(office: AdminSchool) -> None:
    ada = await at_first_question(office)
    await ada.play("""
        > [Mistake?]
        How hot?
        What is not right here?
        > The second option is missing a word.
        Thank you, Ada. I have passed it on.
    """)
    assert "??" not in ada.text


async def test_where_there_is_no_admin_it_is_said_that_nobody_will_read_it_yet(school: School) -> None:
    ada = await reading(school)
    await ada.play("""
        > [Mistake?]
        nobody will read it for now
        > Water is not cold.
        Thank you, Ada. I have kept it, but nobody looks after this course here yet
    """)
    assert "passed it on" not in ada.text
