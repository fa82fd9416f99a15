"""The guide for authors shows each field and each kind of question, and what it shows is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.course.model import Course
from bot.course.reading import certificate, course_file, lesson_file
from bot.course.reading.kinds import READERS, choice
from bot.course.reading.loader import load_course
from bot.course.reading.notes import notes_on_course
from bot.learning import kinds
from tests.course.reading import tea

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "content" / "README.md").read_text("utf-8")


def block(name: str) -> str:
    found = re.search(rf"<!-- {re.escape(name)} -->\n```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "course.yaml": block("course.yaml"),
        "1-water.yaml": block("1-water.yaml"),
        "2-kinds.yaml": f"title: Kinds\nsummary: All of them.\nsteps:\n{block('kinds')}",
        "programs/docker.yaml": block("program"),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "cup.png").write_bytes(tea.png(640, 360))
    return tmp_path


def test_all_examples_together_are_a_course_without_a_mistake_or_a_note(folder: Path) -> None:
    loaded = load_course(folder, thorough=True)
    assert isinstance(loaded, Course), loaded
    assert notes_on_course(folder) == ()
    for taught in loaded.taught.values():
        assert kinds.grade(taught.question, kinds.solution(taught.question)).right


def test_the_example_of_a_translation_is_one(folder: Path) -> None:
    (folder / "de").mkdir()
    (folder / "de" / "course.yaml").write_text("language: de\ntitle: Tee\n", "utf-8")
    (folder / "de" / "1-water.yaml").write_text(block("de/1-water.yaml"), "utf-8")
    loaded = load_course(folder)
    assert isinstance(loaded, Course), loaded
    german = loaded.read_by(("de",))
    step = german.step("cold-water")
    assert (german.title, step and step.title) == ("Tee", "Kaltes Wasser")
    assert step
    assert not step.untranslated


def test_every_field_has_an_example() -> None:
    course, lesson = (yaml.safe_load(block(name)) for name in ("course.yaml", "1-water.yaml"))
    steps = [*lesson["steps"], *lesson["practice"], *yaml.safe_load(block("kinds"))]
    shown = {field for step in steps for field in step}
    assert set(course) == set(course_file._COURSE)
    assert set(course["resources"]) == set(course_file._RESOURCES)
    assert set(course["certificate"]) == set(certificate._TERMS)
    assert set(lesson) == set(lesson_file._LESSON)
    of_steps = (*lesson_file._SECTION, *lesson_file._QUESTIONS, *lesson_file._AFTER_THE_TASK)
    assert {*of_steps, *lesson_file._AROUND_THE_TASK} <= shown
    assert set(choice._OPTION) == {
        name for step in steps for option in step.get("options", ()) for name in option
    }


def test_every_kind_has_an_example_and_every_field_of_a_kind_is_named() -> None:
    steps = yaml.safe_load(block("kinds")) + yaml.safe_load(block("1-water.yaml"))["steps"]
    assert set(READERS) <= {field for step in steps for field in step}
    for name, reader in READERS.items():
        for field in reader.fields:
            assert re.search(rf"\b{field}:", GUIDE), (name, field)


def test_the_readme_leads_to_it() -> None:
    assert "(content/README.md)" in (ROOT / "README.md").read_text("utf-8")
