"""Zips from people who may mean no good: each is refused in one sentence, and nothing leaves its folder."""

from __future__ import annotations

import io
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.course.shelf import zip_file
from bot.course.shelf.zip_file import ZipFileError, unpack
from bot.views.course_messages import in_words
from tests.admin_school import COFFEE, zipped


def entry(name: str, data: bytes = b"x", mode: int = 0) -> bytes:
    """A zip with one file, whose name stands in it just as given."""
    info = zipfile.ZipInfo("placeholder")
    info.external_attr = mode << 16
    info.filename = name
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(info, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (entry("../evil.yaml"), "is no path inside of a course"),
        (entry("a/../../evil.yaml"), "is no path inside of a course"),
        (entry("/etc/evil.yaml"), "is no path inside of a course"),
        (entry("C:/evil.yaml"), "is no path inside of a course"),
        (entry("..\\evil.yaml"), "is no path inside of a course"),
        (entry("a/.git/evil.yaml"), "There is no file of a course in this zip"),
        (entry(".versions/evil.yaml"), "There is no file of a course in this zip"),
        (entry("a/..git/evil.yaml"), "is no path inside of a course"),
        (entry("a/b/c/d/e/f/evil.yaml"), "is no path inside of a course"),
        (entry(f"{'n' * 200}.yaml"), "is no path inside of a course"),
        (entry("evil\n.yaml"), "is no path inside of a course"),
        (entry("evil.yaml", mode=stat.S_IFLNK | 0o777), "is a link or another special file"),
        (entry("evil.png", mode=stat.S_IFIFO | 0o777), "is a link or another special file"),
        (entry("evil.py"), "There is no file of a course in this zip"),
        (entry("inner.zip"), "There is no file of a course in this zip"),
        (entry("noname"), "There is no file of a course in this zip"),
        (zipped({"a.yaml": "x", "A.yaml": "y"}), "is in this zip twice"),
        (zipped({"a.yaml": "x" * 11_000_000}), "is larger than 10 MB"),
        (zipped({"a.yaml": "x" * 1_000_000}), "is packed too tightly"),
        (zipped({f"{i}.yaml": "x" for i in range(201)}), "more than 200 files"),
        (zipped({}), "There is no file of a course in this zip"),
        (b"PK\x05\x06nonsense", "This zip is damaged"),
        (b"", "This zip is damaged"),
    ],
)
def test_a_zip_that_means_no_good_is_refused(data: bytes, words: str, tmp_path: Path) -> None:
    into = tmp_path / "a" / "b"
    into.mkdir(parents=True)
    with pytest.raises(ZipFileError) as refusal:
        unpack(data, into)
    assert words in in_words(refusal.value.why)
    assert "\n" not in in_words(refusal.value.why)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.yaml": "x"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(ZipFileError) as refusal:
        unpack(bytes(data), tmp_path)
    assert "has a password" in in_words(refusal.value.why)


def test_files_that_are_large_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_file, "MAX_TOTAL", 1_000)
    with pytest.raises(ZipFileError) as refusal:
        unpack(zipped({f"{i}.yaml": "x" * 300 for i in range(4)}), tmp_path)
    assert "larger than 50 MB" in in_words(refusal.value.why)


def test_a_list_that_lies_about_a_size_writes_no_more_than_it_says(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.yaml": "y" * 50_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ZipFileError):
        unpack(bytes(data), tmp_path)
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 10


def test_the_folder_around_a_course_and_all_that_no_course_needs_are_left_out(tmp_path: Path) -> None:
    files = {f"coffee/{name}": text for name, text in COFFEE.items()}
    others = (
        *("__MACOSX/coffee/._1.yaml", "coffee/.DS_Store", "coffee/Thumbs.db", "README.md", "coffee/LICENSE"),
        *("coffee/.git/config", "coffee/.drafts/2.yaml", "../evil.py", "/evil.exe", "what is: this?.docx"),
    )
    packed = zipped({**files, **dict.fromkeys(others, "x"), "film.mp4": "x" * 11_000_000})
    assert unpack(packed, tmp_path / "in") == "coffee"
    assert {path.name for path in (tmp_path / "in").rglob("*")} == set(COFFEE)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_any_number_of_files_that_no_course_needs_is_passed_over(tmp_path: Path) -> None:
    unpack(zipped({**COFFEE, **{f".git/{number}": "x" for number in range(300)}}), tmp_path)
    assert {path.name for path in tmp_path.rglob("*")} == set(COFFEE)


def test_the_drawings_of_pictures_come_along(tmp_path: Path) -> None:
    assert unpack(zipped({**COFFEE, "pictures/cup.svg": "<svg/>", "pictures/cup.png": "x"}), tmp_path) == ""
    assert (tmp_path / "pictures" / "cup.svg").is_file()


def test_all_reasons_for_a_refusal_are_told_at_once(tmp_path: Path) -> None:
    files = {"../a.yaml": "x", "b.png": "x" * 11_000_000, "c.yaml": "x", "C.yaml": "x"}
    with pytest.raises(ZipFileError) as refusal:
        unpack(zipped(files), tmp_path)
    assert in_words(refusal.value.why).splitlines() == [
        '"../a.yaml" is no path inside of a course; the zip must hold plain relative paths.',
        '"b.png" is larger than 10 MB; save it smaller.',
        '"C.yaml" is in this zip twice; keep one of them.',
    ]
    with pytest.raises(ZipFileError) as refusal:
        unpack(zipped({f"../{number}.yaml": "x" for number in range(20)}), tmp_path)
    assert in_words(refusal.value.why).splitlines()[10:] == ["… and 10 more."]


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=300), cut=st.integers(0, 400), at=st.integers(0, 400))
def test_whatever_bytes_come_unpacking_ends_in_files_or_one_sentence(
    data: bytes, cut: int, at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    good = zipped(COFFEE)
    broken = good[:at] + data + good[at + cut :]
    into = tmp_path_factory.mktemp("zip") / "in"
    into.mkdir()
    with suppress(ZipFileError):
        unpack(broken, into)
    assert {path.name for path in into.parent.iterdir()} == {"in"}
