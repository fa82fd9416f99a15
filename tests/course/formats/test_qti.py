"""QTI that is large, and such that was made to burst; and packages that hold no questions at all."""

from __future__ import annotations

import pytest

from bot.course.formats import read
from bot.course.formats.source_file import SourceFile
from tests.course.formats.hostile import BILLION_LAUGHS, OUTSIDE, refusal, zipped
from tests.course.formats.made_qti import CHOICE, MANIFEST, STATEMENT, canvas, package

SCORM = MANIFEST.replace(
    "<manifest ", '<manifest xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
).format("")


def test_a_quiz_of_thousands_of_items_is_read() -> None:
    (chapter,) = read(SourceFile("quiz.zip", canvas(*[CHOICE] * 1_500))).chapters
    assert len(chapter.steps) == 1_500


def test_a_thousand_files_with_an_item_each_are_read() -> None:
    (chapter,) = read(SourceFile("quiz.zip", package(*[STATEMENT] * 1_000))).chapters
    assert len(chapter.steps) == 1_000


@pytest.mark.parametrize("begin", [BILLION_LAUGHS, OUTSIDE], ids=["entities within entities", "a file"])
def test_entities_are_refused(begin: str) -> None:
    item = f"{begin}<assessmentItem title='&a;'/>"
    assert "entities" in refusal("item.xml", item.encode())
    assert "entities" in refusal("items.zip", package(item))


def test_an_item_that_bursts_is_refused() -> None:
    assert "too large" in refusal(
        "items.zip", package(f"<assessmentItem>{' ' * 60_000_000}</assessmentItem>")
    )


def test_elements_without_end_are_refused() -> None:
    assert "nested deeper" in refusal("item.xml", b"<assessmentItem>" + b"<div>" * 100_000)


@pytest.mark.parametrize(
    ("name", "data", "instead"),
    [
        ("course.zip", zipped({"imsmanifest.xml": SCORM, "index.html": ""}), "SCORM"),
        (
            "pages.imscc",
            zipped({"imsmanifest.xml": MANIFEST.format(""), "page.html": ""}),
            "export the quizzes",
        ),
        ("exploration.zip", zipped({"Tea.yaml": "init_state_name: One\nstates: {}\n"}), "Oppia"),
        ("exploration.yaml", b"author_notes: ''\nstates_schema_version: 55\n", "Oppia"),
        ("words.docx", zipped({"word/document.xml": "<x/>"}), "Word"),
        ("slides.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "Slides"),
        ("course.mbz", zipped({"moodle_backup.xml": "<x/>"}), "question bank"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), ".xlsx"),
        ("book.pdf", b"%PDF-1.7\n" + bytes(500), "PDF"),
        ("any.zip", zipped({"a.txt": "x"}), "I can read"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_not_read_is_told_what_to_do_instead(name: str, data: bytes, instead: str) -> None:
    assert instead in refusal(name, data)
