"""Logs on standard error: a line of text, or a line of JSON. Nothing personal goes in, and no token.

Libraries are kept to warnings at any level: what they log for debugging holds people's messages.
"""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

import orjson


def set_up(level: str, style: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else logging.Formatter(_LINE))
    of_libraries = max(logging.WARNING, logging.getLevelNamesMapping()[level])
    logging.basicConfig(handlers=[handler], level=of_libraries, force=True)
    logging.getLogger("bot").setLevel(level)


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
