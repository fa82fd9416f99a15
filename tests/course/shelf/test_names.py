"""Folders and zips from ordinary computers: names in two spellings, with litter beside them, and misnamed."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest

from bot.course.model import Course
from bot.course.reading.loader import load_course, load_library
from bot.course.reading.notes import notes_on_course, notes_on_library
from bot.course.shelf.uploads import receive
from bot.course.shelf.zip_file import ZipFileError, unpack
from bot.views.course_messages import in_words, line_of
from tests.admin_school import COFFEE, zipped
from tests.course.reading import tea

NFC = "grüße/é.png"
NFD = unicodedata.normalize("NFD", NFC)
LITTER = ["._course.yaml", "._1-water.yaml", ".DS_Store", "Thumbs.db", "desktop.ini", "~$course.yaml"]


def unflagged(files: dict[bytes, bytes]) -> bytes:
    """A zip whose names are these bytes, with nothing said of what they are."""
    packed = io.BytesIO()
    stand_ins = {f"{number}".rjust(len(name), "x"): name for number, name in enumerate(files)}
    with zipfile.ZipFile(packed, "w") as file:
        for stand_in, name in stand_ins.items():
            file.writestr(stand_in, files[name])
    data = packed.getvalue()
    for stand_in, name in stand_ins.items():
        data = data.replace(stand_in.encode(), name)
    return data


@pytest.mark.parametrize(("written", "there"), [(NFC, NFD), (NFD, NFC), (NFC, NFC), (NFD, NFD)])
def test_a_name_is_the_same_in_both_spellings(tmp_path: Path, written: str, there: str) -> None:
    tea.write(tmp_path, water=tea.WATER.replace("pictures/kettle.png", written))
    (tmp_path / there).parent.mkdir()
    (tmp_path / "pictures" / "kettle.png").rename(tmp_path / there)
    assert isinstance(load_course(tmp_path), Course)


@pytest.mark.parametrize(("written", "there"), [("blätter.yaml", "bl\u0061\u0308tter.yaml")])
def test_a_lesson_is_listed_in_whichever_spelling(tmp_path: Path, written: str, there: str) -> None:
    tea.write(tmp_path, course=tea.COURSE.replace("2-leaves.yaml", written))
    (tmp_path / "2-leaves.yaml").rename(tmp_path / there)
    assert isinstance(load_course(tmp_path), Course)
    assert notes_on_course(tmp_path) == ()


def test_what_systems_leave_in_folders_is_passed_over_without_a_note(tmp_path: Path) -> None:
    folder = tea.write(tmp_path / "tea")
    for place in (folder, tmp_path, tmp_path / "__MACOSX" / "tea", tmp_path / "._tea"):
        place.mkdir(parents=True, exist_ok=True)
        for name in LITTER:
            (place / name).write_bytes(b"\0\x05")
    (tmp_path / "__MACOSX" / "course.yaml").touch()
    assert not isinstance(load_library(tmp_path), tuple)
    assert notes_on_library(tmp_path) == ()


@pytest.mark.parametrize("name", ["course.yml", "Course.YAML", "course.yaml.txt", "COURSE.YML.TXT"])
def test_a_course_file_with_a_name_that_is_nearly_right_is_to_be_renamed(tmp_path: Path, name: str) -> None:
    folder = tea.write(tmp_path / "content" / "tea")
    (folder / "course.yaml").rename(folder / name)
    for where, path in (("", folder), ("tea/", tmp_path / "content")):
        (mistake,) = load_library(path)  # type: ignore[misc]
        said = "a course's own file has to be named course.yaml, exactly like this; rename this one"
        assert line_of(mistake) == f"{where}{name}:1:1: {said}"


@pytest.mark.parametrize("name", ["course.yml", "Course.YAML", "course.yaml.txt", "course.yml.txt"])
@pytest.mark.parametrize("folder", ["", "coffee/", "a/b/"])
def test_the_lessons_beside_a_misnamed_course_file_in_a_zip_are_not_offered(
    tmp_path: Path, folder: str, name: str
) -> None:
    files = {f"{folder}{name}": COFFEE["course.yaml"], f"{folder}1-beans.yaml": COFFEE["1-beans.yaml"]}
    with pytest.raises(ZipFileError) as refusal:
        receive("coffee.zip", zipped(files), tmp_path / "raw")
    assert f'{name}" has to be named course.yaml, exactly like this; rename it.' in in_words(
        refusal.value.why
    )


def test_a_text_file_that_is_meant_to_be_a_course_is_to_be_renamed(tmp_path: Path) -> None:
    with pytest.raises(ZipFileError) as refusal:
        receive("course.yaml.txt", COFFEE["course.yaml"].encode(), tmp_path / "raw")
    assert in_words(refusal.value.why) == (
        '"course.yaml.txt" has to be named course.yaml, exactly like this; rename it.'
    )


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (NFC.encode(), NFC),
        (NFD.encode(), NFC),
        ("größe.png".encode("cp437"), "größe.png"),
        (b"pictures\\tea\\cup.png", "pictures/tea/cup.png"),
    ],
)
def test_names_in_a_zip_are_read_as_they_were_meant(tmp_path: Path, name: bytes, meant: str) -> None:
    unpack(unflagged({b"tea\\" + name: b"x", b"tea/course.yaml": b"y"}), tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == {
        "course.yaml",
        meant,
    }


@pytest.mark.parametrize("name", [b"..\\..\\evil.yaml", b"C:\\evil.yaml", b"\\evil.yaml", b"a\\\\b.yaml"])
def test_backslashes_in_a_zip_lead_nowhere_either(tmp_path: Path, name: bytes) -> None:
    with pytest.raises(ZipFileError) as refusal:
        unpack(unflagged({name: b"x"}), tmp_path / "in")
    assert "is no path inside of a course" in in_words(refusal.value.why)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_in_a_zip_in_both_spellings_is_there_twice(tmp_path: Path) -> None:
    with pytest.raises(ZipFileError) as refusal:
        unpack(zipped({"é.yaml": "x", "e\u0301.yaml": "y"}), tmp_path)
    assert "is in this zip twice" in in_words(refusal.value.why)


def test_a_syntax_error_in_the_course_does_not_hide_those_of_its_lessons(tmp_path: Path) -> None:
    wrong = {"water": tea.WATER.replace("feedback", "feedbak"), "leaves": tea.LEAVES.replace("title: ", "")}
    tea.write(tmp_path, course=tea.COURSE.replace("title: ", "title: Tea: "), **wrong)
    (tmp_path / "draft.yaml").write_text("[")
    found = load_course(tmp_path)
    assert isinstance(found, tuple)
    assert [mistake.file.name for mistake in found] == ["course.yaml", "1-water.yaml", "2-leaves.yaml"]


def test_a_syntax_error_in_a_course_that_was_sent_does_not_hide_those_of_its_lessons(tmp_path: Path) -> None:
    course = COFFEE["course.yaml"].replace("title: ", "title: Tea: ")
    files = {"course.yaml": course, "1-beans.yaml": COFFEE["1-beans.yaml"].replace("summary", "sumary")}
    found = receive("coffee.zip", zipped(files), tmp_path / "raw")
    assert isinstance(found, tuple)
    assert [mistake.file.name for mistake in found] == ["course.yaml", "1-beans.yaml"]


@pytest.mark.parametrize("name", ["Title", "STEPS", "Summary"])
def test_a_name_in_capitals_is_to_be_written_in_small_letters(tmp_path: Path, name: str) -> None:
    small = name.lower()
    said = f'"{name}" is not known here; write it in small letters: "{small}"'
    (found,) = tea.mistakes_after(tmp_path, ("leaves", f"{small}:", f"{name}:"))
    assert found.endswith(said)
    lesson = tea.LEAVES.replace(f"{small}:", f"{name}:")
    assert not isinstance(receive("leaves.yaml", lesson.encode(), tmp_path / "raw"), tuple)
