"""From a lesson's publication to the learner who opens it."""

from __future__ import annotations

from pathlib import Path

from tests.admin_school import LEAVES, AdminSchool, admin_school
from tests.chat.broadcast.station import shown
from tests.school import Pupil, School


async def test_on_publish_the_bot_offers_to_announce_the_lesson_and_learners_open_it_from_there(
    closed_school: School, tmp_path: Path
) -> None:
    school: AdminSchool = admin_school(closed_school, tmp_path)
    grace = school.appoint("Grace")
    async with school.at_work():
        ada: Pupil = school.join("Ada")
        for pupil in (grace, ada):
            await pupil.say("/start")
        await school.send(grace, "2-leaves.yaml", LEAVES)
        await grace.press("Publish")
        await grace.press("Announce it")
        assert "Ready to send?" in grace.text
        await grace.press("Send to 2 chats ▸")
        await shown(ada, "New: Leaves")
        await ada.play("""
            New: Leaves
            Then come the leaves.
            [Open the lesson ▸]
            > [Open the lesson ▸]
            Into the pot
            Two spoons a cup.
        """)
