"""Who is an admin, and that for all others none of it exists."""

from __future__ import annotations

import pytest

from bot.emulator.errors import forbidden
from bot.learning.school.publication import UploadDraft
from bot.learning.school.statistics import ExportKind
from bot.views.school import buttons as press
from bot.views.school.buttons import pack
from tests.admin_school import LEAVES, TOO_OLD, UNKNOWN, AdminSchool, forge
from tests.school import Pupil

ACTIONS = [
    press.OpenMenu(),
    press.OpenCourses(),
    press.OpenCourse("abcdefgh"),
    press.Reload(),
    press.ForCourse(UploadDraft(1), "abcdefgh"),
    press.OpenDraft(UploadDraft(1)),
    press.ViewStep(UploadDraft(1), "abcdefgh", 0),
    press.TryOption(UploadDraft(1), "abcdefgh", 0, "abcdef"),
    press.TryPart(UploadDraft(1), "abcdefgh", 0, 1, "abcdef"),
    press.TakePartBack(UploadDraft(1), "abcdefgh", 0, 1),
    press.TryParts(UploadDraft(1), "abcdefgh", 0),
    press.SeeHint(UploadDraft(1), "abcdefgh", 0),
    press.SeeAnswer(UploadDraft(1), "abcdefgh", 0),
    press.Publish(UploadDraft(1)),
    press.Discard(UploadDraft(1)),
    press.Restore("abcdefgh", "0" * 12, "0" * 12),
    press.OpenPeople(),
    press.Dismiss(1),
    press.OpenStatistics(),
    press.Export(ExportKind.LEARNERS),
    press.OpenReports(),
    press.AnswerReport(1),
    press.CloseReport(1),
]


async def test_the_menu_leads_everywhere_and_back(office: AdminSchool, grace: Pupil) -> None:
    await grace.play("""
        > /admin
        The school
        [Courses] [Broadcast]
        [People] [Statistics]
        > [People]
        1 learner · 1 here this week · 0 left
        Grace
        ADMIN_IDS
        > [◂ Menu]
        > [Courses]
        > [A cup of tea]
        There is no earlier version yet.
    """)


@pytest.mark.parametrize("command", ["/admin", "/promote 1", "/demote 1", "/promote", "/broadcast"])
async def test_for_a_learner_the_commands_do_not_exist(office: AdminSchool, command: str) -> None:
    ada = office.join("Ada")
    await ada.play("""
        > /start
        > /nosuchthing
    """)
    answer = ada.text
    assert UNKNOWN in answer
    await ada.say(command)
    assert ada.text == answer
    assert office.rows("SELECT * FROM admins") == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: type(action).__name__)
async def test_a_forged_button_is_an_unknown_button(office: AdminSchool, action: press.Action) -> None:
    ada = office.join("Ada")
    await ada.say("/start")
    await forge(office, ada, "zzz")
    unknown = office.world.toasts(ada.id)[-1]
    before = len(ada.messages)
    await forge(office, ada, pack(action))
    answer = office.world.toasts(ada.id)[-1]
    assert (answer["text"], answer["alert"]) == (unknown["text"], unknown["alert"]) == (TOO_OLD, True)
    assert len(ada.messages) == before


async def test_a_forged_button_of_somebodys_upload_publishes_nothing(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    ada = office.join("Ada")
    await ada.say("/start")
    for button in grace.last["reply_markup"]["inline_keyboard"][-1]:
        await forge(office, ada, button["callback_data"])
    assert "Two spoons" not in (office.content / "tea" / "2-leaves.yaml").read_text()
    assert len(office.rows("SELECT * FROM uploads")) == 1


async def test_a_file_from_a_learner_is_answered_like_any_other_message(office: AdminSchool) -> None:
    ada = office.join("Ada")
    await ada.play("""
        > /start
        > Hello
    """)
    answer = ada.text
    await office.send(ada, "leaves.yaml", LEAVES)
    assert ada.text == answer
    assert office.rows("SELECT * FROM uploads") == []


async def test_an_admin_appoints_another_who_can_do_all_of_it_until_demoted(
    office: AdminSchool, grace: Pupil
) -> None:
    alan = office.join("Alan")
    await grace.play(f"""
        > /promote {alan.id}
        I do not know anybody with this id. They have to write to me first.
    """)
    await alan.say("/start")
    await grace.play(f"""
        > /promote {alan.id}
        can run the school now
        > /promote {alan.id}
        That is an admin already.
        > /admin
        > [People]
        Alan
        [Demote Alan]
    """)
    await alan.play("""
        > /admin
        The school
    """)
    await office.send(alan, "leaves.yaml", LEAVES)
    assert "no mistakes" in alan.text
    await grace.play("""
        > [Demote Alan]
        ~ Demoted
    """)
    assert "Alan" not in grace.text
    await alan.press("Publish")
    assert alan.toast == TOO_OLD
    await alan.say("/admin")
    assert UNKNOWN in alan.text
    assert office.rows("SELECT * FROM uploads") == []
    assert "Two spoons" not in (office.content / "tea" / "2-leaves.yaml").read_text()


async def test_who_is_appointed_hears_in_private_what_they_can_do_and_where(
    office: AdminSchool, grace: Pupil
) -> None:
    alan = office.join("<b>Alan")
    await alan.say("/start")
    await grace.play(f"""
        > /promote {alan.id}
        <b>Alan can run the school now.
        I have told them so
    """)
    await alan.play("""
        You can run the school now
        Grace made you an admin. /admin is the way in
    """)
    heard = len(alan.messages)
    await grace.say(f"/promote {alan.id}")
    await grace.say(f"/demote {alan.id}")
    assert len(alan.messages) == heard


async def test_who_has_blocked_the_bot_is_appointed_without_being_written_to(
    office: AdminSchool, grace: Pupil
) -> None:
    alan = office.join("Alan")
    await alan.say("/start")
    office.world.memberships.block(alan.id)
    await office.settled()
    heard = len(alan.messages)
    await grace.play(f"""
        > /promote {alan.id}
        Alan can run the school now.
        I could not tell them
    """)
    assert len(alan.messages) == heard
    assert office.rows("SELECT learner_id FROM admins") == [(alan.id,)]
    assert office.api
    assert office.api.complaints == []


async def test_that_a_new_admin_cannot_be_reached_is_told_to_who_appointed_them(
    office: AdminSchool, grace: Pupil
) -> None:
    alan = office.join("Alan")
    await alan.say("/start")
    assert office.api
    office.api.fail_once("sendMessage", forbidden("user is deactivated"))
    await grace.play(f"""
        > /promote {alan.id}
        I could not tell them
    """)
    assert office.rows("SELECT learner_id FROM admins") == [(alan.id,)]


async def test_those_of_admin_ids_cannot_be_demoted(office: AdminSchool, grace: Pupil) -> None:
    alan = office.join("Alan")
    await alan.say("/start")
    await grace.say(f"/promote {alan.id}")
    await alan.play(f"""
        > /demote {grace.id}
        ADMIN_IDS names this one
    """)
    await grace.play("""
        > /admin
        The school
    """)


async def test_an_appointment_survives_a_restart_and_is_forgotten_with_the_person(
    closed: AdminSchool, grace: Pupil
) -> None:
    alan = closed.join("Alan")
    async with closed.at_work():
        await grace.say("/start")
        await alan.say("/start")
        await grace.say(f"/promote {alan.id}")
    async with closed.at_work():
        await alan.play("""
            > /admin
            The school
            > /forget
            > [Delete everything]
            > /admin
        """)
        assert UNKNOWN in alan.text


async def test_who_asks_without_saying_whom_is_told_how(office: AdminSchool, grace: Pupil) -> None:
    for words in ("/promote", "/promote Ada", "/promote 99999999999999999999", "/demote @ada"):
        await grace.play(f"""
            > {words}
            Say whom: /{words[1:].split()[0]} and an id
        """)


async def test_the_commands_are_offered_in_the_chats_of_admins_alone(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = office.join("Ada")
    await ada.say("/start")
    await grace.say("/admin")

    def offered(pupil: Pupil) -> set[str]:
        return {command["command"] for command in office.world.views.of(pupil.id)["bot"]["commands"]}

    assert {"admin", "promote", "start"} <= offered(grace)
    assert not offered(ada) & {"admin", "promote", "demote", "broadcast"}
    await grace.say(f"/promote {ada.id}")
    assert "admin" in offered(ada)
    await grace.say(f"/demote {ada.id}")
    assert "admin" not in offered(ada)


async def test_who_is_forgotten_is_offered_the_commands_of_admins_no_longer(
    office: AdminSchool, grace: Pupil
) -> None:
    alan = office.join("Alan")
    await alan.say("/start")
    await grace.say(f"/promote {alan.id}")
    for admin in (alan, grace):
        await admin.play("""
            > /forget
            > [Delete everything]
            All of it is deleted.
        """)
    withdrawn = [params["scope"]["chat_id"] for params in office.calls("deleteMyCommands")]
    assert withdrawn == [alan.id]  # ADMIN_IDS names Grace still
