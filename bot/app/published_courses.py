"""Before the courses are read, what the database has of them comes into CONTENT_DIR."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from bot.app.start import ready_database, start_errors
from bot.course.shelf.shelf import Shelf
from bot.settings import Settings
from bot.tutor.school.course_store import CourseStore

log = logging.getLogger(__name__)


async def put_out_published(settings: Settings) -> None:
    """For who is at work alone. Where nothing can be written, CONTENT_DIR is taught as it is. Raises
    StartError."""
    with start_errors():
        database = await ready_database(settings.database)
        shelf = Shelf(settings.content_dir)
        try:
            shelf.claim()
            shelf.mend()
            await CourseStore(database, shelf).put_out(datetime.now(UTC))
        except OSError as error:
            log.warning("CONTENT_DIR: what was published cannot be put there (%s)", error.strerror)
        finally:
            shelf.close()
            await database.close()
