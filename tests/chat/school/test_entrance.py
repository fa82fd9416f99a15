"""The entrance of those who run the school, when the bot still takes somebody for an admin who is none."""

from __future__ import annotations

from bot.views.broadcast import buttons as broadcast
from bot.views.school import buttons as press
from tests.admin_school import LEAVES, TOO_OLD, UNKNOWN, AdminSchool, forge
from tests.school import Pupil, write


async def test_who_is_no_admin_by_the_database_gets_what_everybody_gets_though_the_bot_remembers_them(
    office: AdminSchool, grace: Pupil
) -> None:
    alan = office.join("Alan")
    await alan.play("""
        > /start
        > Hello
    """)
    hello = alan.text
    await grace.say(f"/promote {alan.id}")
    write(office, "DELETE FROM admins")
    for command in ("/admin", "/broadcast"):
        await alan.say(command)
        assert UNKNOWN in alan.text
    await office.send(alan, "leaves.yaml", LEAVES)
    assert alan.text == hello
    before = len(alan.messages)
    for data in (
        press.pack(press.OpenMenu()),
        press.pack(press.Reload()),
        press.pack(press.OpenStatistics()),
        press.pack(press.Dismiss(grace.id)),
        broadcast.pack(broadcast.OpenBroadcasts()),
        broadcast.pack(broadcast.NewBroadcast()),
        broadcast.pack(broadcast.SteerBroadcast(1, broadcast.SteeringAction.SEND)),
    ):
        await forge(office, alan, data)
        assert alan.toast == TOO_OLD
    assert len(alan.messages) == before
    await alan.say(f"/promote {alan.id}")
    assert UNKNOWN in alan.text
    for table in ("admins", "broadcasts", "composers", "uploads"):
        assert office.rows(f"SELECT * FROM {table}") == []
