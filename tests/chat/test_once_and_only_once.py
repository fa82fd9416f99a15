"""Every press counts once: pressed twice, delivered twice, too late, forged, or answered into the void."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.emulator.errors import ApiError, forbidden
from bot.emulator.updates import Update
from tests.chat.test_course_in_a_chat import at_first_question, letter_of, tick
from tests.school import LocalApi, Pupil, School, buttons_of, newest, text_of

PROGRESS = "SELECT run, visit, place, place_id, attempt, chosen, hinted FROM progress ORDER BY run"
ANSWERS = "SELECT run, step_id, attempt, chosen, result FROM answers ORDER BY run, step_id, attempt"
VISITS = "SELECT lesson_id, bookmark, finished_at FROM lesson_visits ORDER BY lesson_id"
PLACE_BUTTONS = {"Next ▸", "Skip ▸", "Next lesson ▸", "Your result ▸", "◂ Back", "Start again"}


# Pressed twice


async def test_a_double_tap_on_next_moves_once_and_sends_one_message(school: School) -> None:
    ada = await reading(school)
    await quickly(ada, "Next ▸", "Next ▸")
    assert titles(ada) == ["Cold water", "Hot water"]
    assert_one_place(ada)


async def test_a_double_tap_on_begin_begins_once_and_sends_one_message(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    await quickly(ada, "Begin", "Begin")
    assert titles(ada) == ["Cold water"]
    assert_one_place(ada)


async def test_a_double_tap_on_a_lesson_goes_there_once_and_sends_one_message(school: School) -> None:
    ada = await reading(school)
    await ada.say("/lessons")
    await quickly(ada, "2. Leaves", "2. Leaves")
    assert titles(ada) == ["Cold water", "Into the pot"]
    assert_one_place(ada)


async def test_of_two_taps_queued_before_the_first_was_handled_the_second_is_stale(school: School) -> None:
    ada = await reading(school)
    await ada.press("Next ▸")
    await quickly(ada, "Next ▸", "◂ Back")
    assert titles(ada)[-1] == "How hot?"
    assert ada.toast.startswith("That button is from an earlier step.")


async def test_an_answer_pressed_twice_is_counted_once(school: School) -> None:
    ada = await at_first_question(school)
    wrong = letter_of(ada.text, "It sings")
    await quickly(ada, wrong, wrong)
    assert school.rows(ANSWERS) == [(1, "how-hot", 1, "sings", "wrong")]
    assert ada.text.count("That is the kettle.") == 1


async def test_of_two_answers_queued_at_once_the_first_counts(school: School) -> None:
    ada = await at_first_question(school)
    await quickly(ada, letter_of(ada.text, "It sings"), letter_of(ada.text, "It boils"))
    assert school.rows(ANSWERS) == [(1, "how-hot", 1, "sings", "wrong")]
    assert "At 100 °C it boils." not in ada.text


async def test_a_double_tap_on_check_counts_one_attempt(school: School) -> None:
    ada = await at_second_question(school)
    await tick(ada, "Purple rain")
    await quickly(ada, "Check", "Check")
    assert [row[:3] for row in school.rows(ANSWERS)] == [(1, "which", 1)]


async def test_a_double_tap_on_start_again_begins_one_run(school: School) -> None:
    ada = await at_the_end(school)
    await quickly(ada, "Start again", "Start again")
    assert [row[0] for row in school.rows(PROGRESS)] == [1, 2]
    assert titles(ada).count("Cold water") == 2


async def test_a_double_tap_on_delete_everything_deletes_once(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    await ada.say("/forget")
    await quickly(ada, "Delete everything", "Delete everything")
    assert school.rows("SELECT * FROM learners") == []
    assert real_complaints(api) == []


# Left behind


async def test_a_tap_on_a_message_left_behind_a_moment_ago_changes_nothing_and_sends_nothing(
    school: School,
) -> None:
    ada = await reading(school)
    old = ada.find("Next ▸")
    await ada.press("Next ▸")
    before, count = school.rows(PROGRESS), len(ada.messages)
    await ada.tap(*old)
    assert school.rows(PROGRESS) == before
    assert len(ada.messages) == count
    assert_one_place(ada)


async def test_a_tap_on_a_message_left_behind_long_ago_shows_the_place_again(school: School) -> None:
    ada = await reading(school)
    old = ada.find("Next ▸")
    await ada.press("Next ▸")
    before = school.rows(PROGRESS)
    school.clock.pass_(days=90)
    await ada.tap(*old)
    assert titles(ada) == ["Cold water", "Hot water", "Hot water"]
    assert school.rows(PROGRESS) == before
    assert_one_place(ada)


async def test_a_button_pressed_right_below_a_newer_place_brings_the_place_down(school: School) -> None:
    ada = await reading(school)
    await ada.press("Lessons")
    await ada.press("Continue ▸")
    assert titles(ada) == ["Cold water", "Cold water"]
    assert_one_place(ada)


async def test_an_answer_of_an_earlier_attempt_changes_nothing(school: School) -> None:
    ada = await at_first_question(school)
    first = {label: ada.find(label) for label in ada.labels}
    wrong = letter_of(ada.text, "It sings")
    right = f"{letter_of(ada.text, 'It boils')}  It boils"
    await ada.press(wrong)
    text = ada.text
    await ada.tap(*first[right])
    assert school.rows(ANSWERS) == [(1, "how-hot", 1, "sings", "wrong")]
    assert ada.text == text


async def test_an_answer_of_an_earlier_visit_changes_nothing(school: School) -> None:
    ada = await at_first_question(school)
    old = ada.find(letter_of(ada.text, "It sings"))
    await ada.play("""
        > [◂ Back]
        > [Next ▸]
        How hot?
    """)
    await ada.tap(*old)
    assert school.rows(ANSWERS) == []
    assert_one_place(ada)


async def test_an_answer_of_an_earlier_run_changes_nothing(school: School) -> None:
    ada = await at_first_question(school)
    old = ada.find(letter_of(ada.text, "It sings"))
    await to_the_end(ada)
    await ada.play("""
        > [Start again]
        > [Next ▸]
        > [Next ▸]
        How hot?
    """)
    await ada.tap(*old)
    assert school.rows(ANSWERS) == []


async def test_an_answer_in_an_older_copy_of_the_question_is_shown_in_the_newest(school: School) -> None:
    ada = await at_first_question(school)
    copy = ada.find(letter_of(ada.text, "It sings"))
    await ada.say("/continue")
    await ada.tap(*copy)
    assert [row[2] for row in school.rows(ANSWERS)] == [1]
    assert "That is the kettle." in ada.text
    assert_one_place(ada)


# Delivered twice


async def test_next_delivered_twice_moves_once(school: School) -> None:
    ada = await reading(school)
    await twice(school, await ada.press("Next ▸"))
    assert titles(ada) == ["Cold water", "Hot water"]


async def test_an_answer_delivered_twice_is_counted_once(school: School) -> None:
    ada = await at_first_question(school)
    await twice(school, await ada.press(letter_of(ada.text, "It sings")))
    assert "That is the kettle." in ada.text


async def test_a_right_answer_delivered_twice_is_counted_once(school: School) -> None:
    ada = await at_first_question(school)
    await twice(school, await ada.press(letter_of(ada.text, "It boils")))
    assert "At 100 °C it boils." in ada.text


async def test_a_check_delivered_twice_is_counted_once(school: School) -> None:
    ada = await at_second_question(school)
    await tick(ada, "Green")
    await twice(school, await ada.press("Check"))


async def test_a_hint_and_a_shown_answer_delivered_twice_count_once(school: School) -> None:
    ada = await at_first_question(school)
    await twice(school, await ada.press("Hint"))
    await ada.press(letter_of(ada.text, "It sings"))
    await twice(school, await ada.press("Show the answer"))


async def test_another_try_delivered_twice_opens_the_question_once(school: School) -> None:
    ada = await at_first_question(school)
    await ada.press(letter_of(ada.text, "It sings"))
    await ada.press(letter_of(ada.text, "It boils"))
    await twice(school, await ada.press("Try it again"))
    assert_one_place(ada)


async def test_a_jump_delivered_twice_goes_there_once_and_sends_one_message(school: School) -> None:
    ada = await reading(school)
    await ada.say("/lessons")
    await twice(school, await ada.press("2. Leaves"))
    assert titles(ada) == ["Cold water", "Into the pot"]


async def test_a_jump_delivered_again_after_the_learner_went_on_does_not_move_them_back(
    school: School,
) -> None:
    ada = await reading(school)
    await ada.say("/lessons")
    jump = await ada.press("2. Leaves")
    await ada.press("◂ Back")
    await twice(school, jump)
    assert titles(ada)[-1] == "How hot?"
    assert_one_place(ada)


async def test_another_look_delivered_again_after_the_learner_went_on_does_not_move_them_back(
    school: School,
) -> None:
    ada = await at_first_question(school)
    await ada.press("Skip ▸")
    jump = await ada.press("↺ How hot?")
    await ada.press("◂ Back")
    await twice(school, jump)
    assert titles(ada)[-1] == "Hot water"
    assert_one_place(ada)


async def test_a_deep_link_delivered_again_after_the_learner_went_on_does_not_move_them_back(
    school: School,
) -> None:
    ada = school.join("Ada")
    start = await ada.say("/start tea--leaves")
    await ada.press("◂ Back")
    await twice(school, start)
    assert titles(ada)[-1] == "How hot?"
    assert_one_place(ada)


async def test_a_tick_delivered_again_after_it_was_taken_back_is_not_set_again(school: School) -> None:
    ada = await at_second_question(school)
    label = next(label for label in ada.labels if label.endswith("Green"))
    on = await ada.press(label)
    await ada.press(label.replace("☐", "☑"))
    await twice(school, on)
    assert label in ada.labels


async def test_begin_delivered_twice_sends_one_message(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    await twice(school, await ada.press("Begin"))
    assert titles(ada) == ["Cold water"]


async def test_start_again_delivered_twice_begins_one_run(school: School) -> None:
    ada = await at_the_end(school)
    await twice(school, await ada.press("Start again"))
    assert titles(ada).count("Cold water") == 2


async def test_delete_everything_delivered_twice_leaves_nothing_behind(school: School) -> None:
    ada = await reading(school)
    await ada.say("/forget")
    await twice(school, await ada.press("Delete everything"))
    assert school.rows("SELECT * FROM learners") == []
    assert "All of it is deleted" in ada.text


async def test_after_deleting_everything_the_old_buttons_greet_a_stranger(school: School) -> None:
    ada = await reading(school)
    old = ada.find("Next ▸")
    await ada.say("/forget")
    await ada.press("Delete everything")
    await ada.tap(*old)
    assert "Hello Ada" in ada.text
    assert school.rows(PROGRESS) == []


# Lost on the way


@pytest.mark.parametrize("lost", [ApiError(502, "Bad Gateway"), ApiError(400, "Bad Request: no luck")])
async def test_a_place_whose_message_was_lost_is_sent_when_the_tap_comes_again(
    school: School, api: LocalApi, lost: ApiError
) -> None:
    ada = await reading(school)
    api.fail_once("sendMessage", lost)
    tap = await ada.press("Next ▸")
    assert titles(ada)[-1] == "Cold water"
    await school.deliver_again(tap)
    assert titles(ada) == ["Cold water", "Hot water"]
    assert_one_place(ada)
    assert "earlier step" not in ada.toast


async def test_a_place_whose_message_was_lost_is_sent_when_any_old_button_is_pressed(
    school: School, api: LocalApi
) -> None:
    ada = await reading(school)
    old = ada.find("Next ▸")
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"))
    await ada.press("Next ▸")
    await ada.tap(*old)
    assert titles(ada) == ["Cold water", "Hot water"]
    assert_one_place(ada)


async def test_a_message_that_arrived_without_the_bot_hearing_of_it_works_all_the_same(
    school: School, api: LocalApi
) -> None:
    ada = await at_hot_water(school)
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"), done=True)
    await ada.press("Next ▸")
    assert titles(ada)[-1] == "How hot?"
    await ada.press(letter_of(ada.text, "It boils"))
    assert school.rows(ANSWERS) == [(1, "how-hot", 1, "boils", "right")]
    assert "At 100 °C it boils." in ada.text
    await ada.press("Next ▸")
    assert_one_place(ada)


async def test_a_verdict_whose_edit_was_lost_is_shown_when_the_tap_comes_again(
    school: School, api: LocalApi
) -> None:
    ada = await at_first_question(school)
    api.fail_once("editMessageText", ApiError(400, "Bad Request: no luck"))
    tap = await ada.press(letter_of(ada.text, "It boils"))
    assert "At 100 °C it boils." not in ada.text
    await school.deliver_again(tap)
    assert "At 100 °C it boils." in ada.text
    assert len(school.rows(ANSWERS)) == 1


async def test_old_buttons_that_could_not_be_taken_off_do_not_make_the_bot_forget_what_it_sent(
    school: School, api: LocalApi
) -> None:
    ada = await reading(school)
    api.fail_once("editMessageReplyMarkup", ApiError(400, "Bad Request: no luck"))
    old = ada.find("Next ▸")
    await ada.press("Next ▸")
    await ada.tap(*old)
    assert titles(ada) == ["Cold water", "Hot water"]
    assert_one_place(ada)


async def test_a_press_in_a_message_deleted_meanwhile_sends_the_place_anew(
    school: School, api: LocalApi
) -> None:
    ada = await at_first_question(school)
    message, button = ada.find(letter_of(ada.text, "It sings"))
    school.world.tap(ada.id, message["message_id"], button["callback_data"])
    school.world.remove(school.world.chats[ada.id], message["message_id"])
    await school.settled()
    assert "That is the kettle." in ada.text
    await ada.press(letter_of(ada.text, "It boils"))
    assert "At 100 °C it boils." in ada.text
    assert_one_place(ada)


async def test_going_on_from_a_message_deleted_meanwhile_is_no_trouble(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    message, button = ada.find("Next ▸")
    school.world.tap(ada.id, message["message_id"], button["callback_data"])
    school.world.remove(school.world.chats[ada.id], message["message_id"])
    await school.settled()
    assert titles(ada) == ["Hot water"]


async def test_a_tap_that_is_too_old_to_be_answered_counts_all_the_same(school: School) -> None:
    ada = await at_first_question(school)
    message, button = ada.find(letter_of(ada.text, "It boils"))
    school.world.tap(ada.id, message["message_id"], button["callback_data"])
    school.world.queries.clear()
    await school.settled()
    assert "At 100 °C it boils." in ada.text


async def test_a_learner_who_blocks_the_bot_is_gone_until_they_start_it_again(school: School) -> None:
    ada = await reading(school)
    school.world.block(ada.id)
    await school.settled()
    assert gone(school)
    school.world.unblock(ada.id)
    await school.settled()
    await ada.play("""
        > /start
        Welcome back, Ada.
    """)
    assert not gone(school)


async def test_a_learner_is_gone_when_telegram_says_that_they_blocked_the_bot(
    school: School, api: LocalApi
) -> None:
    ada = await reading(school)
    api.fail_once("sendMessage", forbidden("bot was blocked by the user"))
    await ada.press("Next ▸")
    assert gone(school)
    await ada.play("""
        > /continue
        Hot water
    """)
    assert not gone(school)


async def test_a_picture_whose_file_id_is_refused_is_uploaded_again(school: School, api: LocalApi) -> None:
    ada, bob = school.join("Ada"), school.join("Bob")
    await ada.say("/start tea--water")
    (known,) = school.rows("SELECT file_id FROM files")
    refusal = ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")
    api.fail_once("sendPhoto", refusal)
    await bob.say("/start tea--water")
    assert "Cold water" in bob.text
    photos = [params["photo"] for params in school.calls("sendPhoto")]
    assert [isinstance(photo, str) for photo in photos] == [False, False]
    assert school.rows("SELECT file_id FROM files") == [known]


# Forged and foreign

FORGED = [
    "",
    ".",
    "x",
    "n",
    "n.",
    "n..",
    "n.abc",
    "n.abc.-1",
    "n.abc.1.2",
    "n.abc.99999999999",
    "n.abc.１",
    "a.abc.1.1",
    "t.abc.1.1.opt.2",
    "p.loud",
    "f.2",
    "r.abc.",
    "start",
    "menu:settings:3",
    '{"action": "next"}',
    "🫖" * 16,
    "n.abc.1\n",
    "\x00\x01\x02",
]


async def test_data_that_no_button_of_ours_has_is_answered_and_writes_nothing(
    school: School, api: LocalApi
) -> None:
    ada = await at_first_question(school)
    before = everything(school)
    for data in filter(None, FORGED):
        await forge(ada, data)
    assert everything(school) == before
    assert len(school.world.toasts(ada.id)) == len({t["query_id"] for t in school.world.toasts(ada.id)})
    assert not school.world.queries
    assert real_complaints(api) == []


async def test_data_of_our_form_that_fits_nowhere_is_answered_and_moves_nobody(
    school: School, api: LocalApi
) -> None:
    ada = await at_first_question(school)
    key = ada.find("Skip ▸")[1]["callback_data"].split(".")[1]
    other = "AAAAAAAA"
    before = everything(school)
    for data in (
        *(f"{letter}.{other}.1" for letter in "nbyr"),
        *(f"{letter}.{key}.999" for letter in "nby"),
        *(f"{letter}.{other}" for letter in "jgcld"),
        *(f"{letter}.{key}.3.999" for letter in "khv"),
        f"a.{key}.3.1.{other[:6]}",
        f"t.{key}.3.1.{other[:6]}.1",
        f"k.{key}.3.1",
        f"y.{key}.3",
    ):
        await forge(ada, data)
        assert everything(school) == before, data
    assert not school.world.queries
    assert real_complaints(api) == []
    assert_one_place(ada)


async def test_buttons_of_a_question_forged_into_a_picture_are_no_trouble(
    school: School, api: LocalApi
) -> None:
    ada = await reading(school)
    key, visit = ada.find("Next ▸")[1]["callback_data"].split(".")[1:]
    before = everything(school)
    for data in (f"a.{key}.{visit}.1.AAAAAA", f"h.{key}.{visit}.1", f"v.{key}.{visit}.1", f"y.{key}.{visit}"):
        await forge(ada, data)
    assert everything(school) == before
    assert_one_place(ada)
    assert {words for _, words in real_complaints(api)} == {
        "Bad Request: there is no text in the message to edit"
    }


@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=16),
        st.from_regex(r"[nbyatkhvjgrcld](\.[A-Za-z0-9_-]{1,12}){0,5}", fullmatch=True).filter(
            lambda data: len(data) <= 64
        ),
    )
)
async def test_any_data_at_all_is_answered_and_writes_nothing(school: School, data: str) -> None:
    ada = school.join("Ada")
    if not ada.messages:
        await ada.say("/start tea--water")
    before = everything(school)
    await forge(ada, data)
    assert everything(school) == before
    assert not school.world.queries


async def test_a_step_of_a_course_that_was_not_begun_shows_the_place_in_the_present_one(
    closed_school: School, tea, shipped
) -> None:  # type: ignore[no-untyped-def]
    from bot.course.library import Library

    other = shipped.courses[0]
    async with closed_school.open(Library([*tea.courses, other])):
        ada = await reading(closed_school)
        before = closed_school.rows(PROGRESS)
        await forge(ada, f"n.{other.step_key(other.lessons[0].steps[0].id)}.1")
        assert closed_school.rows(PROGRESS) == before
        assert titles(ada)[-1] == "Cold water"
        assert_one_place(ada)


# What the tests above have in common


async def reading(school: School) -> Pupil:
    ada = school.join("Ada")
    await ada.say("/start")
    await ada.press("A cup of tea" if "A cup of tea" in ada.labels else "Begin")
    if "Begin" in ada.labels:
        await ada.press("Begin")
    return ada


async def at_hot_water(school: School) -> Pupil:
    ada = await reading(school)
    await ada.press("Next ▸")
    return ada


async def at_second_question(school: School) -> Pupil:
    ada = school.join("Ada")
    await ada.say("/start tea--leaves")
    await ada.press("Next ▸")
    return ada


async def at_the_end(school: School) -> Pupil:
    ada = await reading(school)
    await to_the_end(ada)
    return ada


async def to_the_end(ada: Pupil) -> None:
    while "Start again" not in ada.labels:
        await ada.press(next(label for label in ada.labels if label in PLACE_BUTTONS - {"◂ Back"}))


async def quickly(ada: Pupil, *labels: str) -> None:
    """Presses all of these before the bot has seen the first."""
    for message, button in [ada.find(label) for label in labels]:
        ada.school.world.tap(ada.id, message["message_id"], button["callback_data"])
    await ada.school.settled()


async def twice(school: School, update: Update) -> None:
    """Delivers it once more, which must change nothing: nothing stored, and nothing in the chat."""
    before, chat = everything(school), shown(school, update.lane)
    await school.deliver_again(update)
    assert everything(school) == before
    assert shown(school, update.lane) == chat


async def forge(ada: Pupil, data: str) -> None:
    """Sends data as if the newest message of the bot had a button with it: any client can do that."""
    message = next(m for m in reversed(ada.messages) if m["from"]["is_bot"])
    ada.school.world.chats[ada.id].data.setdefault(message["message_id"], set()).add(data)
    ada.school.world.tap(ada.id, message["message_id"], data)
    assert newest(ada.school.world).kind == "callback_query"
    await ada.school.settled()


def everything(school: School) -> list[list[tuple[object, ...]]]:
    """All that is stored of how the learner stands."""
    return [school.rows(query) for query in (PROGRESS, ANSWERS, VISITS)]


def shown(school: School, chat_id: int) -> list[tuple[str, list[str]]]:
    """What the bot's messages in a chat say, and their buttons."""
    return [
        (text_of(message), [button["text"] for button in buttons_of(message)])
        for message in school.world.messages(chat_id)
        if message["from"]["is_bot"]
    ]


def titles(ada: Pupil) -> list[str]:
    """The first lines of all messages that show a place, or showed one."""
    steps = ("Cold water", "Hot water", "How hot?", "Into the pot", "Which of these are tea?")
    lines = [text_of(message).splitlines()[0] for message in ada.messages if text_of(message)]
    return [line for line in lines if line in steps]


def assert_one_place(ada: Pupil) -> None:
    """The newest message of a place is the only one with its buttons."""
    having = [m for m in ada.messages if PLACE_BUTTONS & {b["text"] for b in buttons_of(m)}]
    assert len(having) == 1, [text_of(message) for message in having]
    assert text_of(having[0]).splitlines()[0] in (titles(ada)[-1], "Water", "Leaves", "A cup of tea")


def gone(school: School) -> bool:
    return school.rows("SELECT gone_at FROM learners")[0][0] is not None


def real_complaints(api: LocalApi) -> list[tuple[str, str]]:
    """What was refused, but for changes that changed nothing."""
    return [(method, words) for method, words in api.complaints if "message is not modified" not in words]
