"""Refusals on demand: what Telegram would not do for reasons that nobody here can see, in its own words.

Collected from the Bot API's source, its documentation and maintainers' threads; telegram.org lists none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.emulator.api.params import Args
from bot.emulator.errors import bad_request
from bot.emulator.world.files import Upload

_CHAT = (
    "chat not found",
    "CHAT_RESTRICTED",
    "CHAT_WRITE_FORBIDDEN",
    "TOPIC_CLOSED",
    "TOPIC_DELETED",
    "message thread not found",
    "not enough rights to send",
)
_CONTENT = ("can't parse entities: ", "BUTTON_DATA_INVALID", "BUTTON_URL_INVALID", "reply markup is too long")
_PICTURE = (
    *("IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS", "PHOTO_SAVE_FILE_INVALID", "PHOTO_EXT_INVALID"),
    "file of size ",
)
_FILE_ID = (
    "wrong file identifier/HTTP URL specified",
    "wrong remote file identifier specified: ",
    "invalid remote file identifier specified",
    "wrong type of the file",
    "FILE_REFERENCE_EXPIRED",
)
_EDIT = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID", *_CONTENT)

WORDS: dict[str, tuple[str, ...]] = {
    "sendMessage": (
        *_CHAT,
        *_CONTENT,
        "message to be replied not found",
        "message is too long",
        "message text is empty",
    ),
    "sendPhoto": (*_CHAT, *_CONTENT, *_PICTURE, *_FILE_ID, "message caption is too long"),
    "sendDocument": (*_CHAT, *_CONTENT, *_FILE_ID, "file must be non-empty", "message caption is too long"),
    "sendPoll": (*_CHAT, "BUTTON_DATA_INVALID", "non-anonymous polls can't be sent to channel chats"),
    "editMessageText": (*_EDIT, "MESSAGE_TOO_LONG", "there is no text in the message to edit"),
    "editMessageCaption": (*_EDIT, "MEDIA_CAPTION_TOO_LONG", "there is no caption in the message to edit"),
    "editMessageMedia": (*_EDIT, *_PICTURE, *_FILE_ID, "MEDIA_CAPTION_TOO_LONG"),
    "editMessageReplyMarkup": _EDIT,
    "getFile": ("wrong file_id or the file is temporarily unavailable", "file is too big"),
    "answerInlineQuery": (
        "query is too old and response timeout expired or query ID is invalid",
        *("RESULTS_TOO_MUCH", "RESULT_ID_INVALID", "RESULT_ID_DUPLICATE", "ARTICLE_TITLE_EMPTY"),
        *("message text is empty", "message is too long", "can't parse entities: ", "BUTTON_URL_INVALID"),
    ),
    "answerCallbackQuery": (
        "query is too old and response timeout expired or query ID is invalid",
        "MESSAGE_TOO_LONG",
    ),
}
"""Method -> what it may be refused with, or how that begins."""


_TAILS = {
    "can't parse entities: ": 'Unsupported start tag "x" at byte offset 0',
    "wrong remote file identifier specified: ": "Wrong string length",
    "file of size ": "10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
}
"""How what only begins here may go on."""


def surprises(method: str) -> tuple[str, ...]:
    """What a call of this method may be refused with although the chat takes messages; empty: nothing."""
    begun = [words for words in WORDS.get(method, ()) if words not in _CHAT]
    return tuple(words + _TAILS.get(words, "") for words in begun)


@dataclass
class _Refusal:
    method: str
    words: str
    where: Callable[[Args], bool]
    left: float


class Refusals:
    """What is refused from now on. `add` takes Telegram's words alone, without "Bad Request: "."""

    def __init__(self) -> None:
        self._refusals: list[_Refusal] = []

    def add(
        self,
        method: str,
        words: str,
        *,
        where: Callable[[Args], bool] = lambda _: True,
        times: float = float("inf"),
    ) -> None:
        """`where`: which calls, by their parameters; `times`: how many of them. Raises ValueError where these
        are not Telegram's words for this method."""
        if not words.startswith(WORDS[method]):
            raise ValueError(f"{method} is not refused with {words!r}")
        self._refusals.append(_Refusal(method, words, where, times))

    def clear(self) -> None:
        self._refusals.clear()

    def check(self, method: str, args: Args) -> None:
        """Raises ApiError where the call is to be refused."""
        for refusal in self._refusals:
            if refusal.method == method and refusal.left > 0 and refusal.where(args):
                refusal.left -= 1
                raise bad_request(refusal.words)


def by_id(args: Args) -> bool:
    """A picture that is sent by its file id."""
    return isinstance(args.get("photo"), str)


def uploaded(args: Args) -> bool:
    """A picture whose bytes come along."""
    return isinstance(args.get("photo"), Upload)
