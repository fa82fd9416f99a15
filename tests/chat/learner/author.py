"""Somebody who works on the course while others learn from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bot.course.library import Library
from bot.course.reading.loader import load_library
from tests.school import Pupil, School

SECTION = {"section": "Patience", "id": "patience", "text": "Good things take time."}
HERE = Path(__file__).parents[2] / "content" / "tea"


class Author:
    """Somebody who works on a copy of the tests' course."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.copytree(HERE, folder / "tea")

    def library(self) -> Library:
        loaded = load_library(self._folder)
        assert isinstance(loaded, Library), loaded
        return loaded

    def edit(self, file: str, change: Callable[[Any], object]) -> None:
        path = self._folder / "tea" / file
        data = yaml.safe_load(path.read_text("utf-8"))
        change(data)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")

    def water(self, change: Callable[[list[Any]], object]) -> None:
        """Changes the first lesson's steps: cold, hot, how-hot."""
        self.edit("1-water.yaml", lambda lesson: change(lesson["steps"]))

    def leaves(self, change: Callable[[list[Any]], object]) -> None:
        """Changes the second lesson's steps: pot, which."""
        self.edit("2-leaves.yaml", lambda lesson: change(lesson["steps"]))

    def lessons(self, *files: str) -> None:
        self.edit("course.yaml", lambda course: course.update(lessons=list(files)))

    def write_lesson(self, file: str, lesson: dict[str, Any]) -> None:
        (self._folder / "tea" / file).write_text(yaml.safe_dump(lesson, sort_keys=False), "utf-8")

    def take_away(self, picture: str) -> None:
        next((self._folder / "tea").rglob(picture)).unlink()


async def at(school: School, step_id: str) -> Pupil:
    """Ada, gone as far as this step."""
    ada = school.join("Ada")
    if step_id in ("pot", "which"):
        await ada.say("/start tea--leaves")
    else:
        await ada.say("/start tea--water")
    for _ in range({"cold": 0, "hot": 1, "how-hot": 2, "pot": 0, "which": 1}[step_id]):
        await ada.press("Next ▸")
    return ada
