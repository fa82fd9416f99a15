"""A course while it is written: read again at each save, and shown beside the chat where it is edited."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from watchfiles import awatch

from bot.course.library import Library
from bot.course.model import Course, Lesson, Question, Section, Step
from bot.course.reading.mistakes import Mistake, Note
from bot.emulator.errors import RefusedError
from bot.emulator.web.desk import Desk
from bot.emulator.world.world import World
from bot.views.course_messages import for_review, in_words
from bot.views.learner.buttons import Again, Jump, pack
from bot.wire.handling import trail

SETTLED = 30
"""Milliseconds without a change after which the files are read: editors write in several steps."""
LONGEST_WAIT = 200
QUIET = 500
"""Milliseconds after which it is looked whether the folder is still the same."""
AFTER_FAILURE = 1.0
"""Seconds."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Looked:
    """What stands in the files just now: the courses, where none has a mistake, and what was found."""

    courses: tuple[Course, ...]
    found: tuple[Mistake, ...]

    @property
    def good(self) -> bool:
        return all(isinstance(one, Note) for one in self.found)


@dataclass(frozen=True)
class Manuscript:
    """What is written, and how it is looked at. `look` blocks."""

    folder: Path
    look: Callable[[], Looked]


class WritingDesk:
    """The last version without a mistake is taught; what was edited is shown to whoever is here."""

    def __init__(self, manuscript: Manuscript, world: World) -> None:
        self._manuscript = manuscript
        self._world = world
        self._opened: set[tuple[int, str]] = set()
        self.library = Library(())
        self.panel = Desk(world, self.open)

    async def begin(self) -> None:
        """Looks for the first time."""
        await self._look()

    async def watch(self, teach: Callable[[Library], None], stop: asyncio.Event) -> None:
        """Looks again after each change, until it is told to stop. Whatever fails, it goes on: the folder may
        be away for a while, and the next save may mend what is wrong."""
        fails = False
        while not stop.is_set():
            try:
                await self._watch(teach, stop)
            except Exception as error:
                if not fails:
                    log.error("the files cannot be watched, it is tried again: %s", trail(error))
                fails = isinstance(error, OSError)
                with suppress(TimeoutError):
                    async with asyncio.timeout(AFTER_FAILURE):
                        await stop.wait()

    async def _watch(self, teach: Callable[[Library], None], stop: asyncio.Event) -> None:
        """Until it is told to stop. What was saved before it was at work is seen, too. Raises OSError where
        the folder is not there any more: another one in its place has to be watched anew."""
        folder, seen = self._manuscript.folder, False
        known = folder.stat().st_ino
        watched = awatch(
            folder,
            debounce=LONGEST_WAIT,
            step=SETTLED,
            rust_timeout=QUIET,
            yield_on_timeout=True,
            stop_event=stop,
        )
        async for changes in watched:
            if changes or not seen:
                await self._look_and_show(teach)
            seen = True
            if folder.stat().st_ino != known:
                raise FileNotFoundError(str(folder))

    async def _look_and_show(self, teach: Callable[[Library], None]) -> None:
        before = self.library
        edited = await self._look(teach)
        if edited and before.courses:
            self._show(edited)

    def open(self, person_id: int, key: str) -> None:
        """The person's chat goes to this step. Raises RefusedError."""
        found = self.library.step_by_key(key)
        if found is None:
            raise RefusedError("This step is not there any more.")
        again = (person_id, key) in self._opened and isinstance(found.step, Question)
        self._opened.add((person_id, key))
        if not self._world.messages(person_id):
            self._world.say(person_id, "/start")
        self._world.queries.press(person_id, pack(Again(key) if again else Jump(key)))
        self.panel.show({**self.panel.state, "shown": key, "turn": self.panel.state["turn"] + 1})

    async def _look(self, teach: Callable[[Library], None] = lambda _: None) -> str | None:
        """The key of the first step that is other than before, if any."""
        looked = await asyncio.to_thread(self._manuscript.look)
        edited = None
        if looked.good:
            before, self.library = self.library, Library(map(_playable, looked.courses))
            edited = changed_step(before, self.library)
            teach(self.library)
        lines = await asyncio.to_thread(_lines, self._manuscript.folder, looked.found)
        courses = [_outline(course) for course in self.library.courses]
        self.panel.show({**self.panel.state, "courses": courses, "found": lines})
        return edited

    def _show(self, key: str) -> None:
        for person_id in self._world.events.people():
            try:
                self.open(person_id, key)
            except RefusedError as refusal:
                log.info("not shown: %s", refusal)


def changed_step(before: Library, after: Library) -> str | None:
    """The key of the first step that is new or not as it was."""
    for course in after.courses:
        old = before.course(course.id)
        for lesson in course.lessons:
            for step in lesson.steps:
                if old is None or old.step(step.id) != step:
                    return course.step_key(step.id)
    return None


def _playable(course: Course) -> Course:
    """The course with its questions for review as a last lesson: there is no other way to them."""
    practice = tuple(question for lesson in course.lessons for question in lesson.practice)
    if not practice:
        return course
    title = for_review()
    return replace(
        course, lessons=(*course.lessons, Lesson(f"{course.id}-for-review", title, title, practice))
    )


def _outline(course: Course) -> dict[str, Any]:
    lessons = [
        {"title": lesson.title, "steps": [_entry(course, step) for step in lesson.steps]}
        for lesson in course.lessons
    ]
    return {"title": course.title, "lessons": lessons}


def _entry(course: Course, step: Step) -> dict[str, Any]:
    kind = "section" if isinstance(step, Section) else "check" if step.check else "question"
    return {"key": course.step_key(step.id), "title": step.title, "kind": kind}


def _lines(folder: Path, found: tuple[Mistake, ...]) -> list[dict[str, Any]]:
    return list(_entries(folder, found))


def _entries(folder: Path, found: tuple[Mistake, ...]) -> Iterator[dict[str, Any]]:
    """What was found with the lines that it is about, mistakes first."""
    texts: dict[Path, list[str]] = {}
    for one in sorted(found, key=lambda one: isinstance(one, Note)):
        if one.file not in texts:
            texts[one.file] = _text(folder / one.file)
        lines = texts[one.file]
        yield {
            "place": f"{one.file.as_posix()}:{one.line}:{one.column}",
            "line": lines[one.line - 1].strip() if one.line <= len(lines) else "",
            "note": isinstance(one, Note),
            "words": in_words(one.message),
        }


def _text(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except OSError:  # that it cannot be read is what was found
        return []
