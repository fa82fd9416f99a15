"""Moodle's paths of categories: `$course$/top/Tea/Green tea`. A slash within a name is doubled."""

from __future__ import annotations


def category_path(*names: str) -> str:
    return "/".join(("$course$", "top", *(name.replace("/", "//") for name in names)))
