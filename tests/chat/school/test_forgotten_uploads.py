"""Uploads that nobody publishes go, with their files, and no others do."""

from __future__ import annotations

import orjson
import pytest

from bot.course.shelf.shelf import Shelf
from tests.admin_school import LEAVES, AdminSchool
from tests.failing_disk import Countdown, asked, broken
from tests.school import Pupil


async def test_an_upload_that_nobody_published_for_two_weeks_goes_with_its_files(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    office.clock.pass_(days=15)
    await office.send(grace, "leaves.yaml", LEAVES)
    assert [path.name for path in (office.content / ".incoming").iterdir()] == ["2"]


async def test_one_folder_that_does_not_go_keeps_no_other_from_going(
    closed: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(1, 10):
        (closed.content / ".incoming" / f"{number}").mkdir(parents=True)

    def stuck(path: str) -> None:
        if path == str(closed.content / ".incoming" / "5"):
            broken()

    with asked(stuck):
        async with closed.at_work():
            assert [path.name for path in (closed.content / ".incoming").iterdir()] == ["5"]
    assert caplog.messages == ["CONTENT_DIR: cannot be put in order (Input/output error)"]
    assert len(Shelf(closed.content).versions("tea")) == 1


async def test_two_bots_with_databases_of_their_own_do_not_clear_each_others_uploads(
    office: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    other = Shelf(office.content)
    with pytest.raises(OSError, match="another bot is at work there"):
        other.claim()
    await grace.play("""
        > [Publish]
        ~ Published
    """)


async def test_what_an_admin_sent_is_in_their_copy_and_goes_with_them(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.say("/mydata")
    data = orjson.loads(await office.file(grace.last))
    assert [row["name"] for row in data["uploads"]] == ["leaves.yaml"]
    await grace.play("""
        > /forget
        > [Delete everything]
        All of it is deleted.
    """)
    assert office.rows("SELECT * FROM uploads") == []
    assert not list((office.content / ".incoming").iterdir())


async def test_what_a_kill_left_of_an_upload_that_was_forgotten_goes_at_the_next_start(
    closed: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    async with closed.at_work():
        await grace.say("/start")
        await closed.send(grace, "leaves.yaml", LEAVES)
        with asked(Countdown(closed.content / ".incoming", 1, broken, lasting=True)):
            await grace.play("""
                > /forget
                > [Delete everything]
                All of it is deleted.
            """)
    assert "CONTENT_DIR: an upload cannot be deleted yet (Input/output error)" in caplog.messages
    assert [path.name for path in (closed.content / ".incoming").iterdir()] == ["1"]
    async with closed.at_work():
        assert not list((closed.content / ".incoming").iterdir())
