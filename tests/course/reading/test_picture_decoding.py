"""Pictures are decoded where they are checked and published: told, or put right, where they are not shown as
they are meant."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.course.model import Course
from bot.course.reading import picture_decoding, pictures
from bot.course.reading.loader import load_course, load_library
from bot.course.reading.notes import notes_on_course
from bot.course.shelf.uploads import receive
from bot.tools.check import look
from bot.views.course_messages import in_words, line_of
from tests.admin_school import COFFEE, zipped
from tests.course.reading import tea


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **how)  # type: ignore[arg-type]
    return file.getvalue()


def turned() -> bytes:
    """Left half black, with the mark that the left edge belongs at the top."""
    image = Image.new("L", (80, 40), "white")
    image.paste(0, (0, 0, 40, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(image, "JPEG", exif=exif)


def see_through() -> bytes:
    return saved(Image.new("RGBA", (40, 40), (255, 0, 0, 0)), "PNG")


ODD: list[tuple[Callable[[], bytes], str]] = [
    (lambda: saved(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG"), "has colours for print (CMYK)"),
    (
        lambda: saved(Image.new("I;16", (40, 40), 40_000), "PNG"),
        "has 16 bits a colour, where Telegram knows 8",
    ),
    (turned, "lies on its side"),
    (see_through, "has transparent places, which Telegram shows in black"),
    (lambda: saved(Image.new("P", (40, 40)), "PNG", transparency=0), "has transparent places"),
]


@pytest.mark.parametrize(("make", "said"), ODD)
def test_a_picture_that_is_not_shown_as_it_is_meant_is_noted_and_put_right(
    tmp_path: Path, make: Callable[[], bytes], said: str
) -> None:
    data = make()
    folder = tea.write(tmp_path, kettle=data)
    (note,) = notes_on_course(folder)
    assert line_of(note).startswith(f'1-water.yaml:8:13: note: "pictures/kettle.png" {said}')
    assert isinstance(load_course(folder, thorough=True), Course)
    right = picture_decoding.put_right(data)
    assert right is not None
    assert pictures.problem(right) is None
    assert picture_decoding.remarks(right) == ()
    assert picture_decoding.put_right(right) is None


def test_a_picture_is_turned_upright_and_one_that_is_seen_through_is_put_on_white() -> None:
    with Image.open(BytesIO(picture_decoding.put_right(turned()) or b"")) as image:
        assert (image.format, image.size) == ("JPEG", (40, 80))
        assert image.convert("L").getpixel((20, 10)) < 60 < 200 < image.convert("L").getpixel((20, 70))  # type: ignore[operator]
    with Image.open(BytesIO(picture_decoding.put_right(see_through()) or b"")) as image:
        assert (image.format, image.mode, image.getpixel((5, 5))) == ("PNG", "RGB", (255, 255, 255))
    print_ = saved(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG")
    with Image.open(BytesIO(picture_decoding.put_right(print_) or b"")) as image:
        red, green, blue = image.getpixel((5, 5))  # type: ignore[misc]
        assert red > 180 > 80 > max(green, blue)
    deep = saved(Image.new("I;16", (40, 40), 40_000), "PNG")
    with Image.open(BytesIO(picture_decoding.put_right(deep) or b"")) as image:
        assert (image.mode, image.getpixel((5, 5))) == ("L", 156)


@pytest.mark.parametrize("mode", ["L", "RGB", "1", "P"])
def test_an_ordinary_picture_stays_as_it_is(mode: str) -> None:
    assert picture_decoding.put_right(saved(Image.new(mode, (40, 40)), "PNG")) is None
    assert picture_decoding.put_right(b"no picture") is None


def too_few_rows() -> bytes:
    """A PNG whose checksums are right, and that has fewer rows than it says."""
    high = tea.png(64, 400)
    head, rest = high[: high.index(b"IDAT") - 4], tea.png(64, 36)
    return head + rest[rest.index(b"IDAT") - 4 :]


def test_a_picture_with_too_little_in_it_is_a_mistake_where_it_is_looked_at(tmp_path: Path) -> None:
    folder = tea.write(tmp_path / "content" / "tea", kettle=too_few_rows())
    said = '1-water.yaml:8:13: "pictures/kettle.png" ends too early, so a part of it is missing'
    assert [line_of(mistake).startswith(said) for mistake in look(folder).mistakes] == [True]
    assert isinstance(load_library(folder.parent, thorough=True), tuple)
    assert not isinstance(load_library(folder.parent), tuple)


def test_whatever_is_in_a_picture_it_is_refused_in_words_and_no_error(tmp_path: Path) -> None:
    data = bytearray(saved(Image.effect_noise((60, 60), 90).convert("RGB"), "JPEG"))
    for at in range(200, len(data), 41):
        broken = bytes(data[:at]) + b"\xff\xc4\x00\x03" + bytes(data[at + 4 :])
        problem = pictures.problem(broken) or picture_decoding.problem(broken)
        assert problem is None or in_words(problem)


def test_pictures_that_are_sent_are_put_right_before_they_are_looked_at(tmp_path: Path) -> None:
    beans = COFFEE["1-beans.yaml"] + "    picture:\n      file: cup.png\n      description: A cup.\n"
    files = {**COFFEE, "1-beans.yaml": beans, "cup.png": see_through(), "other.png": b"none"}
    assert not isinstance(receive("coffee.zip", zipped(files), tmp_path / "raw"), tuple)
    with Image.open(tmp_path / "raw" / "cup.png") as image:
        assert image.mode == "RGB"
    assert (tmp_path / "raw" / "other.png").read_bytes() == b"none"
    assert notes_on_course(tmp_path / "raw") == ()
