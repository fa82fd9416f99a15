"""Logs: a line an entry for people, a JSON object an entry for machines, and little of the libraries'."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import orjson
import pytest
from aiohttp import ClientSession
from yarl import URL

from bot.app import logs
from bot.wire.site import Pages, Site

LIBRARIES = ("telegram.ext.Application", "aiohttp.access", "aiosqlite", "asyncio", "hypothesis")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

log = logging.getLogger("bot.chat.show")


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    root, ours = logging.getLogger(), logging.getLogger("bot")
    before = (root.handlers[:], root.level, ours.level)
    yield
    root.handlers[:], level, our_level = before
    server = logging.getLogger("aiohttp.server")
    server.filters.clear()
    server.setLevel(logging.NOTSET)
    root.setLevel(level)
    ours.setLevel(our_level)


def test_a_text_entry_is_one_line_with_time_level_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO", "text")
    log.info("bot %s is ready", 7)
    line = written(capsys)
    assert line.endswith(" INFO    bot.chat.show: bot 7 is ready\n")
    assert datetime.fromisoformat(line[:19])


def test_a_json_entry_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO", "json")
    log.warning('"%s"\n{}', "ä")
    entry = parsed(written(capsys))
    assert datetime.fromisoformat(entry.pop("time")).tzinfo is not None
    assert entry == {"level": "warning", "logger": "bot.chat.show", "message": '"ä"\n{}'}


def test_a_json_entry_holds_what_was_raised(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO", "json")
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        log.exception("it failed")
    entry = parsed(written(capsys))
    assert entry["message"] == "it failed"
    assert entry["exception"].endswith("ZeroDivisionError: division by zero")


def test_half_a_character_does_not_cost_the_entry(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO", "json")
    log.info("half \ud83d of it")
    assert parsed(written(capsys))["message"] == "half ? of it"


@pytest.mark.parametrize("level", LEVELS)
def test_libraries_say_no_more_than_warnings_at_any_level(
    level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up(level, "text")
    for name in LIBRARIES:
        logging.getLogger(name).debug("a person's message")
        logging.getLogger(name).info("a person's message")
    assert written(capsys) == ""


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_below_the_level_is_written(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(level, "text")
    for each in LEVELS:
        log.log(logging.getLevelName(each), "said at %s", each)
        logging.getLogger("aiohttp").log(logging.getLevelName(each), "said at %s", each)
    entries = written(capsys).splitlines()
    wanted = LEVELS[LEVELS.index(level) :]
    ours = [line for line in entries if "bot.chat.show" in line]
    theirs = [line for line in entries if "aiohttp" in line]
    assert [line.rpartition(" ")[2] for line in ours] == list(wanted)
    assert {line.rpartition(" ")[2] for line in theirs} == set(wanted) - {"DEBUG", "INFO"}


def written(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def parsed(line: str) -> dict[str, Any]:
    assert line.count("\n") == 1
    entry: dict[str, Any] = orjson.loads(line)
    return entry


@pytest.mark.parametrize(
    "words",
    [
        b"nonsense\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nno header\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
async def test_what_is_not_http_makes_one_line_and_names_nobody(
    words: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("INFO", "text")
    site = Site()
    url = URL(await site.start("127.0.0.1", 0))
    try:
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(words)
        writer.write_eof()
        async with asyncio.timeout(10):
            await reader.read()
        writer.close()
    finally:
        await site.stop()
    line = written(capsys)
    assert line.count("\n") == 1
    assert " WARNING aiohttp.server: a request that is not HTTP was refused (" in line
    assert "127.0.0.1" not in line


async def test_a_page_that_fails_says_so_without_the_callers_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def health() -> tuple[bool, dict[str, Any]]:
        raise RuntimeError("no such luck")

    logs.set_up("INFO", "json")
    site = Site(Pages(health=health))
    url = await site.start("127.0.0.1", 0)
    async with ClientSession(url) as session, session.get("/healthz") as answer:
        assert answer.status == 500
    await site.stop()
    entry = parsed(written(capsys))
    assert entry["message"] == "a request failed"
    assert "no such luck" in entry["exception"]
