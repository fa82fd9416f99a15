"""`translate`: a folder for a translator, with what is to be done in it; what is done stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.notes import notes_on_course
from bot.views.course_messages import line_of
from tests.course.reading import tea

WATER = "de/1-water.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tea.write(tmp_path / "tea", leaves=tea.KINDS)


def translate(folder: Path, *options: str) -> int:
    return main(["translate", str(folder), "de", *options])


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new), "utf-8")


def notes(folder: Path) -> list[str]:
    return [*map(line_of, notes_on_course(folder))]


def test_what_it_writes_is_the_course_with_all_of_it_still_to_be_translated(folder: Path) -> None:
    assert translate(folder) == 0
    course = load_course(folder)
    assert isinstance(course, Course)
    german = course.read_by(("de",))
    assert german.title == "Making tea"
    assert all(step.untranslated for lesson in german.lessons for step in lesson.steps)
    assert sum("TODO stands here" in note for note in notes(folder)) == 3


def test_what_is_done_stays_and_what_came_to_the_course_is_put_in(folder: Path) -> None:
    translate(folder)
    water = folder / WATER
    replaced(water, '"TODO: Fresh water"', "Frisches Wasser # so sagt man")
    replaced(water, '"TODO: 50 degrees"', "50 Grad")
    replaced(folder / "1-water.yaml", "    picture:", "    note: Rain is fine.\n    picture:")
    ice = "      - text: 0 degrees\n        wrong: Ice.\n"
    replaced(folder / "1-water.yaml", "      - text: None", f"{ice}      - text: None")
    assert any("2 texts" in note or "3 texts" in note for note in notes(folder)), notes(folder)
    translate(folder)
    text = water.read_text("utf-8")
    for kept in ("Frisches Wasser", "50 Grad", "TODO: Rain is fine.", "TODO: 0 degrees", "TODO: Ice."):
        assert kept in text, text
    before = water.stat().st_mtime_ns
    translate(folder)
    assert water.stat().st_mtime_ns == before


def test_steps_that_need_nothing_stay_as_somebody_wrote_them(folder: Path) -> None:
    translate(folder)
    water = folder / WATER
    replaced(water, '  - section: "TODO: Fresh water"', "  # die Überschrift\n  - section: 'Frisches Wasser'")
    replaced(water, "TODO: Take **fresh** water.", "Nimm **frisches** Wasser.  # nein")
    replaced(water, "TODO: A kettle on a fire.", "Ein Kessel.")
    replaced(folder / "1-water.yaml", "    feedback: Water", "    hint: It boils.\n    feedback: Water")
    translate(folder)
    text = water.read_text("utf-8")
    assert "  - section: 'Frisches Wasser'\n" in text
    assert "TODO: It boils." in text


def test_what_the_course_has_changed_since_is_outdated_until_it_is_translated_anew(folder: Path) -> None:
    translate(folder)
    water, own = folder / WATER, folder / "1-water.yaml"
    replaced(water, "TODO: Take **fresh** water.", "Nimm **frisches** Wasser.")
    translate(folder)
    assert not any("has changed" in note for note in notes(folder))
    replaced(own, "Take **fresh** water.", "Take **cold** water.")
    told = [note for note in notes(folder) if "has changed" in note]
    assert len(told) == 1
    assert told[0].startswith(f"{WATER}:")
    translate(folder)
    assert "# CHANGED: the course says now\n    # Take **cold** water.\n" in water.read_text("utf-8")
    assert "Nimm **frisches** Wasser." in water.read_text("utf-8")
    replaced(water, "Nimm **frisches** Wasser.", "Nimm **kaltes** Wasser.")
    assert not any("has changed" in note for note in notes(folder))
    translate(folder)
    assert "CHANGED" not in water.read_text("utf-8")


def test_a_translation_that_is_still_right_is_said_to_be_done(folder: Path) -> None:
    translate(folder)
    replaced(folder / WATER, "TODO: Take **fresh** water.", "Nimm **frisches** Wasser.")
    translate(folder)
    replaced(folder / "1-water.yaml", "Take **fresh** water.", "Take fresh water.")
    assert any("has changed" in note for note in notes(folder))
    translate(folder, "--done")
    assert not any("has changed" in note for note in notes(folder))


def test_what_the_course_has_no_more_is_noted_and_goes(folder: Path) -> None:
    translate(folder)
    own = folder / "1-water.yaml"
    text = own.read_text("utf-8")
    own.write_text(text.replace("      - text: 50 degrees\n        wrong: That is lukewarm.\n", ""), "utf-8")
    assert any('nothing with the id "50-degrees"' in note for note in notes(folder)), notes(folder)
    translate(folder)
    assert "50-degrees" not in (folder / WATER).read_text("utf-8")
    assert not any("nothing with the id" in note for note in notes(folder))


def test_a_lesson_that_is_not_there_is_noted_once(folder: Path) -> None:
    translate(folder)
    (folder / WATER).unlink()
    told = [note for note in notes(folder) if "is not there" in note]
    assert len(told) == 1
    assert "python -m bot translate tea de" in told[0]


def test_drawings_with_words_are_put_there_to_be_translated(folder: Path) -> None:
    (folder / "pictures" / "kettle.svg").write_text("<svg><text>Fire</text></svg>")
    (folder / "pictures" / "line.svg").write_text("<svg><path/></svg>")
    translate(folder, "--drawings")
    assert [path.name for path in (folder / "de" / "pictures").iterdir()] == ["kettle.svg"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{folder}", "german"], "german: is no language"),
        (["{folder}", "en"], "en: is the course's own language"),
        (["{folder}/nowhere", "de"], "there is no such course"),
    ],
)
def test_what_cannot_be_translated_is_refused_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    status = main(["translate", *(one.format(folder=folder) for one in arguments)])
    assert status == 2
    assert said in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(folder)
    (folder / WATER).write_text("title: [", "utf-8")
    assert translate(folder) == 2
    assert (folder / WATER).read_text("utf-8") == "title: ["
    assert "cannot be read, and was left as it is" in capsys.readouterr().out
