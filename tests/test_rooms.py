"""The plan of the house, kept over the syntax trees of `bot/`: who imports whom, and what is whose alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS = ("chat", "tutor", "views", "learning", "storage")
"""The floors that have wings."""

WINGS = ("learner", "review", "search", "group", "school", "broadcast")

MAY_IMPORT = {
    "course": set(),
    "settings": {"storage.address"},
    "wire": set(),
    "emulator": set(),
    "learning": {"course"},
    "storage": {"course", "learning"},
    "views": {"course", "learning"},
    "tutor": {"course", "learning", "storage"},
    "chat": {"learning", "tutor", "views", "storage.errors", "wire.failures"},
    "broadcast": {"learning", "storage", "views", "chat.show", "wire.failures", "wire.pace"},
    "tools": {"settings", "course", "storage", "tutor", "views"},
    "app": {
        *("settings", "course", "learning", "storage", "tutor", "views"),
        *("chat", "broadcast", "wire", "emulator"),
    },
    "cli": {"settings", "course", "app", "tools"},
    "__main__": {"cli"},
}
"""Room, or file of `bot/` itself -> what of ours it may import besides itself: a room, or one file of it."""

ACROSS_WINGS = {
    ("broadcast.delivery_run", "storage.group"): "a broadcast may go to groups, whose chats move",
    ("chat.routes", "chat"): "the floor's front: it sees all wings",
    ("chat.routes", "views"): "and the families of their buttons",
    ("storage.sqlite.full_text", "learning.search"): "the index is SQLite's own, for all wings",
    ("learning.school.course_changes", "learning.review.review"): "which cards begin anew is told before",
    ("tutor.school.impact", "storage.review"): "and how many of them there are",
    ("views.learner.place", "views.review.buttons"): "a lesson's end leads to the review",
    ("views.learner.progress", "views.review.buttons"): "so does the progress",
    ("views.learner.settings", "views.review.buttons"): "how many cards a session has is a setting",
    ("storage.sqlite.restore", "storage.broadcast"): "what may have gone out since the backup is put on hold",
    ("storage.sqlite.restore", "storage.review"): "and what may have been asked since, is not asked again",
    ("views.learner.place", "views.review.reminder_offer"): "reminders are offered at the end of a lesson",
    ("views.learner.settings", "views.review.reminder_offer"): "and are a setting",
    ("tutor.learner.account", "tutor.review"): "a time zone that is told moves the reminders",
    ("tutor.learner.account", "storage.school"): "going on in the course ends a report that waits for words",
    ("tutor.learner.progress_reports", "storage.school"): "likewise",
    ("tutor.learner.study", "storage.school"): "likewise",
    ("tutor.review.reviewing", "storage.school"): "so does going on in a review",
    ("views.search.results", "views.review.buttons"): "who looks something up in a review goes back to it",
    ("tutor.search.seeking", "storage.school"): "and so does looking something up",
    ("tutor.search.seeking", "tutor.review.sessions"): "nothing is quoted of what a card asks that is open",
}
"""(File, what it sees of another wing) -> why. Begins of names, without `bot.`"""

IN_THE_EMULATOR = {
    "world": {"world", "errors", "limits"},
    "api": {"api", "world", "errors", "limits"},
    "web": {"web", "api", "world", "errors", "limits"},
    "errors": set(),
    "limits": {"errors"},
}
"""Part of the emulator -> which parts of it this one may import: what happened, calls, server and page."""

SOMEBODY_ELSES_DATABASE = "course.formats.anki.collection"
"""An Anki deck is a database that another program wrote: what is read of it is no memory of ours."""

ONLY_IN = {
    "telegram": {"chat", "wire", "app"},
    "jinja2": {"views"},
    "babel": {"views", "tools"},
    "sqlite3": {"storage.sqlite", SOMEBODY_ELSES_DATABASE},
    "aiosqlite": {"storage.sqlite.database"},
    "psycopg": {"storage.postgres"},
    "yaml": {"course"},
}
"""Library -> the rooms, or files of one, that know it."""

JUDGED_IN_WIRE = {"NetworkError", "TimedOut", "retry_after"}
"""What tells whether a call may have arrived, and how long Telegram refuses more: `wire.failures` says so."""

HAVE_A_CLOCK = {
    "incoming",  # the entrance: it stamps what comes in
    *("group.background", "group.scheduler", "group.outbox_sender", "group.outgoing"),  # work by itself
    *("group.membership", "group.show"),  # they remember for a while
    *("group.wiring", "school.wiring"),
}
"""Files of `bot/chat` that know what time it is; all others are told when something came in."""

LONGEST_FILE = 250
LONGEST_FUNCTION = 40
"""Lines."""
PURE = ("learning", "views")
OPENS = {"views.catalogues": "catalogues are read as templates are, which jinja2 does by itself"}
TOLD_THE_TIME = ("learning", "tutor", "storage", "views")
CLOCKS_AND_DICE = re.compile(
    r"datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|monotonic|perf_counter)"
    r"|random\.\w+|secrets\.\w+|uuid\.uuid[14]|os\.urandom"
)
SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+(INTO|OR)\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|REPLACE\s+INTO\b|PRAGMA\s"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIEW|TRIGGER|UNIQUE)\b|BEGIN\s+(IMMEDIATE|EXCLUSIVE|DEFERRED)\b)"
)


@dataclass(frozen=True)
class Module:
    """One file of `bot/`."""

    path: Path

    @cached_property
    def lines(self) -> list[str]:
        return self.path.read_text("utf-8").splitlines()

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Its whole syntax tree."""
        return tuple(ast.walk(ast.parse("\n".join(self.lines))))

    @cached_property
    def name(self) -> str:
        "bot.storage.learner.progress"
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @property
    def room(self) -> str:
        """storage; for a file of `bot/` itself, its own name."""
        return self.name.split(".")[1] if "." in self.name else ""

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """All names that are imported, in full: bot.storage.progress, sqlite3.Row."""
        return tuple(name for node in self.nodes for name in names_of(node))

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))


MODULES = tuple(map(Module, sorted((ROOT / "bot").rglob("*.py"))))
IN_ROOMS = tuple(module for module in MODULES if module.room)


def names_of(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module, names, level):
            assert level == 0, "imports are written in full"
            yield from (f"{module}.{alias.name}" for alias in names)


def test_every_room_has_its_line_in_the_table() -> None:
    assert {module.room for module in IN_ROOMS} <= MAY_IMPORT.keys()


def test_a_room_imports_only_what_the_table_allows() -> None:
    found = [
        f"{module}: {name}" for module in IN_ROOMS for name in module.imports if is_strange(module, name)
    ]
    assert not found


def test_a_wing_reaches_into_no_other() -> None:
    found = [
        f"{module}: {name}" for module in IN_ROOMS for name in module.imports if crosses(module.name, name)
    ]
    assert not found


def test_each_exception_from_the_wings_is_needed() -> None:
    used = {
        key
        for module in IN_ROOMS
        for name in module.imports
        if wing_of(name) not in ("", "learner", wing_of(module.name))
        for key in ACROSS_WINGS
        if is_excepted(module.name, name, key)
    }
    assert used == ACROSS_WINGS.keys()


def test_wings_are_told_apart() -> None:
    assert crosses("bot.chat.group.press", "bot.chat.school.press.SchoolPress")
    assert crosses("bot.chat.group.press", "bot.tutor.school.reports")
    assert crosses("bot.chat.show", "bot.views.group.messages")
    assert not crosses("bot.chat.group.press", "bot.tutor.group.rounds.Rounds")
    assert not crosses("bot.chat.group.press", "bot.views.learner.screens")
    assert not crosses("bot.chat.group.press", "bot.chat.show.Show")


def test_no_file_outside_a_wing_is_named_after_one() -> None:
    wings = (*WINGS, "admin", "group", "round")
    assert not [
        str(module)
        for module in MODULES
        if module.room in FLOORS and module.path.stem.startswith(tuple(f"{wing}_" for wing in wings))
    ]


def test_in_the_emulator_the_world_knows_neither_calls_nor_page() -> None:
    found = [
        f"{module}: {name}"
        for module in MODULES
        if module.room == "emulator" and (part := part_of(module.name)) not in ("", "__main__")
        for name in module.imports
        if name.startswith("bot.emulator.") and part_of(name) not in IN_THE_EMULATOR[part]
    ]
    assert not found


def part_of(name: str) -> str:
    """world, for bot.emulator.world.polls and all in it."""
    _, _, part, *_ = *name.split("."), "", ""
    return part


def crosses(module: str, name: str) -> bool:
    """Whether a file that is in one wing, or in none, sees another wing that is not the learner's."""
    if module.split(".")[1] not in (*FLOORS, "broadcast") or wing_of(name) in (
        "",
        "learner",
        wing_of(module),
    ):
        return False
    return not any(is_excepted(module, name, key) for key in ACROSS_WINGS)


def is_excepted(module: str, name: str, key: tuple[str, str]) -> bool:
    return module == f"bot.{key[0]}" and name.startswith(f"bot.{key[1]}.")


def wing_of(name: str) -> str:
    """The wing in which a file lies; "" for one that all wings of its floor share."""
    _, room, inner, *_ = *name.split("."), "", ""
    if room == "broadcast":
        return room
    return inner if room in FLOORS and inner in WINGS else ""


def is_strange(module: Module, name: str) -> bool:
    allowed = MAY_IMPORT[module.room] | {module.room}
    return name.startswith("bot.") and not any(f"{name}.".startswith(f"bot.{room}.") for room in allowed)


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_known_to_its_rooms_alone(library: str) -> None:
    knowing = [m for m in MODULES if any(name.split(".")[0] == library for name in m.imports)]
    strange = [
        m for m in knowing if not any(f"{m.name}.".startswith(f"bot.{at}.") for at in ONLY_IN[library])
    ]
    assert not list(map(str, strange))


def test_what_became_of_a_failed_call_is_decided_in_wire_alone() -> None:
    found = [
        f"{module}:{node.lineno}"
        for module in MODULES
        if module.room not in ("wire", "emulator")
        for node in module.nodes
        if (isinstance(node, ast.Name) and node.id in JUDGED_IN_WIRE)
        or (isinstance(node, ast.Attribute) and node.attr in JUDGED_IN_WIRE)
    ]
    assert not found


def test_a_constructor_takes_five_values_at_most() -> None:
    found = [
        f"{module}:{node.lineno}"
        for module in MODULES
        if module.room not in ("wire", "emulator")
        for node in module.nodes
        if isinstance(node, ast.FunctionDef) and node.name == "__init__"
        if len(node.args.args) + len(node.args.kwonlyargs) > 6  # with self
    ]
    assert not found, "a dataclass, or a value that travels as one"


def test_what_answers_people_is_told_when_they_asked() -> None:
    found = {
        module.name.removeprefix("bot.chat.")
        for module in MODULES
        if module.room == "chat"
        for line in module.lines
        if re.search(r"\bnow: (Callable\[\[\], datetime\]|Clock)", line)
    }
    assert found == HAVE_A_CLOCK


def test_sql_is_written_in_storage_alone() -> None:
    found = [
        f"{module}:{node.lineno}"
        for module in MODULES
        if module.room != "storage" and module.name != f"bot.{SOMEBODY_ELSES_DATABASE}"
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]
    assert not found


def test_the_eye_for_sql_sees_it_and_lets_words_pass() -> None:
    assert all(map(SQL.match, ("SELECT 1", "\n  INSERT INTO a VALUES (1)", "PRAGMA x", "DELETE FROM a")))
    assert not any(map(SQL.match, ("Selected", "Update the course", "Create a table of it", "select")))


def test_nothing_is_imported_late() -> None:
    late = [
        f"{module}:{node.lineno}"
        for module in MODULES
        for function in module.nodes
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) or (called(node) in LATE)
        if not (isinstance(node, ast.Import) and {one.name for one in node.names} <= SLOW_TO_LOAD)
    ]
    assert not late


SLOW_TO_LOAD = {
    "genanki",
    "openpyxl",
    *(f"bot.storage.postgres.{name}" for name in ("database", "lock", "whole")),
}
"""A tenth of the whole start, by what they need of somebody else's, and most starts never need it."""


LATE = {"__import__", "importlib.import_module", "import_module"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {module.name for module in MODULES}
    graph = {
        module.name: {
            found
            for name in module.imports
            for found in (name, name.rpartition(".")[0])
            if found in names and found != module.name
        }
        for module in MODULES
    }
    TopologicalSorter(graph).prepare()


def test_no_two_public_classes_share_a_name() -> None:
    found: dict[str, list[str]] = {}
    for module in MODULES:
        for node in module.nodes if module.room != "emulator" else ():
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(module.name)
    assert not {name: modules for name, modules in found.items() if len(modules) > 1}


def test_a_file_stays_short_enough_to_be_read() -> None:
    long = [f"{module}: {len(module.lines)}" for module in MODULES if len(module.lines) > LONGEST_FILE]
    assert not long, "part it by what its functions are about"


def test_a_function_fits_a_screen() -> None:
    found = [
        f"{module}:{node.lineno} {node.name}"
        for module in MODULES
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not found


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_waits_for_nothing_and_opens_no_file(room: str) -> None:
    waits = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    found = [
        f"{module}:{node.lineno}"
        for module in MODULES
        if module.room == room
        for node in module.nodes
        if isinstance(node, waits) or (opens(node) and module.name.removeprefix("bot.") not in OPENS)
    ]
    assert not found


@pytest.mark.parametrize("room", TOLD_THE_TIME)
def test_a_room_is_told_the_time_and_throws_no_dice(room: str) -> None:
    found = [
        f"{module}:{node.lineno}"
        for module in MODULES
        if module.room == room
        for node in module.nodes
        if CLOCKS_AND_DICE.search(called(node))
    ]
    assert not found
    libraries = {name.split(".")[0] for module in MODULES if module.room == room for name in module.imports}
    assert not libraries & {"random", "secrets", "uuid", "time"}


def opens(node: ast.AST) -> bool:
    name = called(node)
    return name == "open" or name.rpartition(".")[2] in {
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
    }


def called(node: ast.AST) -> str:
    """The dotted name that is called here; "" where nothing is."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""
