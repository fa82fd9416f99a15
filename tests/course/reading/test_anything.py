"""Whatever the files hold, loading gives a course or its mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.notes import notes_on_course
from bot.views.course_messages import in_words
from tests.course.reading import tea

NAMES = [
    "id",
    "title",
    "summary",
    "steps",
    "section",
    "question",
    "text",
    "prompt",
    "options",
    "correct",
    "wrong",
]
NAMES += [
    "last",
    "feedback",
    "hint",
    "picture",
    "file",
    "description",
    "note",
    "warning",
    "language",
    "lessons",
]
NAMES += ["resources", "links", "url", "about", "glossary", "term", "meaning", "cover"]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=20),
    st.sampled_from(
        ["pictures/kettle.png", "1-water.yaml", "..", "en", "https://a.org", "![](x)", "<b>", "*" * 9]
    ),
)
TREES: st.SearchStrategy[Any] = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | VALUES, inner, max_size=6)
    ),
    max_leaves=20,
)
SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tea.write(tmp_path)


def holds(folder: Path) -> None:
    """The course, or mistakes; and all that is told points to a place in one of its files."""
    loaded = load_course(folder)
    mistakes = () if isinstance(loaded, Course) else loaded
    assert mistakes or isinstance(loaded, Course)
    for mistake in (*mistakes, *notes_on_course(folder)):
        lines = (folder / mistake.file).read_bytes().decode("utf-8-sig", "replace").splitlines() or [""]
        assert 1 <= mistake.line <= len(lines) + 1
        assert mistake.column >= 1
        assert in_words(mistake.message).isprintable()


@SETTINGS
@given(
    data=st.binary(max_size=200), name=st.sampled_from(["course.yaml", "1-water.yaml", "pictures/kettle.png"])
)
def test_any_bytes_are_a_course_or_mistakes(folder: Path, data: bytes, name: str) -> None:
    tea.write(folder)
    (folder / name).write_bytes(data)
    holds(folder)


@SETTINGS
@given(tree=TREES, name=st.sampled_from(["course.yaml", "1-water.yaml"]))
def test_any_tree_is_a_course_or_mistakes(folder: Path, tree: Any, name: str) -> None:
    tea.write(folder)
    (folder / name).write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8", "surrogatepass")
    holds(folder)


@SETTINGS
@given(
    at=st.integers(0, len(tea.WATER)),
    drop=st.integers(0, 9),
    put=st.text("\"'|>-:#{}[]&*!%@`\t \nab", max_size=4),
)
def test_a_slip_anywhere_in_a_lesson_is_a_course_or_mistakes(
    folder: Path, at: int, drop: int, put: str
) -> None:
    tea.write(folder, water=tea.WATER[:at] + put + tea.WATER[at + drop :])
    holds(folder)


@SETTINGS
@given(text=st.text(max_size=200))
def test_any_text_is_fine_or_a_mistake(folder: Path, text: str) -> None:
    lesson = {"title": "T", "summary": "S", "steps": [{"section": "A", "text": text}]}
    tea.write(folder, leaves=yaml.safe_dump(lesson, allow_unicode=True).encode("utf-8", "replace"))
    holds(folder)
