"""Those who run the school: one publishes and brings back, the other answers what learners report."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.learning.school.publication import UploadDraft
from bot.views.school.buttons import AnswerReport, Publish, Restore, pack, parse
from tests.endurance.hand import Hand
from tests.messages import buttons_of, text_of

DONE = "Published"
CHANGED = "Something else was published since"
"""The answer to Restore where it was done, likewise."""
SETTLED = "published or thrown away before"
"""The answer to Publish where it was done, and whoever pressed did not hear of it."""
REPORTED = "reports a mistake"
FILE = "2-leaves.yaml"
TITLE = "Into the pot"
"""Of a section; each version adds its number."""


@dataclass
class Publisher:
    """Sends a lesson with another title in it again and again. `content`: where the courses lie."""

    hand: Hand
    content: Path
    published: int = 0
    restored: int = 0
    untaught: list[str] = field(default_factory=list)
    """What was said to be taught, and is not in CONTENT_DIR."""
    taught: str = TITLE
    """The title that is taught now."""
    _sent: int = 0
    """The message after which the last lesson was sent."""

    async def work(self, over: asyncio.Event) -> None:
        """Until the lessons are over. Raises StuckError."""
        lesson = (self.content / "tea" / FILE).read_text("utf-8")
        self.taught = self._found()
        while not over.is_set():
            await self.hand.think(6)
            before, self.taught = self.taught, f"{TITLE} {self.published + 2}"
            await self._publish(lesson.replace(TITLE, self.taught).encode())
            self.published += 1
            self._look()
            if self.hand.random.random() < 0.4 and await self._restore():
                self.taught = before
                self.restored += 1
                self._look()

    async def _publish(self, lesson: bytes) -> None:
        hand = self.hand
        self._sent = hand.newest
        await hand.until(
            lambda: self._offer() is not None or self._found() == self.taught,
            lambda: hand.send_file(FILE, lesson),
            "what was sent is not answered",
        )
        if found := self._offer():
            queries: list[str] = []
            await hand.until(
                lambda: any(self._told(queries, words) for words in (DONE, SETTLED)),
                lambda: queries.append(hand.tap(*found)),
                "Publish is not answered",
            )

    def _offer(self) -> tuple[int, str] | None:
        """The button that publishes just this. What was sent before may have come to the bot once more."""
        change = re.compile(rf"changed: {self.taught}\b")
        for message in self.hand.messages:
            if message["message_id"] > self._sent and change.search(text_of(message)):
                return next(
                    self.hand.buttons(_name(pack(Publish(UploadDraft(1)))), message["message_id"] - 1), None
                )
        return None

    async def _restore(self) -> bool:
        """Brings back the version before, where the last publishing offers that."""
        hand = self.hand
        found = next(hand.buttons(_name(pack(Restore("x", "x", "x"))), self._sent), None)
        if found is None:
            return False
        queries: list[str] = []
        await hand.until(
            lambda: any(self._told(queries, words) for words in (DONE, CHANGED)),
            lambda: queries.append(hand.tap(*found)),
            "Restore is not answered",
        )
        return True

    def _told(self, queries: Sequence[str | None], words: str) -> bool:
        return any((told := self.hand.toast(query)) is not None and words in told for query in queries)

    def _look(self) -> None:
        if (found := self._found()) != self.taught:
            self.untaught.append(f"{self.taught!r} was published, {found!r} is in CONTENT_DIR")

    def _found(self) -> str:
        found = re.search(rf"{TITLE}( \d+)?", (self.content / "tea" / FILE).read_text("utf-8"))
        return found[0] if found else ""


@dataclass
class Answerer:
    """Answers reports. `words`: what was written, by the report."""

    hand: Hand
    words: dict[int, str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    """Reports whose learner could not be reached."""

    async def work(self, over: asyncio.Event) -> None:
        while not over.is_set():
            await self.hand.think(3)
            self.hand.come_back()
            report = self._open_one()
            if report is not None and self.hand.random.random() < 0.7:
                await self._answer(report)

    async def _answer(self, report: int) -> None:
        hand, before = self.hand, self.hand.newest
        button = pack(AnswerReport(report))
        await hand.until(
            lambda: hand.shows("goes to them, word for word", before),
            lambda: hand.press(button),
            "an answer is not asked for",
        )
        self.words[report] = f"Answer {report}. Thank you, it is mended."
        sent = hand.say(self.words[report])
        ends = ("has your answer", "could not reach")
        await hand.comes(
            lambda: any(hand.shows(words, sent) for words in ends), most=4 * hand.manners.patience
        )
        if hand.shows("could not reach", sent):
            self.gone.add(report)

    def _open_one(self) -> int | None:
        """A report that was not answered yet."""
        for message in self.hand.messages:
            for button in buttons_of(message):
                action = parse(button.get("callback_data", ""))
                if isinstance(action, AnswerReport) and action.report not in self.words:
                    return action.report if REPORTED in text_of(message) else None
        return None


def _name(data: str) -> str:
    """What the data of all such buttons begins with."""
    return data.partition(".")[0]
