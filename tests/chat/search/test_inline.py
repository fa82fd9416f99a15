"""Inline mode: "@bot words" in any chat shares what is taught, with a link that opens it in private."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.course.library import Library
from tests.eventually import eventually
from tests.school import Pupil, School


@pytest.fixture
async def docker(closed_school: School, first_course: Library) -> AsyncIterator[School]:
    """A school that teaches the first course."""
    async with closed_school.open(first_course):
        yield closed_school


async def ask(pupil: Pupil, words: str, chat_id: int | None = None) -> tuple[str, list[dict[str, str]]]:
    """The query's id, and what is offered for it."""
    inline = pupil.school.world.inline
    query_id = inline.ask(pupil.id, words, chat_id)
    await eventually(lambda: inline.answered(query_id) is not None)
    answer = inline.answered(query_id)
    assert answer
    return query_id, [offer.shown() for offer in answer.offers]


def payload_of(message: dict[str, Any]) -> str:
    """Of the link below it."""
    ((button,),) = message["reply_markup"]["inline_keyboard"]
    return str(button["url"]).partition("?start=")[2]


async def test_a_section_is_shared_in_a_group_where_the_bot_is_not_and_opens_in_private(
    docker: School,
) -> None:
    ada, bob = docker.join("Ada"), docker.join("Bob")
    group = docker.world.create_group("Friends", ada.id)
    query_id, offered = await ask(ada, "isolation", group.id)
    assert [offer["title"] for offer in offered[:2]] == ["Isolation", "Isolation"]
    section = next(offer for offer in offered if offer["id"].startswith("s"))
    message = docker.world.inline.choose(ada.id, query_id, section["id"], group.id)
    assert message["text"].startswith("Isolation\n\nHow can a container stay the same")
    assert message["text"].endswith("What is Docker? · Containers and their advantages")
    assert len(message["text"]) < 600
    await bob.say(f"/start {payload_of(message)}")
    await bob.play("""
        > /start
        [Begin]
    """)
    assert "How can a container stay the same" in "".join(m.get("caption", "") for m in bob.messages)
    assert docker.rows("SELECT COUNT(*) FROM progress") == [(0,)], "who only looks begins no course"


async def test_a_term_and_a_question_can_be_shared(docker: School) -> None:
    ada = docker.join("Ada")
    query_id, offered = await ask(ada, "break-in")
    question = next(offer for offer in offered if offer["title"] == "A break-in")
    message = docker.world.inline.choose(ada.id, query_id, question["id"])
    assert "Four containers run on a host" in message["text"]
    await ada.say(f"/start {payload_of(message)}")
    assert ada.labels == ["Try this question ▸"]
    query_id, offered = await ask(ada, "what is a daemon?")
    assert offered[0]["title"] == "Daemon"
    message = docker.world.inline.choose(ada.id, query_id, offered[0]["id"])
    await ada.say(f"/start {payload_of(message)}")
    assert "It is taught in “Docker Engine”" in ada.text


async def test_what_is_shared_in_the_bots_own_chat_is_no_answer_to_it(docker: School) -> None:
    ada = docker.join("Ada")
    await ada.say("/start what-is-docker--containers")
    await ada.press("Lessons")
    await ada.press("☰ 1")
    await ada.press("7. The word for it")
    answers = docker.rows("SELECT COUNT(*) FROM answers")
    query_id, offered = await ask(ada, "daemon")
    docker.world.inline.choose(ada.id, query_id, offered[0]["id"])
    await docker.settled()
    assert ada.last["via_bot"]["username"] == "local_tutor_bot"
    assert docker.rows("SELECT COUNT(*) FROM answers") == answers


async def test_who_asks_inline_is_not_written_down_and_gets_nothing_personal(docker: School) -> None:
    ada = docker.join("Ada")
    await ask(ada, "hypervisor")
    assert docker.rows("SELECT COUNT(*) FROM learners") == [(0,)]
    (call,) = docker.calls("answerInlineQuery")
    assert call["is_personal"]
    assert call["cache_time"] == 60


async def test_find_tells_of_it_where_botfather_has_it_on(
    closed_school: School, first_course: Library
) -> None:
    ada = closed_school.join("Ada")
    for is_on in (True, False):
        closed_school.world.bot.inline = is_on
        async with closed_school.open(first_course):
            await ada.say("/find")
            assert ("begin a message there with @local_tutor_bot" in ada.text) is is_on


async def test_whatever_is_typed_is_answered(docker: School) -> None:
    ada = docker.join("Ada")
    for words in ("", "   ", '"*^ NEAR(', "xyzzy", "🙂", "a" * 5000, "d", "da", "dae"):
        _, offered = await ask(ada, words)
        assert all(len(offer["id"].encode()) <= 64 for offer in offered)
    _, offered = await ask(ada, "dae")
    assert offered[0]["title"] == "Daemon"


async def test_an_answer_that_comes_too_late_is_no_failure(docker: School) -> None:
    ada = docker.join("Ada")
    docker.world.inline.ask(ada.id, "daemon")
    update = next(iter(docker.world.updates.waiting.values()), None)
    await docker.settled()
    assert update
    await docker.deliver_again(update)
    assert len(docker.calls("answerInlineQuery")) == 2  # of which the second is refused
    await ada.say("/start")
    assert "Hello Ada" in ada.text


@pytest.mark.parametrize("payload", ["Kabcdefgh", "Wabcdefghabcdefgh", "Kabcdefghij", "Wab-_cdefgh"])
async def test_a_link_that_leads_nowhere_says_so(payload: str, docker: School) -> None:
    ada = docker.join("Ada")
    await ada.say(f"/start {payload}")
    assert "not there" in ada.text or "any more" in ada.text, ada.text
