"""Logs on standard error: a line of text, or a line of JSON. Nothing personal goes in, and no token.

Libraries are kept to warnings at any level: what they log for debugging holds people's messages.
"""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from functools import partial

import orjson
from aiohttp.http_exceptions import HttpProcessingError


def set_up(level: str, style: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else logging.Formatter(_LINE))
    of_libraries = max(logging.WARNING, logging.getLevelNamesMapping()[level])
    logging.basicConfig(handlers=[handler], level=of_libraries, force=True)
    logging.getLogger("bot").setLevel(level)
    server = logging.getLogger("aiohttp.server")
    server.setLevel(logging.DEBUG)  # where it puts what is no HTTP at all
    server.filters[:] = [partial(_in_one_line, of_libraries)]


def _in_one_line(least: int, record: logging.LogRecord) -> bool:
    """What the HTTP server has to say about a request: without the caller's address, and of what is no HTTP
    without a traceback. Nothing below the `least` level."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, HttpProcessingError):
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = "a request that is not HTTP was refused (%s)", (type(error).__name__,)
        record.exc_info = record.exc_text = None
    elif record.exc_info:
        record.msg, record.args = "a request failed", ()
    return record.levelno >= least


_LINE = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        # A lone surrogate is a character to Python, but none to JSON.
        readable = {name: text.encode(errors="replace").decode() for name, text in entry.items()}
        return orjson.dumps(readable).decode()
