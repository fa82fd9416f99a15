"""The parameters of a new poll, checked as Telegram checks them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.emulator.api.params import Args
from bot.emulator.errors import bad_request

EXPLANATION = 200
LINE_FEEDS = 2
SHORTEST, LONGEST = 5, 2_628_000
"""Seconds that a poll with an end stays open."""


def option_texts(options: Sequence[Any]) -> list[str]:
    """The texts of an Array of InputPollOption; a plain text is one too. Raises ApiError."""
    texts = []
    for option in options:
        text = option.get("text") if isinstance(option, dict) else option
        if not isinstance(text, str):
            raise bad_request("can't parse InputPollOption: Can't find field \"text\"")
        texts.append(text)
    return texts


def correct_options(args: Args, count: int) -> list[int]:
    """The right options of a quiz. Raises ApiError."""
    single = args.get("correct_option_id")
    correct: list[int] = args.get("correct_option_ids", [] if single is None else [single])
    if not correct:
        raise bad_request("correct quiz option list must be non-empty")
    if sorted(set(correct)) != correct:
        raise bad_request("correct quiz option list must be increasing")
    if not 0 <= correct[0] <= correct[-1] < count:
        raise bad_request("wrong quiz correct_option_id")
    return correct


def check_explanation(text: str) -> None:
    """Telegram's words for these are not public; its limits are."""
    if len(text) > EXPLANATION:
        raise bad_request(f"quiz explanation must have at most {EXPLANATION} characters")
    if text.count("\n") > LINE_FEEDS:
        raise bad_request(f"quiz explanation must have at most {LINE_FEEDS} line feeds")


def closing(args: Args, now: int) -> dict[str, int]:
    """open_period and close_date of a poll that ends by itself. Raises ApiError."""
    period, date = args.get("open_period"), args.get("close_date")
    if period is not None and date is not None:
        raise bad_request("open_period and close_date can't be used together")
    if period is not None:
        if not SHORTEST <= period <= LONGEST:
            raise bad_request(f"open_period must be from {SHORTEST} to {LONGEST} seconds")
        return {"open_period": period, "close_date": now + period}
    if date is not None:
        if not SHORTEST <= date - now <= LONGEST:
            raise bad_request(f"close_date must be from {SHORTEST} to {LONGEST} seconds in the future")
        return {"close_date": date}
    return {}
