"""What is said of courses, and the words for it, stand in two places; they have to know each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from bot.course.message import say
from bot.views.course_messages import in_words
from bot.views.words import TEMPLATES

ROOT = Path(__file__).resolve().parents[2]


def said() -> Iterator[tuple[str, frozenset[str]]]:
    """Each code that is said somewhere, with the names of its values."""
    for path in (ROOT / "bot").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say":
                (code,) = call.args
                assert isinstance(code, ast.Constant), f"{path}:{call.lineno} says no plain code"
                yield str(code.value), frozenset(str(keyword.arg) for keyword in call.keywords)


def entries() -> dict[str, frozenset[str]]:
    """Each entry of templates/course/, with the names of its values."""
    environment = Environment(trim_blocks=True, extensions=["jinja2.ext.i18n"])
    return {
        f"{path.stem}.{macro.name}": frozenset(argument.name for argument in macro.args)
        for path in (TEMPLATES / "course").glob("*.j2")
        for macro in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Macro)
    }


def test_whatever_is_said_of_courses_has_words_and_all_words_are_used() -> None:
    found = entries()
    wrong = [(code, sorted(values)) for code, values in said() if found.get(code) != values]
    assert wrong == []
    assert sorted(set(found) - {code for code, _ in said()}) == []


def test_a_code_without_words_is_an_error() -> None:
    with pytest.raises(AttributeError):
        in_words(say("things.unheard_of"))
