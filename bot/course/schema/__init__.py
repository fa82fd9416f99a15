"""The JSON Schema of course files (draft 2020-12), by which editors complete names and underline mistakes.

`schema.json` describes what the readers in `bot/course/reading/` take; a test holds them in step. An editor
finds it by a file's first line, so the schemas lie in each course that `new` and `import` write:

    tea/.schema/course.json    tea/.schema/lesson.json    tea/.schema/program.json
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from bot.course.reading.program_file import PROGRAMS
from bot.course.shelf.names import COURSE_FILE

FOLDER = ".schema"
"""In a course's folder: hidden, so that no reader of courses takes it for a part of the course."""
KINDS = ("course", "lesson", "program")
"""Of files; each has a schema of its own."""

_REFERENCE = "#/$defs/"

Schema = Mapping[str, Any]


@lru_cache(maxsize=1)
def schema() -> Schema:
    """Of all files: what a file is, is told by its names."""
    text = files(__name__).joinpath("schema.json").read_text("utf-8")
    whole: Schema = json.loads(text)
    return whole


def schema_of(kind: str) -> Schema:
    """Of the files of one kind, with no more than it needs."""
    whole = schema()
    parts: Schema = whole["$defs"]
    needed = _needed(kind, parts)
    head = {"$schema": whole["$schema"], "title": f"{whole['title']} {kind}", "$ref": f"{_REFERENCE}{kind}"}
    return head | {"$defs": {name: part for name, part in parts.items() if name in needed}}


def schema_files() -> dict[str, bytes]:
    """What lies in a course's folder for editors: path -> bytes."""
    return {f"{FOLDER}/{kind}.json": _as_json(schema_of(kind)).encode() for kind in KINDS}


def with_schema(name: str, text: str) -> str:
    """A file below the line that leads an editor to its schema. `name`: its path in the course's folder."""
    path = PurePosixPath(name)
    program = path.parts[0] == PROGRAMS
    kind = "program" if program else "course" if name == COURSE_FILE else "lesson"
    up = "../" * (len(path.parts) - 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json\n{text}"


def as_text() -> str:
    """The schema of all files, as JSON."""
    return _as_json(schema())


def _as_json(value: Schema) -> str:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n"


def _needed(kind: str, parts: Schema) -> set[str]:
    found: set[str] = set()
    waiting = [kind]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(parts[name])
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(reference := part.get("$ref"), str):
            yield reference.removeprefix(_REFERENCE)
        for value in part.values():
            yield from _references(value)
    if isinstance(part, list):
        for value in part:
            yield from _references(value)
