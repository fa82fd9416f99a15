"""Answers that are worth a share each, as quiz programs have them -> options, or what may be written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.course.formats.weights import FULL, is_simplified, right_ones
from bot.course.kinds import Task
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.typed import Typed
from bot.course.message import Message, say

_STAR = re.compile(r"(?<!\\)\*")


@dataclass(frozen=True)
class WeightedAnswer:
    """`share`: in per cent. `why`: what is said on it."""

    text: str
    share: float
    why: str = ""


@dataclass(frozen=True)
class ReadAnswers:
    """`feedback` is for all, `said_when_right` for who is right. `simplified`: what could not come over as it
    was. `prompt`: "" where it is what stands above the answers."""

    task: Task
    feedback: str = ""
    said_when_right: tuple[str, ...] = ()
    simplified: tuple[Message, ...] = ()
    prompt: str = ""
    hint: str = ""


def choice(found: Sequence[WeightedAnswer], feedback: str = "") -> ReadAnswers:
    shares = [one.share for one in found]
    right = right_ones(shares)
    options = tuple(
        Option("", one.text, is_right, "" if is_right else one.why)
        for one, is_right in zip(found, right, strict=True)
    )
    said = tuple(one.why for one, is_right in zip(found, right, strict=True) if is_right)
    simplified = (say("formats.weights"),) if is_simplified(shares) else ()
    return ReadAnswers(Choice(options), feedback, said, simplified)


def written(found: Sequence[WeightedAnswer], feedback: str = "", *, exact: bool = False) -> ReadAnswers:
    """What is worth a part is a known mistake, if anything is said on it."""
    right = [one for one in found if one.share >= FULL] or [one for one in found if one.share > 0]
    partly = [one for one in found if one not in right]
    accepted = tuple(_without_stars(one.text) for one in right)
    simplified = [say("formats.stars")] if any(_STAR.search(one.text) for one in right) else []
    simplified += [say("formats.weights")] if any(one.share > 0 for one in partly) else []
    said = tuple(dict.fromkeys(one.why for one in right))
    mistakes = tuple(KnownMistake(one.text, one.why) for one in partly if one.why)
    return ReadAnswers(Typed(accepted, exact, mistakes=mistakes), feedback, said, tuple(simplified))


def _without_stars(text: str) -> str:
    """A star stands for any text there; here it would have to be written. One with a backslash is a star."""
    words = " ".join(_STAR.sub(" ", text).split()) if _STAR.search(text) else text
    return words.replace("\\*", "*") or text
