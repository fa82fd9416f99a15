"""What has yet to go out to a group, and what became of a round's message, as they are written in rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.learning.group.group import Chat, ChatKind, Group, Style
from bot.learning.group.outgoing import Item, ItemKind
from bot.learning.group.round import NoMessage, Round
from bot.storage.database import Tx
from bot.storage.group import groups, items, rounds

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PENDING = (Item(ItemKind.SECTION, "hot"), Item(ItemKind.DOUBT, "cold"), Item(ItemKind.END))


@pytest.fixture
def group(tx: Tx) -> Group:
    return groups.add(tx, Chat(-5, "Tea", ChatKind.GROUP), NOON)


@pytest.fixture
def round_(tx: Tx, group: Group) -> Round:
    return rounds.open_(tx, Round(group.key, 0, "tea", "which", ("a", "b"), Style.BUTTONS, NOON, NOON))


def test_what_is_pending_is_written_as_it_always_was_and_comes_back(tx: Tx, group: Group) -> None:
    groups.save(tx, replace(group, pending=PENDING))
    (written,) = tx.execute("SELECT pending FROM groups").fetchone()
    found = groups.find(tx, group.key)
    assert written == "hot ?cold !end"
    assert found
    assert found.pending == PENDING


@pytest.mark.parametrize("kind", [ItemKind.ROUND, ItemKind.RESULT])
def test_a_round_is_not_pending_as_sections_are(kind: ItemKind) -> None:
    with pytest.raises(ValueError, match=kind.value):
        items.write_pending([Item(kind, "1")])


def test_a_round_comes_back_with_its_course_and_without_where_none_was_written() -> None:
    round_ = Item(ItemKind.ROUND, "3", "which", "tea")
    assert [item.course for item in items.read(items.write([round_]))] == ["tea"]
    assert [item.course for item in items.read("round:3:which")] == [""]


def test_a_kind_of_item_that_nobody_knows_is_no_item() -> None:
    assert items.read("section:hot: round:3:which") == (
        Item(ItemKind.SECTION, "hot"),
        Item(ItemKind.ROUND, "3", "which"),
    )
    with pytest.raises(ValueError, match="poem"):
        items.read("poem:hot:")


@pytest.mark.parametrize(
    ("why", "number", "may_be_found"), [(NoMessage.UNHEARD, 0, True), (NoMessage.REFUSED, -1, False)]
)
def test_why_a_round_has_no_message_is_written_in_its_place(
    why: NoMessage, number: int, may_be_found: bool, tx: Tx, round_: Round
) -> None:
    rounds.without_message(tx, round_, why)
    (written,) = tx.execute("SELECT message_id FROM rounds").fetchone()
    found = rounds.find(tx, round_.group_key, round_.number)
    assert written == number
    assert found
    assert (found.message_id, found.no_message) == (None, why)
    assert found.may_be_found == may_be_found
    assert not rounds.to_show(tx, round_.group_key).any


def test_a_round_whose_message_is_known_has_its_id_and_no_excuse(tx: Tx, round_: Round) -> None:
    assert rounds.to_show(tx, round_.group_key).unsent == (round_,)
    rounds.sent(tx, round_, 12, None, Style.BUTTONS)
    found = rounds.find(tx, round_.group_key, round_.number)
    assert found
    assert (found.message_id, found.no_message) == (12, None)


def test_rounds_are_numbered_by_the_database_group_by_group(tx: Tx, group: Group, round_: Round) -> None:
    other = groups.add(tx, Chat(-6, "Coffee", ChatKind.GROUP), NOON)
    opened = [rounds.open_(tx, replace(round_, group_key=key)) for key in (group.key, other.key, group.key)]
    assert [found.number for found in (round_, *opened)] == [1, 2, 1, 3]
    assert opened == [rounds.find(tx, found.group_key, found.number) for found in opened]


def test_a_chat_that_is_met_twice_is_one_group(tx: Tx, group: Group) -> None:
    groups.save(tx, replace(group, course_id="tea"))
    assert groups.add(tx, group.chat, NOON) == replace(group, course_id="tea")
