"""All use cases of those who run the school, tied together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.library import Library
from bot.storage.database import Database
from bot.tutor.admins import Admins
from bot.tutor.school.catalogue import Catalogue
from bot.tutor.school.course_exports import CourseExports
from bot.tutor.school.housekeeping import Housekeeping
from bot.tutor.school.offering import Offering
from bot.tutor.school.previews import Previews
from bot.tutor.school.publishing import Publishing
from bot.tutor.school.reports import Reports
from bot.tutor.school.statistics import Statistics


@dataclass(frozen=True)
class SchoolServices:
    admins: Admins
    catalogue: Catalogue
    publishing: Publishing
    offering: Offering
    previews: Previews
    housekeeping: Housekeeping
    statistics: Statistics
    reports: Reports
    course_exports: CourseExports

    @classmethod
    async def open(
        cls, database: Database, admin_ids: frozenset[int], catalogue: Catalogue
    ) -> SchoolServices:
        """`admin_ids` are those of ADMIN_IDS."""
        admins = await Admins.open(database, admin_ids)

        def library() -> Library:
            return catalogue.library

        publishing = Publishing(database, catalogue, admins)
        offering = Offering(database, catalogue, admins)
        await offering.remember()
        return cls(
            admins,
            catalogue,
            publishing,
            offering,
            Previews(database, publishing, admins),
            Housekeeping(database, catalogue, admins),
            Statistics(database, library, admins),
            Reports(database, library, admins),
            CourseExports(catalogue, admins),
        )
