"""The plan of the tests: what they share, and where they lie."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
OF_THEIR_OWN = {("benchmarks",), ("browser",), ("demo",), ("endurance",), ("robot",)}
"""What runs the whole bot, or looks at it from outside."""

FILES = sorted(TESTS.rglob("*.py"))


def test_no_test_imports_from_the_module_of_another() -> None:
    found = [
        f"{path.relative_to(TESTS)}: {name}"
        for path in FILES
        for name in imports(path)
        if name.startswith("tests.") and any(part.startswith("test_") for part in name.split("."))
    ]
    assert not found


@pytest.mark.parametrize("name", ["play", "letter_of", "eventually"])
def test_what_tests_share_is_written_once(name: str) -> None:
    found = [
        str(path.relative_to(TESTS))
        for path in FILES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
    ]
    assert len(found) == 1, found


def test_tests_lie_where_what_they_test_lies() -> None:
    folders = {path.parent.relative_to(TESTS) for path in FILES}
    assert not [
        str(folder) for folder in folders if folder.parts[:1] not in OF_THEIR_OWN and not is_room(folder)
    ]


def is_room(folder: Path) -> bool:
    """Whether there is a folder, or a file of this name, in `bot/`."""
    code = TESTS.parent / "bot" / folder
    return code.is_dir() or code.with_suffix(".py").is_file()


def imports(path: Path) -> list[str]:
    """All names that a file imports, in full."""
    return [
        f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
