"""What the bot says about itself: name, descriptions, commands and menu buttons, by language and scope."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from typing import Any

import orjson

from bot.emulator.errors import ApiError, unauthorized
from bot.emulator.world.chat import ADMINS, Chat
from bot.emulator.world.journal import Changes, Tables
from bot.emulator.world.people import Person

TOKEN_SHAPE = re.compile(r"([0-9]{1,16}):[A-Za-z0-9_-]{1,100}")
DEFAULT_NAME = "Tutor"
USERNAME = "local_tutor_bot"


class BotProfile:
    """The one bot of a world. Without a fixed token, the first that calls says who it is."""

    def __init__(self, token: str | None, changes: Changes) -> None:
        self.id = 0
        self.inline = True
        """BotFather's switch for inline mode."""
        self._token = token
        self._changes = changes
        self._said: dict[str, Any] = {}
        self._accepted: set[str] = set()
        if token:
            self.accept(token)

    def load(self, tables: Tables) -> None:
        self.id = self.id or tables.get("meta", {}).get("bot", 0)
        self._said = dict(tables.get("profile", {}))

    def accept(self, token: str) -> bool:
        """Whether this call made the bot known. Raises ApiError for a token that is not the bot's."""
        if token in self._accepted:
            return False
        shape = TOKEN_SHAPE.fullmatch(token)
        if shape is None:
            raise ApiError(404, "Not Found")
        if self._token and not hmac.compare_digest(_digest(token), _digest(self._token)):
            raise unauthorized()
        self._accepted.add(token)
        if self.id:
            return False
        self.id = int(shape[1])
        self._changes.put("meta", "bot", self.id)
        return True

    def user(self, language: str = "") -> dict[str, Any]:
        """The bot as the sender of a message."""
        name = self.say("name", language) or DEFAULT_NAME
        return {"id": self.id, "is_bot": True, "first_name": name, "username": USERNAME}

    def me(self) -> dict[str, Any]:
        """The answer to getMe."""
        abilities = {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": self.inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
        return self.user() | abilities

    def view(self, person: Person, chat: Chat) -> dict[str, Any]:
        """The bot as one person sees it in one chat."""
        language = _spoken_by(person)
        return self.user(language) | {
            "description": self.say("description", language),
            "short_description": self.say("short_description", language),
            "commands": self.commands(person, chat),
        }

    def say(self, what: str, language: str = "") -> str:
        """A text in a language, or else the one for all languages."""
        return str(self._said.get(f"{what}/{language}") or self._said.get(f"{what}/") or "")

    def exactly(self, key: str) -> Any:
        return self._said.get(key)

    def put(self, key: str, value: Any) -> None:
        """Remember a text, list of commands or menu button; an empty one is forgotten."""
        if value:
            self._said[key] = value
            self._changes.put("profile", key, value)
        elif self._said.pop(key, None):
            self._changes.drop("profile", key)

    def commands(self, person: Person, chat: Chat) -> list[dict[str, str]]:
        """What the menu of a chat offers a person: the narrowest scope that has any commands.

        https://core.telegram.org/bots/api#determining-list-of-commands
        """
        for scope in _scopes(person, chat):
            for spoken in (_spoken_by(person), ""):
                if found := self._said.get(commands_key(scope, spoken)):
                    return list(found)
        return []


def _spoken_by(person: Person) -> str:
    """In two letters, which is all that what a bot says of itself goes by: "pt" for pt-br."""
    return (person.language_code or "")[:2]


def _scopes(person: Person, chat: Chat) -> Iterator[dict[str, Any]]:
    is_admin = chat.members.get(person.id) in ADMINS
    if not chat.is_private:
        yield {"type": "chat_member", "chat_id": chat.id, "user_id": person.id}
        if is_admin:
            yield {"type": "chat_administrators", "chat_id": chat.id}
    yield {"type": "chat", "chat_id": chat.id}
    if is_admin:
        yield {"type": "all_chat_administrators"}
    yield {"type": "all_private_chats" if chat.is_private else "all_group_chats"}
    yield {"type": "default"}


def commands_key(scope: dict[str, Any], language: str) -> str:
    return f"commands/{orjson.dumps(scope, option=orjson.OPT_SORT_KEYS).decode()}/{language}"


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
