"""All polls: they open, people vote, they close, by themselves too."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from typing import Any

from bot.emulator.errors import RefusedError
from bot.emulator.world.chat import ADMINS, CHANNEL_SENDER, Chat, Message
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.journal import Tables
from bot.emulator.world.message_history import MessageHistory
from bot.emulator.world.poll import Poll
from bot.emulator.world.table import Table


class Polls(Table[str, Poll]):
    """All polls, by id."""

    def __init__(self, common: Common, chats: Chats, history: MessageHistory) -> None:
        super().__init__()
        self._common = common
        self._chats = chats
        self._history = history
        self._timed: dict[str, Poll] = {}
        self._timer: asyncio.TimerHandle | None = None

    def load(self, tables: Tables) -> None:
        for key, row in tables.get("poll", {}).items():
            self._rows[key] = Poll.of(row)
        self._timed = {key: poll for key, poll in self.items() if poll.closes_at is not None}

    def open(self, chat: Chat, author: int, body: dict[str, Any], correct: list[int]) -> Poll:
        """A new poll; body is the Poll object without its id and the right options."""
        shown = correct if author == self._common.bot.id or chat.is_private else []
        body = {"id": str(secrets.randbits(62)), **body}
        poll = Poll(body | ({"correct_option_ids": shown} if shown else {}), author, chat.id, correct)
        self._rows[poll.id] = poll
        self._keep(poll)
        if poll.closes_at is not None:
            self._timed[poll.id] = poll
            self.watch()
        return poll

    def show(self, poll: Poll, message: Message) -> None:
        """A message shows this poll; its numbers follow."""
        poll.shown.append((message["chat"]["id"], message["message_id"]))
        self._keep(poll)

    def of(self, message: Message) -> Poll | None:
        """The poll that a message shows."""
        return self.get(message.get("poll", {}).get("id", ""))

    def vote(self, person_id: int, poll_id: str, options: list[int], *, anonymous: bool = False) -> None:
        """A person votes; no options take the vote back; anonymous: as the group. Raises RefusedError."""
        self.close_due()
        poll, voter, shown = self._voter(person_id, poll_id, anonymous)
        if refusal := poll.why_not(voter, options):
            raise RefusedError(refusal)
        poll.count(voter, options)
        self._refresh(poll)
        if poll.author == self._common.bot.id:
            if not poll.body["is_anonymous"]:
                self._common.updates.add("poll_answer", poll.chat_id, poll.answer(shown, options))
            self._common.updates.add("poll", poll.chat_id, poll.body)
        vote = {"poll_id": poll.id, "options": poll.votes.get(voter, [])}
        self._common.events.publish([person_id], "vote", vote)
        self._common.commit()

    def close(self, poll: Poll) -> None:
        """Nobody can vote any more, and everybody sees what was right."""
        poll.close()
        self._timed.pop(poll.id, None)
        self._refresh(poll)
        if poll.author == self._common.bot.id:
            self._common.updates.add("poll", poll.chat_id, poll.body)

    def close_due(self) -> None:
        """Close the polls whose time is over. A server does this in time by itself."""
        due = [poll for poll in self._timed.values() if (poll.closes_at or 0) <= self._common.clock()]
        for poll in due:
            self.close(poll)
        if due:
            self._common.commit()

    def watch(self) -> None:
        """Close each poll at its time, as long as this event loop runs or until told to stop."""
        self.stop_watching()
        first = min((poll.closes_at or 0 for poll in self._timed.values()), default=None)
        if first is None:
            return
        # A clock that a test sets may stand still, so there is always some wait.
        wait = max(first - self._common.clock(), 0.2)
        # Without a loop, as in a plain test, polls close at the next vote or call.
        with suppress(RuntimeError):
            self._timer = asyncio.get_running_loop().call_later(wait, self._look)

    def stop_watching(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self.close_due()
        self.watch()

    def _voter(self, person_id: int, poll_id: str, anonymous: bool) -> tuple[Poll, int, dict[str, Any]]:
        """The poll, who votes in it, and how the bot sees them."""
        person, poll = self._chats.people.get(person_id), self.get(poll_id)
        places = [self._chats[chat_id] for chat_id, _ in poll.shown] if poll else []
        chat = next((chat for chat in places if person_id in chat.members), None)
        if person is None or poll is None or chat is None:
            raise RefusedError("There is no such poll in your chats.")
        if not anonymous:
            return poll, person_id, {"user": person.user()}
        if chat.is_private or chat.members[person_id] not in ADMINS:
            raise RefusedError("Only an administrator of a group can be anonymous.")
        return poll, chat.id, {"voter_chat": chat.info, "user": CHANNEL_SENDER}

    def _refresh(self, poll: Poll) -> None:
        self._keep(poll)
        for chat_id, number in poll.shown:
            chat = self._chats[chat_id]
            if message := chat.messages.get(number):
                self._history.put(chat, {**message, "poll": poll.body})

    def _keep(self, poll: Poll) -> None:
        self._common.changes.put("poll", poll.id, poll.row())
