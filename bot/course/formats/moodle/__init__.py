"""Moodle XML: a bank of questions, `<quiz><question type="…">`, read one question at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.course.formats.categories import category_of
from bot.course.formats.containers.xml_tree import Node, below_the_root, root_of
from bot.course.formats.format import Fit, Format
from bot.course.formats.material import (
    Chapter,
    Exercise,
    Fate,
    Finding,
    FormatError,
    Material,
    Passage,
    Piece,
    QuestionError,
)
from bot.course.formats.moodle.kinds import KINDS, is_stock
from bot.course.formats.moodle.question import MoodleQuestion
from bot.course.formats.source_file import SourceFile
from bot.course.formats.weighted_answers import ReadAnswers
from bot.course.message import say

_MOST_QUESTIONS = 100_000

_OF_ITSELF = re.compile(
    r"(default category|standardkategorie|cat[ée]gorie par d[ée]faut|categor[íi]a por defecto"
    r"|categoria predefinita|categoria padr[ãa]o|standaardcategorie)"
    r"\b.{1,80}\b(k?context\w*|kontext|contesto)\b",
    re.IGNORECASE | re.DOTALL,
)
"""What Moodle says of a category that it has made itself."""


def fits(source: SourceFile) -> Fit:
    return Fit.SURE if root_of(source) == "quiz" else Fit.NO


def read(source: SourceFile) -> Material:
    """A category that comes twice is one chapter."""
    chapters: dict[str, list[Piece]] = {}
    findings: list[Finding] = []
    files: dict[str, bytes] = {}
    category = ""
    for number, node in enumerate(_questions(source.data)):
        question = MoodleQuestion(node, files, number)
        if question.kind == "category":
            category = category_of(node.text_of("category", "text"))
            steps = _about(source, question, category)
        else:
            steps = _pieces(source, question, findings)
        chapters.setdefault(category, []).extend(steps)
    made = tuple(Chapter(title, tuple(steps)) for title, steps in chapters.items() if steps)
    return Material("", made, findings=tuple(findings), files=files)


def _questions(data: bytes) -> Iterator[Node]:
    for number, node in enumerate(below_the_root(data)):
        if number > _MOST_QUESTIONS:
            raise FormatError(say("elsewhere.xml_large"))
        if node.tag == "question":
            yield node


def _about(source: SourceFile, question: MoodleQuestion, category: str) -> list[Piece]:
    text = question.text("info")
    if not text or _OF_ITSELF.search(text):
        return []
    origin = source.at(question.node.line, category)
    return [Passage(category, text, origin, question.syntax)]


def _pieces(source: SourceFile, question: MoodleQuestion, findings: list[Finding]) -> list[Piece]:
    origin = source.at(question.node.line, question.name)
    if question.kind == "description":
        return [Passage(question.name, question.text("questiontext"), origin, question.syntax)]
    try:
        read_kind = KINDS.get(question.kind)
        if read_kind is None:
            raise QuestionError(say("elsewhere.unknown_question", kind=question.kind, title=question.name))
        answered = read_kind(question)
    except QuestionError as error:
        findings.append(Finding(Fate.LEFT_OUT, origin, error.why))
        return []
    findings += [Finding(Fate.CHANGED, origin, message) for message in answered.simplified]
    return [
        Exercise(
            title=question.name,
            prompt=answered.prompt or question.text("questiontext"),
            task=answered.task,
            origin=origin,
            syntax=question.syntax,
            feedback=_feedback(question, answered),
            hint="\n\n".join(filter(None, map(question.text_in, question.node.all("hint")))),
            key=question.node.text_of("idnumber"),
        )
    ]


def _feedback(question: MoodleQuestion, answered: ReadAnswers) -> str:
    combined = question.text("correctfeedback")
    said = "" if is_stock(combined) else combined
    parts = (*answered.said_when_right, said, question.text("generalfeedback"))
    return "\n\n".join(dict.fromkeys(filter(None, parts)))


MOODLE = Format("moodle", fits, read)
