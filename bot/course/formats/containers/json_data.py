"""JSON from outside -> plain values, in bounded memory."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.course.formats.material import FormatError
from bot.course.formats.texts.converted import without_marks
from bot.course.formats.texts.encodings import decoded
from bot.course.message import say

MOST_LISTS = 500_000
MOST_VALUES = 3_000_000
_ESCAPED_MARK = re.compile(r"(?<!\\)((?:\\\\)*)\\u[eE]0[01][0-9a-fA-F]")


def loaded(data: bytes) -> Any:
    """Raises FormatError."""
    if data.count(b"{") + data.count(b"[") > MOST_LISTS or data.count(b",") > MOST_VALUES:
        raise FormatError(say("elsewhere.json_large"))
    try:
        return json.loads(_ESCAPED_MARK.sub(r"\1", without_marks(decoded(data))))
    except json.JSONDecodeError as error:
        raise FormatError(say("elsewhere.json_damaged", line=error.lineno)) from None
    except RecursionError:
        raise FormatError(say("elsewhere.json_large")) from None
    except ValueError:  # a number of thousands of digits
        raise FormatError(say("elsewhere.json_large")) from None


def text_at(value: Any, *path: str | int) -> str:
    """The text that stands there; "" where there is none. Numbers count as text."""
    found = at(value, *path)
    if isinstance(found, str):
        return found
    return str(found) if isinstance(found, int | float) and not isinstance(found, bool) else ""


def at(value: Any, *path: str | int) -> Any:
    """What stands there; None where nothing does."""
    for key in path:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and -len(value) <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def listed(value: Any, *path: str | int) -> list[Any]:
    """The list that stands there; an empty one where there is none."""
    found = at(value, *path)
    return found if isinstance(found, list) else []
