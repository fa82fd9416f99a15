"""/progress: a picture with its words, in the learner's colours, drawn only where something has changed."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from PIL import Image

from bot.emulator.errors import ApiError
from tests.chat.learner.author import Author
from tests.chat.learner.deeds import at_first_question, my_data, reading
from tests.school import LocalApi, Pupil, School

CARD = (
    "(learner_id, course_id, question_id, answer_key, reviews, due, stability, difficulty, state,"
    " last_review, aside, gone)"
)
REVIEW = (
    "(learner_id, course_id, question_id, number, answer_key, reviewed_at, result, given, hinted, seconds,"
    " asked_in)"
)


async def practising(school: School) -> Pupil:
    ada = await at_first_question(school)
    await ada.press("A")
    await ada.say("/progress")
    return ada


async def test_it_is_a_picture_as_wide_as_phones_like_with_all_of_it_in_words(school: School) -> None:
    ada = await practising(school)
    assert "photo" in ada.last
    await ada.play("""
        Your progress
        A cup of tea
        ▱▱ 0 of 2 lessons
        ▫️ Water ·
        ▫️ Leaves
        Weeks with practice: 1 of the last 12, on 1 day.
        [Continue ▸ A cup of tea]
    """)
    assert (await picture(ada)).width == 1080


async def test_nothing_is_drawn_anew_until_something_has_changed(school: School) -> None:
    ada = await practising(school)
    await ada.say("/progress")
    first, again = (call["photo"] for call in school.calls("sendPhoto")[-2:])
    assert isinstance(again, str)
    assert again != first
    await ada.say("/start tea--leaves")
    await ada.press("Next ▸")
    await ada.press("Skip ▸")
    await ada.say("/progress")
    assert school.calls("sendPhoto")[-1]["photo"] != again
    assert school.rows("SELECT learner_id, subject FROM drawings") == [(ada.id, "progress")]


async def test_a_file_that_telegram_has_forgotten_is_drawn_once_more(school: School, api: LocalApi) -> None:
    ada = await practising(school)
    school.execute("UPDATE drawings SET file_id = 'gone'")
    await ada.say("/progress")
    assert "photo" in ada.last
    assert school.rows("SELECT COUNT(*) FROM drawings WHERE file_id = 'gone'") == [(0,)]


async def test_it_is_light_or_dark_as_the_learner_says(school: School) -> None:
    ada = await practising(school)
    light = (await picture(ada)).convert("L").getpixel((5, 5))
    await ada.play("""
        > /settings
        > [Drawings: light]
        ~ Saved
        [Drawings: dark]
        > /progress
        Your progress
    """)
    dark = (await picture(ada)).convert("L").getpixel((5, 5))
    assert (light, dark) == (255, 31)


async def test_who_wants_no_weeks_counted_sees_none_in_words_or_picture(school: School) -> None:
    ada = await practising(school)
    tall = (await picture(ada)).height
    await ada.play("""
        > /settings
        > [☑ Count my weeks with practice]
        ~ Saved
        [☐ Count my weeks with practice]
        > /progress
        Your progress
    """)
    assert "Weeks" not in ada.text
    assert (await picture(ada)).height < tall


async def test_who_has_not_practised_for_long_is_not_reminded_of_it(school: School) -> None:
    ada = await practising(school)
    school.clock.pass_(weeks=13)
    await ada.say("/progress")
    assert "Right at the first try" in ada.text
    assert "Weeks" not in ada.text


async def test_in_words_only_means_words_only(school: School) -> None:
    ada = await practising(school)
    await ada.play("""
        > /settings
        > [○ In words only]
        > /progress
        Weeks with practice: 1 of the last 12, on 1 day.
    """)
    assert "photo" not in ada.last


async def test_who_has_begun_nothing_gets_words(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/progress")
    assert "photo" not in ada.last
    assert ada.text.startswith("You have not begun a course yet")


async def test_where_telegram_does_not_take_the_picture_the_words_come_with_their_buttons(
    school: School, api: LocalApi
) -> None:
    ada = await at_first_question(school)

    def refuse(method: str, _: Any) -> None:
        if method == "sendPhoto":
            raise ApiError(400, "Bad Request: IMAGE_PROCESS_FAILED")

    api.before = refuse
    await ada.play("""
        > /progress
        Your progress
        [Continue ▸ A cup of tea]
    """)
    assert "photo" not in ada.last
    assert "The picture" not in ada.text


async def test_titles_in_any_script_and_of_any_length_are_drawn(
    closed_school: School, author: Author
) -> None:
    title = "Чай & <кофе> для всех, кто ещё не пил ни того ни другого, شاي"
    author.edit("course.yaml", lambda course: course.update(title=title))
    async with closed_school.open(author.library()):
        ada = await reading(closed_school)
        await ada.say("/progress")
        assert (await picture(ada)).width == 1080
        assert "Чай & <кофе>" in ada.text


async def test_what_is_kept_of_it_is_in_mydata_and_goes_with_forget(school: School) -> None:
    ada = await practising(school)
    await ada.say("/mydata")
    assert [row["subject"] for row in (await my_data(ada))["drawings"]] == ["progress"]
    await ada.say("/forget")
    await ada.press("Delete everything")
    assert school.rows("SELECT * FROM drawings") == []


async def picture(ada: Pupil) -> Image.Image:
    """The one in the newest message."""
    files = ada.school.world.files
    file = files.get(ada.last["photo"][-1]["file_id"])
    assert file
    return Image.open(io.BytesIO(await files.read(file)))


async def test_each_lesson_says_how_firm_it_is_and_a_review_is_practice(school: School) -> None:
    ada = await reading(school)
    ago = int((school.clock.now - timedelta(days=10)).timestamp()) * 1000
    card = f"{ada.id}, 'tea', '{{}}', 'key', 1, {ago}, {{}}, 5.0, 2, {ago}, 0, 0"
    for question, stability in (("how-hot", 11.0), ("which", 2.0)):
        school.execute(f"INSERT INTO cards {CARD} VALUES ({card.format(question, stability)})")
    review = f"{ada.id}, 'tea', 'how-hot', 1, 'key', {ago}, 'right', '', 0, 3, 'review'"
    school.execute(f"INSERT INTO reviews {REVIEW} VALUES ({review})")
    await ada.play("""
        > /progress
        ▫️ Water · 90 % firm
        ▫️ Leaves · 7
        Firm: how likely you are to know it tomorrow.
        Weeks with practice: 1 of the last 12, on 1 day.
    """)
