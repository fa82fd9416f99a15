"""Polls: who voted for what, and how Telegram tells of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Poll:
    """A poll in the chat where it was first shown. votes: option numbers by the id of a person or chat.

    body is the Bot API Poll object, never changed in place; shown: (chat id, message id) of its messages.
    """

    body: dict[str, Any]
    author: int
    chat_id: int
    correct: list[int]
    votes: dict[int, list[int]] = field(default_factory=dict)
    shown: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, row: dict[str, Any]) -> Poll:
        """The poll that a row of the journal tells of."""
        shown = [(chat_id, number) for chat_id, number in row["shown"]]
        return cls(**(row | {"votes": dict(row["votes"]), "shown": shown}))

    def row(self) -> dict[str, Any]:
        """What the journal keeps of it."""
        return {
            "body": self.body,
            "author": self.author,
            "chat_id": self.chat_id,
            "correct": self.correct,
            "votes": list(self.votes.items()),
            "shown": self.shown,
        }

    @property
    def id(self) -> str:
        return str(self.body["id"])

    @property
    def is_closed(self) -> bool:
        return bool(self.body["is_closed"])

    @property
    def closes_at(self) -> int | None:
        """The Unix time at which it closes by itself, while it is open."""
        return None if self.is_closed else self.body.get("close_date")

    def may_change(self) -> bool:
        return bool(self.body["allows_revoting"])

    def why_not(self, voter: int, options: list[int]) -> str | None:
        """What stands against a vote."""
        count = len(self.body["options"])
        if self.is_closed:
            return "This poll is closed."
        if len(set(options)) != len(options) or not all(0 <= option < count for option in options):
            return "This poll has no such option."
        if len(options) > 1 and not self.body["allows_multiple_answers"]:
            return "This poll takes one answer."
        if voter in self.votes and not self.may_change():
            return "You have voted already."
        if not options and voter not in self.votes:
            return "You have not voted yet."
        return None

    def count(self, voter: int, options: list[int]) -> None:
        """Take a vote, or take it back with no options."""
        if options:
            self.votes[voter] = sorted(options)
        else:
            self.votes.pop(voter, None)
        chosen = Counter(option for vote in self.votes.values() for option in vote)
        counted = [
            {**option, "voter_count": chosen[number]} for number, option in enumerate(self.body["options"])
        ]
        self.body = {**self.body, "options": counted, "total_voter_count": len(self.votes)}

    def close(self) -> None:
        self.body = {**self.body, "is_closed": True}
        if self.correct:
            self.body["correct_option_ids"] = self.correct

    def answer(self, voter: dict[str, Any], options: list[int]) -> dict[str, Any]:
        """The PollAnswer object; voter: its user and, for a chat, its voter_chat."""
        chosen = sorted(options)
        kept = [self.body["options"][number]["persistent_id"] for number in chosen]
        return {"poll_id": self.id, **voter, "option_ids": chosen, "option_persistent_ids": kept}
