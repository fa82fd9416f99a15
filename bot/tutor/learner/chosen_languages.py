"""The languages that learners have chosen, in mind: whoever does something is spoken to in theirs, before and
without a look at the database. A restart, or another process that takes over, reads them anew."""

from __future__ import annotations

from bot.storage.changes import LanguageChosen, StoredChange
from bot.storage.database import Database
from bot.storage.learner import learners


class ChosenLanguages:
    """Of most learners there is none: Telegram tells which language they have there."""

    def __init__(self, languages: dict[int, str]) -> None:
        self._languages = languages

    @classmethod
    async def open(cls, database: Database) -> ChosenLanguages:
        chosen = cls(await database.transaction(learners.chosen_languages))
        database.listen(chosen._changed)
        return chosen

    def of(self, person_id: int) -> str | None:
        """None: they have chosen none."""
        return self._languages.get(person_id)

    def _changed(self, changes: frozenset[StoredChange]) -> None:
        for change in changes:
            if not isinstance(change, LanguageChosen):
                continue
            if change.language is None:
                self._languages.pop(change.learner_id, None)
            else:
                self._languages[change.learner_id] = change.language
