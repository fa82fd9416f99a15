"""Settings: the environment, with a `.env` file beside it, as one frozen value."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.storage import address
from bot.storage.address import Address


class SettingsError(Exception):
    """A value is wrong or missing; the message is one line that names the variable."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")


@dataclass(frozen=True)
class Limits:
    """How much is sent and handled at most. Infinity opens a limit. Telegram's own are the defaults:
    https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""

    per_second: float = 30.0
    """Messages a second over all chats."""
    chat_per_second: float = 1.0
    """Messages a second to one chat, after a short burst."""
    group_per_minute: float = 20.0
    """Messages a minute to one group."""
    concurrency: int = 64
    """Chats that are served at the same moment."""


OPEN = Limits(math.inf, math.inf, math.inf)
"""Nothing is held back: for a Bot API server that sets no limits."""


@dataclass(frozen=True)
class Settings:
    token: str | None = field(default=None, repr=False)
    """None: local mode."""
    api_url: str = "https://api.telegram.org"
    database: Address = Path("tutorbot.db")
    content_dir: Path = Path("content")
    admin_ids: frozenset[int] = frozenset()
    webhook_url: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)
    host: str = "127.0.0.1"
    port: int = 8080
    limits: Limits = field(default_factory=lambda: Limits())
    local_limits: Limits = OPEN
    """In local mode: only those that were set."""
    default_language: str = "en"
    """For who speaks none that the bot knows."""
    log_level: str = "INFO"
    log_format: str = "text"

    @property
    def local_chat(self) -> Path:
        """Where local mode keeps its chats: beside their database, or here where that is elsewhere."""
        if isinstance(self.database, Path):
            return self.database.with_suffix(".chat")
        return Path(f"{self.database.name}.chat")


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Reads os.environ over ./.env, or just the mapping given. An empty value counts as absent.

    Raises SettingsError."""
    given = _given(_dotenv()) | _given(os.environ) if environment is None else _given(environment)
    webhook_url = _webhook_url(given.get("WEBHOOK_URL"))
    return Settings(
        token=_token(given.get("TELEGRAM_BOT_TOKEN")),
        api_url=_api_url(given.get("TELEGRAM_API_URL", Settings.api_url)),
        database=_database(given.get("DATABASE_URL", "sqlite:///tutorbot.db")),
        content_dir=Path(given.get("CONTENT_DIR", "content")),
        admin_ids=_ids(given.get("ADMIN_IDS", "")),
        webhook_url=webhook_url,
        webhook_secret=_secret(given.get("WEBHOOK_SECRET"), needed=webhook_url is not None),
        host=_host(given.get("HOST", Settings.host)),
        port=_port(given.get("PORT", str(Settings.port))),
        limits=_limits(given, Limits()),
        local_limits=_limits(given, OPEN),
        default_language=_language(given.get("DEFAULT_LANGUAGE", Settings.default_language)),
        log_level=_one_of("LOG_LEVEL", given.get("LOG_LEVEL", "INFO").upper(), _LEVELS),
        log_format=_one_of("LOG_FORMAT", given.get("LOG_FORMAT", "text").lower(), ("text", "json")),
    )


def _given(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


def _dotenv() -> dict[str, str | None]:
    try:
        return dotenv_values(".env")
    except OSError as error:
        raise SettingsError(".env", f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise SettingsError(".env", "cannot be read as a text file (UTF-8)") from None


_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def _token(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[0-9]{1,16}:[A-Za-z0-9_-]{1,100}", value):
        raise SettingsError("TELEGRAM_BOT_TOKEN", "is not a token as @BotFather gives it (123456:ABC…)")
    return value


def _api_url(value: str) -> str:
    if not _is_address(value, "http", "https"):
        raise SettingsError("TELEGRAM_API_URL", "must be a web address such as https://api.telegram.org")
    return value.rstrip("/")


def _database(value: str) -> Address:
    found = address.read(value)
    if found is None:  # what was given may hold a password
        special = " (what is special in the password as %40 and so on)" if "postgres" in value else ""
        raise SettingsError("DATABASE_URL", f"must look like {address.FORMS}{special}")
    return found


def _ids(value: str) -> frozenset[int]:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(re.fullmatch(r"[1-9][0-9]{0,15}", part) for part in parts):
        raise SettingsError(
            "ADMIN_IDS", "must be Telegram user ids (numbers), separated by commas; /mydata tells yours"
        )
    return frozenset(map(int, parts))


def _webhook_url(value: str | None) -> str | None:
    if value is not None and not _is_address(value, "https"):
        raise SettingsError("WEBHOOK_URL", "must be an https address that Telegram can reach")
    return value


def _secret(value: str | None, needed: bool) -> str | None:
    if value is None and needed:
        raise SettingsError("WEBHOOK_SECRET", "is required with WEBHOOK_URL")
    if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
        raise SettingsError("WEBHOOK_SECRET", "may hold 1 to 256 of the characters A-Z a-z 0-9 _ -")
    return value


def _host(value: str) -> str:
    try:
        return str(ip_address(value))
    except ValueError:
        if value == "localhost":
            return value
        raise SettingsError("HOST", "must be an IP address to listen on, such as 127.0.0.1") from None


def _port(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", value) or int(value) > 65535:
        raise SettingsError("PORT", "must be a number from 0 (any free one) to 65535")
    return int(value)


def _limits(given: Mapping[str, str], otherwise: Limits) -> Limits:
    return Limits(
        per_second=_rate("SEND_PER_SECOND", given, otherwise.per_second),
        chat_per_second=_rate("SEND_PER_CHAT_SECOND", given, otherwise.chat_per_second),
        group_per_minute=_rate("SEND_PER_GROUP_MINUTE", given, otherwise.group_per_minute),
        concurrency=_count("CONCURRENCY", given, otherwise.concurrency),
    )


def _rate(name: str, given: Mapping[str, str], default: float) -> float:
    try:
        rate = float(given.get(name, default))
    except ValueError:
        rate = math.nan
    if not rate > 0:
        raise SettingsError(name, "must be a number above 0, or inf for no limit")
    return rate


def _count(name: str, given: Mapping[str, str], default: int) -> int:
    value = given.get(name, str(default))
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 1 <= int(value) <= 10_000:
        raise SettingsError(name, "must be a number from 1 to 10000")
    return int(value)


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", value):
        raise SettingsError("DEFAULT_LANGUAGE", "must be a language's code, such as de or pt-BR")
    return value


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise SettingsError(name, f"must be one of {', '.join(choices).lower()}")
    return value


def _is_address(value: str, *schemes: str) -> bool:
    """Whether it is a web address that a path can be added to."""
    try:
        parts = urlsplit(value)
        well_formed = parts.port != 0  # reading a port that is none raises
    except ValueError:
        return False
    plain = not re.search(r"[\s?#]", value)
    return parts.scheme in schemes and bool(parts.hostname) and well_formed and plain
