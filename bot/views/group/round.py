"""A round as its group sees it, and the verdict as the one who answered sees it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.group.group import ChatKind, Group
from bot.learning.group.round import (
    NoRound,
    NotAMember,
    NothingTicked,
    QuestionChanged,
    Reply,
    Round,
    RoundClosed,
    Scored,
    Tally,
    Ticked,
    counts,
    lettered,
    letters,
)
from bot.learning.kinds.base import Given
from bot.views.deep_links import Links, StepLink
from bot.views.group.buttons import CloseRound, PickOption, SubmitTicked, TickOption, pack
from bot.views.group.words import moment
from bot.views.kinds import label
from bot.views.learner.buttons import Jump
from bot.views.learner.buttons import pack as pack_learner
from bot.views.render import bar, course_text
from bot.views.screen import Button, LinkButton, Row, Screen
from bot.views.shorten import shorten
from bot.views.words import Words

ALERT = 200
"""Characters in the answer to a tap: https://core.telegram.org/bots/api#answercallbackquery"""

POLL_QUESTION = 300
POLL_OPTION = 100
POLL_EXPLANATION = 200
"""Characters in a poll: https://core.telegram.org/bots/api#sendpoll"""

POLL_SECONDS = range(5, 2_628_001)
"""How long a poll may be open, in seconds. Source: as above."""

LETTERS_A_ROW = 5


@dataclass(frozen=True)
class Poll:
    """A native quiz poll; `correct` are indexes of options. All of it is plain text."""

    question: str
    options: tuple[str, ...]
    correct: tuple[int, ...]
    explanation: str
    several: bool
    rows: tuple[Row, ...]
    seconds: int | None
    """After which it closes, should nobody do it. None: it is not told."""


@dataclass(frozen=True)
class RoundLine:
    """One option in the result."""

    letter: str
    text: Markup
    correct: bool
    bar: str = ""
    count: int = 0
    share: int = 0


def asked(
    words: Words,
    group: Group,
    course_step_key: str,
    question: Question,
    round_: Round,
    tally: Tally,
    links: Links,
) -> Screen:
    """The open round."""
    text = words.render(
        "group/round",
        title=question.title,
        prompt=course_text(question.prompt),
        several=kinds.several(question),
        lines=[
            RoundLine(letter, label(words, question, option), option.correct)
            for letter, option in lettered(question, round_)
        ],
        answered=tally.answered,
        until=moment(words, round_.closes_at, group.plan.zone),
    )
    kind = TickOption if kinds.several(question) else PickOption
    buttons: list[Button | LinkButton] = [
        Button(letter, pack(kind(group.key, round_.number, option.key)))
        for letter, option in lettered(question, round_)
    ]
    rows: list[Row] = [tuple(buttons[i : i + LETTERS_A_ROW]) for i in range(0, len(buttons), LETTERS_A_ROW)]
    if kinds.several(question):
        rows.append((Button(words.word("group.done"), pack(SubmitTicked(group.key, round_.number))),))
    if _some_verdict_is_long(words, question, round_):
        rows.append((LinkButton(words.word("group.more"), links.to(StepLink(group.key, course_step_key))),))
    rows.append((_close(words, group, round_),))
    return Screen(text, tuple(rows))


def closed(words: Words, question: Question | None, round_: Round, tally: Tally) -> Screen:
    """The result: the right answer, the feedback, bars, who was first."""
    if question is None:
        return Screen(words.render("group/closed_gone"))
    if not round_.asks(question):
        return Screen(words.render("group/closed_changed", title=question.title, answered=tally.answered))
    times = counts(question, tally)
    lines = [
        RoundLine(
            letter,
            label(words, question, option),
            option.correct,
            bar(10 * times[option.id], 10 * tally.answered) or bar(0, 10),
            times[option.id],
            round(100 * times[option.id] / tally.answered) if tally.answered else 0,
        )
        for letter, option in lettered(question, round_)
    ]
    text = words.render(
        "group/closed",
        title=question.title,
        prompt=None if round_.poll_id else course_text(question.prompt),
        lines=lines,
        feedback=course_text(question.feedback),
        answered=tally.answered,
        right=tally.right,
        first=tally.first,
    )
    return Screen(text)


def closed_again(words: Words, question: Question | None) -> Screen:
    """A round that nobody answered, and whose question is asked once more: nothing is told."""
    return Screen(words.render("group/closed_again", title=question.title if question else None))


def poll(words: Words, group: Group, question: Question, round_: Round, now: datetime) -> Poll | None:
    """The round as a quiz poll; None where a text does not fit into one."""
    lines = lettered(question, round_)
    text = f"{question.title}\n{_plain(question.prompt)}"
    options = tuple(label(words, question, option).striptags() for _, option in lines)
    fits = len(text) <= POLL_QUESTION and all(0 < len(option) <= POLL_OPTION for option in options)
    if not fits or len(set(options)) < len(options) or len(lines) < len(round_.options):
        return None
    seconds = math.ceil((round_.closes_at - now).total_seconds())
    return Poll(
        question=text,
        options=options,
        correct=tuple(i for i, (_, option) in enumerate(lines) if option.correct),
        explanation=shorten(_plain(question.feedback), POLL_EXPLANATION),
        several=kinds.several(question),
        rows=((_close(words, group, round_),),),
        seconds=seconds if seconds in POLL_SECONDS else None,
    )


def alert(words: Words, reply: Reply) -> str:
    """What the one who pressed is told, and nobody else."""
    match reply:
        case Scored():
            return shorten(_verdict(words, reply), ALERT)
        case Ticked(ticked):
            return words.word("group.toast_ticked", letters=" ".join(ticked) or words.word("group.nothing"))
        case NothingTicked():
            return words.word("group.toast_nothing_ticked")
        case RoundClosed():
            return words.word("group.toast_too_late")
        case NotAMember():
            return words.word("group.toast_stranger")
        case QuestionChanged(answered):
            return words.word("group.toast_changed_answered" if answered else "group.toast_changed")
        case NoRound():
            return words.word("group.toast_no_round")


def verdict(words: Words, scored: Scored, step_key: str, kind: ChatKind) -> Screen:
    """The whole verdict, in private. `kind`: of the chat in which the question was asked."""
    question = scored.question
    chosen = set(kinds.parts(question, scored.answer.given))
    answers = [
        {
            "text": label(words, question, option),
            "correct": option.correct,
            "why": option.why and course_text(option.why),
        }
        for option in kinds.options(question)
        if option.id in chosen
    ]
    text = words.render(
        "group/verdict",
        title=question.title,
        prompt=course_text(question.prompt),
        answers=answers,
        channel=kind is ChatKind.CHANNEL,
        incomplete=scored.verdict.incomplete and kinds.several(question),
        right=scored.verdict.right,
        feedback=course_text(question.feedback),
    )
    return Screen(text, ((Button(words.word("group.practise"), pack_learner(Jump(step_key))),),))


def _close(words: Words, group: Group, round_: Round) -> Button:
    return Button(words.word("group.close"), pack(CloseRound(group.key, round_.number)))


def _verdict(words: Words, scored: Scored) -> str:
    said = _judged(words, scored.question, scored.answer.given)
    if not scored.again:
        return said
    before = " ".join(letters(scored.question, scored.round, scored.answer.given))
    return words.word("group.toast_again", letters=before, verdict=said)


def _judged(words: Words, question: Question, given: Given) -> str:
    judged = kinds.grade(question, given)
    if judged.right:
        return f"{words.word('group.toast_right')} {_plain(question.feedback)}"
    parts = [words.word("group.toast_wrong"), *(_plain(slip.why) for slip in judged.slips)]
    if kinds.several(question) and judged.incomplete:
        parts.append(words.word("group.toast_missing"))
    return " ".join(parts)


def _some_verdict_is_long(words: Words, question: Question, round_: Round) -> bool:
    return any(len(_judged(words, question, given)) > ALERT for given in _answers(question, round_))


def _answers(question: Question, round_: Round) -> Iterable[Given]:
    """What might be answered: each option, or the right choice and the longest of several."""
    if kinds.several(question):
        everything = kinds.answer_with(question, (option.id for option in kinds.options(question)))
        return filter(None, (kinds.solution(question), everything))
    return filter(None, (kinds.answer_with(question, (id_,)) for id_ in round_.options))


def _plain(markdown: str) -> str:
    return course_text(markdown).striptags()
