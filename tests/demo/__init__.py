"""A course with every kind of question, and every field."""

from __future__ import annotations

from pathlib import Path

from bot.course.library import Library
from bot.course.reading.loader import load_library

FOLDER = Path(__file__).parent


def library() -> Library:
    loaded = load_library(FOLDER)
    assert isinstance(loaded, Library), loaded
    return loaded
