"""Anki's decks, .apkg and .colpkg: notes become cards, gaps, and answers to write."""

from __future__ import annotations

from bot.course.formats.anki.cards import exercises
from bot.course.formats.anki.collection import notes
from bot.course.formats.anki.package import COLLECTIONS, Package
from bot.course.formats.format import Fit, Format
from bot.course.formats.material import Chapter, Exercise, Finding, Material
from bot.course.formats.source_file import SourceFile


def fits(source: SourceFile) -> Fit:
    return Fit.SURE if source.zipped & set(COLLECTIONS) else Fit.NO


def read(source: SourceFile) -> Material:
    """A deck is a chapter; the deck that all have in common gives the title."""
    package = Package(source.data)
    decks: dict[str, list[Exercise]] = {}
    findings: list[Finding] = []
    for number, note in enumerate(notes(package.collection), 1):
        made, said = exercises(source, note, number)
        findings += said
        decks.setdefault(note.deck, []).extend(made)
    filled = {name: made for name, made in decks.items() if made}
    chapters = tuple(Chapter(name.rpartition("::")[2], tuple(made)) for name, made in filled.items())
    return Material(_common(list(filled)), chapters, findings=tuple(findings), files=package.files)


def _common(decks: list[str]) -> str:
    tops = {name.partition("::")[0] for name in decks}
    return tops.pop() if len(tops) == 1 and tops != {"Default"} else ""


ANKI = Format("anki", fits, read)
