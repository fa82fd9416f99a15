"""The demo course has every kind of question and every field, so that whatever plays it has met them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from bot.course.reading import lesson_file
from bot.course.reading.kinds import READERS
from tests import demo

Step = Mapping[str, Any]


def steps() -> Iterator[Step]:
    for file in sorted((demo.FOLDER / "every-kind").glob("*-*.yaml")):
        lesson = yaml.safe_load(file.read_text("utf-8"))
        yield from (*lesson["steps"], *lesson.get("practice", ()))


def test_each_kind_is_there_with_each_field_it_may_have() -> None:
    for name, reader in READERS.items():
        of_kind = [step for step in steps() if name in step]
        assert of_kind, name
        missing = set(reader.fields).difference(*of_kind)
        assert not missing, (name, missing)


def test_each_field_that_all_have_is_there() -> None:
    sections = [step for step in steps() if "section" in step]
    questions = [step for step in steps() if "section" not in step]
    assert not set(lesson_file._SECTION).difference(*sections)
    around = (*lesson_file._QUESTIONS, *lesson_file._AROUND_THE_TASK, *lesson_file._AFTER_THE_TASK)
    assert not set(around).difference(*questions)
