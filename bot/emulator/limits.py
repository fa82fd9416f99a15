"""Telegram's limits on what a bot sends. Lengths count code points, after entities have been parsed."""

from __future__ import annotations

import re
from typing import Any

from bot.emulator.errors import ApiError, bad_request

TEXT = 4096
CAPTION = 1024
CALLBACK_ANSWER = 200
PHOTO_BYTES = 10 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
BUTTON_DATA_BYTES = 64
BUTTONS_IN_ROW = 8
BUTTONS = 100
COMMANDS = 100
INLINE_RESULTS = 50
INLINE_ID_BYTES = 64
INLINE_OFFSET_BYTES = 64
INLINE_CACHE_TIME = 300
"""Seconds, where a bot does not say it."""

DELETE_AT_ONCE = 100
DELETE_WITHIN = 48 * 3600
"""Seconds after which a message can no longer be deleted."""

COPY_TEXT = 256
MOST_SIDES = 10_000
MOST_STRETCH = 20

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def check_text(text: str, *, editing: bool) -> None:
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT:
        raise bad_request("MESSAGE_TOO_LONG" if editing else "message is too long")


def check_caption(caption: str, *, editing: bool) -> None:
    if len(caption) > CAPTION:
        raise bad_request("MEDIA_CAPTION_TOO_LONG" if editing else "message caption is too long")


def check_photo(size: int, measured: tuple[str, int, int] | None) -> tuple[str, int, int]:
    """(mime type, width, height) of an upload of `size` bytes that may be sent as a photo."""
    check_upload(size)
    if size > PHOTO_BYTES:
        most = f"the maximum size is {PHOTO_BYTES} bytes"
        raise bad_request(f"file of size {size} bytes is too big for a photo; {most}")
    if measured is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    _, width, height = measured
    if not min(width, height) or width + height > MOST_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if max(width, height) > MOST_STRETCH * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return measured


def check_upload(size: int) -> None:
    if not size:
        raise bad_request("file must be non-empty")
    if size > UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")


def check_commands(commands: list[Any]) -> list[dict[str, str]]:
    """The commands as they are kept: names 1–32 of a–z 0–9 _, descriptions 1–256."""
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(command) for command in commands]


def check_length(what: str, text: str, most: int) -> str:
    if len(text) > most:
        raise bad_request(f"{what} length must not exceed {most}")
    return text


def _command(command: Any) -> dict[str, str]:
    if not isinstance(command, dict) or set(command) != {"command", "description"}:
        raise bad_request("can't parse BotCommand: it has a command and a description")
    name = str(command["command"]).removeprefix("/")
    description = str(command["description"]).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
