"""The Poll object of a new poll, checked as Telegram checks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.emulator.errors import bad_request

QUESTION = 300
OPTION = 100
OPTIONS = 12


def poll_body(question: str, options: Sequence[str], *, is_quiz: bool, is_anonymous: bool) -> dict[str, Any]:
    """A poll that nobody has voted in yet, without its id. Raises ApiError."""
    question = question.strip()
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > QUESTION:
        raise bad_request(f"poll question length must not exceed {QUESTION}")
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) > OPTIONS:
        raise bad_request(f"poll can't have more than {OPTIONS} options")
    return {
        "question": question,
        "options": [_option(number, text.strip()) for number, text in enumerate(options)],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": is_anonymous,
        "type": "quiz" if is_quiz else "regular",
        "allows_multiple_answers": False,
        "allows_revoting": not is_quiz,
        "members_only": False,
    }


def _option(number: int, text: str) -> dict[str, Any]:
    if not text:
        raise bad_request("poll options must be non-empty")
    if len(text) > OPTION:
        raise bad_request(f"poll options length must not exceed {OPTION}")
    return {"persistent_id": str(number), "text": text, "voter_count": 0}
