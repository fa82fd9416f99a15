"""Numbers about all learners: in the chat, as a picture, and as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.course.library import Library
from bot.course.model import Course
from bot.learning.school.statistics import Funnel, Numbers, funnels
from bot.views.school.statistics_chart import chart
from bot.views.svg_to_png import png_of
from bot.views.words import words_for
from tests.admin_school import AdminSchool
from tests.school import Pupil


async def answer(pupil: Pupil, option: str) -> None:
    line = next(line for line in pupil.text.splitlines() if line.endswith(f"  {option}"))
    await pupil.press(line.removesuffix(f"  {option}").split()[-1])


async def six_learners(office: AdminSchool) -> list[Pupil]:
    """All are at the question; four choose what sings, one what freezes, one is right and ends the lesson."""
    pupils = [office.join(f"Learner {number}") for number in range(6)]
    for pupil, option in zip(pupils, [*["It sings"] * 4, "It freezes", "It boils"], strict=True):
        for deed in ("/start", "[Begin]", "[Next ▸]", "[Next ▸]"):
            await (pupil.press(deed[1:-1]) if deed.startswith("[") else pupil.say(deed))
        await answer(pupil, option)
    await pupils[-1].press("Next ▸")
    return pupils


async def test_the_numbers_come_as_a_picture_and_as_text(office: AdminSchool, grace: Pupil) -> None:
    await six_learners(office)
    await grace.play("""
        > /admin
        > [Statistics]
        Learners
        7 in all · 7 new this week · 7 active this week · 0 left
        A cup of tea
        6 began it · 0 finished it · by lesson:
        16 % · Water
        0 % · Leaves
        Hardest questions
        How hot?: 16 % right of 6 · 4 chose “It sings”
        Groups
        0 groups · 0 channels
        [What stays]
        [Answers (CSV)]
        [Progress (CSV)]
        [Learners (CSV)]
        [Questions (CSV)]
    """)
    photo = grace.messages[-2]["photo"][-1]
    assert photo["width"] == 1080


async def test_only_first_tries_of_first_runs_make_a_question_hard(office: AdminSchool, grace: Pupil) -> None:
    pupils = await six_learners(office)
    await answer(pupils[0], "It freezes")
    await answer(pupils[0], "It boils")
    await grace.play("""
        > /admin
        > [Statistics]
        How hot?: 16 % right of 6 · 4 chose “It sings”
    """)


async def test_a_learner_counts_once_a_day(office: AdminSchool, grace: Pupil) -> None:
    ada = office.join("Ada")
    for _ in range(3):
        await ada.say("/start")
        office.clock.pass_(minutes=30)
    office.clock.pass_(days=1)
    await ada.say("/continue")
    days = office.rows("SELECT learners FROM active_days ORDER BY day")
    assert days == [(2,), (1,)]


@pytest.mark.parametrize(
    ("label", "head", "rows"),
    [
        ("Answers (CSV)", "learner,course,run,step,attempt,chosen,result,answered_at", 6),
        ("Progress (CSV)", "learner,course,run,place,step,lesson,begun_at,moved_at,finished_at", 6),
        ("Learners (CSV)", "learner,language,created_at,seen_at,started_at,gone_at", 7),
    ],
)
async def test_an_export_has_every_row_and_nobodys_name_or_id(
    office: AdminSchool, grace: Pupil, label: str, head: str, rows: int
) -> None:
    pupils = await six_learners(office)
    await grace.play(f"""
        > /admin
        > [Statistics]
        > [{label}]
        {rows} rows. Learners are numbers here: no names, no ids.
    """)
    text = (await office.file(grace.last)).decode()
    assert text.splitlines()[0] == head
    assert len(list(csv.reader(io.StringIO(text)))) == rows + 1
    assert "2026-03-01T12:00:00+00:00" in text
    assert not any(str(pupil.id) in text for pupil in (*pupils, grace))
    assert "Learner" not in text


def reviewed(office: AdminSchool, question_id: str, *learners: str) -> None:
    """Each has reviewed it a day after the review before; R is right, any other letter wrong."""
    now = int(office.clock.now.timestamp() * 1000)
    for number, letters in enumerate(learners, 1):
        office.execute(
            "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at)"
            f" VALUES ({number}, 'Nobody', 'en', 'shown', {now}, {now}) ON CONFLICT (id) DO NOTHING"
        )
        for at, letter in enumerate(letters, 1):
            result = "right" if letter == "R" else "wrong"
            office.execute(
                "INSERT INTO reviews (learner_id, course_id, question_id, number, answer_key, reviewed_at,"
                f" result, given, hinted, asked_in) VALUES ({number}, 'tea', '{question_id}', {at}, 'key',"
                f" {now - (len(letters) - at) * 86_400_000}, '{result}', '', 0,"
                " 'review')"
            )
        office.execute(
            "INSERT INTO cards (learner_id, course_id, question_id, answer_key, reviews, due, aside, gone)"
            f" VALUES ({number}, 'tea', '{question_id}', 'key', {len(letters)}, {now}, 0, 0)"
        )


async def test_what_stays_of_the_questions_is_told_the_least_firm_first_and_of_nobody(
    office: AdminSchool, grace: Pupil
) -> None:
    await grace.play("""
        > /admin
        > [Statistics]
        > [What stays]
        Nothing can be said yet: that takes a question which five learners or more have reviewed.
        > [◂ Statistics]
        Learners
    """)
    reviewed(office, "how-hot", "RR", "RR", "RR", "RW", "RR")
    reviewed(office, "which", "RR", "WWW", "RWWW", "RR", "RR")
    reviewed(office, "no-longer-taught", *["WWWW"] * 5)
    await grace.play("""
        > [What stays]
        53 % · – · –
        Which of these are tea?
        37 % · – · – · 2 of 5 stuck
        How hot?
        80 % · – · –
        > [◂ Statistics]
        > [Questions (CSV)]
        3 rows. Learners are numbers here: no names, no ids.
    """)
    rows = list(csv.reader(io.StringIO((await office.file(grace.last)).decode())))
    assert rows[0] == [
        *("course", "question", "learners", "stuck", "reviews_after_1", "right_after_1"),
        *("reviews_after_7", "right_after_7", "reviews_after_30", "right_after_30"),
    ]
    assert ["tea", "which", "5", "2", "8", "3", "0", "0", "0", "0"] in rows


def numbers(days: list[int]) -> Numbers:
    today = date(2026, 3, 1)
    counted = tuple((today - timedelta(days=len(days) - 1 - at), count) for at, count in enumerate(days))
    return Numbers(0, 0, 0, 0, counted, (), (), 0, 0, 0, 0, ())


@pytest.mark.parametrize("days", [[0] * 30, [1] * 30, [1_000_000] * 30, list(range(30))], ids=str)
def test_the_chart_can_be_drawn_whatever_the_numbers(days: list[int], tea: Library) -> None:
    course = tea.courses[0]
    wild = replace(course, title='<&"' * 40)
    found: list[Funnel] = [Funnel(wild, 10**9, 0, tuple((lesson, 10**9) for lesson in wild.lessons))]
    for shown in ((), funnels(numbers(days), [course]), tuple(found * 5)):
        assert png_of(chart(words_for(None), numbers(days), shown)).startswith(b"\x89PNG")


def test_a_course_with_many_lessons_is_drawn_no_taller_than_telegram_takes(tea: Library) -> None:
    course: Course = tea.courses[0]
    long = Funnel(course, 5, 1, tuple((course.lessons[0], 1) for _ in range(50)))
    png = png_of(chart(words_for(None), numbers([3] * 30), (long, long, long, long)))
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    assert width + height < 10_000
    assert height < 4 * width
