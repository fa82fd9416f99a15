"""A line that tells whether a file is still as it was written, or a person has changed it since."""

from __future__ import annotations

import hashlib
import re

_STAMP = re.compile(r"^# imported:([0-9a-f]{12})\n?", re.MULTILINE)


def stamped(text: str) -> str:
    """The text with its stamp below it."""
    return f"{text.rstrip()}\n\n# imported:{_digest(text)}\n"


def is_stamped(text: str) -> bool:
    """Whether there is such a line at all."""
    return bool(_STAMP.search(_plain(text)))


def is_untouched(text: str) -> bool:
    """Whether it is as it was written; ends of lines do not count."""
    plain = _plain(text)
    found = _STAMP.search(plain)
    return found is not None and found[1] == _digest(plain[: found.start()] + plain[found.end() :])


def _digest(text: str) -> str:
    lines = (line.rstrip() for line in _plain(text).strip().split("\n"))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")
