"""Inline queries: "@bot words", typed in any chat, what the bot offers for them, and the message that one
chooses: https://core.telegram.org/bots/inline
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from bot.emulator.errors import RefusedError, bad_request
from bot.emulator.world.chat import ADMINS, Message, Sender
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.message_history import MessageHistory
from bot.emulator.world.updates import INLINE_QUERY_LIFE

QUERY = 256
"""Characters of a query that the bot is told."""

KEPT = 1000


@dataclass(frozen=True)
class Offer:
    """One result: what the list shows, and what the message has that it becomes."""

    id: str
    title: str
    description: str
    content: dict[str, Any]

    def shown(self) -> dict[str, str]:
        return {"id": self.id, "title": self.title, "description": self.description}


@dataclass(frozen=True)
class InlineAnswer:
    """cache_time: seconds for which it is given again without asking the bot, to anybody who types the same;
    if it is_personal, to the same person. button: shown above the results."""

    offers: tuple[Offer, ...]
    cache_time: int
    is_personal: bool
    button: dict[str, Any] | None = None


@dataclass
class _Query:
    person: int
    text: str
    born: float
    answer: InlineAnswer | None = None


class InlineQueries:
    """Those of late, by id. They outlive no process: a query lives for seconds."""

    def __init__(self, common: Common, chats: Chats, history: MessageHistory) -> None:
        self._common = common
        self._chats = chats
        self._history = history
        self._queries: dict[str, _Query] = {}
        self._cached: dict[tuple[str, int | None], tuple[float, InlineAnswer]] = {}

    def ask(self, person_id: int, text: str, chat_id: int | None = None) -> str:
        """A person types the bot's name and these words; the id of the query. Raises RefusedError."""
        if not self._common.bot.inline:
            raise RefusedError("Inline mode is switched off for this bot.")
        person, chat = self._chats.seat(person_id, chat_id)
        query_id, now, text = str(secrets.randbits(62)), self._common.clock(), text.strip()[:QUERY]
        query = self._queries[query_id] = _Query(person.id, text, now)
        for old in list(self._queries)[:-KEPT]:
            del self._queries[old]
        if cached := self._from_cache(query):
            self._give(query_id, query, cached)
            return query_id
        kind = "sender" if chat.id == person.id else chat.type
        body = {"id": query_id, "from": person.user(), "query": text, "offset": "", "chat_type": kind}
        self._common.updates.add("inline_query", person.id, body)
        self._common.commit()
        return query_id

    def answer(self, query_id: str, answer: InlineAnswer) -> None:
        """The bot answers, which it can do once. Raises ApiError."""
        query = self._queries.get(query_id)
        if query is None or query.answer or query.born + INLINE_QUERY_LIFE < self._common.clock():
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if answer.cache_time > 0:
            whose = query.person if answer.is_personal else None
            self._cached[query.text, whose] = (self._common.clock() + answer.cache_time, answer)
        self._give(query_id, query, answer)

    def answered(self, query_id: str) -> InlineAnswer | None:
        """What the bot offered; None where it has not answered (yet)."""
        query = self._queries.get(query_id)
        return query.answer if query else None

    def choose(
        self,
        person_id: int,
        query_id: str,
        offer_id: str,
        chat_id: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """The person posts one of the results. Raises RefusedError."""
        person, chat = self._chats.active_seat(person_id, chat_id)
        query = self._queries.get(query_id)
        offers = query.answer.offers if query and query.answer and query.person == person.id else ()
        offer = next((offer for offer in offers if offer.id == offer_id), None)
        if offer is None:
            raise RefusedError("This is none of the results.")
        if chat.type == "channel" and chat.members[person.id] not in ADMINS:
            raise RefusedError("Only an administrator can write that.")
        if thread_id is not None and thread_id not in chat.topics:
            raise RefusedError("There is no such topic.")
        shown = {"sender_chat": chat.info} if chat.type == "channel" else {"from": person.user()}
        content = {"via_bot": self._common.bot.user(), **offer.content}
        message = self._history.post(chat, Sender(person.id, shown), content, thread_id=thread_id)
        self._history.tell_bot(chat, message)
        self._common.commit()
        return message

    def _from_cache(self, query: _Query) -> InlineAnswer | None:
        for whose in (query.person, None):
            until, answer = self._cached.get((query.text, whose), (0.0, None))
            if answer and until >= query.born:
                return answer
        return None

    def _give(self, query_id: str, query: _Query, answer: InlineAnswer) -> None:
        query.answer = answer
        results = [offer.shown() for offer in answer.offers]
        event = {"query_id": query_id, "results": results, "button": answer.button}
        self._common.events.publish([query.person], "inline", event)
