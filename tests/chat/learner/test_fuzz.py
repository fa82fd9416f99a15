"""Anything at all is delivered as an update: nothing breaks, nothing is kept that should not be."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bot.chat.allowed_updates import ALLOWED_UPDATES
from bot.course.library import Library
from tests import engine
from tests.app.hooked import Hooked, hooked
from tests.chat.learner import strange
from tests.school import newest

THOROUGHLY = settings(
    max_examples=150,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_UPDATE_IDS = count(1)


class Lab:
    """A bot behind a webhook that takes whatever is posted."""

    def __init__(self, runner: asyncio.Runner, bot: Hooked, log: list[logging.LogRecord]) -> None:
        self._runner = runner
        self._bot = bot
        self._log = log

    def deliver(self, update: dict[str, Any]) -> None:
        """Posts it, and checks that it was taken and that every line in the log is meant."""
        self._log.clear()
        body = json.dumps({"update_id": next(_UPDATE_IDS)} | update)
        assert self._runner.run(self._bot.post(body.encode())) == 200
        assert [problem for record in self._log if (problem := _problem(record))] == []

    @property
    def lines(self) -> list[str]:
        """What the log said of the last update."""
        return [record.getMessage() for record in self._log]

    def kept(self) -> list[str]:
        """All that the database holds."""
        return list(engine.dump(self._bot.school.database))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._bot.school.rows(query)

    def still_teaches(self, name: str) -> bool:
        pupil = self._bot.join(name)
        pupil.school.world.say(pupil.id, "/start")
        body = newest(pupil.school.world).body
        assert self._runner.run(self._bot.post(body)) == 200
        return "A cup of tea" in pupil.text and bool(pupil.labels)


@pytest.fixture(scope="module")
def lab(tea: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    log: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = log.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    folder: Path = tmp_path_factory.mktemp("fuzz")
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        bot = runner.run(stack.enter_async_context(hooked(tea, folder, at_hand=True)))
        yield Lab(runner, bot, log)
        runner.run(stack.aclose())
    logging.getLogger().removeHandler(handler)


@THOROUGHLY
@given(update=strange.updates(ALLOWED_UPDATES))
def test_no_update_that_was_asked_for_breaks_the_bot(lab: Lab, update: dict[str, Any]) -> None:
    lab.deliver(update)


@THOROUGHLY
@given(update=strange.updates(set(strange.KINDS) - set(ALLOWED_UPDATES)))
def test_kinds_that_were_not_asked_for_leave_no_trace(lab: Lab, update: dict[str, Any]) -> None:
    before = lab.kept()
    lab.deliver(update)
    assert lab.kept() == before


_PERSON = {"id": 1, "is_bot": False, "first_name": "Ada"}
_CHAT = {"id": 1, "type": "private"}
_SAID = {"message_id": 1, "date": 1, "chat": _CHAT, "from": _PERSON, "text": "Hello"}


@pytest.mark.parametrize(
    "update",
    [
        {"message": 5},
        {"message": {}},
        {"message": _SAID | {"from": _PERSON | {"id": "1"}}},
        {"message": _SAID | {"from": _PERSON | {"id": 2**63}}},
        {"message": _SAID | {"from": _PERSON | {"first_name": ["Ada"]}}},
        {"message": _SAID | {"chat": _CHAT | {"id": 1.5}}},
        {"callback_query": {"id": "1", "chat_instance": "1", "message": _SAID, "data": "f.1"}},
        {"my_chat_member": {"chat": _CHAT, "date": 1}},
    ],
)
def test_what_cannot_be_read_is_one_line_in_the_log_and_leaves_no_trace(
    lab: Lab, update: dict[str, Any]
) -> None:
    before = lab.kept()
    lab.deliver(update)
    (line,) = lab.lines
    assert "cannot be read" in line
    assert lab.kept() == before


@pytest.mark.parametrize(
    "writer",
    [
        {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        {"id": 99, "is_bot": True, "first_name": "Another bot"},
    ],
)
def test_who_is_no_person_becomes_no_learner(lab: Lab, writer: dict[str, Any]) -> None:
    before = lab.kept()
    command = {"text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
    said = _SAID | {"chat": {"id": writer["id"], "type": "private"}, "from": writer} | command
    lab.deliver({"message": said})
    assert lab.lines == []
    pressed = {"id": "1", "chat_instance": "1", "from": writer, "message": said, "data": "j.x"}
    lab.deliver({"callback_query": pressed})
    assert lab.lines == []
    assert lab.kept() == before


def test_afterwards_all_that_is_kept_is_sound_and_the_bot_teaches_on(lab: Lab) -> None:
    if not engine.on_postgres():  # which lets nothing else be
        assert lab.rows("PRAGMA integrity_check") == [("ok",)]
        assert lab.rows("PRAGMA foreign_key_check") == []
        kinds = lab.rows(
            "SELECT DISTINCT typeof(id), typeof(first_name), typeof(language_code) FROM learners"
        )
        assert kinds == [("integer", "text", "text")]
    assert not {136817688, 777000, 1087968824} & {
        learner for (learner,) in lab.rows("SELECT id FROM learners")
    }
    assert lab.still_teaches("Ada")


def _problem(record: logging.LogRecord) -> str:
    """What is wrong with a line in the log: only our own are meant, each without a traceback."""
    if record.name.startswith("bot.") and not record.exc_info:
        return ""
    return f"{record.name}: {record.getMessage()} {record.exc_info}"
