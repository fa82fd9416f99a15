"""An admin who switches the language while composing a broadcast keeps all that was chosen."""

from __future__ import annotations

from functools import partial

import pytest

from tests.chat.broadcast.station import Station, announcements
from tests.languages import NAMES, label
from tests.messages import labels_of
from tests.school import Pupil


@pytest.mark.parametrize("languages", ["de ar", "es ru"])
async def test_in_the_middle_of_composing_all_that_was_chosen_stays(
    station: Station, grace: Pupil, languages: str
) -> None:
    names = languages.split()
    first, second = (partial(label, language) for language in names)
    draft = "SELECT * FROM broadcasts"
    await grace.say("/broadcast")
    await grace.press("New broadcast")
    await switch(grace, names[0], draft)
    await grace.play(f"""
        > Hello all
        [{first("broadcast.to_audience")}]
        > [{first("broadcast.to_quiet")}]
        > [{first("broadcast.no_quiet")}]
        > [{first("broadcast.to_time")}]
        > [{first("broadcast.typed")}]
    """)
    await switch(grace, names[1], draft)
    await grace.play(f"""
        > 31.12. 23:45
        Hello all
        [{second("broadcast.schedule")}]
        > [{second("broadcast.to_time")}]
        > [{second("broadcast.now")}]
        > [{second("broadcast.send", chats=1)}]
        ~ {second("broadcast.toast_sending")}
    """)
    await station.over()
    assert len(announcements(grace)) == 2, "the draft's copy, and what was sent"
    assert labels_of(announcements(grace)[-1]) == [second("broadcast.stop_announcements")]


async def switch(admin: Pupil, language: str, kept: str) -> None:
    """The rows of this query stay as they are."""
    before = admin.school.rows(kept)
    await admin.say("/language")
    await admin.press(NAMES[language])
    assert admin.school.rows(kept) == before
