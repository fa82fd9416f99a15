"""How the school is doing: read on a connection of its own, so that no learner waits for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import IO, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from bot.course.library import Library
from bot.course.model import Course
from bot.learning.admins import People
from bot.learning.school.retention import INTERVALS, Retention, retention
from bot.learning.school.statistics import ExportKind, Funnel, HardQuestion, Numbers, funnels, hardest
from bot.storage.database import Reader, Tx
from bot.storage.school import reports, statistics
from bot.storage.school import retention as retention_rows
from bot.storage.times import from_ms
from bot.tutor.admins import Admins
from bot.tutor.tap import Tap

EXPORTS = tuple(ExportKind)

LARGE = 10 * 1024 * 1024
"""A bot may send 50 MB; a phone is glad about less."""


class ExportFile(NamedTuple):
    name: str
    data: bytes
    mime: str


class Exported(NamedTuple):
    """`rows`: how many there are below the file's head."""

    file: ExportFile
    rows: int


class Summary(NamedTuple):
    """The numbers, how far learners come in each course, and the hardest questions."""

    numbers: Numbers
    funnels: tuple[Funnel, ...]
    hardest: tuple[HardQuestion, ...]


_COLUMNS = {
    ExportKind.ANSWERS: "learner course run step attempt chosen result answered_at",
    ExportKind.PROGRESS: "learner course run place step lesson begun_at moved_at finished_at",
    ExportKind.LEARNERS: "learner language created_at seen_at started_at gone_at",
    ExportKind.QUESTIONS: "course question learners stuck "
    + " ".join(f"reviews_after_{interval.days} right_after_{interval.days}" for interval in INTERVALS),
}
_ROWS: dict[ExportKind, Callable[[Tx], Iterator[tuple[Any, ...]]]] = {
    ExportKind.ANSWERS: statistics.answers,
    ExportKind.PROGRESS: statistics.progress,
    ExportKind.LEARNERS: statistics.learners,
    ExportKind.QUESTIONS: retention_rows.export,
}


class Statistics:
    def __init__(self, reader: Reader, library: Callable[[], Library], admins: Admins) -> None:
        self._reader = reader
        self._library = library
        self._admins = admins

    async def people(self, tap: Tap) -> People:
        admins = await self._admins.list(tap)
        learners, active, gone = await self._reader.read(lambda tx: statistics.people(tx, tap.at))
        return People(learners, active, gone, admins)

    async def unanswered(self, tap: Tap) -> int:
        """Reports of mistakes that nobody has seen to."""
        return await self._admins.serve(tap, reports.count_unanswered)

    async def summary(self, tap: Tap) -> Summary:
        await self._admins.check(tap)
        return await summary(self._reader, self._library().courses, tap.at)

    async def retention(self, tap: Tap) -> tuple[Retention, ...]:
        await self._admins.check(tap)
        return await what_stays(self._reader, self._library().courses)

    async def export(self, tap: Tap, what: ExportKind) -> Exported:
        """A CSV file, zipped where it is large."""
        await self._admins.check(tap)

        def work(tx: Tx) -> Exported:
            file = io.StringIO()
            rows = _write(tx, what, file)
            return Exported(_file(f"{what}.csv", file.getvalue().encode()), rows)

        return await self._reader.read(work)


def _file(name: str, data: bytes) -> ExportFile:
    if len(data) <= LARGE:
        return ExportFile(name, data, "text/csv")
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as bundle:
        bundle.writestr(name, data)
    return ExportFile(f"{name}.zip", packed.getvalue(), "application/zip")


async def summary(reader: Reader, courses: Iterable[Course], now: datetime) -> Summary:
    """The numbers, how far learners come in these courses, and the hardest questions."""
    courses = tuple(courses)
    numbers = await reader.read(lambda tx: statistics.numbers(tx, now))
    return Summary(numbers, funnels(numbers, courses), hardest(numbers, courses))


async def what_stays(reader: Reader, courses: Iterable[Course]) -> tuple[Retention, ...]:
    """Of the questions of these courses, the least firm first."""
    return retention(await reader.read(retention_rows.by_question), courses)


async def write_csv(reader: Reader, what: ExportKind, file: IO[str]) -> int:
    """Writes row by row; how many below the head. Learners are numbers: neither names nor ids."""
    return await reader.read(lambda tx: _write(tx, what, file))


def _write(tx: Tx, what: ExportKind, file: IO[str]) -> int:
    columns = _COLUMNS[what].split()
    times = [number for number, name in enumerate(columns) if name.endswith("_at")]
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    rows = 0
    for rows, row in enumerate(_ROWS[what](tx), 1):  # noqa: B007 - counted, and used after the loop
        values = list(row)
        for number in times:
            if values[number] is not None:
                values[number] = from_ms(values[number]).isoformat(timespec="seconds")
        writer.writerow(values)
    return rows
