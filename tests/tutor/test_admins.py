"""The one check that all use cases of admins go through."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.course.library import Library
from bot.learning.learner.learner import Person
from bot.learning.school.publication import UploadDraft
from bot.tutor.admins import NotAdminError
from bot.tutor.broadcast.broadcasts import Broadcasts
from bot.tutor.school.catalogue import Catalogue
from bot.tutor.school.services import SchoolServices
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases
from tests import engine

STRANGER = Tap(Person(7, "Eve", "en"), "tap", datetime(2026, 1, 1, tzinfo=UTC), 1)

OF_LEARNERS = {"ask", "ask_here", "never_mind", "words"}
"""What everybody may of what lies among the reports."""

EXAMPLES = {
    "int": 1,
    "str": "x",
    "bytes": b"x",
    "bool": True,
    "Draft": UploadDraft(1),
    "UploadDraft": UploadDraft(1),
}


def example(parameter: inspect.Parameter) -> Any:
    """Any value of the parameter's type: it is not looked at."""
    if parameter.name == "what":
        return "answers"
    return EXAMPLES.get(str(parameter.annotation))


async def test_every_use_case_of_admins_refuses_everybody_else_and_leaves_nothing(
    tea: Library, tmp_path: Path
) -> None:
    path = tmp_path / "school.db"
    database = await engine.opened(path)
    catalogue = Catalogue(tea, tmp_path)
    office = await SchoolServices.open(database, frozenset({1}), catalogue)
    broadcasts = Broadcasts(UseCases(database, lambda: tea), office.admins)
    refused = []
    for service in (office.admins, office.publishing, office.statistics, office.reports, broadcasts):
        for name, verb in inspect.getmembers(service, inspect.iscoroutinefunction):
            parameters = list(inspect.signature(verb).parameters.values())
            if name.startswith("_") or not parameters or parameters[0].name != "tap" or name in OF_LEARNERS:
                continue
            with pytest.raises(NotAdminError):
                await verb(STRANGER, *(example(parameter) for parameter in parameters[1:]))
            refused.append(name)
    known = await database.transaction(lambda tx: tx.execute("SELECT COUNT(*) FROM learners").fetchone()[0])
    await database.close()
    catalogue.shelf.close()
    assert len(refused) > 30, refused
    assert known == 0
