"""What stands between the braces of a GIFT question -> one of the house's kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.course.formats.gift_escapes import shown
from bot.course.formats.material import QuestionError
from bot.course.formats.numbers import decimal_of
from bot.course.formats.weighted_answers import ReadAnswers, WeightedAnswer, choice, written
from bot.course.formats.weights import FULL
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Option
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.pairs import Pair, Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.message import say

_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*?))?(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_GENERAL = re.compile(r"(?<!#)####(?!#)")
_AT_A_BLANK = re.compile(r"(?:^|(?<=\s))([=~])")
_ANYWHERE = re.compile(r"([=~])")
_SHARE = re.compile(r"\s*%(-?\d{1,3}(?:[.,]\d+)?)%")
_FORMAT = re.compile(r"\s*\[(?:html|moodle|markdown|plain)\]", re.IGNORECASE)
_RANGE = re.compile(r"\s*(-?[\d.,eE+]+)\s*\.\.\s*(-?[\d.,eE+]+)\s*")
_WITHIN = re.compile(r"\s*(-?[\d.,]+(?:[eE][-+]?\d+)?)\s*(?::\s*([\d.,]+(?:[eE][-+]?\d+)?))?\s*")


@dataclass(frozen=True)
class _Answer(WeightedAnswer):
    """`sign`: = or ~, as it stands before it."""

    sign: str = "="


def read_answers(text: str) -> ReadAnswers:
    """Raises QuestionError."""
    answers, *general = _GENERAL.split(text, maxsplit=1)
    feedback = shown(general[0]).strip() if general else ""
    if not answers.strip():
        if not feedback:
            raise QuestionError(say("formats.essay"))
        return ReadAnswers(Flashcard(feedback), simplified=(say("formats.essay_as_card"),))
    if found := _TRUE_FALSE.fullmatch(answers):
        true = found[1][0].upper() == "T"
        why, praise = (shown(found[n] or "").strip() for n in (2, 3))
        return ReadAnswers(TrueFalse(true, why), feedback, (praise,))
    if answers.lstrip().startswith("#"):
        return _number(answers.lstrip()[1:], feedback)
    found_ = list(_answers(answers))
    if not found_:
        raise QuestionError(say("formats.no_answers"))
    right = [one for one in found_ if one.sign == "="]
    if right and all("->" in one.text for one in right):
        return _pairs(found_, feedback)
    if len(right) == len(found_):
        return written(found_, feedback)
    return choice(found_, feedback)


def _answers(text: str) -> Iterator[_Answer]:
    """Signs behind a blank; where none of them is right, wherever they stand."""
    parts = _AT_A_BLANK.split(text)
    if "=" not in parts[1::2] and "%" not in text:
        parts = _ANYWHERE.split(text)
    elif len(parts) == 3 or any("~" in part for part in parts[2::2]):
        parts = _resplit(parts)
    for sign, body in zip(parts[1::2], parts[2::2], strict=True):
        share = _SHARE.match(body)
        rest = body[share.end() :] if share else body
        named = _FORMAT.match(rest)
        answer, _, why = rest[named.end() if named else 0 :].partition("#")
        worth = float(share[1].replace(",", ".")) if share else FULL if sign == "=" else 0.0
        if answer.strip() or why.strip():
            yield _Answer(shown(answer).strip(), worth, shown(why).strip(), sign)


def _resplit(parts: Sequence[str]) -> list[str]:
    """Wrong answers that stand right behind another without a blank: {=yes~no}."""
    made = [parts[0]]
    for sign, body in zip(parts[1::2], parts[2::2], strict=True):
        first, *others = body.split("~")
        made += [sign, first]
        for other in others:
            made += ["~", other]
    return made


def _pairs(found: list[_Answer], feedback: str) -> ReadAnswers:
    both = [tuple(part.strip() for part in one.text.split("->", 1)) for one in found if one.sign == "="]
    pairs = tuple(Pair(left, right) for left, right in both if left)
    rights = dict.fromkeys(right for _, right in both if right)
    return ReadAnswers(Pairs(pairs, tuple(Option(right, right, correct=False) for right in rights)), feedback)


def _number(text: str, feedback: str) -> ReadAnswers:
    """A number with what it may be off by, or the range in which it has to be."""
    parts = _AT_A_BLANK.split(text)
    if len(parts) == 1:
        parts = ["", "=", text]
    found = [
        (float(share[1]) if share else FULL, body[share.end() if share else 0 :])
        for sign, body in zip(parts[1::2], parts[2::2], strict=True)
        if sign == "="
        for share in [_SHARE.match(body)]
    ]
    if not found:
        raise QuestionError(say("formats.no_answers"))
    full = next((body for share, body in found if share >= FULL), found[0][1])
    answer, _, why = full.partition("#")
    wrong = [body for share, body in found if share <= 0 and body != full and "#" in body]
    simplified = (say("formats.weights"),) if len(found) > 1 + len(wrong) else ()
    task = replace(_value(shown(answer)), mistakes=tuple(map(_known_mistake, wrong)))
    return ReadAnswers(task, feedback, (shown(why).strip(),), simplified)


def _known_mistake(text: str) -> KnownMistake:
    answer, _, why = text.partition("#")
    return KnownMistake(shown(answer).strip(), shown(why).strip())


def _value(text: str) -> Number:
    if found := _RANGE.fullmatch(text):
        low, high = sorted((decimal_of(found[1]), decimal_of(found[2])))
        return Number((low + high) / 2, (high - low) / 2)
    if found := _WITHIN.fullmatch(text):
        return Number(decimal_of(found[1]), decimal_of(found[2]) if found[2] else Decimal(0))
    raise QuestionError(say("formats.no_number", text=text.strip()[:80]))
