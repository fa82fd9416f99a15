"""mdbook-quiz: TOML with `[[questions]]` of the types ShortAnswer, MultipleChoice and Tracing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from bot.course.formats.containers.json_data import at, listed, text_at
from bot.course.formats.format import Fit, Format
from bot.course.formats.material import (
    Chapter,
    Exercise,
    Fate,
    Finding,
    FormatError,
    Material,
    QuestionError,
    Syntax,
)
from bot.course.formats.source_file import SourceFile
from bot.course.formats.texts.html import fenced
from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.message import say

_QUESTIONS = re.compile(r"^[ \t]*\[\[\s*questions\s*\]\]|^[ \t]*questions\s*=\s*\[", re.MULTILINE)
_TYPE = re.compile(r"""\btype\s*=\s*["'](ShortAnswer|MultipleChoice|Tracing|Informational)["']""")
_TABLE = re.compile(r"\s*\[\[\s*questions\s*\]\]")
_DEEP = re.compile(r"[\[{]{50,}|(?:\.\s*\w+\s*){100,}")
_LONGEST = 200
_MOST = 4 * 1024 * 1024
"""Characters: tomllib takes its time."""
_COMPILES, _PRINTS = "This program compiles.", "What does this program print?"


def fits(source: SourceFile) -> Fit:
    if not _QUESTIONS.search(source.head):
        return Fit.NO
    return Fit.SURE if _TYPE.search(source.head) else Fit.PERHAPS if source.suffix == ".toml" else Fit.NO


def read(source: SourceFile) -> Material:
    """Raises FormatError."""
    exercises: list[Exercise] = []
    findings: list[Finding] = []
    lines = [number for number, line in enumerate(source.lines, 1) if _TABLE.match(line)]
    for number, question in enumerate(_questions(source)):
        line = lines[number] if number < len(lines) else 0
        origin = source.at(line, "" if line else f"{number + 1}")
        try:
            prompt, task = _asked(question)
        except QuestionError as error:
            findings.append(Finding(Fate.LEFT_OUT, origin, error.why))
            continue
        exercises.append(
            Exercise(
                title="",
                prompt=prompt,
                task=task,
                origin=origin,
                syntax=Syntax.MARKDOWN,
                feedback=text_at(question, "context").strip(),
                key=text_at(question, "id"),
            )
        )
    return Material("", (Chapter("", tuple(exercises)),) if exercises else (), findings=tuple(findings))


def _questions(source: SourceFile) -> Iterator[Any]:
    """A question of several parts is as many questions."""
    if len(source.text) > _MOST or _DEEP.search(source.text):
        raise FormatError(say("formats.long_text", most=_MOST // 2**20))
    try:
        found = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise FormatError(say("elsewhere.toml_damaged", problem=str(error))) from None
    except RecursionError:
        raise FormatError(say("elsewhere.json_large")) from None
    yield from listed(found, "questions")


def _asked(question: Any) -> tuple[str, Task]:
    """Prompt and task. Raises QuestionError."""
    kind = text_at(question, "type")
    prompt = text_at(question, "prompt", "prompt").strip()
    match kind:
        case "MultipleChoice":
            return prompt, _choice(question)
        case "ShortAnswer":
            return prompt, _written(question)
        case "Tracing":
            return _tracing(question)
        case _:
            raise QuestionError(say("elsewhere.unknown_question", kind=kind, title=prompt or "?"))


def _choice(question: Any) -> Choice:
    """The right answers stand where `answerIndex` puts them, else first: learners see them shuffled."""
    answer = at(question, "answer", "answer")
    right = [one for one in answer if isinstance(one, str)] if isinstance(answer, list) else [_text(answer)]
    wrong = [_text(one) for one in listed(question, "prompt", "distractors")]
    options = [Option("", text, correct=False) for text in wrong if text]
    place = at(question, "prompt", "answerIndex")
    begin = place if isinstance(place, int) and 0 <= place <= len(options) else 0
    options[begin:begin] = [Option("", text, correct=True) for text in right if text]
    return Choice(tuple(options))


def _written(question: Any) -> Task:
    answers = [text_at(question, "answer", "answer"), *map(_text, listed(question, "answer", "alternatives"))]
    filled = tuple(answer for answer in answers if answer.strip())
    if not filled:
        raise QuestionError(say("formats.no_right_answer"))
    is_long = "\n" in filled[0].strip() or len(filled[0]) > _LONGEST
    if is_long or text_at(question, "prompt", "response") == "long":
        return Flashcard(filled[0])
    return Typed(filled, exact=text_at(question, "prompt", "response") == "code")


def _tracing(question: Any) -> tuple[str, Task]:
    """What a program prints, or whether it is one at all."""
    program = fenced(text_at(question, "prompt", "program").strip("\n"), "rust")
    if not program:
        raise QuestionError(say("formats.no_right_answer"))
    if at(question, "answer", "doesCompile") is False:
        return f"{_COMPILES}\n\n{program}", TrueFalse(False, "")
    printed = text_at(question, "answer", "stdout").strip("\n").rstrip()
    prompt = f"{_PRINTS}\n\n{program}"
    if not printed:
        return f"{_COMPILES}\n\n{program}", TrueFalse(True, "")
    if "\n" in printed or len(printed) > _LONGEST:
        return prompt, Flashcard(fenced(printed))
    return prompt, Typed((printed,), exact=True)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


MDBOOK_QUIZ = Format("mdbook-quiz", fits, read)
