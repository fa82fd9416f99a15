"""The schema and the reader of courses take the same: what one refuses for its structure, the other does."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.course.reading import certificate, course_file, fields, lesson_file, program_file
from bot.course.reading.kinds import BOTH, READERS, choice, pairs, written
from bot.course.schema import KINDS, schema, schema_of
from tests import demo
from tests.course.schema.files import mistakes_of_structure, schema_mistakes

ROOT = Path(__file__).parents[3]
EVERY_KIND = demo.FOLDER / "every-kind"
PARTS = schema()["$defs"]

OF_ALL = (*lesson_file._QUESTIONS, *lesson_file._AROUND_THE_TASK, *lesson_file._AFTER_THE_TASK)


def names(*path: str) -> set[str]:
    part = PARTS
    for name in path:
        part = part[name]
    return set(part["properties"])


def test_it_is_a_schema_of_the_draft_that_it_names_and_so_is_that_of_each_kind_of_file() -> None:
    for one in (schema(), *map(schema_of, KINDS)):
        assert one["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(one)


def test_it_knows_each_name_that_the_reader_knows_and_no_other() -> None:
    course = ("course", "properties")
    assert names("course") == set(course_file._COURSE)
    assert names(*course, "resources") == set(course_file._RESOURCES)
    assert names(*course, "resources", "properties", "links", "items") == set(course_file._LINK)
    assert names(*course, "glossary", "items") == set(course_file._TERM)
    assert set(PARTS["course"]["properties"]["certificate"]["anyOf"][1]["properties"]) == set(
        certificate._TERMS
    )
    assert names("lesson") == set(lesson_file._LESSON)
    assert names("section") == set(lesson_file._SECTION)
    assert names("picture") == set(lesson_file._PICTURE)
    assert names("by_options", "properties", "options", "items") == set(choice._OPTION)
    assert names("by_pairs", "properties", "pairs", "then", "items") == set(pairs._PAIR)
    assert names("mistakes", "items") == set(written._MISTAKE)
    assert names("program") == set(program_file._PROGRAM)
    assert names("program", "properties", "commands", "items") == set(program_file._COMMAND)
    assert names("flags", "items") == set(program_file._FLAG)


def test_it_knows_each_kind_of_question_with_its_fields() -> None:
    assert names("question") == set(READERS)
    for name, reader in READERS.items():
        assert names(f"by_{name}") == {*OF_ALL, *reader.fields}, name
        assert ("feedback" in PARTS[f"by_{name}"]["required"]) == reader.explained
    for both, reader in BOTH.items():
        assert names("by_" + "_".join(sorted(both, reverse=True))) == {*OF_ALL, *reader.fields}


def test_a_message_has_as_much_room_in_both() -> None:
    assert PARTS["section"]["properties"]["text"]["maxLength"] == fields.MESSAGE + 1  # the end of a block


def test_every_field_is_explained_to_whoever_points_at_it() -> None:
    assert not [where for where, field in _fields(PARTS) if "description" not in _followed(field)]


def _fields(part: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(part, dict):
        for name, field in part.get("properties", {}).items():
            if isinstance(field, dict):
                yield f"{where}/{name}", field
        for name, inner in part.items():
            if name != "examples" and name not in ("if", "dependentSchemas", "then"):
                yield from _fields(inner, f"{where}/{name}")


def _followed(field: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in field:
        return field
    followed: dict[str, Any] = PARTS[field["$ref"].rpartition("/")[2]]
    return followed


@pytest.mark.parametrize(
    "folder", [ROOT / "content" / "what-is-docker", EVERY_KIND, ROOT / "tests" / "content" / "tea"]
)
def test_courses_that_are_right_are_right_by_the_schema(folder: Path) -> None:
    assert schema_mistakes(folder) == []


COURSE = {
    "about": "A *b*.",
    "certificate": {"first_tries": 80, "right": 3},
    "cover": {"file": "pictures/cup.png", "description": "A cup."},
    "resources": {
        "links": [{"title": "a", "url": "https://a.org", "about": "b"}],
        "note": "n",
        "warning": "w",
    },
    "glossary": [{"term": "t", "meaning": "m"}],
}
"""What the demo course does not have."""


def _contents() -> dict[str, Any]:
    files = sorted(EVERY_KIND.rglob("*.yaml"))
    found = {
        file.relative_to(EVERY_KIND).as_posix(): yaml.safe_load(file.read_text("utf-8")) for file in files
    }
    return found | {"course.yaml": found["course.yaml"] | COURSE}


CONTENTS = _contents()


def _paths(node: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if at:
        yield at
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inside:
        yield from _paths(value, (*at, key))


PLACES = [(file, path) for file, content in CONTENTS.items() for path in _paths(content)]
NAMES = sorted({key for _, path in PLACES for key in path if isinstance(key, str)})
VALUES: list[Any] = [
    *(None, True, False, 3, 0, -1, 0.5, 101, "", "  ", "word", "two words", "a\nb", "100", "Ab-c"),
    *([], {}, ["x"], ["x", "y"], {"x": "y"}, {"x": "y", "z": "w"}, [1], [None], [["x"]], [{}]),
    *("x" * 101, "x" * 250, "x" * 301, "x" * 801, "x" * 2100, "x" * 5000),
]


@given(
    place=st.sampled_from(PLACES),
    deed=st.sampled_from(["take away", "replace", "replace", "rename", "add"]),
    name=st.sampled_from(NAMES),
    value=st.sampled_from(VALUES),
)
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_whatever_is_taken_away_renamed_or_replaced_both_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str, Any], deed: str, name: str, value: Any
) -> None:
    file, path = place
    content = copy.deepcopy(CONTENTS[file])
    host: Any = content
    for key in path[:-1]:
        host = host[key]
    match deed:
        case "take away":
            del host[path[-1]]
        case "rename" if isinstance(host, dict):
            host[name] = host.pop(path[-1])
        case "add" if isinstance(host, dict):
            host[name] = value
        case _:
            host[path[-1]] = value
    folder = tmp_path_factory.mktemp("course") / "c"
    shutil.copytree(EVERY_KIND, folder)
    texts = CONTENTS | {file: content}
    for each, one in texts.items():
        (folder / each).write_text(yaml.safe_dump(one, allow_unicode=True, width=10**6), "utf-8")
    assert bool(mistakes_of_structure(folder)) == bool(schema_mistakes(folder))
