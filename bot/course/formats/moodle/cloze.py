"""Moodle's embedded answers: a text with {1:SHORTANSWER:=right~%50%nearly#why} in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.course.formats.gap_prompts import GapText, gap_question
from bot.course.formats.material import QuestionError
from bot.course.formats.numbers import decimal_of, share_of
from bot.course.formats.texts.from_any import words_of
from bot.course.formats.weighted_answers import ReadAnswers, WeightedAnswer, choice
from bot.course.formats.weights import FULL
from bot.course.kinds.number import Number
from bot.course.message import Message, say

_BEGIN = re.compile(
    r"\{(?:\d{0,3}):(SHORTANSWER(?:_C)?|SAC?|MWC?|NUMERICAL|NM|MULTICHOICE(?:_[VHS]{1,2})?|MC[VHS]{0,2}"
    r"|MULTIRESPONSE(?:_[HS]{1,2})?|MR[HS]{0,2}):"
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BETWEEN = re.compile(r"(?<!\\)~")
_SHARE = re.compile(r"%(-?\d{1,3}(?:[.,]\d+)?)%")
_WHY = re.compile(r"(?<![\\&])#")
_ESCAPED = re.compile(r"\\([~=#{}\\/\"])")
_BLANK = "_____"


@dataclass(frozen=True)
class _Gap:
    kind: str
    answers: tuple[WeightedAnswer, ...]

    @property
    def is_chosen(self) -> bool:
        return self.kind.startswith(("MC", "MULTICHOICE"))

    @property
    def is_several(self) -> bool:
        return self.kind.startswith(("MR", "MULTIRESPONSE"))

    @property
    def is_number(self) -> bool:
        return self.kind.startswith("N")

    @property
    def right(self) -> tuple[str, ...]:
        texts = (one.text for one in self.answers if one.share >= FULL and one.text != "*")
        plain = (text.partition(":")[0] if self.is_number else text.replace("\\*", "*") for text in texts)
        return tuple(dict.fromkeys(plain))

    @property
    def is_exact(self) -> bool:
        """Whether capitals count."""
        return self.kind in ("SHORTANSWER_C", "SAC", "MWC")


def cloze(text: str, name: str) -> ReadAnswers:
    """Raises QuestionError."""
    gaps, pieces = _parted(text)
    if not gaps:
        raise QuestionError(say("formats.no_answers"))
    if len(gaps) > 1 and any(gap.is_several for gap in gaps):
        raise QuestionError(say("formats.no_gap", title=name))
    if len(gaps) == 1 and not gaps[0].kind.startswith(("S", "MW")):
        return _one(gaps[0], _BLANK.join(pieces))
    if not all(gap.right for gap in gaps):
        raise QuestionError(say("formats.no_gap", title=name))
    choices = _choices(gaps)
    prompt, task = gap_question(GapText(pieces, name), [gap.right for gap in gaps], choices)
    said = tuple(one.why for gap in gaps for one in gap.answers if one.share >= FULL)
    task = replace(task, exact=all(gap.is_exact for gap in gaps))
    return ReadAnswers(task, "", said, tuple(_simplified(gaps)), prompt)


def _parted(text: str) -> tuple[tuple[_Gap, ...], list[str]]:
    """The gaps, and the text around them."""
    gaps, pieces, at = [], [], 0
    while found := _BEGIN.search(text, at):
        end = _end(text, found.end())
        if end < 0:
            break
        gaps.append(_Gap(found[1], _answers(text[found.end() : end])))
        pieces.append(text[at : found.start()])
        at = end + 1
    return tuple(gaps), [*pieces, text[at:]]


def _end(text: str, begin: int) -> int:
    """The brace that ends a gap: those in pairs, as in formulas, do not. -1 where there is none."""
    depth, first = 0, -1
    for found in _BRACE.finditer(text, begin):
        if found[0] == "{":
            if _BEGIN.match(text, found.start()):
                return first  # a brace that is opened in the gap above it was meant as a sign
            depth += 1
        elif found[0] == "}":
            first = found.start() if first < 0 else first
            if not depth:
                return found.start()
            depth -= 1
    return first


def _one(gap: _Gap, prompt: str) -> ReadAnswers:
    """The whole question is one gap: its options, or its number."""
    if not gap.is_number:
        made = choice(gap.answers)
        return ReadAnswers(made.task, "", made.said_when_right, made.simplified, prompt)
    full = next((one for one in gap.answers if one.share >= FULL), None)
    if full is None:
        raise QuestionError(say("formats.no_right_answer"))
    value, _, within = full.text.partition(":")
    task = Number(decimal_of(value), abs(decimal_of(within or "0")))
    simplified = (say("formats.weights"),) if len(gap.answers) > 1 else ()
    return ReadAnswers(task, "", (full.why,), simplified, prompt)


def _choices(gaps: Sequence[_Gap]) -> list[str]:
    """For all gaps, where one of them has any."""
    if not any(gap.is_chosen for gap in gaps):
        return []
    return [
        text
        for gap in gaps
        for text in (tuple(a.text for a in gap.answers) if gap.is_chosen else gap.right[:1])
    ]


def _simplified(gaps: Sequence[_Gap]) -> list[Message]:
    found = []
    if any(gap.is_chosen for gap in gaps) and not all(gap.is_chosen for gap in gaps):
        found.append(say("elsewhere.gaps_with_choices"))
    if any(0 < one.share < FULL for gap in gaps for one in gap.answers):
        found.append(say("formats.weights"))
    if any(one.text.partition(":")[2] for gap in gaps if gap.is_number for one in gap.answers):
        found.append(say("elsewhere.gap_number"))
    lost = [one.why for gap in gaps for one in gap.answers if one.share < FULL and one.why]
    return [*found, *(say("elsewhere.gap_feedback", text=words_of(why)) for why in lost)]


def _answers(text: str) -> tuple[WeightedAnswer, ...]:
    return tuple(_answer(part) for part in _BETWEEN.split(text) if part.strip())


def _answer(part: str) -> WeightedAnswer:
    part = part.strip()
    share = FULL if part.startswith("=") else 0.0
    part = part.removeprefix("=")
    if found := _SHARE.match(part):
        share, part = share_of(found[1]), part[found.end() :]
    answer, *why = _WHY.split(part, maxsplit=1)
    return WeightedAnswer(words_of(_unescaped(answer)), share, _unescaped(why[0]).strip() if why else "")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
