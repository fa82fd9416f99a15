"""Moodle's paths of categories: `$course$/top/Default for Tea/Green tea`."""

from __future__ import annotations

import re

_NO_NAME = re.compile(r"\$\w+\$|top|default for .*", re.IGNORECASE)


def category_of(path: str) -> str:
    """The last part of it that a person has named; "" where there is none."""
    names = [part.strip() for part in re.split(r"(?<!/)/(?!/)", path)]
    named = [name.replace("//", "/") for name in names if name and not _NO_NAME.fullmatch(name)]
    return named[-1] if named else ""
