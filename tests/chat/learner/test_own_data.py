"""A person's own data in the chat: a copy of all of it, and all of it gone."""

from __future__ import annotations

from tests.chat.learner.deeds import at_hot_water, at_second_question, everything, my_data
from tests.school import School

KEPT = "SELECT first_name FROM learners ORDER BY first_name"


async def test_mydata_is_a_file_with_the_persons_rows_and_nobody_elses(school: School) -> None:
    bob = school.join("Bob")
    await bob.play("""
        > /start tea--leaves
        > [Lessons]
    """)
    ada = await at_hot_water(school)
    await ada.press("Next ▸")
    await ada.press("A")
    await ada.say("/mydata")
    data = await my_data(ada)
    assert [row["first_name"] for row in data["learners"]] == ["Ada"]
    assert {key: row for row in data["progress"] for key, row in row.items()}["place_id"] == "how-hot"
    assert [row["step_id"] for row in data["answers"]] == ["how-hot"]
    rows = [row for of_table in data.values() for row in of_table]
    assert {row.get("learner_id", row.get("id")) for row in rows} == {ada.id}
    assert str(bob.id) not in str(data)
    assert "Bob" not in str(data)


async def test_mydata_of_somebody_new_says_that_they_were_here_and_no_more(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/mydata")
    data = await my_data(ada)
    assert {table: len(rows) for table, rows in data.items() if rows} == {"learners": 1}


async def test_forget_asks_first_and_what_is_kept_stays(school: School) -> None:
    ada = await at_hot_water(school)
    before = everything(school)
    await ada.play("""
        > /forget
        Delete everything about you?
        [Delete everything]
        [Keep it]
    """)
    assert everything(school) == before
    await ada.play("""
        > [Keep it]
        Nothing was deleted.
    """)
    assert ada.labels == []
    assert everything(school) == before


async def test_forget_deletes_all_of_it_and_nothing_of_others(school: School) -> None:
    bob = school.join("Bob")
    await bob.say("/start tea--leaves")
    ada = await at_hot_water(school)
    await ada.play("""
        > /forget
        > [Delete everything]
        All of it is deleted.
    """)
    assert ada.labels == []
    assert school.rows(KEPT) == [("Bob",)]
    assert school.rows("SELECT learner_id FROM progress") == [(bob.id,)]
    await ada.play("""
        > /progress
        You have not begun a course yet, Ada.
        > /start
        Hello Ada
    """)


async def test_old_buttons_are_harmless_after_everything_was_deleted(school: School) -> None:
    ada = await at_second_question(school)
    tick = next(label for label in ada.labels if label.startswith("☐"))
    old = [ada.find(label) for label in (tick, "Check", "Skip ▸", "◂ Back", "Hint") if label in ada.labels]
    await ada.say("/forget")
    sure, keep = ada.find("Delete everything"), ada.find("Keep it")
    await ada.tap(*sure)
    for message, button in [*old, sure, keep]:
        await ada.tap(message, button)
        assert everything(school) == [[], [], []]
    for message, button in old:
        await ada.tap(message, button)
    await ada.play("""
        Hello Ada
        [Begin]
        > [Begin]
        Cold water
    """)
    after = everything(school)
    for message, button in old:
        await ada.tap(message, button)
    assert everything(school) == after
