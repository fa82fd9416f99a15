"""Written answers and commands, each with the verdict that a teacher would give."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.course.kinds import Task
from bot.course.kinds.choice import Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.program import Program
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import NOTHING, Submitted, Verdict
from tests import demo

HUB = Typed(
    ("Docker Hub", "the Hub"), mistakes=(KnownMistake("docker", "program"), KnownMistake("*engine*", "own"))
)
DAEMON = Typed(
    ("daemon", "background process"), mistakes=(KnownMistake("demon", "spelled so in tales only"),)
)
NAIVE = Typed(("naïve",))
AFFECT = Typed(("affect",), mistakes=(KnownMistake("effect", "that is the noun"),))
TAGS = Typed(("alpine:3.20",))
FROM = Typed(("FROM alpine:3.20",), exact=True, mistakes=(KnownMistake("from *", "capitals"),))
RUSSIAN = Typed(("Москва",))

PI = Number(Decimal("3.14"), within=Decimal("0.01"))
THOUSAND = Number(Decimal(1000))
HALF = Number(Decimal("0.5"))
QUARTER = Number(Decimal(25), unit="%")
SIZE = Number(Decimal(512), unit="MB", mistakes=(KnownMistake("0.5*", "that is half a gigabyte"),))
PORT = Number(Decimal(8080))

WORDS = (
    (HUB, "Docker Hub", "right"),
    (HUB, "  docker   hub. ", "right"),
    (HUB, "“DOCKER HUB”", "right"),
    (HUB, "the docker hub", "right"),
    (HUB, "Hub", "right"),
    (HUB, "ｄｏｃｋｅｒ　ｈｕｂ", "right"),
    (HUB, "Dосkеr Hub", "right"),
    (HUB, "doker hub", "right: spelled"),
    (HUB, "dokcer hub", "right: spelled"),
    (HUB, "docker hug", "wrong"),
    (HUB, "dcoekr hub", "wrong"),
    (HUB, "docker", "wrong: program"),
    (HUB, "The Docker Engine", "wrong: own"),
    (HUB, "hub docker", "wrong"),
    (HUB, "docker hub docker", "wrong"),
    (HUB, "?", "wrong"),
    (DAEMON, "a daemon", "right"),
    (DAEMON, "deamon", "right: spelled"),
    (DAEMON, "demon", "wrong: spelled so in tales only"),
    (DAEMON, "backgruond proces", "right: spelled"),
    (DAEMON, "process", "wrong"),
    (NAIVE, "naive", "right"),
    (NAIVE, "NAÏVE!", "right"),
    (AFFECT, "effect", "wrong: that is the noun"),
    (AFFECT, "efect", "wrong"),
    (AFFECT, "afect", "right: spelled"),
    (TAGS, "alpine:3.20", "right"),
    (TAGS, "alpine:3.2", "wrong"),
    (TAGS, "alpin:3.20", "wrong"),
    (FROM, "FROM alpine:3.20", "right"),
    (FROM, "FROM  alpine:3.20 ", "right"),
    (FROM, "from alpine:3.20", "wrong: capitals"),
    (FROM, "FROM Alpine:3.20", "wrong"),
    (RUSSIAN, "москва", "right"),
    (RUSSIAN, "Moskva", "wrong"),
    (PI, "3.14", "right"),
    (PI, "3,14", "right"),
    (PI, "3.145", "right"),
    (PI, "3.2", "wrong"),
    (PI, "≈ 3.14", "right"),
    (PI, "22/7", "right"),
    (PI, "about three", "no answer"),
    (THOUSAND, "1000", "right"),
    (THOUSAND, "1 000", "right"),
    (THOUSAND, "1,000", "right"),
    (THOUSAND, "1.000,00", "right"),
    (THOUSAND, "1e3", "right"),
    (THOUSAND, "1'000", "right"),
    (THOUSAND, "10,00", "wrong"),
    (THOUSAND, "100 0", "no answer"),
    (THOUSAND, "1000 containers", "right"),
    (HALF, "½", "right"),
    (HALF, "1/2", "right"),
    (HALF, ".5", "right"),
    (HALF, "50 %", "right"),
    (HALF, "1½", "wrong"),
    (HALF, "-0.5", "wrong"),
    (HALF, "1/0", "no answer"),
    (QUARTER, "25 %", "right"),
    (QUARTER, "25%", "right"),
    (QUARTER, "25", "wrong: unit_missing"),
    (QUARTER, "25 MB", "wrong: other_unit"),
    (SIZE, "512 MB", "right"),
    (SIZE, "512MB.", "right"),
    (SIZE, "512 mb", "wrong: other_unit"),
    (SIZE, "0.5 GB", "wrong: that is half a gigabyte"),
    (PORT, "8080:80", "no answer"),
    (PORT, "8080", "right"),
)

RUN = "docker run -d -p 8080:80 --name web nginx"
SHELL = "docker exec -it web sh"
UP = "docker compose -f prod.yaml up -d"
BUILD = "docker build -t tea:1 ."
COPY = "docker cp web:/log.txt log.txt"
PS = "docker ps -a"

COMMANDS = (
    (RUN, RUN, "right"),
    (RUN, "docker  run --name=web -p 8080:80   -d nginx", "right"),
    (RUN, "docker container run --detach --publish=8080:80 --name 'web' nginx", "right"),
    (RUN, "docker run -dp 8080:80 --name web nginx", "right"),
    (RUN, "docker run -dp8080:80 --name web nginx", "right"),
    (RUN, "docker run -d -p=8080:80 --name web -- nginx", "right"),
    (RUN, "docker run —detach -p 8080:80 —name “web” nginx", "right"),
    (RUN, "docker run \\\n  -d -p 8080:80 \\\n  --name web nginx", "right"),
    (RUN, "docker run --detach=true -p 8080:80 --name we\\b nginx", "right"),
    (RUN, f"$ {RUN}", "right: prompt"),
    (RUN, f"sudo {RUN}", "right: sudo"),
    (RUN, f"$ sudo {RUN}", "right: prompt, sudo"),
    (RUN, RUN.replace("docker", "Docker"), "right: small_letters"),
    (RUN, "docker run -d --name web nginx", "wrong: missing_value(-p 8080:80, port)"),
    (RUN, "docker run -p 8080:80 --name web nginx", "wrong: missing_flag(-d, )"),
    (RUN, "docker run -d -p 80:8080 --name web nginx", "wrong: swapped(80, 8080)"),
    (RUN, "docker run -d -p 9090:80 --name web nginx", "wrong: other_value(-p 9090:80, port)"),
    (RUN, "docker run --detach -p 8080:80 -name web nginx", "wrong: one_dash(-name, --name)"),
    (RUN, "docker run --d -p 8080:80 --name web nginx", "wrong: two_dashes(--d, -d)"),
    (RUN, "docker run --detatch -p 8080:80 --name web nginx", "wrong: misspelled_flag(--detatch, --detach)"),
    (RUN, "docker run -d -P 8080:80 --name web nginx", "wrong: misspelled_flag(-P, -p)"),
    (RUN, "docker run -d -x -p 8080:80 --name web nginx", "wrong: unknown_flag(-x, docker run)"),
    (RUN, f"{RUN.replace('nginx', '--rm nginx')}", "wrong: extra_flag(--rm)"),
    (RUN, "docker run -d --name web nginx -p 8080:80", "wrong: too_late(-p 8080:80, nginx)"),
    (RUN, "docker run -d -p 8080:80 --name web", "wrong: argument_missing(image)"),
    (RUN, "docker run -d -p 8080:80 --name web ngnix", "wrong: argument_other(ngnix, image)"),
    (RUN, "docker run -d -p 8080:80 nginx --name web", "wrong: too_late(--name web, nginx)"),
    (RUN, "docker run -d -p 8080:80 --name web nginx sh", "wrong: inner_extra(sh, command)"),
    (RUN, "docker start web", "wrong: unknown_subcommand(docker, start)"),
    (RUN, "docker exec web", "wrong: other_subcommand(exec, run)"),
    (RUN, "docker", "wrong: no_subcommand(docker)"),
    (RUN, "podman run nginx", "wrong: other_program(podman, docker)"),
    (RUN, 'docker run -d --name "web nginx', "wrong: unclosed_quote"),
    (RUN, "docker run -d -p --name web nginx", "wrong: no_value(-p, port)"),
    (RUN, "docker run --detach=no -p 8080:80 --name web nginx", "wrong: takes_no_value(--detach, )"),
    (SHELL, "docker exec -i -t web sh", "right"),
    (SHELL, "docker exec -ti web sh", "right"),
    (SHELL, "docker exec --tty --interactive web sh", "right"),
    (SHELL, "docker exec -it web bash", "wrong: inner_other(bash, command)"),
    (SHELL, "docker exec -it web", "wrong: inner_missing(command)"),
    (SHELL, "docker exec web -it sh", "wrong: too_late(-it, web)"),
    (SHELL, "docker exec -i web sh", "wrong: missing_flag(-t, )"),
    (UP, "docker compose --file=prod.yaml up --detach", "right"),
    (UP, "docker compose up -d -f prod.yaml", "wrong: misplaced_flag(-f, up)"),
    (UP, "docker compose -f prod.yaml up -dD", "wrong: misspelled_flag(-D, -d)"),
    (UP, "docker compose up -d", "wrong: missing_value(-f prod.yaml, file)"),
    (UP, "docker compose -f prod.yaml down", "wrong: other_subcommand(compose down, compose up)"),
    (BUILD, "docker build . --tag tea:1", "right"),
    (BUILD, "docker image build -t tea:1 .", "right"),
    (BUILD, "docker build -t tea:1", "wrong: argument_missing(folder)"),
    (BUILD, "docker build -t 1:tea .", "wrong: swapped(1, tea)"),
    (COPY, "docker cp log.txt web:/log.txt", "wrong: arguments_swapped(log.txt, web:/log.txt)"),
    (COPY, "docker container cp web:/log.txt log.txt", "right"),
    (COPY, "docker cp web:/log.txt log.txt more", "wrong: argument_extra(more)"),
    (PS, "docker container ls --all", "right"),
    (PS, "docker ps", "wrong: missing_flag(-a, )"),
    (PS, "docker ps -aa", "right"),
    (PS, "docker -D ps -a", "wrong: extra_flag(-D)"),
)


def program() -> Program:
    task = next(q.task for q in demo.library().courses[0].questions if isinstance(q.task, ShellCommand))
    assert isinstance(task, ShellCommand)
    return task.program


def asking(task: Task) -> Question:
    return Question("q", "Q", "?", task, "So it is.")


def said(question: Question, words: str) -> str:
    moved = kinds.write(question, NOTHING, (), words)
    if not isinstance(moved, Submitted):
        return "no answer"
    return in_short(kinds.grade(question, moved.given))


def in_short(verdict: Verdict) -> str:
    whys = [slip.why for slip in verdict.slips if slip.why]
    remarks = [r.code + (f"({', '.join(r.values)})" if r.values else "") for r in verdict.remarks]
    found = ", ".join((*whys, *remarks))
    return ("right" if verdict.right else "wrong") + (f": {found}" if found else "")


@pytest.mark.parametrize(("task", "words", "verdict"), WORDS)
def test_words_and_numbers_get_the_verdict_of_a_teacher(task: Task, words: str, verdict: str) -> None:
    found = said(asking(task), words)
    short = found.split("(")[0] if "spelled(" in found or "unit" in found or "small" in found else found
    assert short == verdict


@pytest.mark.parametrize(("right", "words", "verdict"), COMMANDS)
def test_commands_get_the_verdict_of_a_teacher(right: str, words: str, verdict: str) -> None:
    found = said(asking(ShellCommand((right,), program())), words)
    assert (found.split("(")[0] if "small" in found else found) == verdict


def test_of_several_right_commands_the_nearest_one_is_spoken_of() -> None:
    either = asking(ShellCommand((RUN, "docker run -d nginx"), program()))
    assert said(either, "docker run nginx") == "wrong: missing_flag(-d, )"
    assert said(either, "docker run -d nginx") == "right"


def test_gaps_are_judged_each_by_itself() -> None:
    gaps = asking(Gaps(("a ", " b ", ""), (("one",), ("two", "second"))))
    moved = kinds.write(gaps, NOTHING, (), "Uno")
    assert moved is not None
    moved = kinds.write(gaps, moved.draft, (), "second")  # type: ignore[union-attr]
    assert isinstance(moved, Submitted)
    verdict = kinds.grade(gaps, moved.given)
    assert [slip.id for slip in verdict.slips] == ["1/uno"]
    assert kinds.kept(gaps, moved.given) == "\nsecond"


def test_choices_are_named_by_letter_or_by_what_they_say() -> None:
    choices = (Option("run", "run", False), Option("start", "start", False))
    gap = asking(Gaps(("", ""), (("run",),), choices))
    assert kinds.write(gap, NOTHING, choices, "b") == Submitted(kinds.Given("start"))
    assert kinds.write(gap, NOTHING, choices, "Run") == Submitted(kinds.Given("run"))
    assert kinds.write(gap, NOTHING, choices, "walk") is None
