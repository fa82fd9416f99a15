"""A table with a question or a card in each row: of Kahoot, Quizizz, Quizlet, or with one's own headers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, repeat

from bot.course.formats.material import Chapter, Exercise, Fate, Finding, Material, Origin, Syntax
from bot.course.formats.source_file import SourceFile
from bot.course.formats.table_answers import right_options
from bot.course.formats.table_columns import CARDS, Column, Header, header_of
from bot.course.formats.table_losses import passed_over, says_anything
from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.message import Message, say

HEADER_WITHIN = 20
"""Rows among which the names of the columns are looked for: templates begin with words."""
SHORT = 60
"""Characters of an answer that somebody might write; what is longer is on a card's back."""

_TRUE = frozenset(("true", "wahr", "richtig", "yes", "vrai", "verdadero", "verdadeiro", "vero"))
_FALSE = frozenset(("false", "falsch", "no", "faux", "falso"))
_TYPED = re.compile(r"fill|blank|short|open|written|text|type answer", re.IGNORECASE)
_ORDER = re.compile(r"order|puzzle|jumble|sort|rank", re.IGNORECASE)
_NUMBER = re.compile(r"number|numeric", re.IGNORECASE)
_VALUE = re.compile(r"([-+]?\d{1,30}(?:\.\d{1,30})?)(?:\s*±\s*(\d{1,30}(?:\.\d{1,30})?))?(?:\s*(\S.*))?")
"""A number, what it may be off by, and its unit."""
_NONE_OF_OURS = re.compile(
    r"poll|survey|draw|slide|brainstorm|word cloud|drop pin|audio|video", re.IGNORECASE
)
_DATE = re.compile(
    r"\d{1,2}[-/. ](?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*(?:[-/. ]\d{2,4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{2}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TableRow:
    """`line`: where it begins in the file, or its number in the sheet; from 1."""

    line: int
    cells: Sequence[str]


def read_rows(source: SourceFile, rows: Iterable[TableRow], title: str = "") -> Material:
    """`title`: of a sheet. Where there are no names of columns, two columns are a card's two sides."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    begin, header = _header(filled)
    chapters: dict[str, list[Exercise]] = {}
    findings: list[Finding] = []
    if lost := passed_over(header, [row.cells for row in filled[max(0, begin - 1) :]]):
        findings.append(Finding(Fate.LEFT_OUT, source.at(filled[max(0, begin - 1)].line), lost))
    for row in filled[begin:]:
        if not says_anything(header, row.cells):
            continue
        made = _exercise(source, header, row)
        findings += [made] if isinstance(made, Finding) else _doubts(source, header, row)
        if isinstance(made, Exercise):
            chapters.setdefault(header.cell(row.cells, Column.CHAPTER) or title, []).append(made)
    found = tuple(Chapter(name, tuple(exercises)) for name, exercises in chapters.items())
    return Material("", found, findings=tuple(findings))


def _header(rows: Sequence[TableRow]) -> tuple[int, Header]:
    """Where the questions begin, and what the columns are for."""
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        if header := header_of(row.cells):
            return place + 1, header
    return 0, CARDS


def _exercise(source: SourceFile, header: Header, row: TableRow) -> Exercise | Finding:
    prompt = header.cell(row.cells, Column.QUESTION) or header.cell(row.cells, Column.FRONT)
    origin = source.at(row.line, prompt[:80])
    if not prompt:
        return Finding(
            Fate.LEFT_OUT, origin, say("formats.no_prompt", text=" | ".join(filter(None, row.cells)))
        )
    task = _task(header, row.cells)
    if isinstance(task, Message):
        return Finding(Fate.LEFT_OUT, origin, task)
    made = Exercise(
        title=header.cell(row.cells, Column.TITLE),
        prompt=prompt,
        task=task,
        origin=origin,
        syntax=Syntax.PLAIN,
        feedback=_feedback(header, row.cells, task),
        hint=header.cell(row.cells, Column.HINT),
    )
    picture = header.cell(row.cells, Column.PICTURE)
    return _with_picture(made, picture) if picture else made


def _feedback(header: Header, cells: Sequence[str], task: Task) -> str:
    """What is said on the right options, and in general."""
    right = {option.text for option in task.options if option.correct} if isinstance(task, Choice) else set()
    both = zip(header.cells(cells, Column.OPTION), header.cells(cells, Column.WHY), strict=False)
    parts = (*(why for option, why in both if option in right), header.cell(cells, Column.FEEDBACK))
    return "\n\n".join(dict.fromkeys(filter(None, parts)))


def _task(header: Header, cells: Sequence[str]) -> Task | Message:
    kind = header.cell(cells, Column.KIND)
    if _NONE_OF_OURS.search(kind):
        return say("formats.unknown_kind", kind=kind)
    options = _options(header, cells)
    right = header.cell(cells, Column.RIGHT)
    if header.has(Column.BACK) and not options and not right:
        back = header.cell(cells, Column.BACK)
        return Flashcard(back) if back else say("formats.no_back", title=header.cell(cells, Column.FRONT))
    if _NUMBER.search(kind) and (value := _number(options[0] if options else right)):
        return value
    if _ORDER.search(kind) and len(options) > 1:
        return Ordering(tuple(Option("", text, correct=False) for text in options))
    if _TYPED.search(kind) and (options or right):
        return Typed(tuple(options) or tuple(part.strip() for part in re.split(r"[|;]", right)))
    wrong = [cell for cell in header.cells(cells, Column.WRONG) if cell]
    if wrong and right:
        return Choice((Option("", right, True), *(Option("", text, False) for text in wrong)))
    if not options:
        return _without_options(right)
    return _choice(header, options, right, header.cells(cells, Column.WHY))


def _number(text: str) -> Number | None:
    found = _VALUE.fullmatch(text.strip())
    return Number(Decimal(found[1]), Decimal(found[2] or 0), found[3] or "") if found else None


def _without_options(right: str) -> Task | Message:
    if not right:
        return say("formats.no_right_answer")
    if right.casefold() in _TRUE | _FALSE:
        return TrueFalse(right.casefold() in _TRUE, "")
    return Typed((right,)) if len(right) <= SHORT else Flashcard(right)


def _options(header: Header, cells: Sequence[str]) -> list[str]:
    """One a column, or all in one. Empty ones behind the last keep the others' numbers."""
    found = header.cells(cells, Column.OPTION)
    if len(found) == 1 and (parts := [part.strip() for part in re.split(r"[|\n;]", found[0])])[1:]:
        return [part for part in parts if part]
    while found and not found[-1]:
        found.pop()
    return found


def _choice(header: Header, options: list[str], right: str, why: list[str]) -> Task | Message:
    if not right:
        return say("formats.no_right_answer")
    chosen = right_options(options, right, index=header.index)
    if not chosen:
        return say("formats.unknown_right_answer", text=right)
    words = [option.casefold() for option in options]
    if len(options) == 2 and len(chosen) == 1 and words[0] in _TRUE | _FALSE and words[1] in _TRUE | _FALSE:
        right_place = min(chosen)
        said = why[1 - right_place] if len(why) > 1 else ""
        return TrueFalse(words[right_place] in _TRUE, said)
    remarks = chain(why, repeat(""))
    return Choice(
        tuple(
            Option("", text, place in chosen, "" if place in chosen else remark)
            for place, (text, remark) in enumerate(zip(options, remarks, strict=False))
            if text
        )
    )


def _with_picture(made: Exercise, picture: str) -> Exercise:
    """With the picture in the prompt, which is HTML then, and so are all its texts."""

    def as_html(text: str) -> str:
        return html.escape(text).replace("\n", "<br>")

    prompt = f'{as_html(made.prompt)}<p><img src="{html.escape(picture)}"></p>'
    options = made.task.options if isinstance(made.task, Choice) else ()
    task = (
        Choice(tuple(Option("", as_html(o.text), o.correct, as_html(o.why)) for o in options))
        if options
        else made.task
    )
    return Exercise(
        made.title, prompt, task, made.origin, Syntax.HTML, as_html(made.feedback), as_html(made.hint)
    )


def _doubts(source: SourceFile, header: Header, row: TableRow) -> list[Finding]:
    """What a spreadsheet has made of something else: 1/2 becomes 2-Jan."""
    texts = [*header.cells(row.cells, Column.OPTION), header.cell(row.cells, Column.RIGHT)]
    dates = [text for text in texts if _DATE.fullmatch(text)]
    if not dates or len(dates) == len([text for text in texts if text]):
        return []
    origin = Origin(source.name, row.line)
    return [Finding(Fate.CHANGED, origin, say("formats.looks_like_a_date", text=dates[0]))]
