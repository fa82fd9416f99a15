"""A course's files as a zip, and back."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from bot.course.exporting import yaml_zip
from bot.course.exporting.export import CourseExport
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.shelf.zip_file import unpack
from bot.views.course_messages import in_words
from tests.course.exporting.seen import NOW, losses

TEA = Path(__file__).parents[2] / "content" / "tea"


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEA, tmp_path / "tea"))


def exported_from(folder: Path) -> CourseExport:
    course = load_course(folder)
    assert isinstance(course, Course)
    return CourseExport(course, folder, NOW, in_words)


def test_its_files_come_as_they_lie_and_make_the_same_course(tea: Path, tmp_path: Path) -> None:
    job = exported_from(tea)
    made = yaml_zip.write(job)
    unpack(made.data, tmp_path / "again")
    files = [path.relative_to(tea) for path in tea.rglob("*") if path.is_file()]
    assert all((tmp_path / "again" / path).read_bytes() == (tea / path).read_bytes() for path in files)
    again = load_course(tmp_path / "again")
    assert isinstance(again, Course)
    assert again.moved((tmp_path / "again").resolve(), tea.resolve()) == job.course
    assert made.steps
    assert not losses(job)


def test_what_is_hidden_or_lies_elsewhere_stays_where_it_is(tea: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("token: 1")
    (tea / "linked.yaml").symlink_to(tmp_path / "secret.yaml")
    (tea / ".git").mkdir()
    (tea / ".git" / "config").write_text("mine")
    (tea / ".env").write_text("mine")
    with zipfile.ZipFile(io.BytesIO(yaml_zip.write(exported_from(tea)).data)) as bundle:
        names = bundle.namelist()
    assert "course.yaml" in names
    assert not {"linked.yaml", ".git/config", ".env"} & set(names)


def test_the_same_files_make_the_same_zip(tea: Path) -> None:
    assert yaml_zip.write(exported_from(tea)).data == yaml_zip.write(exported_from(tea)).data


def test_what_the_bot_would_not_take_back_is_said(tea: Path) -> None:
    for number in range(200):
        (tea / f"extra{number}.yaml").write_text("a: 1")
    job = exported_from(tea)
    yaml_zip.write(job)
    assert any("too large to be sent to the bot again" in line for line in losses(job))
