"""Settings: what each variable may be, and one line that names it where it is something else."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import OPEN, Limits, Settings, SettingsError, from_environment
from bot.storage.address import PostgresAddress

TOKEN = "123456:AAExample_token-of-35-characters"
SECRET = "s3cret_-S"
WEBHOOK = {"WEBHOOK_URL": "https://bot.example.org/hook", "WEBHOOK_SECRET": SECRET}


def short(value: str) -> str:
    return value[:20]


SERVER = "postgresql://me:s%40cret@db.example.org:5433,[::1]/school?sslmode=verify-full"

GOOD = [
    ({}, "token", None),
    ({"TELEGRAM_BOT_TOKEN": TOKEN}, "token", TOKEN),
    ({"TELEGRAM_BOT_TOKEN": f"  {TOKEN}\n"}, "token", TOKEN),
    ({"TELEGRAM_BOT_TOKEN": " "}, "token", None),
    ({}, "api_url", "https://api.telegram.org"),
    ({"TELEGRAM_API_URL": "http://127.0.0.1:8081/"}, "api_url", "http://127.0.0.1:8081"),
    ({"TELEGRAM_API_URL": "http://[::1]:8081/api"}, "api_url", "http://[::1]:8081/api"),
    ({}, "database", Path("tutorbot.db")),
    ({"DATABASE_URL": "sqlite:///data/a b.db"}, "database", Path("data/a b.db")),
    ({"DATABASE_URL": "sqlite:////srv/bot.db"}, "database", Path("/srv/bot.db")),
    ({"DATABASE_URL": SERVER}, "database", PostgresAddress(SERVER)),
    ({"DATABASE_URL": "postgres:///a?host=/run"}, "database", PostgresAddress("postgres:///a?host=/run")),
    ({}, "content_dir", Path("content")),
    ({"CONTENT_DIR": "/srv/courses"}, "content_dir", Path("/srv/courses")),
    ({}, "admin_ids", frozenset()),
    ({"ADMIN_IDS": "7"}, "admin_ids", frozenset({7})),
    ({"ADMIN_IDS": " 7, 5000000000 ,,7,"}, "admin_ids", frozenset({7, 5000000000})),
    ({}, "webhook_url", None),
    (WEBHOOK, "webhook_url", "https://bot.example.org/hook"),
    ({}, "webhook_secret", None),
    (WEBHOOK, "webhook_secret", SECRET),
    ({}, "host", "127.0.0.1"),
    ({"HOST": "0.0.0.0"}, "host", "0.0.0.0"),
    ({"HOST": "::1"}, "host", "::1"),
    ({"HOST": "localhost"}, "host", "localhost"),
    ({}, "port", 8080),
    ({"PORT": "0"}, "port", 0),
    ({"PORT": "65535"}, "port", 65535),
    ({}, "limits", Limits(30.0, 1.0, 20.0, 64)),
    ({"SEND_PER_SECOND": "25"}, "limits", Limits(per_second=25.0)),
    ({"SEND_PER_CHAT_SECOND": "0.5"}, "limits", Limits(chat_per_second=0.5)),
    ({"SEND_PER_GROUP_MINUTE": "inf"}, "limits", Limits(group_per_minute=math.inf)),
    ({}, "local_limits", OPEN),
    ({"SEND_PER_SECOND": "2"}, "local_limits", replace(OPEN, per_second=2.0)),
    ({"CONCURRENCY": "10000"}, "limits", Limits(concurrency=10_000)),
    ({}, "default_language", "en"),
    ({"DEFAULT_LANGUAGE": "de"}, "default_language", "de"),
    ({"DEFAULT_LANGUAGE": "pt-br"}, "default_language", "pt-br"),
    ({}, "log_level", "INFO"),
    ({"LOG_LEVEL": "debug"}, "log_level", "DEBUG"),
    ({"LOG_LEVEL": "Warning"}, "log_level", "WARNING"),
    ({}, "log_format", "text"),
    ({"LOG_FORMAT": "JSON"}, "log_format", "json"),
]

BAD = {
    "TELEGRAM_BOT_TOKEN": [
        "hello",
        "987654",
        "987654:",
        ":abc",
        "12 34:abc",
        "١٢:abc",
        "1:ab/c",
        "1:ä",
        "1:a\nb",
    ],
    "TELEGRAM_API_URL": [
        *("api.telegram.org", "ftp://api.telegram.org", "https://", "http://[::1", "http://a:99999"),
        *("http://a:x", "http://a b", "http://a/?b=c", "http://a/#b"),
    ],
    "DATABASE_URL": [
        "tutorbot.db",
        "sqlite://a.db",
        "sqlite:///",
        "sqlite:////",
        "sqlite:///.",
        "mysql://a/b",
        *("postgresql://db.example.org", "postgres://me:secret@db/", "postgresql://me:sec@ret@db/school"),
        *("postgresql://me:sec/ret@db/school", "postgresql://db/school/two"),
    ],
    "ADMIN_IDS": ["ada", "1;2", "-5", "1.5", "0", "१", "9" * 5000],
    "WEBHOOK_URL": ["http://bot.example.org", "bot.example.org", "https://", "https://[", "https://a:b"],
    "WEBHOOK_SECRET": ["two words", "ä", "a" * 257, "a!"],
    "HOST": ["example.org", "127.0.0", "1.2.3.4:80", "::g"],
    "PORT": ["http", "-1", "65536", "80.5", "٨٠", "9" * 5000],
    "SEND_PER_SECOND": ["many", "0", "-1", "nan", "1,5"],
    "SEND_PER_CHAT_SECOND": ["0", "-inf", "1/s"],
    "SEND_PER_GROUP_MINUTE": ["0.0", "20 a minute"],
    "CONCURRENCY": ["0", "10001", "1.5", "-1", "inf", "9" * 5000],
    "DEFAULT_LANGUAGE": ["German", "d", "de_", "de DE", "../de"],
    "LOG_LEVEL": ["loud", "10", "info debug"],
    "LOG_FORMAT": ["xml", "text,json"],
}


@pytest.mark.parametrize(("environment", "name", "value"), GOOD)
def test_a_variable_has_its_default_and_takes_good_values(
    environment: dict[str, str], name: str, value: object
) -> None:
    assert getattr(from_environment(environment), name) == value


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in BAD for value in BAD[name]], ids=short)
def test_a_bad_value_is_one_line_that_names_the_variable_and_keeps_secrets(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        from_environment({"WEBHOOK_SECRET": SECRET} | {name: value})
    line = str(refused.value)
    assert line.startswith(f"{name}: ")
    assert len(line.splitlines()) == 1
    assert len(line) < 150
    assert name not in ("TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET") or value not in line
    assert SECRET not in line


def test_every_variable_was_tried() -> None:
    assert {name for environment, *_ in GOOD for name in environment} == {*BAD, "CONTENT_DIR"}
    assert {name for _, name, _ in GOOD} == set(Settings.__dataclass_fields__)


def test_a_webhook_needs_its_secret() -> None:
    with pytest.raises(SettingsError, match=r"^WEBHOOK_SECRET: is required with WEBHOOK_URL$"):
        from_environment({"WEBHOOK_URL": "https://bot.example.org"})


def test_settings_never_show_the_token_or_the_secret() -> None:
    settings = from_environment({"TELEGRAM_BOT_TOKEN": TOKEN, **WEBHOOK})
    assert TOKEN not in repr(settings)
    assert SECRET not in repr(settings)
    assert "Example" not in str(settings)


def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(at_home: Path, env: Env) -> None:
    (at_home / ".env").write_text("# mine\nPORT=9001\nexport LOG_LEVEL='debug'\nHOST=\n", "utf-8")
    env.setenv("PORT", "9002")
    found = from_environment()
    assert (found.port, found.log_level, found.host) == (9002, "DEBUG", "127.0.0.1")


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_variable_counts_as_absent_and_hides_nothing_in_the_file(
    empty: str, at_home: Path, env: Env
) -> None:
    (at_home / ".env").write_text("PORT=9001\n", "utf-8")
    env.setenv("PORT", empty)
    assert from_environment().port == 9001


def test_there_need_be_no_file(at_home: Path) -> None:
    assert from_environment() == Settings()


def test_a_file_that_is_no_text_is_named(at_home: Path) -> None:
    (at_home / ".env").write_bytes(b"PORT=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"^\.env: "):
        from_environment()


def test_what_is_shown_of_a_server_has_no_password() -> None:
    settings = from_environment({"DATABASE_URL": SERVER})
    assert str(settings.database) == "postgresql://me@db.example.org:5433,[::1]/school"
    assert "s%40cret" not in repr(settings)
    with pytest.raises(SettingsError) as raised:
        from_environment({"DATABASE_URL": "postgresql://me:sec@ret@db/school"})
    assert "sec" not in str(raised.value).replace("is special", "")


def test_local_chats_are_kept_beside_their_database() -> None:
    assert Settings(database=Path("data/school.db")).local_chat == Path("data/school.chat")
    assert Settings(database=PostgresAddress(SERVER)).local_chat == Path("school.chat")


Env = pytest.MonkeyPatch


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> Env:
    return monkeypatch


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: an empty folder, with nothing of ours in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in (*BAD, "CONTENT_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path
