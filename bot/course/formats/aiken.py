"""Aiken: a stem, its options as `A.` or `A)`, and `ANSWER: B`, one question after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.course.formats.format import Fit
from bot.course.formats.material import Chapter, Exercise, Fate, Finding, Material, Syntax
from bot.course.formats.source_file import SourceFile
from bot.course.kinds.choice import Choice, Option
from bot.course.message import say

_OPTION = re.compile(r"\s*([A-Z])[.)](?:\s+|(?=\S)(?![a-z]\.))(.*)", re.IGNORECASE)
_RIGHT = (
    r"(?:(?:the )?(?:correct |right )?answers?|ans|(?:richtige )?antwort(?:en)?|l[öo]sung"
    r"|(?:bonne )?r[ée]ponse|respuesta(?: correcta)?|risposta(?: corretta)?|resposta(?: correta)?)"
)
_ANSWER = re.compile(
    rf"[\s*_>]*{_RIGHT}[\s*_]*:[\s*_]*([A-Z](?:\s*[,; ]\s*[A-Z])*)(?:[\s*_.)]*|[.)*_]+\s.*)", re.IGNORECASE
)
"""People write what is right behind its letter, and make all of it bold."""
_FEEDBACK = re.compile(r"\s*(?:FEEDBACK|EXPLANATION|ERKL[ÄA]RUNG)\s*:\s*(.*)", re.IGNORECASE)
_FITS = re.compile(
    rf"^\s*A[.)]\s*\S.*$(?:\n.*){{1,60}}?\n[\s*_>]*{_RIGHT}[\s*_]*:[\s*_]*[A-Z](?![\w ])",
    re.MULTILINE | re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:Q(?:uestion)?\s*)?\d{1,4}\s*[.):]\s+", re.IGNORECASE)


def fits(source: SourceFile) -> Fit:
    return Fit.LIKELY if _FITS.search(source.head) else Fit.NO


def read(source: SourceFile) -> Material:
    exercises: list[Exercise] = []
    findings: list[Finding] = []
    for question in _questions(source.lines):
        if isinstance(made := _exercise(source, question), Exercise):
            exercises.append(made)
        else:
            findings.append(made)
    return Material("", (Chapter("", tuple(exercises)),), findings=tuple(findings))


@dataclass
class _Asked:
    """`line` counts from 1. `right`: letters, None as long as none is named."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)
    right: list[str] | None = None
    feedback: str = ""


def _questions(lines: list[str]) -> Iterator[_Asked]:
    asked: _Asked | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if asked and (said := _FEEDBACK.fullmatch(line)) and asked.right:
            asked.feedback = said[1]
            continue
        if asked is None or (asked.right is not None) or _is_next(asked, line):
            if asked:
                yield asked
            asked = _Asked(number)
        _take(asked, line)
    if asked:
        yield asked


def _is_next(asked: _Asked, line: str) -> bool:
    """Whether a stem begins though no answer was named above: that question does not swallow this one."""
    return bool(asked.options) and bool(_NUMBER.match(line))


def _take(asked: _Asked, line: str) -> None:
    option, answer = _OPTION.fullmatch(line), _ANSWER.fullmatch(line)
    if answer and asked.options:
        asked.right = re.findall(r"[A-Z]", answer[1].upper())
    elif option and ord(option[1].upper()) == ord("A") + len(asked.options) and asked.stem:
        asked.options[option[1].upper()] = [option[2].strip()]
    elif asked.options:
        asked.options[list(asked.options)[-1]].append(line.strip())
    else:
        asked.stem.append(line.strip())


def _exercise(source: SourceFile, asked: _Asked) -> Exercise | Finding:
    stem = _NUMBER.sub("", "\n".join(asked.stem), count=1)
    origin = source.at(asked.line, stem.split("\n")[0][:80])
    if not asked.options:
        return Finding(Fate.LEFT_OUT, origin, say("formats.no_question", text=stem))
    right = [letter for letter in asked.right or () if letter in asked.options]
    if len(right) < len(asked.right or ()):
        return Finding(
            Fate.LEFT_OUT, origin, say("formats.unknown_letter", letters=", ".join(asked.right or ()))
        )
    options = tuple(Option("", "\n".join(lines), letter in right) for letter, lines in asked.options.items())
    return Exercise("", stem, Choice(options), origin, Syntax.PLAIN, asked.feedback)
