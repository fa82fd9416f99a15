"""Polls in a world: they open, people vote, they close, by themselves too."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from typing import Any

from bot.emulator.errors import RefusedError
from bot.emulator.world.people import ADMINS, CHANNEL_SENDER, Chat, Message
from bot.emulator.world.polls import Poll
from bot.emulator.world.topics import Topics


class Voting(Topics):
    """A world with polls."""

    _timer: asyncio.TimerHandle | None = None

    def open_poll(self, chat: Chat, author: int, body: dict[str, Any], correct: list[int]) -> Poll:
        """A new poll; body is the Poll object without its id and the right options."""
        shown = correct if author == self.bot.id or chat.is_private else []
        body = {"id": str(secrets.randbits(62)), **body}
        poll = Poll(body | ({"correct_option_ids": shown} if shown else {}), author, chat.id, correct)
        self.polls[poll.id] = poll
        self._keep_poll(poll)
        if poll.closes_at is not None:
            self.timed_polls[poll.id] = poll
            self.watch_polls()
        return poll

    def show_poll(self, poll: Poll, message: Message) -> None:
        """A message shows this poll; its numbers follow."""
        poll.shown.append((message["chat"]["id"], message["message_id"]))
        self._keep_poll(poll)

    def poll_of(self, message: Message) -> Poll | None:
        """The poll that a message shows."""
        return self.polls.get(message.get("poll", {}).get("id", ""))

    def vote(self, person_id: int, poll_id: str, options: list[int], *, anonymous: bool = False) -> None:
        """A person votes; no options take the vote back; anonymous: as the group. Raises RefusedError."""
        self.close_due_polls()
        poll, voter, shown = self._voter(person_id, poll_id, anonymous)
        if refusal := poll.why_not(voter, options):
            raise RefusedError(refusal)
        poll.count(voter, options)
        self._refresh(poll)
        if poll.author == self.bot.id:
            if not poll.body["is_anonymous"]:
                self.updates.add("poll_answer", poll.chat_id, poll.answer(shown, options))
            self.updates.add("poll", poll.chat_id, poll.body)
        vote = {"poll_id": poll.id, "options": poll.votes.get(voter, [])}
        self.events.publish([person_id], "vote", vote)
        self.commit()

    def close_poll(self, poll: Poll) -> None:
        """Nobody can vote any more, and everybody sees what was right."""
        poll.close()
        self.timed_polls.pop(poll.id, None)
        self._refresh(poll)
        if poll.author == self.bot.id:
            self.updates.add("poll", poll.chat_id, poll.body)

    def close_due_polls(self) -> None:
        """Close the polls whose time is over. A server does this in time by itself."""
        due = [poll for poll in self.timed_polls.values() if (poll.closes_at or 0) <= self.clock()]
        for poll in due:
            self.close_poll(poll)
        if due:
            self.commit()

    def watch_polls(self) -> None:
        """Close each poll at its time, as long as this event loop runs or until told to stop."""
        self.stop_watching_polls()
        first = min((poll.closes_at or 0 for poll in self.timed_polls.values()), default=None)
        if first is None:
            return
        # A clock that a test sets may stand still, so there is always some wait.
        wait = max(first - self.clock(), 0.2)
        # Without a loop, as in a plain test, polls close at the next vote or call.
        with suppress(RuntimeError):
            self._timer = asyncio.get_running_loop().call_later(wait, self._look_at_polls)

    def stop_watching_polls(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _look_at_polls(self) -> None:
        self.close_due_polls()
        self.watch_polls()

    def _voter(self, person_id: int, poll_id: str, anonymous: bool) -> tuple[Poll, int, dict[str, Any]]:
        """The poll, who votes in it, and how the bot sees them."""
        person, poll = self.people.get(person_id), self.polls.get(poll_id)
        places = [self.chats[chat_id] for chat_id, _ in poll.shown] if poll else []
        chat = next((chat for chat in places if person_id in chat.members), None)
        if person is None or poll is None or chat is None:
            raise RefusedError("There is no such poll in your chats.")
        if not anonymous:
            return poll, person_id, {"user": person.user()}
        if chat.is_private or chat.members[person_id] not in ADMINS:
            raise RefusedError("Only an administrator of a group can be anonymous.")
        return poll, chat.id, {"voter_chat": chat.info, "user": CHANNEL_SENDER}

    def _refresh(self, poll: Poll) -> None:
        self._keep_poll(poll)
        for chat_id, number in poll.shown:
            chat = self.chats[chat_id]
            if message := chat.messages.get(number):
                self.put(chat, {**message, "poll": poll.body})

    def _keep_poll(self, poll: Poll) -> None:
        self.changes.put("poll", poll.id, poll.row())
