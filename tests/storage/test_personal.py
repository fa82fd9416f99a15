"""A person's own data: handed out whole, and deleted without a rest."""

from __future__ import annotations

import re

from bot.storage import personal
from bot.storage.database import Tx
from tests.storage.rows import columns, everything, fill, refers, tables

PERSONS = re.compile(r"(learner|person|user|member|admin|chat|sender|owner)(_id)?")
NOT_PERSONAL = frozenset({"groups"})
"""Tables with a column that looks like a person's id, but is none."""


def test_every_table_with_a_persons_id_is_in_the_list(tx: Tx) -> None:
    fill(tx, 7)
    assert personal.everything_about(tx, 7).keys() == about_people(tx)


def test_all_rows_about_a_person_are_handed_out_and_only_theirs(tx: Tx) -> None:
    for learner_id in (7, 8):
        fill(tx, learner_id)
    (mine, others) = (personal.everything_about(tx, learner_id) for learner_id in (7, 8))
    for table in about_people(tx):
        assert len(mine[table]) == len(others[table]) == 1
        assert mine[table] + others[table] == everything(tx)[table]


def test_a_person_who_is_forgotten_leaves_nothing_and_takes_nothing_of_others(tx: Tx) -> None:
    fill(tx, 8)
    of_others = everything(tx)
    fill(tx, 7)
    of_nobody = {table: rows for table, rows in everything(tx).items() if table not in about_people(tx)}
    personal.forget(tx, 7)
    assert everything(tx) == of_others | of_nobody
    assert not any(personal.everything_about(tx, 7).values())
    personal.forget(tx, 7)
    personal.forget(tx, 404)
    assert everything(tx) == of_others | of_nobody


def test_a_table_that_a_later_step_adds_is_noticed(tx: Tx) -> None:
    tx.execute("CREATE TABLE odd_letters (asker BIGINT REFERENCES learners (id), text TEXT)")
    tx.execute("CREATE TABLE odd_chats (chat_id BIGINT, text TEXT)")
    tx.execute("CREATE TABLE odd_days (day TEXT, learners INTEGER)")
    known = personal.everything_about(tx, 7).keys()
    assert about_people(tx) - known == {"odd_letters", "odd_chats"}


def about_people(tx: Tx) -> set[str]:
    """The tables with rows about people, as their columns tell."""
    found = {
        table
        for table in tables(tx)
        if any(map(PERSONS.fullmatch, columns(tx, table)))
        or any(other == "learners" for other, _ in refers(tx, table).values())
    }
    return (found | {"learners"}) - NOT_PERSONAL
