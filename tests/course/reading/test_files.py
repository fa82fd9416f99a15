"""Lesson files and pictures: missing, misnamed, outside the folder, or not what Telegram takes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.course.reading import pictures
from bot.course.reading.loader import load_course
from bot.views.course_messages import in_words, line_of
from tests.course.reading import tea
from tests.course.reading.tea import mistakes_after

OUTSIDE = "leads out of the course's folder; put the file into it"
PATHS = [
    (
        "water",
        "kettle.png",
        "ketle.png",
        '1-water.yaml:8:13: "pictures/ketle.png" is not there; did you mean "pictures/kettle.png"?',
    ),
    ("water", "pictures/kettle.png", "../kettle.png", f'1-water.yaml:8:13: "../kettle.png" {OUTSIDE}'),
    ("water", "pictures/kettle.png", "/etc/passwd", f'1-water.yaml:8:13: "/etc/passwd" {OUTSIDE}'),
    ("water", "kettle.png", "KETTLE.PNG", 'is not there; did you mean "pictures/kettle.png"?'),
    ("water", "pictures/kettle.png", "Pictures/kettle.png", 'not there; did you mean "pictures/kettle.png"?'),
    ("water", "pictures/kettle.png", "Kettle.png", 'is not there; did you mean "pictures/kettle.png"?'),
    (
        "water",
        "pictures/kettle.png",
        "pictures\\kettle.png",
        '1-water.yaml:8:13: "pictures\\kettle.png" has a backslash in it; write "/" between folders: '
        '"pictures/kettle.png"',
    ),
    ("water", "pictures/kettle.png", "C:\\kettle.png", OUTSIDE),
    (
        "water",
        "pictures/kettle.png",
        "https://example.org/kettle.png",
        "is a web address; save the file into the course's folder",
    ),
    ("water", "pictures/kettle.png", "..\\kettle.png", f'1-water.yaml:8:13: "..\\kettle.png" {OUTSIDE}'),
    (
        "water",
        "pictures/kettle.png",
        "pictures",
        '1-water.yaml:8:13: "pictures" is a folder; a file has to be named',
    ),
    ("water", "pictures/kettle.png", "x" * 290, "cannot be opened; write a file's path here"),
    ("water", "pictures/kettle.png", "course.yaml", '"course.yaml" is neither a PNG nor a JPEG inside'),
    (
        "course",
        "2-leaves",
        "2-leafs",
        'course.yaml:7:5: "2-leafs.yaml" is not there; did you mean "2-leaves.yaml"?',
    ),
    (
        "course",
        "2-leaves",
        "./1-water",
        'course.yaml:7:5: "./1-water.yaml" is in the list already (course.yaml:6:5); keep one',
    ),
    ("course", "2-leaves.yaml", "../tea/2-leaves.yaml", f'course.yaml:7:5: "../tea/2-leaves.yaml" {OUTSIDE}'),
    (
        "course",
        "2-leaves.yaml",
        "[a]",
        "course.yaml:7:5: a list stands here, but a lesson's file has to be a text",
    ),
    ("course", "2-leaves.yaml", "pictures", 'course.yaml:7:5: "pictures" is a folder'),
]
PICTURES = [
    (
        b"GIF89a" + bytes(40),
        "is neither a PNG nor a JPEG inside, whatever its name says; save it as PNG or JPEG",
    ),
    (b"", "is neither a PNG nor a JPEG inside"),
    (tea.png()[:20], "ends too early, so a part of it is missing; copy it again, or save it again"),
    (tea.png()[:-12], "ends too early"),
    (tea.png()[:-30], "ends too early"),
    (tea.png().replace(b"IDAT", b"IDAT\0", 1)[:-1], "is damaged; save it again"),
    (tea.png().replace(b"IDAT", b"IDOT", 1), "is damaged; save it again"),
    (tea.jpeg(640, 360)[:-2], "ends too early"),
    (tea.jpeg(640, 360)[:20], "ends too early"),
    (
        b'<?xml version="1.0"?>\n<svg/>',
        "is an SVG, which Telegram does not show; python -m bot pictures draws",
    ),
    (tea.png(0, 9), "is damaged; save it again"),
    (b"\xff\xd8\xff\xe0\x00\x10", "ends too early"),
    (b"\xff\xd8" + b"\xff" * 50_000, "ends too early"),
    (b"\xff\xd8\xff\xe0\x00\x02" + bytes(99), "is damaged; save it again"),
    (tea.png(9_000, 1_001), "is 9000 × 1001 pixels; Telegram takes 10,000 in all"),
    (tea.jpeg(9_000, 1_001), "is 9000 × 1001 pixels; Telegram takes 10,000 in all"),
    (tea.png(210, 10), "is 210 × 10 pixels, too narrow for Telegram; no side may be 20 times the other"),
    (tea.png() + bytes(10 * 1024 * 1024), "is larger than 10 MB, more than Telegram takes; save it smaller"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), PATHS)
def test_a_file_that_cannot_be_used_is_a_mistake_where_it_is_named(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    found = mistakes_after(tmp_path / "tea", (file, old, new))
    assert len(found) == 1, found
    assert said in found[0]


@pytest.mark.parametrize(("data", "said"), PICTURES)
def test_a_picture_that_telegram_would_refuse_is_a_mistake(tmp_path: Path, data: bytes, said: str) -> None:
    found = load_course(tea.write(tmp_path, kettle=data))
    assert isinstance(found, tuple)
    assert line_of(found[0]).startswith(f'1-water.yaml:8:13: "pictures/kettle.png" {said}')


@pytest.mark.parametrize("data", [tea.png(9_000, 1_000), tea.jpeg(20, 400), tea.jpeg(1280, 720)])
def test_a_picture_within_telegrams_rules_is_taken(tmp_path: Path, data: bytes) -> None:
    assert not isinstance(load_course(tea.write(tmp_path, kettle=data)), tuple)


@pytest.mark.parametrize(
    "how", [{"format": "PNG"}, {"format": "JPEG"}, {"format": "JPEG", "progressive": True}]
)
def test_a_picture_is_taken_whole_and_refused_wherever_it_is_cut_short(how: dict[str, Any]) -> None:
    file = BytesIO()
    Image.effect_noise((120, 80), 90).convert("RGB").save(file, **how)
    data = file.getvalue()
    assert pictures.problem(data) is None
    for length in range(20, len(data) - 1, 97):
        assert "ends too early" in (in_words(pictures.problem(data[:length]))), length


@pytest.mark.parametrize("name", ["course.yaml", "2-leaves.yaml", "pictures/kettle.png", "pictures"])
def test_no_link_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = tea.write(tmp_path / "tea")
    outside = tmp_path / "outside"
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    found = load_course(folder)
    assert isinstance(found, tuple)
    said = "is a link that leads out of the course's folder; copy the file into the folder instead"
    assert said in line_of(found[0])


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    folder = tea.write(tmp_path)
    (folder / "2-leaves.yaml").rename(folder / "leaves.yaml")
    (folder / "2-leaves.yaml").symlink_to("leaves.yaml")
    assert not isinstance(load_course(folder), tuple)


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    folder = tea.write(tmp_path)
    (folder / "2-leaves.yaml").unlink()
    (folder / "2-leaves.yaml").symlink_to("2-leaves.yaml")
    assert "course.yaml:7:5:" in line_of(load_course(folder)[0])  # type: ignore[index]


def test_a_picture_that_is_not_drawn_yet_names_its_drawing(tmp_path: Path) -> None:
    folder = tea.write(tmp_path)
    (folder / "pictures" / "kettle.png").rename(folder / "pictures" / "kettle.svg")
    (mistake,) = load_course(folder)  # type: ignore[misc]
    said = '"pictures/kettle.png" is not there; python -m bot pictures makes it from "pictures/kettle.svg"'
    assert in_words(mistake.message) == said


def test_a_folder_without_a_course_says_so(tmp_path: Path) -> None:
    found = load_course(tmp_path / "nowhere")
    assert isinstance(found, tuple)
    assert [line_of(mistake) for mistake in found] == [
        "course.yaml:1:1: course.yaml is not there; put the file there, or correct its name"
    ]
