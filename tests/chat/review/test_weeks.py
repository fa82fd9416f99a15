"""Weeks of review with a clock that is moved: right and wrong answers, a pause, summer time, a journey."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.chat.review.conftest import Reviewer
from tests.messages import letter_of

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")


def local(ada: Reviewer, *moment: int, zone: ZoneInfo = BERLIN) -> None:
    """It is this moment where the learner is."""
    ada.school.clock.now = datetime(*moment, tzinfo=zone).astimezone(UTC)  # type: ignore[misc, arg-type]


async def review(ada: Reviewer, *, right: bool) -> int:
    """Everything that is asked today; how many cards these were."""
    return len(await asked_today(ada, right=right))


async def asked_today(ada: Reviewer, *, right: bool) -> list[str]:
    """The titles of all cards that are asked today; each is answered."""
    await ada.pupil.say("/review")
    titles = []
    while "Enough for now" in ada.pupil.labels:
        titles.append(ada.pupil.text.splitlines()[0])
        if "How hot?" in ada.pupil.text and right:
            await ada.right()
        elif "About truth" in ada.pupil.text and right:
            await ada.pupil.press("True")
        elif "About word" in ada.pupil.text and right:
            await ada.pupil.say("kettle")
        else:
            await ada.pupil.press("I don't know")
        await ada.pupil.press("Next card ▸")
    return titles


async def test_a_week_with_right_and_wrong_answers(ada: Reviewer) -> None:
    ada.answered("how-hot", hours_ago=0)
    ada.answered("truth", hours_ago=0, result="wrong")
    asked = []
    for day in range(1, 8):
        ada.school.clock.pass_(days=1)
        asked.append(await asked_today(ada, right=day != 3))
    # What was wrong comes the next day, what was right after two days, and then after more.
    truth, hot, nothing = ["About truth"], ["How hot?"], list[str]()
    assert asked == [truth, hot, truth, truth, nothing, truth, nothing]
    results = ada.rows("question_id, asked_in, result", "reviews")
    assert ("truth", "lesson", "wrong") in results
    assert ("how-hot", "review", "right") in results
    dues = [row[0] for row in ada.rows("(due - last_review) / 86400000", "cards")]
    assert all(isinstance(days, int) and days >= 1 for days in dues)


async def test_right_answers_come_after_longer_and_longer_pauses(ada: Reviewer) -> None:
    ada.answered("how-hot", hours_ago=0)
    await ada.pupil.say("/review")
    days = []
    for _ in range(5):
        ((due,),) = ada.rows("due / 1000", "cards")
        ada.school.clock.now = datetime.fromtimestamp(int(str(due)) + 1, UTC)
        assert await review(ada, right=True) == 1
        days.append(int(str(ada.rows("(due - last_review) / 86400000", "cards")[0][0])))
    assert days == sorted(days)
    assert days[-1] > 60


async def test_a_pause_of_three_weeks_ends_in_no_wall_and_the_most_endangered_come_first(
    ada: Reviewer,
) -> None:
    for question_id, days in (("how-hot", 30), ("truth", 25), ("word", 23), ("card", 22), ("several", 21)):
        ada.answered(question_id, hours_ago=24 * days)
    ada.answered("which", hours_ago=24 * 40, result="wrong")
    await ada.pupil.play("""
        > /settings
        > [Review: 20 cards in a row]
        > [○ 5]
        > /review
        Which of these are tea?
        ▰▱▱▱▱ 1 of 5 · Leaves
    """)
    assert len(ada.rows("position", "session_cards")) == 5
    while "Enough for now" in ada.pupil.labels:
        await ada.pupil.press("I don't know" if "I don't know" in ada.pupil.labels else "Turn it over")
        if "Not yet" in " ".join(ada.pupil.labels):
            await ada.pupil.press(next(one for one in ada.pupil.labels if one.startswith("Not yet")))
        await ada.pupil.press("Next card ▸")
    await ada.pupil.play("""
        0 of 5 cards remembered.
        1 more card is due already.
        [More cards ▸]
        > [More cards ▸]
        1 of 1
    """)


async def test_who_comes_at_the_same_hour_finds_the_days_cards_also_when_the_clocks_change(
    ada: Reviewer,
) -> None:
    local(ada, 2026, 3, 27, 18, 0)
    ada.answered("truth", hours_ago=0, result="wrong")
    asked = []
    for day in (28, 29, 30, 31):  # on the 29th the clocks go forward: 23 hours from one evening to the next
        local(ada, 2026, 3, day, 18, 0)
        asked.append(await review(ada, right=False))
    assert asked == [1, 1, 1, 1]
    local(ada, 2026, 10, 24, 18, 0)
    await review(ada, right=False)
    local(ada, 2026, 10, 25, 18, 0)  # 25 hours later
    assert await review(ada, right=False) == 1


async def test_a_learner_who_travels_loses_no_card_and_is_told_the_days_of_where_they_are(
    ada: Reviewer,
) -> None:
    local(ada, 2026, 5, 4, 18, 0)
    ada.answered("truth", hours_ago=0, result="wrong")
    await ada.pupil.press("Next ▸")
    local(ada, 2026, 5, 5, 22, 0, zone=TOKYO)  # 21 hours later, and late in the evening there
    assert await review(ada, right=False) == 1
    ada.school.execute("UPDATE learners SET time_zone = 'Asia/Tokyo'")
    await ada.pupil.play("""
        > /review
        The next card comes tomorrow.
    """)
    ada.school.execute("UPDATE learners SET time_zone = 'America/Los_Angeles'")
    await ada.pupil.play("""
        > /review
        The next card comes tomorrow.
    """)
    local(ada, 2026, 5, 6, 7, 0, zone=ZoneInfo("America/Los_Angeles"))
    assert await review(ada, right=False) == 1


async def test_a_lesson_is_never_in_the_way_of_review_nor_review_of_the_lesson(ada: Reviewer) -> None:
    ada.answered("truth")
    await ada.pupil.play("""
        > /review
        About truth
        > /continue
        > [Next ▸]
        > [Next ▸]
        How hot?
    """)
    await ada.pupil.press(letter_of(ada.pupil.text, "It boils"))
    await ada.pupil.play("""
        ~ Right
        > [Next ▸]
        You have reached the end of lesson 1 of 2.
        [Review ▸]
        > [Review ▸]
        About truth
        > [True]
        ✅ Right.
    """)
