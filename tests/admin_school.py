"""A school with admins: its courses lie in a folder of its own, where they can be published."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.course.library import Library
from bot.course.reading.loader import load_library
from bot.course.shelf.shelf import Shelf
from bot.settings import Settings
from tests.school import LocalApi, Pupil, School, newest

COURSES = Path(__file__).parent / "content"

LEAVES = """\
id: leaves
title: Leaves
summary: Then come the leaves.
steps:
  - section: Into the pot
    id: pot
    text: Two spoons a cup.
  - section: Wait
    id: wait
    text: Three minutes.
  - question: Which of these are tea?
    id: which
    prompt: Choose all of them.
    options:
      - {id: green, text: Green, correct: true}
      - {id: black, text: Black, correct: true}
      - {id: purple-rain, text: Purple rain, wrong: That is a song.}
      - {id: all, text: All of the above., wrong: One of them is a song.}
    feedback: Green and black tea come from one plant.
"""
"""The second lesson of the small course with one step changed and one added."""

COFFEE = {
    "course.yaml": "id: coffee\ntitle: A cup of coffee\nsummary: The other one.\nlanguage: en\nlessons:\n"
    "  - 1-beans.yaml\n",
    "1-beans.yaml": "title: Beans\nsummary: Roasted.\nsteps:\n"
    "  - section: Grind them\n    text: Not too fine.\n",
}
"""A course of its own."""

UNKNOWN = "I do not know that command. /help lists those I do"
TOO_OLD = "This button is too old to be of use. /continue shows where you are."


@dataclass
class AdminSchool(School):
    content: Path = Path()
    admin_ids: frozenset[int] = frozenset()
    api: LocalApi | None = None

    def appoint(self, name: str) -> Pupil:
        """Somebody whom ADMIN_IDS names; before the bot is opened."""
        pupil = self.join(name)
        self.admin_ids |= {pupil.id}
        return pupil

    @property
    def settings(self) -> Settings:
        return replace(super().settings, content_dir=self.content, admin_ids=self.admin_ids)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """The bot is at work with what lies in the folder; on leaving it is stopped."""
        Shelf(self.content).mend()
        library = load_library(self.content, Shelf(self.content).elsewhere())
        assert isinstance(library, Library), library
        async with self.open(library):
            yield

    async def send(self, pupil: Pupil, name: str, data: bytes | str) -> None:
        """A person sends a file."""
        self.world.writing.send_document(pupil.id, name, data.encode() if isinstance(data, str) else data)
        newest(self.world)
        await self.settled()

    async def file(self, message: dict[str, Any]) -> bytes:
        """The bytes of a document that the bot sent."""
        stored = self.world.files.get(message["document"]["file_id"])
        assert stored is not None
        return await self.world.files.read(stored)

    def write(self, path: str, text: str) -> None:
        """Somebody edits the folder of the courses."""
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def admin_school(school: School, folder: Path) -> AdminSchool:
    content = folder / "content"
    shutil.copytree(COURSES, content)
    return AdminSchool(school.world, school.url, school.database, content=content)


async def forge(school: AdminSchool, pupil: Pupil, data: str) -> None:
    """Presses a button with this data, which no message of the bot has."""
    chat = school.world.chats[pupil.id]
    message_id = pupil.last["message_id"]
    chat.data.setdefault(message_id, set())
    chat.data[message_id] = {*chat.data[message_id], data}
    school.world.tap(pupil.id, message_id, data)
    await school.settled()


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in files.items():
            bundle.writestr(name, data)
    return packed.getvalue()
