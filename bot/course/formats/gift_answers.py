"""What stands between the braces of a GIFT question -> one of the house's kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.course.formats.gift_escapes import shown
from bot.course.formats.weights import FULL, is_simplified, right_ones
from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.pairs import Pair, Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.message import Message, say

_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*?))?(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_GENERAL = re.compile(r"(?<!#)####(?!#)")
_AT_A_BLANK = re.compile(r"(?:^|(?<=\s))([=~])")
_ANYWHERE = re.compile(r"([=~])")
_SHARE = re.compile(r"\s*%(-?\d{1,3}(?:[.,]\d+)?)%")
_FORMAT = re.compile(r"\s*\[(?:html|moodle|markdown|plain)\]", re.IGNORECASE)
_RANGE = re.compile(r"\s*(-?[\d.,eE+]+)\s*\.\.\s*(-?[\d.,eE+]+)\s*")
_WITHIN = re.compile(r"\s*(-?[\d.,]+(?:[eE][-+]?\d+)?)\s*(?::\s*([\d.,]+(?:[eE][-+]?\d+)?))?\s*")


class GiftError(Exception):
    """Not one question of this kind; `why` is for whoever has the file."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.code)
        self.why = why


@dataclass(frozen=True)
class GiftAnswers:
    """`feedback` is for all, `said_when_right` for who is right. `simplified`: what could not come over as it
    was."""

    task: Task
    feedback: str = ""
    said_when_right: tuple[str, ...] = ()
    simplified: tuple[Message, ...] = ()


@dataclass(frozen=True)
class _Answer:
    sign: str
    text: str
    share: float
    why: str


def read_answers(text: str) -> GiftAnswers:
    """Raises GiftError."""
    answers, *general = _GENERAL.split(text, maxsplit=1)
    feedback = shown(general[0]).strip() if general else ""
    if not answers.strip():
        if not feedback:
            raise GiftError(say("formats.essay"))
        return GiftAnswers(Flashcard(feedback), simplified=(say("formats.essay_as_card"),))
    if found := _TRUE_FALSE.fullmatch(answers):
        true = found[1][0].upper() == "T"
        why, praise = (shown(found[n] or "").strip() for n in (2, 3))
        return GiftAnswers(TrueFalse(true, why), feedback, (praise,))
    if answers.lstrip().startswith("#"):
        return _number(answers.lstrip()[1:], feedback)
    found_ = list(_answers(answers))
    if not found_:
        raise GiftError(say("formats.no_answers"))
    right = [one for one in found_ if one.sign == "="]
    if right and all("->" in one.text for one in right):
        return _pairs(found_, feedback)
    if len(right) == len(found_):
        return _written(found_, feedback)
    return _choice(found_, feedback)


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
            yield _Answer(sign, shown(answer).strip(), worth, shown(why).strip())


def _resplit(parts: Sequence[str]) -> list[str]:
    """Wrong answers that stand right behind another without a blank: {=yes~no}."""
    made = [parts[0]]
    for sign, body in zip(parts[1::2], parts[2::2], strict=True):
        first, *others = body.split("~")
        made += [sign, first]
        for other in others:
            made += ["~", other]
    return made


def _choice(found: list[_Answer], feedback: str) -> GiftAnswers:
    shares = [one.share for one in found]
    right = right_ones(shares)
    options = tuple(
        Option("", one.text, is_right, "" if is_right else one.why)
        for one, is_right in zip(found, right, strict=True)
    )
    said = tuple(one.why for one, is_right in zip(found, right, strict=True) if is_right)
    simplified = (say("formats.weights"),) if is_simplified(shares) else ()
    return GiftAnswers(Choice(options), feedback, said, simplified)


def _written(found: list[_Answer], feedback: str) -> GiftAnswers:
    right = [one for one in found if one.share >= FULL] or [one for one in found if one.share > 0]
    partly = [one for one in found if one not in right]
    accepted = tuple(_without_stars(one.text) for one in right)
    simplified = [say("formats.stars")] if any("*" in one.text for one in right) else []
    simplified += [say("formats.weights")] if any(one.share > 0 for one in partly) else []
    said = tuple(dict.fromkeys(one.why for one in right))
    mistakes = tuple(KnownMistake(one.text, one.why) for one in partly if one.why)
    return GiftAnswers(Typed(accepted, mistakes=mistakes), feedback, said, tuple(simplified))


def _without_stars(text: str) -> str:
    """A star stands for any text there; here it would have to be written."""
    return " ".join(text.replace("*", " ").split()) or text


def _pairs(found: list[_Answer], feedback: str) -> GiftAnswers:
    both = [tuple(part.strip() for part in one.text.split("->", 1)) for one in found if one.sign == "="]
    pairs = tuple(Pair(left, right) for left, right in both if left)
    rights = dict.fromkeys(right for _, right in both if right)
    return GiftAnswers(Pairs(pairs, tuple(Option(right, right, correct=False) for right in rights)), feedback)


def _number(text: str, feedback: str) -> GiftAnswers:
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
        raise GiftError(say("formats.no_answers"))
    full = [body for share, body in found if share >= FULL] or [found[0][1]]
    answer, _, why = full[0].partition("#")
    simplified = (say("formats.weights"),) if len(found) > 1 else ()
    return GiftAnswers(_value(shown(answer)), feedback, (shown(why).strip(),), simplified)


def _value(text: str) -> Number:
    if found := _RANGE.fullmatch(text):
        low, high = sorted((_decimal(found[1]), _decimal(found[2])))
        return Number((low + high) / 2, (high - low) / 2)
    if found := _WITHIN.fullmatch(text):
        return Number(_decimal(found[1]), _decimal(found[2]) if found[2] else Decimal(0))
    raise GiftError(say("formats.no_number", text=text.strip()[:80]))


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise GiftError(say("formats.no_number", text=text.strip()[:80])) from None
    if not value.is_finite() or abs(value) > Decimal(10) ** 24:
        raise GiftError(say("formats.no_number", text=text.strip()[:80]))
    return value
