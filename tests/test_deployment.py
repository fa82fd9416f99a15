"""The files by which others run the bot: they name what there is, with settings that it takes."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from bot.cli import main
from bot.settings import Settings, from_environment
from bot.storage.address import PostgresAddress

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", "")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
UNIT = (ROOT / "deploy" / "tutorbot.service").read_text("utf-8")
TOKEN = "123456:ABC-def"
TOLD = {
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "POSTGRES_PASSWORD": "a0b1",
    "WEBHOOK_URL": "https://tea.example.org/telegram",
    "WEBHOOK_SECRET": "c2d3",
    "ADMIN_IDS": "7",
}


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name} +(.+)$", DOCKERFILE, re.MULTILINE)


def image_settings() -> dict[str, str]:
    return dict(pair.split("=", 1) for line in instructions("ENV") for pair in shlex.split(line))


def unit(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def filled(text: str, told: dict[str, str]) -> str:
    """As Compose fills in `${NAME:-otherwise}` and `${NAME:?why it is needed}`."""
    return re.sub(r"\$\{(\w+):[-?]([^}]*)\}", lambda found: told.get(found[1], ""), text)


def of_service(name: str, told: dict[str, str]) -> Settings:
    service = COMPOSE["services"][name]
    return from_environment(
        image_settings() | {key: filled(value, told) for key, value in service["environment"].items()}
    )


def known_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> bool:
    """Whether the command line, from `python` on, is one that this bot has."""
    python, _, module, *arguments = words
    assert Path(python).name == "python"
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    capsys.readouterr()
    return module == "bot" and ended.value.code == 0


def test_the_image_has_a_python_that_the_bot_runs_on() -> None:
    found = {tuple(map(int, version.split("."))) for version in re.findall(r"python:(\d+\.\d+)", DOCKERFILE)}
    least = tuple(map(int, PROJECT["requires-python"].removeprefix(">=").split(".")))
    assert len(found) == 1
    assert min(found) >= least


def test_all_that_the_image_copies_is_there_and_let_in() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    copied = [line.split()[:-1] for line in instructions("COPY") if "--from" not in line]
    names = {name for line in copied for name in line if not name.startswith("--")}
    assert ignored[0] == "*"  # .env and databases never get in
    assert names == {line[1:] for line in ignored if line.startswith("!")}
    assert all((ROOT / name).exists() for name in names)
    assert {"README.md", "LICENSE", "pyproject.toml"} < names  # without them pip does not build


def test_the_image_keeps_all_in_its_one_volume_and_is_not_run_by_root() -> None:
    settings = from_environment(image_settings() | {"TELEGRAM_BOT_TOKEN": TOKEN})
    (volume,) = instructions("VOLUME")
    assert isinstance(settings.database, Path)
    assert {settings.database.parent, settings.content_dir.parent} == {Path(volume)}
    assert (settings.host, [str(settings.port)]) == ("0.0.0.0", instructions("EXPOSE"))
    (user,) = instructions("USER")
    assert f" {user} " in instructions("RUN")[-1]


def test_what_the_image_runs_is_a_command_of_the_bot(capsys: pytest.CaptureFixture[str]) -> None:
    runs = [shlex.split(part) for line in instructions("RUN") for part in line.split("&&")]
    commands = [words for words in runs if "-m" in words and words[words.index("-m") + 1] == "bot"]
    commands.append(json.loads(instructions("CMD")[-1]))
    assert len(commands) == 2
    assert all(known_command(words, capsys) for words in commands)


@contextmanager
def answering(status: int) -> Iterator[int]:
    """The port where /healthz, and nothing else, has this status."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("status", "ends_with"), [(200, 0), (503, 1)])
def test_the_image_is_as_healthy_as_healthz_says(status: int, ends_with: int) -> None:
    _, python, flag, program = json.loads(re.sub(r"^.*CMD \[", '["", ', instructions("HEALTHCHECK")[0]))
    assert (python, flag) == ("python", "-c")
    with answering(status) as port:
        # A proxy that the environment names is not asked for what is on this machine.
        environment = {**os.environ, "PORT": str(port), "http_proxy": "http://127.0.0.1:9"}
        done = subprocess.run([sys.executable, "-c", program], env=environment)
    assert done.returncode == ends_with


@pytest.mark.parametrize("name", ["bot", "standby"])
def test_compose_gives_settings_that_the_bot_takes(name: str) -> None:
    settings = of_service(name, TOLD)
    least = of_service(name, {key: TOLD[key] for key in ("TELEGRAM_BOT_TOKEN", "POSTGRES_PASSWORD")})
    postgres = COMPOSE["services"]["postgres"]
    kept = {key: filled(value, TOLD) for key, value in postgres["environment"].items()}
    login = f"{kept['POSTGRES_USER']}:{kept['POSTGRES_PASSWORD']}"
    assert settings.database == PostgresAddress(f"postgresql://{login}@postgres/{kept['POSTGRES_DB']}")
    assert (settings.webhook_url, settings.admin_ids) == (TOLD["WEBHOOK_URL"], {7})
    assert (least.webhook_url, least.token, least.log_level) == (None, TOKEN, "INFO")


def test_compose_starts_a_second_bot_only_when_it_is_asked_for_and_a_bot_only_beside_its_database() -> None:
    bot, standby = COMPOSE["services"]["bot"], COMPOSE["services"]["standby"]
    assert "profiles" not in bot
    assert standby["profiles"] == ["standby"]
    assert "ports" not in standby  # one machine has each of its ports once
    assert {key for key in bot if bot[key] != standby.get(key)} == {"ports"}
    assert bot["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    mounted = [volume for service in COMPOSE["services"].values() for volume in service["volumes"]]
    assert {volume.split(":")[0] for volume in mounted} == set(COMPOSE["volumes"])
    assert f"data:{instructions('VOLUME')[0]}" in mounted


def test_the_service_keeps_all_in_its_own_folder_and_may_write_nowhere_else() -> None:
    pairs = [pair.split("=", 1) for line in unit("Environment") for pair in shlex.split(line)]
    settings = from_environment(dict(pairs))
    (home,) = {Path("/var/lib") / name for name in unit("StateDirectory")}
    assert isinstance(settings.database, Path)
    assert {settings.database.parent, settings.content_dir.parent} == {home}
    assert (unit("DynamicUser"), unit("ProtectSystem"), unit("Restart")) == (["yes"], ["strict"], ["always"])
    assert UNIT.index("\nEnvironment=") < UNIT.index("\nEnvironmentFile=")


def test_what_the_service_starts_is_a_command_of_the_bot(capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = unit("ExecStart")
    assert command.startswith(f"{unit('WorkingDirectory')[0]}/.venv/bin/python ")
    assert known_command(shlex.split(command), capsys)


def test_the_service_begins_with_the_courses_as_they_came_and_leaves_them_afterwards(tmp_path: Path) -> None:
    (line,) = unit("ExecStartPre")
    command = shlex.split(line.replace(f"{unit('WorkingDirectory')[0]}/content", str(ROOT / "content")))
    (tmp_path / "content.new").mkdir()  # a start that was cut off
    for _ in range(2):
        subprocess.run(command, env={**os.environ, "STATE_DIRECTORY": str(tmp_path)}, check=True)
        courses = tmp_path / "content"
        assert [path.name for path in tmp_path.iterdir()] == ["content"]
        assert (courses / "docker-by-hand" / "course.yaml").is_file()
        (courses / "mine").mkdir(exist_ok=True)
    assert (courses / "mine").is_dir()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_understands_the_service(tmp_path: Path) -> None:
    text = UNIT.replace("/opt/tutorbot/.venv/bin/python", sys.executable)
    (tmp_path / "tutorbot.service").write_text(text, "utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "tutorbot.service")]
    done = subprocess.run(command, capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if "tutorbot.service" in line]
    assert not said


def test_a_platform_starts_a_web_process_that_all_can_reach(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = (ROOT / "Procfile").read_text("utf-8").splitlines()
    kind, command = line.split(": ", 1)
    env, setting, *words = shlex.split(command)
    assert (kind, env) == ("web", "env")
    assert known_command(words, capsys)
    given = TOLD | {"PORT": "5000", "DATABASE_URL": "postgres://u:p@ec2.example.org:5432/d?sslmode=require"}
    settings = from_environment(given | dict([setting.split("=", 1)]))
    assert (settings.host, settings.port) == ("0.0.0.0", 5000)
    assert isinstance(settings.database, PostgresAddress)


def test_platforms_and_the_image_install_the_bot_with_its_driver_for_postgresql() -> None:
    assert (ROOT / "requirements.txt").read_text("utf-8").split() == [".[postgres]"]
    assert "'.[postgres]'" in "".join(instructions("RUN"))
    assert "postgres" in PROJECT["optional-dependencies"]
