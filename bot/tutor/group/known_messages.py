"""Where the messages of rounds are, as far as that is not known from sending them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.learning.group.group import Group
from bot.learning.group.outgoing import Item, ItemKind
from bot.learning.group.round import Round
from bot.learning.group.settling import heard
from bot.storage.database import Tx
from bot.storage.group import groups, rounds
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class PressedRound:
    """A button of a round that was pressed in a chat. `is_there`: the message below which it was pressed has
    it, so the round's message is that one."""

    group_key: str
    number: int
    chat_id: int
    is_there: bool


class KnownMessages:
    def __init__(self, use_cases: UseCases) -> None:
        self._database = use_cases.database

    async def notice(self, tap: Tap, button: PressedRound) -> None:
        """A press by somebody who may do nothing by it tells where the round's message is all the same."""

        def work(tx: Tx) -> None:
            group, round_ = named(tx, button)
            if group and round_:
                heard_of(tx, group, round_, button, tap)

        await self._database.transaction(work)

    async def open_at(self, group_key: str, message_id: int) -> int | None:
        """The number of the open round that has this message."""

        def work(tx: Tx) -> int | None:
            found = rounds.open_ones(tx, group_key)
            return next((one.number for one in found if one.message_id == message_id), None)

        return await self._database.transaction(work)

    async def lost(self, round_: Round) -> bool:
        """The message that the round took over from one of before cannot be changed: it has yet to go out,
        in one of its own. Whether it had taken one over."""

        def work(tx: Tx) -> bool:
            if not rounds.shares_message(tx, round_):
                return False
            rounds.lose_message(tx, round_)
            return True

        return await self._database.transaction(work)


def named(tx: Tx, button: PressedRound) -> tuple[Group | None, Round | None]:
    return groups.find(tx, button.group_key), rounds.find(tx, button.group_key, button.number)


def heard_of(tx: Tx, group: Group, round_: Round, button: PressedRound, tap: Tap) -> Round:
    """Where nobody knew where, or whether, the round's message is: it has the button that was pressed."""
    if not round_.may_be_found or not button.is_there or button.chat_id != group.chat.id:
        return round_
    rounds.sent(tx, round_, tap.message_id, None, round_.style)
    item = Item(ItemKind.ROUND, str(round_.number))
    if item in group.unknown:
        groups.save(tx, heard(group, item))
    if round_.closed_at:  # and looks as if it were open
        rounds.closing_due(tx, round_)
    return replace(round_, message_id=tap.message_id, no_message=None)
