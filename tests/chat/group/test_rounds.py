"""Rounds, as transcripts: each member's own answer, the count, and the result."""

from __future__ import annotations

import orjson

from bot.course.library import Library
from bot.learning.kinds import by_tap, options
from tests.group_school import begun, follow, gather, link_of, ticked
from tests.messages import buttons_of, text_of, view_of
from tests.school import School


async def asked(school: School, *names: str):  # type: ignore[no-untyped-def]
    group = await begun(school, *names)
    await group.say(names[0], "/quiz")
    return group


async def test_each_member_answers_once_and_alone_sees_the_verdict(school: School) -> None:
    group = await asked(school, "Ada", "Bob", "Cy")
    right, wrong = group.letter("It boils"), group.letter("It sings")
    await group.play(f"""
        Ada> [{wrong}]
        Ada~ Not quite. That is the kettle.
        Bob> [{right}]
        Bob~ Right. At 100 °C it boils.
        Ada> [{right}]
        Ada~ Your first answer counts ({wrong}). Not quite. That is the kettle.
    """)
    assert school.rows("SELECT COUNT(*), SUM(correct) FROM round_answers") == [(2, 1)]
    assert not any("kettle" in text_of(message) for message in group.messages)
    assert all(toast["alert"] for toast in school.world.toasts(group.pupils["Bob"].id))
    assert group.pupils["Ada"].messages == []


async def test_closing_shows_the_right_answer_bars_and_who_was_first(school: School) -> None:
    group = await asked(school, "Ada", "Bob", "Cy")
    right, wrong = group.letter("It boils"), group.letter("It sings")
    for name, letter in (("Cy", wrong), ("Bob", right), ("Ada", right)):
        school.clock.pass_(seconds=1)
        await group.press(name, letter)
    await group.play("""
        Bob> [Close]
        Bob~ Only admins of this chat can do that.
        Ada> [Close]
        Ada~ Closed
        🏁 How hot?
        At 100 °C it boils.
        👥 3 answered · 2 right · first: Bob
    """)
    lines = group.text.split("\n")
    place = next(i for i, line in enumerate(lines) if line.startswith(f"✅ {right}"))
    assert lines[place + 1] == "▰▰▰▰▰▰▱▱▱▱ 2 · 67 %"
    assert group.labels == []


async def test_a_round_closes_at_its_time_and_takes_no_answer_then(school: School) -> None:
    group = await asked(school, "Ada", "Bob")
    message = group.last
    data = buttons_of(message)[0]["callback_data"]
    school.clock.pass_(hours=24)
    await ticked(school)
    assert any("Nobody answered this time." in text_of(message) for message in group.messages)
    await group.tap("Bob", message, data)
    assert group.toast("Bob") == "This round is closed. The next one is yours."
    assert school.rows("SELECT COUNT(*) FROM round_answers") == [(0,)]


async def test_where_several_are_right_each_member_ticks_alone_and_then_answers(school: School) -> None:
    group = await asked(school, "Ada", "Bob")
    await group.play("""
        Ada> /quiz
        More than one answer is right: press all of their letters, then Done.
        [Done]
        Ada> [Done]
        Ada~ Nothing is ticked.
    """)
    green, black, song = map(group.letter, ("Green", "Black", "Purple rain"))
    both = " ".join(sorted((green, black)))
    await group.play(f"""
        Ada> [{green}]
        Ada~ Ticked: {green}
        Ada> [{song}]
        Ada> [{song}]
        Ada~ Ticked: {green}
        Bob> [{green}]
        Bob~ Ticked: {green}
        Bob> [Done]
        Bob~ Not quite. Something right is missing.
        Ada> [{black}]
        Ada~ Ticked: {both}
        Ada> [Done]
        Ada~ Right. Green and black tea come from one plant.
        Ada> [{song}]
        Ada~ Your first answer counts ({both}). Right.
    """)
    await group.play("""
        Ada> [Close]
        👥 2 answered · 1 right · first: Ada
    """)


async def test_a_long_verdict_is_cut_well_and_told_whole_in_private(
    closed_school: School, first_course: Library
) -> None:
    async with closed_school.open(first_course):
        group = await begun(closed_school, "Ada", "Bob")
        questions = first_course.courses[0].questions
        question = next(q for q in questions if by_tap(q) and any(len(o.why) > 190 for o in options(q)))
        for _ in questions:
            if question.title not in group.text:
                await group.say("Ada", "/quiz")
        assert question.title in group.text
        option = max(options(question), key=lambda option: len(option.why))
        message, _ = group.find("Your verdict in full")
        await group.press("Bob", group.letter(option.text))
        toast = group.toast("Bob")
        assert toast.startswith("Not quite.")
        assert len(toast) <= 200
        assert toast.endswith("…")
        bob = group.pupils["Bob"]
        await follow(bob, link_of(message, "Your verdict in full"))
        assert f"❌ {option.text}" in bob.text
        assert option.why in bob.text
        assert "[Try it in private]" in view_of(bob.last)
        await bob.press("Try it in private")
        assert question.prompt.split(".")[0] in bob.text


async def test_who_stays_out_is_not_named_as_the_first(school: School) -> None:
    group = await asked(school, "Ada", "Bob")
    bob = group.pupils["Bob"]
    await bob.say("/me")
    await bob.press("○ Stay out")
    await group.play(f"""
        Bob> [{group.letter("It boils")}]
        Ada> [Close]
        👥 1 answered · 1 right
    """)
    assert "first" not in group.text


async def test_taps_of_no_person_and_of_another_chat_count_nothing(school: School) -> None:
    group = await asked(school, "Ada", "Bob")
    data = buttons_of(group.last)[0]["callback_data"]
    other = await gather(school, "Dan", title="Others")
    message = other.last
    school.world.chats[other.id].data[message["message_id"]].add(data)
    await other.tap("Dan", message, data)
    assert other.toast("Dan") == "This question is not open any more."
    update = await group.tap("Bob", group.last, data)
    assert school.rows("SELECT COUNT(*) FROM round_answers") == [(1,)]
    body = orjson.loads(update.body)["callback_query"]
    for nobody in (136817688, 777000, 1087968824, 99):
        body["from"] = {"id": nobody, "is_bot": nobody != 777000, "first_name": "Group"}
        school.world.updates.add("callback_query", group.id, body)
    await school.settled()
    assert school.rows("SELECT COUNT(*) FROM round_answers") == [(1,)]


async def test_a_quiz_poll_is_scored_like_buttons(school: School) -> None:
    group = await gather(school, "Ada", "Bob", "Cy")
    await group.play("""
        Ada> /schedule Europe/Berlin
        Ada> [Questions]
        Ada> [quiz poll]
        Ada> /quiz
        How hot?
        [Close (admins)]
    """)
    poll = group.last["poll"]
    assert (poll["type"], poll["is_anonymous"]) == ("quiz", False)
    texts = [option["text"] for option in poll["options"]]
    for name, option in (("Bob", "It boils"), ("Cy", "It sings")):
        school.world.polls.vote(group.pupils[name].id, poll["id"], [texts.index(option)])
    await school.settled()
    assert school.rows("SELECT SUM(correct), COUNT(*) FROM round_answers") == [(1, 2)]
    await group.play("""
        Ada> [Close]
        👥 2 answered · 1 right · first: Bob
        Ada> /leaderboard
        🥇 Bob · 1
    """)
    closed = next(one for one in group.messages if "poll" in one)
    assert closed["poll"]["is_closed"]


async def test_a_vote_of_an_anonymous_admin_is_nobodys(school: School) -> None:
    group = await gather(school, "Ada", kind="supergroup")
    await group.play("""
        Ada> /schedule Europe/Berlin
        Ada> [Questions]
        Ada> [quiz poll]
        Ada> /quiz
    """)
    school.world.polls.vote(group.pupils["Ada"].id, group.last["poll"]["id"], [0], anonymous=True)
    await school.settled()
    assert school.rows("SELECT COUNT(*) FROM round_answers") == [(0,)]


async def test_a_question_too_long_for_a_poll_is_asked_with_buttons(
    closed_school: School, first_course: Library
) -> None:
    async with closed_school.open(first_course):
        group = await gather(closed_school, "Ada")
        await group.play("""
            Ada> /schedule Europe/Berlin
            Ada> [Questions]
            Ada> [quiz poll]
        """)
        styles = []
        for question in filter(by_tap, first_course.courses[0].questions):
            await group.say("Ada", "/quiz")
            fits = all(len(option.text) <= 100 for option in options(question))
            styles.append(("poll" in group.messages[-1], fits))
        assert all(is_poll == fits for is_poll, fits in styles)
        assert {is_poll for is_poll, _ in styles} == {True, False}


async def test_a_round_survives_a_restart_and_closes_at_the_start_when_its_time_is_over(
    closed_school: School,
    tea,  # type: ignore[no-untyped-def]
) -> None:
    async with closed_school.open(tea):
        group = await asked(closed_school, "Ada", "Bob", "Cy")
        right = group.letter("It boils")
        message, button = group.find(right)
        await group.press("Bob", right)
    world = closed_school.world
    closed_school.clock.pass_(seconds=1)
    world.tap(group.pupils["Cy"].id, message["message_id"], button["callback_data"], chat_id=group.id)
    async with closed_school.open(tea):
        await closed_school.settled()
        assert closed_school.rows("SELECT COUNT(*) FROM round_answers") == [(2,)]
    closed_school.clock.pass_(hours=30)
    async with closed_school.open(tea):
        await ticked(closed_school)
        result = next(one for one in group.messages if one["message_id"] == message["message_id"])
        assert "👥 2 answered · 2 right · first: Bob" in text_of(result)
