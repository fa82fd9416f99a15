"""Why an answer in a round is right or wrong: in an alert to whoever gave it, and at length in private."""

from __future__ import annotations

from collections.abc import Iterable

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.group.group import ChatKind
from bot.learning.group.round import (
    NoRound,
    NotAMember,
    NothingTicked,
    QuestionChanged,
    Reply,
    Round,
    RoundClosed,
    Scored,
    Ticked,
    letters,
)
from bot.learning.kinds.base import Given
from bot.views.kinds import label
from bot.views.learner.buttons import Jump
from bot.views.learner.buttons import pack as pack_learner
from bot.views.render import course_text, plain_text
from bot.views.screen import Button, Screen
from bot.views.shorten import shorten
from bot.views.words import Words

ALERT = 200
"""Characters in the answer to a tap: https://core.telegram.org/bots/api#answercallbackquery"""


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
    return Screen(text, ((Button(words.word("group.practise"), pack_learner(Jump(step_key))),),), words=words)


def some_verdict_is_long(words: Words, question: Question, round_: Round) -> bool:
    """Whether any answer's verdict has no room in an alert."""
    return any(len(_judged(words, question, given)) > ALERT for given in _answers(question, round_))


def _verdict(words: Words, scored: Scored) -> str:
    said = _judged(words, scored.question, scored.answer.given)
    if not scored.again:
        return said
    before = " ".join(letters(scored.question, scored.round, scored.answer.given))
    return words.word("group.toast_again", letters=before, verdict=said)


def _judged(words: Words, question: Question, given: Given) -> str:
    judged = kinds.grade(question, given)
    if judged.right:
        return f"{words.word('group.toast_right')} {plain_text(question.feedback)}".strip()
    parts = [words.word("group.toast_wrong"), *(plain_text(slip.why) for slip in judged.slips if slip.why)]
    if kinds.several(question) and judged.incomplete:
        parts.append(words.word("group.toast_missing"))
    return " ".join(parts)


def _answers(question: Question, round_: Round) -> Iterable[Given]:
    """What might be answered: each option, or the right choice and the longest of several."""
    if kinds.several(question):
        everything = kinds.answer_with(question, (option.id for option in kinds.options(question)))
        return filter(None, (kinds.solution(question), everything))
    return filter(None, (kinds.answer_with(question, (id_,)) for id_ in round_.options))
