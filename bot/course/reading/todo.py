"""What a teacher has still to write or draw: a course is taught without it, and learners never see that."""

from __future__ import annotations

import re

TODO = "TODO"
WAITING = frozenset(("wrong", "feedback", "description", "summary"))
"""Fields whose text may still be missing."""
PLACEHOLDER = "tutorbot-placeholder"
"""The name of a text in a PNG that stands where another picture belongs."""

_TODO = re.compile(r"\s*TODO(?:\s*:.*)?\s*", re.DOTALL)


def is_todo(text: str) -> bool:
    """Whether this says no more than that something is to be written; "TODO: ask Kim" as well."""
    return bool(_TODO.fullmatch(text))


def is_placeholder(data: bytes) -> bool:
    """Whether a picture stands where another one belongs."""
    return data.startswith(b"\x89PNG") and PLACEHOLDER.encode() in data[:400]
