"""QTI 1.2, 2.1 and 2.2, and Canvas exports: a zip with imsmanifest.xml, or one XML file of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.course.formats.containers.xml_tree import root_of
from bot.course.formats.containers.zipped import Bundle
from bot.course.formats.format import Fit, Format
from bot.course.formats.material import Chapter, Finding, Material, Piece
from bot.course.formats.qti.documents import Documents, PlacedItem
from bot.course.formats.qti.item import FoundItem
from bot.course.formats.qti.version_1 import read_item as read_1
from bot.course.formats.qti.version_2 import read_item as read_2
from bot.course.formats.source_file import SourceFile

_ROOTS = ("questestinterop", "assessmentItem", "assessmentTest")
_MANIFEST = "imsmanifest.xml"
_QTI = re.compile(rb"qti", re.IGNORECASE)
_MOST_OF_A_MANIFEST = 20 * 1024 * 1024


def fits(source: SourceFile) -> Fit:
    if manifest := next((name for name in source.zipped if name.rpartition("/")[2] == _MANIFEST), ""):
        data = Bundle(source.data).read(manifest, _MOST_OF_A_MANIFEST)
        return Fit.SURE if _QTI.search(data) else Fit.NO
    return Fit.SURE if root_of(source) in _ROOTS else Fit.NO


def read(source: SourceFile) -> Material:
    """An assessment, or its sections where they have titles, are chapters."""
    documents = Documents(source)
    chapters: dict[str, list[Piece]] = {}
    findings: list[Finding] = []
    for item in documents.items():
        for found in _read(item):
            findings += found.findings
            if found.piece:
                chapters.setdefault(item.chapter, []).append(found.piece)
    made = tuple(Chapter(title, tuple(steps)) for title, steps in chapters.items())
    return Material(documents.title, made, findings=tuple(findings), files=documents.files)


def _read(item: PlacedItem) -> Iterator[FoundItem]:
    return read_2(item) if item.node.tag == "assessmentItem" else read_1(item)


QTI = Format("qti", fits, read)
