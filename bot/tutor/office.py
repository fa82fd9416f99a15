"""All use cases of those who run the school, tied together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.course.library import Library
from bot.storage.database import Database
from bot.storage.reading import Reader
from bot.tutor.admin import Admins
from bot.tutor.catalogue import Catalogue
from bot.tutor.publishing import Publishing
from bot.tutor.reports import Reports
from bot.tutor.statistics import Statistics


@dataclass(frozen=True)
class Office:
    team: Admins
    catalogue: Catalogue
    publishing: Publishing
    statistics: Statistics
    reports: Reports

    @classmethod
    async def open(
        cls, database: Database, path: Path, admin_ids: frozenset[int], catalogue: Catalogue
    ) -> Office:
        """`path` is the database's file, `admin_ids` are those of ADMIN_IDS."""
        reader = Reader(path)
        team = await Admins.open(database, admin_ids)

        def library() -> Library:
            return catalogue.library

        return cls(
            team,
            catalogue,
            Publishing(database, reader, catalogue, team),
            Statistics(reader, library, team),
            Reports(database, library, team),
        )
