"""What the columns of somebody's table of questions are called, and what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Column(StrEnum):
    QUESTION = "question"
    OPTION = "option"
    RIGHT = "right"
    WRONG = "wrong"
    FEEDBACK = "feedback"
    WHY = "why"
    HINT = "hint"
    CHAPTER = "chapter"
    TITLE = "title"
    KIND = "kind"
    PICTURE = "picture"
    FRONT = "front"
    BACK = "back"
    TIME = "time"


_LETTER = r"(?:[a-j]|\d{1,2})"
_NAMES: tuple[tuple[Column, str], ...] = (
    (Column.TIME, r"time.*|zeit.*|seconds|points?|score|difficulty|level|tags?|id|no\.?|nr\.?|#"),
    (Column.KIND, r"(question |quiz )?(type|kind)|fragetyp|typ|tipo"),
    (Column.PICTURE, r"(image|picture|photo)( (link|url|file))?|bild"),
    (
        Column.RIGHT,
        r"(the )?(correct|right)( (answer|option|choice|response)(s|\(s\))?)?( -.*)?|correct index|solution"
        r"|(answer )?key|richtig(e antwort(en)?)?|l[öo]sung|respuesta correcta|bonne r[ée]ponse"
        r"|r[ée]ponse correcte|risposta corretta|resposta correta|richtige option",
    ),
    (
        Column.WRONG,
        rf"(wrong|incorrect|false)( (answer|option|choice)s?)?( ?{_LETTER})?|distractors?( ?{_LETTER})?",
    ),
    (
        Column.OPTION,
        r"(option|answer|choice|alternative|antwort|respuesta|r[ée]ponse|opci[óo]n|risposta)s?[ _-]?"
        rf"\(?{_LETTER}\)?( -.*)?|{_LETTER}\)?|options|choices|alternatives|antworten",
    ),
    (
        Column.QUESTION,
        r"question( text| title)?( -.*)?|prompt|stem|item|frage(ntext)?|pregunta|domanda|pergunta|statement",
    ),
    (
        Column.FEEDBACK,
        r"(answer )?(explanation|feedback|rationale|comment|why)|erkl[äa]rung|begr[üu]ndung|explicaci[óo]n"
        r"|explication|spiegazione|explica[çc][ãa]o",
    ),
    (
        Column.WHY,
        rf"(explanation|feedback|rationale|comment|erkl[äa]rung|explication)( (for|to|zu))?"
        rf"( (option|answer|choice|antwort|r[ée]ponse))? ?\(?{_LETTER}\)?",
    ),
    (Column.HINT, r"hint|tip|hinweis|tipp|pista|indice"),
    (Column.CHAPTER, r"category|topic|lesson|chapter|section|unit|subject|kategorie|thema|lektion|kapitel"),
    (Column.TITLE, r"title|name|titel"),
    (Column.FRONT, r"term|front|word|card|begriff|vorderseite|wort"),
    (Column.BACK, r"definition|back|meaning|translation|r[üu]ckseite|bedeutung|[üu]bersetzung"),
    (Column.RIGHT, r"answer|answers|antwort|respuesta|r[ée]ponse|risposta|resposta"),
    (
        Column.RIGHT,
        r"(true|wahr|richtig|vrai|verdadero|verdadeiro|vero) ?(/|or|oder|ou|o) ?(false|falsch|faux|falso)"
        r"|[twrv]/f",
    ),
)
_KEPT = re.compile(r"'+[=+\-@]")
_QUOTED = re.compile(r"'[^']+'(\W|$)")
_COLUMNS = tuple((column, re.compile(pattern, re.IGNORECASE)) for column, pattern in _NAMES)


@dataclass(frozen=True)
class Header:
    """Column -> its places in a row. `index`: a right answer is always the number of an option."""

    places: Mapping[Column, tuple[int, ...]] = field(default_factory=dict)
    index: bool = False
    unknown: tuple[tuple[int, str], ...] = ()
    """Columns that are for nothing here, by place and name."""

    def has(self, *columns: Column) -> bool:
        return all(column in self.places for column in columns)

    def cells(self, row: Sequence[str], column: Column) -> list[str]:
        """What stands in these columns, empty cells as well."""
        return [_bare(row[place]) if place < len(row) else "" for place in self.places.get(column, ())]

    def cell(self, row: Sequence[str], column: Column) -> str:
        return next(filter(None, self.cells(row, column)), "")


CARDS = Header({Column.FRONT: (0,), Column.BACK: (1,)})
"""Where no row has the names of columns."""


def header_of(row: Sequence[str]) -> Header | None:
    """None where these are no names of columns of questions, or of cards."""
    found: dict[Column, tuple[int, ...]] = {}
    for place, column in _named(row):
        found[column] = (*found.get(column, ()), place)
    known = {place for places in found.values() for place in places}
    others = tuple((place, " ".join(cell.split())) for place, cell in enumerate(row) if place not in known)
    header = Header(found, _is_kahoot_or_quizizz(row), others)
    is_question = header.has(Column.QUESTION) and (
        header.has(Column.RIGHT) or header.has(Column.OPTION) or header.has(Column.BACK)
    )
    if is_question or header.has(Column.FRONT, Column.BACK):
        return header
    return None


def _bare(cell: str) -> str:
    """Without the apostrophe by which a formula is kept from being one; a quotation has two."""
    text = cell.strip()
    return text[1:] if _KEPT.match(text) and not _QUOTED.match(text) else text


def _named(row: Sequence[str]) -> Iterator[tuple[int, Column]]:
    for place, cell in enumerate(row):
        name = " ".join(cell.replace("_", " ").split())
        column = next((column for column, names in _COLUMNS if names.fullmatch(name)), None)
        if column and len(name) <= 80:
            yield place, column


def _is_kahoot_or_quizizz(row: Sequence[str]) -> bool:
    names = {" ".join(cell.lower().split()) for cell in row}
    kahoot = any(name.startswith("correct answer(s)") for name in names)
    return kahoot or {"question text", "question type"} <= names
