"""Words find what is taught, and looking at it moves nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.course.library import Library
from tests import demo
from tests.school import Pupil, School


@pytest.fixture
async def docker(closed_school: School, first_course: Library) -> AsyncIterator[School]:
    """A school that teaches the first course."""
    async with closed_school.open(first_course):
        yield closed_school


async def test_a_question_is_answered_with_the_glossary_s_words_and_where_it_is_taught(
    docker: School,
) -> None:
    await docker.join("Ada").play("""
        > /start
        > [Begin]
        > What is a daemon?
        Daemon
        A program that works in the background
        It is taught in “Docker Engine”.
        1. Docker Engine
        Such a program is called a daemon
        [1. Docker Engine]
        [2. The Docker daemon]
        [Glossary: Daemon]
        [Continue ▸ What is Docker?]
    """)


async def test_looking_at_what_was_found_moves_nobody_and_leads_back(docker: School) -> None:
    ada = docker.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        > [Next ▸]
        > /find namespaces
        1. Isolation
        the kernel has two tools for this: namespaces limit what a process sees
        > [1. Isolation]
        How can a container stay the same
        9 of 16 · Containers and their advantages
        [Describe the picture]
        [More about it]
        [Go on from here ▸]
        [Continue ▸ What is Docker?]
    """)
    await ada.press("More about it")
    await ada.press("Continue ▸ What is Docker?")
    assert ada.text.startswith("Prerequisites")
    assert docker.rows("SELECT place_id, visit FROM progress") == [("prerequisites", 2)]


async def test_one_may_go_on_from_what_was_found(docker: School) -> None:
    await docker.join("Ada").play("""
        > /find hypervisor
        > [1. Containers vs Virtual Machines]
        > [Go on from here ▸]
        The main difference is how far down
        [◂ Back] [Lessons] [Next ▸] [Mistake?]
    """)


async def test_words_that_were_found_are_bold(docker: School) -> None:
    ada = docker.join("Ada")
    await ada.say("hypervisor")
    text, entities = ada.last["text"], ada.last["entities"]
    bold = [text[one["offset"] : one["offset"] + one["length"]] for one in entities if one["type"] == "bold"]
    assert bold == ["Hypervisor", "1. Containers vs Virtual Machines", "hypervisor"]


async def test_a_slip_of_the_pen_finds_what_was_meant_and_says_so(docker: School) -> None:
    await docker.join("Ada").play("""
        > /find dameon
        There is no "dameon" in the courses. This is what I found for daemon:
        A program that works in the background
    """)


async def test_what_is_not_taught_is_not_found(docker: School) -> None:
    await docker.join("Ada").play("""
        > /find photosynthesis
        I found nothing for "photosynthesis" in the courses.
        > photosynthesis
        I understand buttons and commands better
        > /find
        What are you looking for?
    """)


async def test_small_talk_is_not_looked_up(docker: School) -> None:
    ada = docker.join("Ada")
    for words in ("thanks a lot", "hello", "what is it", "🙂", "ok great"):
        await ada.say(words)
        assert "better than sentences" in ada.text, words


async def test_a_question_with_options_takes_questions_to_the_bot_and_waits(docker: School) -> None:
    ada = docker.join("Ada")
    await ada.say("/start")
    await ada.press("Lessons")
    await ada.press("☰ 1")
    await ada.press("13. A break-in")
    await ada.play("""
        > something else
        “A break-in” waits for an answer. Press or write A–D.
        > What is isolation?
        Keeping a program apart
        1. Isolation
        “A break-in” is still waiting for your answer.
        Until then, I show you only the titles from that lesson.
        [1. Isolation]
    """)
    assert "How can a container stay the same" not in ada.text
    await ada.play("""
        > [1. Isolation]
        “Isolation” could give away the answer to “A break-in”
        [Go on from here ▸]
        > [Continue ▸]
        A break-in
        > [Skip ▸]
        > What is isolation?
        How can a container stay the same
    """)


async def test_an_open_written_question_takes_a_question_for_its_answer(closed_school: School) -> None:
    async with closed_school.open(demo.library()):
        ada = closed_school.join("Ada")
        await ada.play("""
            > /start
            > [Begin]
            > [Next ▸]
            > What is a registry?
            The registry
            ❌ What is a registry?
        """)


async def test_a_question_that_was_found_can_be_tried(docker: School) -> None:
    await docker.join("Ada").play("""
        > /find break-in
        > [2. A break-in]
        Four containers run on a host
        See the files of the other three
        [Try this question ▸]
        > [Try this question ▸]
        [A] [B] [C] [D]
    """)


HOSTILE = (
    *('"', "*", "^daemon", 'title:"daemon" NEAR(a b)', "daemon OR NOT AND", "{title}: x", "((("),
    *("a\x00b daemon", "-daemon", "daemon*", "'; DROP TABLE documents; --", "<b>daemon", "%s {{ 1 }}"),
    *("שלום عليكم", "🙂🙂🙂", "\u202edaemon", "ſß" * 50, "\x02daemon\x03", "１２３", "中文容器"),
    *("daemon " * 500, "x" * 4000, "d\u0301\u0301\u0301aemon", "what " * 700),
)


async def test_nothing_that_is_written_is_taken_for_more_than_words(docker: School) -> None:
    ada = docker.join("Ada")
    for hostile in HOSTILE:
        for text in (f"/find {hostile}", hostile):
            await ada.say(text)
            assert any(
                words in ada.text for words in ("I found nothing", "1. ", "better than", "looking for")
            )


async def test_what_people_look_for_is_not_kept(docker: School) -> None:
    ada = docker.join("Ada")
    for text in ("/find hypervisorandmore", "hypervisorandmore", "What is a hypervisorandmore?"):
        await ada.say(text)
    files = Path(docker.database).parent.glob(f"{docker.database.name}*")
    assert not any(b"hypervisorandmore" in file.read_bytes() for file in files)


async def test_the_own_courses_come_first_and_others_are_named(
    closed_school: School, first_course: Library, tea: Library
) -> None:
    async with closed_school.open(Library([*tea.courses, *first_course.courses])):
        await closed_school.join("Ada").play("""
            > /start
            > [A cup of tea]
            > [Begin]
            > /find hypervisor
            Not in your courses, but in others:
            What is Docker?
            > /find water
            1. Hot water
            A cup of tea · Water
            [Continue ▸ A cup of tea]
        """)


async def reviewing(school: School, question_id: str) -> Pupil:
    """Ada, in whose review this question of the first lesson is open."""
    ada = school.join("Ada")
    await ada.say("/start")
    await ada.press("Begin")
    at = int(school.clock.now.timestamp() * 1000) - 48 * 3_600_000
    school.execute(
        "INSERT INTO answers (learner_id, course_id, run, step_id, attempt, chosen, result, answered_at)"
        f" VALUES ({ada.id}, 'what-is-docker', 1, '{question_id}', 1, '', 'wrong', {at})"
    )
    await ada.say("/review")
    return ada


async def test_nothing_is_told_at_length_of_what_a_card_asks_that_is_open(docker: School) -> None:
    ada = await reviewing(docker, "check-one-compromised")
    await ada.play("""
        A break-in
        > something else
        “A break-in” waits for an answer. Press or write A–D.
        > What is isolation?
        Keeping a program apart
        1. Isolation
        “A break-in” is still waiting for your answer.
        Until then, I show you only the titles from that lesson.
        [1. Isolation]
        [Go on with the review ▸]
    """)
    assert "How can a container stay the same" not in ada.text
    await ada.play("""
        > /find isolation
        “A break-in” is still waiting for your answer.
        > [1. Isolation]
        “Isolation” could give away the answer to “A break-in”
        > [Go on with the review ▸]
        A break-in
        > [I don't know]
        Here is the answer.
        > /find isolation
        How can a container stay the same
    """)
    assert docker.rows("SELECT COUNT(*) FROM reviews WHERE asked_in = 'review'") == [(1,)]


async def test_a_term_is_not_told_by_its_meaning_where_an_open_question_may_ask_for_it(
    docker: School,
) -> None:
    ada = await reviewing(docker, "check-one-compromised")
    await ada.say("/find measures and limits memory and CPU")
    assert "A feature of the Linux kernel" not in ada.text
    await ada.press("Go on with the review ▸")
    await ada.press("I don't know")
    await ada.say("/find measures and limits memory and CPU")
    assert "A feature of the Linux kernel" in ada.text
