"""What is known of a call that failed: decided here once, for all who send."""

from __future__ import annotations

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.broadcast.deliver import result_of
from bot.learning.broadcast.broadcast import NotReached
from bot.learning.broadcast.broadcast import PerhapsDelivered as UnsureDelivery
from bot.wire.failures import NotSent, Unsure, UnsureTimedOut, may_have_arrived, never_left

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

REFUSED = [
    *(BadRequest("x"), Forbidden("x"), ChatMigrated(-1), RetryAfter(1)),
    *(InvalidToken("x"), Conflict("x"), EndPointNotFound("x")),
]
DOUBTFUL = [Unsure("x"), UnsureTimedOut("x"), TimedOut("x"), NetworkError("x")]


@pytest.mark.parametrize("error", REFUSED, ids=repr)
def test_what_telegram_refused_was_not_done(error: TelegramError) -> None:
    assert not may_have_arrived(error)
    assert not never_left(error)


@pytest.mark.parametrize("error", DOUBTFUL, ids=repr)
def test_what_nobody_answered_may_have_been_done(error: TelegramError) -> None:
    assert may_have_arrived(error)
    assert not never_left(error)
    assert result_of(error) == UnsureDelivery()


def test_what_never_left_cannot_have_arrived() -> None:
    assert never_left(NotSent("x"))
    assert not may_have_arrived(NotSent("x"))
    assert result_of(NotSent("x")) == NotReached()
