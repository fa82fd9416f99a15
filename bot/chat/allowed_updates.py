"""The kinds of update that Telegram is asked for, by polling as by webhook."""

from __future__ import annotations

ALLOWED_UPDATES = [
    *("message", "channel_post", "callback_query", "inline_query"),
    *("my_chat_member", "chat_member", "poll_answer"),
]
"""The order says nothing. Left out, Telegram keeps whatever was asked for before:
https://core.telegram.org/bots/api#getupdates"""
