"""A round as its group sees it: the question with its buttons, and the result with bars."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.group.group import Group
from bot.learning.group.round import (
    Round,
    Tally,
    counts,
    lettered,
)
from bot.views.deep_links import Links, StepLink
from bot.views.group.buttons import CloseRound, PickOption, SubmitTicked, TickOption, pack
from bot.views.group.verdict import some_verdict_is_long
from bot.views.group.words import moment
from bot.views.kinds import label
from bot.views.render import bar, course_text
from bot.views.screen import Button, LinkButton, Row, Screen
from bot.views.words import Words

LETTERS_A_ROW = 5


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
        untranslated=question.untranslated,
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
    if some_verdict_is_long(words, question, round_):
        rows.append((LinkButton(words.word("group.more"), links.to(StepLink(group.key, course_step_key))),))
    rows.append((close_button(words, group, round_),))
    return Screen(text, tuple(rows), needs_buttons=True, words=words)


def closed(words: Words, question: Question | None, round_: Round, tally: Tally) -> Screen:
    """The result: the right answer, the feedback, bars, who was first."""
    if question is None:
        return Screen(words.render("group/closed_gone"), words=words)
    if not round_.asks(question):
        return Screen(
            words.render("group/closed_changed", title=question.title, answered=tally.answered), words=words
        )
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
    return Screen(text, words=words)


def closed_again(words: Words, question: Question | None) -> Screen:
    """A round that nobody answered, and whose question is asked once more: nothing is told."""
    return Screen(words.render("group/closed_again", title=question.title if question else None), words=words)


def close_button(words: Words, group: Group, round_: Round) -> Button:
    return Button(words.word("group.close"), pack(CloseRound(group.key, round_.number)))
