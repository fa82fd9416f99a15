"""An admin plays a draft's questions as learners will: in words too, and nobody's progress is touched."""

from __future__ import annotations

from pathlib import Path

from tests.admin_school import AdminSchool, zipped
from tests.messages import text_of
from tests.school import Pupil

DEMO = Path(__file__).parents[2] / "demo" / "every-kind"


async def at(office: AdminSchool, grace: Pupil, title: str) -> None:
    """Grace, at this question of the draft that has every kind."""
    files = {
        f"every-kind/{file.relative_to(DEMO).as_posix()}": file.read_bytes()
        for file in DEMO.rglob("*")
        if file.is_file()
    }
    await office.send(grace, "every-kind.zip", zipped(files))
    await grace.press("See it as learners will")
    while f"\n{title}\n" not in grace.text:
        await grace.press("▸")


async def test_each_kind_that_is_written_is_answered_in_words_wrong_and_right(
    office: AdminSchool, grace: Pupil
) -> None:
    await at(office, grace, "The registry")
    await grace.play("""
        Write the answer.
        > the engine of docker
        ❌ Not quite.
        The engine is what looks
        [See the answer]
        > Doker Hub
        ✅ Right.
        It is spelled Docker Hub.
        Docker Hub is the registry
        > [▸]
        > FROM alpine:3.20
        Step 1/1 : FROM alpine:3.20
        > [▸]
        How hot
        > very hot
        Preview · step 4
        > 212 °F
        That is in Fahrenheit.
        > 100 °C
        ✅ Right.
        > [▸]
        > [▸]
        Fill in
        > start
        Write what belongs into gap 2.
        > container
        [1] start
        > run
        ✅ Right.
        > [▸]
        > [▸]
        In the background
        > docker run -d -p 80:8080 --name web nginx
        80 and 8080 are the wrong way round.
        > docker run -d -p 8080:80 --name web nginx
        ✅ Right.
        Unable to find image
        [◂] [Changes] [▸]
    """)
    for table in ("answers", "progress", "lesson_visits"):
        assert office.rows(f"SELECT * FROM {table}") == []


async def test_a_card_is_turned_over_by_words_and_letters_answer_too(
    office: AdminSchool, grace: Pupil
) -> None:
    await at(office, grace, "A card")
    await grace.play("""
        Think of the answer, or write it.
        > a slice of it
        What one instruction adds to an image.
        [Not yet] [Hard]
        > [Hard]
        Noted.
        > [◂]
        Pairs
        > zebra
        Preview · step 14
    """)
    assert "“Pairs” waits for an answer. Press or write A–D." in text_of(grace.messages[-2])
    await grace.play("""
        > a
        [↶ Take back]
    """)


async def test_what_is_half_done_survives_a_restart_and_words_that_come_again_count_once(
    closed: AdminSchool, grace: Pupil
) -> None:
    async with closed.at_work():
        await at(closed, grace, "Fill in")
        words = await grace.say("run")
        await closed.deliver_again(words)
        assert closed.rows("SELECT draft FROM previews") == [("run\n",)]
    async with closed.at_work():
        await closed.deliver_again(words)
        assert closed.rows("SELECT draft, given FROM previews") == [("run\n", "[]")]
        await grace.say("container")
        assert "✅ Right." in grace.text


async def test_words_are_for_the_course_once_it_is_the_last_thing_in_the_chat(
    office: AdminSchool, grace: Pupil
) -> None:
    await grace.say("/start tea")
    await grace.press("Begin")
    while "Skip ▸" not in grace.labels:
        await grace.press("Next ▸")
    await at(office, grace, "The registry")
    await grace.say("A")
    assert "❌ Not quite." in grace.text
    assert office.rows("SELECT * FROM answers") == []
    await grace.say("/continue")
    await grace.say("A")
    assert len(office.rows("SELECT * FROM answers")) == 1


async def test_who_turns_back_to_the_changes_or_publishes_answers_no_preview(
    office: AdminSchool, grace: Pupil
) -> None:
    await at(office, grace, "The registry")
    assert office.rows("SELECT * FROM previews")
    await grace.press("Changes")
    assert office.rows("SELECT * FROM previews") == []
    await grace.say("Docker Hub")
    assert "Right." not in text_of(grace.last)


async def test_what_stands_beside_a_step_is_told_in_a_preview_as_well(
    office: AdminSchool, grace: Pupil
) -> None:
    await at(office, grace, "Images and containers")
    await grace.press("More about it")
    assert grace.text.endswith("Whatever a container writes is kept beside it, and is gone with it.")
    await grace.press("Describe the picture")
    assert "A cup, drawn like a blueprint." in grace.text
    await grace.press("▸")
    assert "More about it" not in grace.labels
    await grace.say("Docker Hub")
    await grace.press("More about it")
    assert "ghcr.io/you/app" in grace.text
