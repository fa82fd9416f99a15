"""Options whose texts differ are different answers, each with an id of its own that stays."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.course.kinds.choice import Choice
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.slugs import is_slug, slugify, told_apart
from tests.course.reading import tea

DIFFERENT = [
    ("C", "C++", "C#"),
    ("-1", "1", "0"),
    ("i++", "++i", "i"),
    ("x < y", "x > y", "x = y"),
    ("5", "5 %"),
    ("String", "string", "STRING"),
    ("True", "true"),
    ("`a`", "`A`"),
    ("a.b", "a b", "a-b", "a_b"),
]
SAME = [
    ("Tea", "Tea "),
    ("green tea", "green  tea"),
    ("**Tea**", "Tea"),
    ("é", "e\u0301"),
    ("a\u200bb", "ab"),
]


def course(folder: Path, *texts: str) -> Course | list[str]:
    lines = [
        f"      - text: '{text}'\n        {'wrong: No.' if n else 'correct: true'}\n"
        for n, text in enumerate(texts)
    ]
    before, _, rest = tea.WATER.partition("      - text: 100")
    feedback = rest[rest.index("    feedback") :]
    files = tea.write(folder, water=f"{before}{''.join(lines)}{feedback}")
    loaded = load_course(files)
    return loaded if isinstance(loaded, Course) else [mistake.message.code for mistake in loaded]


def ids(folder: Path, *texts: str) -> dict[str, str]:
    loaded = course(folder, *texts)
    assert isinstance(loaded, Course), loaded
    task = loaded.questions[0].task
    assert isinstance(task, Choice)
    return {option.text: option.id for option in task.options}


@pytest.mark.parametrize("texts", DIFFERENT)
def test_options_that_differ_have_ids_that_differ_in_any_order(
    tmp_path: Path, texts: tuple[str, ...]
) -> None:
    first = ids(tmp_path, *texts)
    assert len(set(first.values())) == len(texts)
    assert all(map(is_slug, first.values()))
    assert all(ids(tmp_path, *order) == first for order in permutations(texts))


@pytest.mark.parametrize("texts", SAME)
def test_only_options_that_look_the_same_are_twins(tmp_path: Path, texts: tuple[str, ...]) -> None:
    assert course(tmp_path, *texts) == ["fields.twin_option"]


def test_an_option_with_an_id_of_its_own_keeps_it_when_others_come(tmp_path: Path) -> None:
    assert ids(tmp_path, "C", "Java")["C"] == ids(tmp_path, "C", "C++", "C#")["C"] == "c"
    assert ids(tmp_path, "C++", "Java")["C++"] == "c"


@given(st.lists(st.text(max_size=20), max_size=6, unique_by=slugify))
def test_texts_whose_ids_differ_have_the_ids_that_they_always_had(texts: list[str]) -> None:
    assert told_apart(texts) == tuple(map(slugify, texts))


def test_the_ids_that_mistakes_offer_are_free_when_all_of_them_are_taken(tmp_path: Path) -> None:
    section = "  - section: {}\n    text: Wait.\n"
    files = tea.LEAVES + "".join(section.format(title) for title in ("C", "C++", "C#", "C!\n    id: c-3"))
    loaded = load_course(tea.write(tmp_path, leaves=files))
    assert isinstance(loaded, tuple)
    offered = [dict(mistake.message.values)["other"] for mistake in loaded]
    assert offered == ["c-2", "c-4"]
    for title, other in zip(("C++", "C#"), offered, strict=True):
        files = files.replace(f"{title}\n", f"{title}\n    id: {other}\n")
    assert isinstance(load_course(tea.write(tmp_path, leaves=files)), Course)
