"""Data that no button of ours has: anybody can send it, and it moves nobody."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.course.library import Library
from tests.chat.learner.deeds import (
    PROGRESS,
    assert_one_place,
    at_first_question,
    everything,
    forge,
    reading,
    real_complaints,
    titles,
)
from tests.school import LocalApi, School

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
    assert not school.world.queries.waiting
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
    assert not school.world.queries.waiting
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
    assert not school.world.queries.waiting


async def test_a_step_of_a_course_that_was_not_begun_shows_the_place_in_the_present_one(
    closed_school: School, tea, shipped
) -> None:  # type: ignore[no-untyped-def]
    other = shipped.courses[0]
    async with closed_school.open(Library([*tea.courses, other])):
        ada = await reading(closed_school)
        before = closed_school.rows(PROGRESS)
        await forge(ada, f"n.{other.step_key(other.lessons[0].steps[0].id)}.1")
        assert closed_school.rows(PROGRESS) == before
        assert titles(ada)[-1] == "Cold water"
        assert_one_place(ada)
