"""Looking at a draft: its questions are played as learners will, and nobody's progress is touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.learning.school.preview import PreviewSpot, PreviewTrial
from bot.learning.school.publication import AlreadySettled, PreviewPage
from bot.storage.database import Database, Tx
from bot.storage.school import previews
from bot.tutor.admins import Admins
from bot.tutor.school.publishing import Publishing
from bot.tutor.tap import Tap

Play = Callable[[PreviewTrial], PreviewTrial]


class Previews:
    """All here but `leave` raises NotAdminError."""

    def __init__(self, database: Database, publishing: Publishing, admins: Admins) -> None:
        self._database = database
        self._publishing = publishing
        self._admins = admins

    async def open(self, tap: Tap, spot: PreviewSpot) -> PreviewTrial | AlreadySettled:
        """A step as nobody has tried it yet."""
        page = await self._page(tap, spot)
        return PreviewTrial(page) if isinstance(page, PreviewPage) else page

    async def play(self, tap: Tap, spot: PreviewSpot, play: Play) -> PreviewTrial | AlreadySettled:
        """Something is pressed in the message that shows this step."""
        page = await self._page(tap, spot)
        if isinstance(page, AlreadySettled):
            return page
        return await self._admins.serve(tap, lambda tx: _play(tx, tap, page, spot, play))

    async def awaiting(self, tap: Tap) -> PreviewSpot | None:
        """The question that what this admin writes is an answer to, if any."""
        return await self._admins.serve(tap, lambda tx: previews.awaits_words(tx, tap.person.id, tap.at))

    async def write(
        self, tap: Tap, spot: PreviewSpot, words: str
    ) -> tuple[PreviewTrial, bool] | AlreadySettled:
        """What comes of words, and whether they are an answer. Delivered twice, they count once."""
        page = await self._page(tap, spot)
        if isinstance(page, AlreadySettled):
            return page

        def work(tx: Tx) -> tuple[PreviewTrial, bool]:
            trial = _trial(tx, tap, page, spot)
            if spot.words_id >= tap.message_id:
                return trial, True
            after = trial.write(words)
            _save(tx, tap, replace(spot, words_id=tap.message_id), after or trial)
            return after or trial, after is not None

        return await self._admins.serve(tap, work)

    async def shown(self, tap: Tap, spot: PreviewSpot, trial: PreviewTrial) -> None:
        """Its message went out."""

        def work(tx: Tx) -> None:
            if trial.question:
                _save(tx, tap, spot, trial)
            else:
                previews.drop(tx, tap.person.id)

        await self._admins.serve(tap, work)

    async def leave(self, tap: Tap) -> None:
        """Nothing of it is kept."""
        await self._database.transaction(lambda tx: previews.drop(tx, tap.person.id))

    async def _page(self, tap: Tap, spot: PreviewSpot) -> PreviewPage | AlreadySettled:
        return await self._publishing.page(tap, spot.draft, spot.course_key, spot.number)


def _play(tx: Tx, tap: Tap, page: PreviewPage, spot: PreviewSpot, play: Play) -> PreviewTrial:
    after = play(_trial(tx, tap, page, spot))
    _save(tx, tap, spot, after)
    return after


def _save(tx: Tx, tap: Tap, spot: PreviewSpot, trial: PreviewTrial) -> None:
    """Words that were answered before stay answered."""
    before = previews.find(tx, tap.person.id)
    heard = max(spot.words_id, before[0].words_id if before else 0)
    previews.save(tx, tap.person.id, replace(spot, words_id=heard), trial.tried, tap.at)


def _trial(tx: Tx, tap: Tap, page: PreviewPage, spot: PreviewSpot) -> PreviewTrial:
    """As far as it was played in this message."""
    found = previews.find(tx, tap.person.id)
    return PreviewTrial(page, found[1]) if found and found[0].shows(spot) else PreviewTrial(page)
