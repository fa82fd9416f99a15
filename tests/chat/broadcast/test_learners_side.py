"""What learners can do about announcements, and what nobody but an admin can."""

from __future__ import annotations

from bot.course.library import Library
from bot.views.broadcast import buttons
from bot.views.broadcast.buttons import (
    AnnounceNews,
    AudienceKind,
    ChooseAudience,
    DraftPage,
    NewBroadcast,
    OpenBroadcast,
    OpenBroadcasts,
    ResendBroadcast,
    SteerBroadcast,
    SteeringAction,
)
from tests.chat.broadcast.station import Station, announcements, compose, tap_data
from tests.messages import buttons_of
from tests.school import Pupil


async def sent_to(station: Station, grace: Pupil, learner: Pupil) -> None:
    await compose(grace)
    await grace.press("Send to 2 chats ▸")
    await station.over()
    assert len(announcements(learner)) == 1


async def test_one_tap_below_an_announcement_stops_them_without_leaving_the_course(
    station: Station, grace: Pupil
) -> None:
    (ada,) = await station.learners("Ada")
    await ada.press("Begin")
    place = "SELECT place, place_id, visit, message_id FROM progress"
    before, standing = station.rows(place), ada.last
    await sent_to(station, grace, ada)
    await ada.press("No more announcements")
    assert ada.toast == "You will get no more announcements. Your course goes on as before."
    assert ada.last["text"] == "Hello all"
    assert ada.labels == ["Announcements are off · turn on"]
    assert station.rows(place) == before
    assert "reply_markup" in standing
    await compose(grace, "Once more")
    assert "For: Everyone – 1 chat" in grace.text
    await ada.tap(standing, next(one for one in buttons_of(standing) if one["text"] == "Next ▸"))
    assert "Hot water" in ada.text


async def test_the_same_button_and_the_settings_bring_them_back(station: Station, grace: Pupil) -> None:
    (ada,) = await station.learners("Ada")
    await sent_to(station, grace, ada)
    wanted = f"SELECT announcements FROM learners WHERE id = {ada.id}"
    await ada.press("No more announcements")
    assert station.rows(wanted) == [(0,)]
    await ada.press("Announcements are off · turn on")
    assert station.rows(wanted) == [(1,)]
    await ada.press("No more announcements")
    await ada.play("""
        > /settings
        > [🔕 Announcements: off]
        ~ Saved
        [🔔 Announcements: on]
    """)
    assert station.rows(wanted) == [(1,)]


async def test_a_time_zone_is_chosen_by_a_city_and_its_clock(station: Station) -> None:
    (ada,) = await station.learners("Ada")
    await ada.play("""
        > /settings
        [🕐 Tell me your time zone]
        > [🕐 Tell me your time zone]
        Where do your clocks go?
        > [13:00 Berlin]
        ~ Saved
        [🕐 Time zone: Berlin]
    """)
    assert station.rows(f"SELECT time_zone FROM learners WHERE id = {ada.id}") == [("Europe/Berlin",)]


async def test_a_new_lesson_is_announced_and_opened_from_the_announcement(
    station: Station, grace: Pupil, tea: Library
) -> None:
    (ada,) = await station.learners("Ada")
    course = tea.courses[0]
    await grace.say("/start")
    data = buttons.pack(AnnounceNews(course.lesson_key(course.lessons[1].id)))
    await tap_data(grace, grace.last, data)
    assert "Ready to send?" in grace.text
    await grace.press("Send to 2 chats ▸")
    await station.over()
    await ada.play("""
        New: Leaves
        A lesson of the course “A cup of tea”.
        [Open the lesson ▸]
        [No more announcements]
        > [Open the lesson ▸]
        Into the pot
    """)


async def test_to_whoever_is_no_admin_the_command_is_one_that_does_not_exist(station: Station) -> None:
    (ada,) = await station.learners("Ada")
    await ada.say("/nothing")
    unknown = ada.text
    await ada.say("/broadcast")
    assert ada.text == unknown
    group = station.world.create_group("Study", ada.id, with_bot=True)
    await station.settled()
    before = len(station.world.messages(group.id))
    station.world.say(ada.id, "/broadcast", chat_id=group.id)
    await station.settled()
    assert len(station.world.messages(group.id)) == before + 1


async def test_a_forged_button_is_one_that_is_not_known_and_does_nothing(
    station: Station, grace: Pupil
) -> None:
    (ada,) = await station.learners("Ada")
    await compose(grace)
    everything = ("SELECT * FROM broadcasts", "SELECT * FROM composers", "SELECT * FROM deliveries")
    before = [station.rows(query) for query in everything]
    await tap_data(ada, ada.last, "ABx.1.2.3")
    unknown = ada.toast
    shown = ada.messages
    actions = [
        OpenBroadcasts(),
        NewBroadcast(),
        AnnounceNews("abcdefgh"),
        *(OpenBroadcast(1, page) for page in DraftPage),
        ChooseAudience(1, AudienceKind.GROUPS, "-"),
        *(SteerBroadcast(1, action) for action in SteeringAction),
        ResendBroadcast(1, 0),
    ]
    for action in actions:
        await tap_data(ada, ada.last, buttons.pack(action))  # type: ignore[arg-type]
        assert ada.toast == unknown
    assert ada.messages == shown
    assert [station.rows(query) for query in everything] == before


async def test_what_a_learner_writes_is_never_taken_for_a_broadcast(station: Station, grace: Pupil) -> None:
    (ada,) = await station.learners("Ada")
    await grace.say("/broadcast")
    await grace.press("New broadcast")
    await ada.say("Hello all")
    assert station.rows("SELECT copy_message_id FROM broadcasts") == [(None,)]


async def test_a_message_of_an_admin_who_is_forgotten_goes_to_nobody(station: Station, grace: Pupil) -> None:
    await compose(grace)
    await grace.press("When")
    await grace.press("In an hour")
    await grace.press("Schedule it ▸")
    await grace.say("/forget")
    await grace.press("Delete everything")
    assert station.rows("SELECT * FROM composers") == []
    station.clock.pass_(hours=2)
    station.look()
    await station.until("SELECT state FROM broadcasts", [("paused",)])
    assert station.states() == {}
