"""What an admin meets who comes later than the bot, or sends what no lesson needs."""

from __future__ import annotations

from tests.admin_school import AdminSchool
from tests.school import Pupil


async def test_an_admin_who_starts_the_bot_later_has_the_commands_of_admins_at_once(
    closed: AdminSchool, grace: Pupil
) -> None:
    async with closed.at_work():
        await grace.say("/start")
        world = closed.world
        offered = [
            one["command"] for one in world.bot.commands(world.people[grace.id], world.chats[grace.id])
        ]
        assert "admin" in offered


async def test_a_picture_of_an_admin_is_explained(office: AdminSchool, grace: Pupil) -> None:
    picture = (office.content / "tea" / "pictures" / "cup.png").read_bytes()
    office.world.writing.send_photo(grace.id, picture)
    await office.settled()
    assert "A picture by itself belongs to no lesson" in grace.text
