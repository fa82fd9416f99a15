"""H5P packages that are large, and such that were made to burst."""

from __future__ import annotations

from typing import Any

from bot.course.formats import read
from bot.course.formats.source_file import SourceFile
from tests.course.formats.hostile import refusal, zipped
from tests.course.formats.made_h5p import TRUE, library, package


def test_a_set_of_thousands_of_questions_is_read() -> None:
    data = package(
        "H5P.QuestionSet", {"questions": [library("TrueFalse", TRUE, f"Q{n}") for n in range(2_000)]}
    )
    assert len(read(SourceFile("set.h5p", data)).chapters[0].steps) == 2_000


def test_libraries_within_libraries_without_end_are_left_out() -> None:
    inner: Any = TRUE
    for _ in range(200):
        inner = {"content": [{"content": library("Column", inner)}]}
    assert "Nothing of it can be taken over" in refusal("deep.h5p", package("H5P.Column", inner))


def test_what_bursts_once_it_is_unpacked_is_refused() -> None:
    content = b'{"a": "' + b" " * 30_000_000 + b'"}'
    assert "too large" in refusal("bomb.h5p", zipped({"h5p.json": "{}", "content/content.json": content}))


def test_a_package_that_is_no_json_is_refused() -> None:
    assert "JSON" in refusal("broken.h5p", zipped({"h5p.json": "{", "content/content.json": "{}"}))


def test_a_zip_that_breaks_off_is_refused() -> None:
    assert "damaged" in refusal("half.h5p", package("H5P.TrueFalse", TRUE)[:300])
