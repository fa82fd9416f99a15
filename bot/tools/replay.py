"""`python -m bot replay`: makes the cards of the review anew, with or without a bot at work."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.course.library import Library
from bot.settings import Settings
from bot.storage.engine import open_database
from bot.storage.errors import DatabaseError
from bot.storage.schema import SchemaTooNewError
from bot.tutor.review.replaying import replay_all
from bot.views.formats import counted


class ReplayError(Exception):
    """It cannot be done; the message is one line that names the setting to look at."""


async def replay(settings: Settings, library: Library) -> str:
    """What to tell about it. Raises ReplayError."""
    try:
        database = await open_database(settings.database)
        try:
            done = await replay_all(database, library, datetime.now(UTC))
        finally:
            await database.close()
    except (SchemaTooNewError, DatabaseError) as error:
        raise ReplayError(f"DATABASE_URL: {error}") from None
    changed = f"{done.changed} of them changed" if done.changed else "all were as their reviews say"
    return f"{counted(done.cards, 'card')} of {counted(done.learners, 'learner')} replayed: {changed}."
