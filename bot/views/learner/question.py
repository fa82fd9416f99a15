"""A question as a screen: open, after a mistake, and closed. What its kind shows is in `views/kinds`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning import kinds as kinds_of_question
from bot.learning.kinds.base import NOTHING, Given, Verdict
from bot.learning.learner.attempts import Answer, AttemptResult, sitting, slips
from bot.learning.learner.learner import Pictures
from bot.learning.learner.place import Answering, Place
from bot.learning.learner.standing import Standing
from bot.views import kinds
from bot.views.kinds.base import AskedQuestion, AttemptMark
from bot.views.learner import navigation_row
from bot.views.learner.answer_buttons import Hint, Retry, Reveal
from bot.views.learner.buttons import Describe, pack
from bot.views.learner.pictures import picture_and_words
from bot.views.render import course_text
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words

KEPT = 4096
"""Screens, and texts, that are kept, a kilobyte or two each: learners who came the same way see the same."""


class _Seen(NamedTuple):
    """All that a question's screen depends on: the options in their `order`, the `tries` of this sitting,
    whether a `retry` makes sense. A plain tuple, as it is the key of what was drawn."""

    question: Question
    order: tuple[Option, ...]
    place: Place
    tries: tuple[Answer, ...]
    retry: bool
    here: navigation_row.Here
    wish: Pictures


def question(words: Words, standing: Standing, wish: Pictures = Pictures.SHOWN) -> Screen:
    """The question the learner is at; `wish`: how they want its picture."""
    asked, place = standing.step, standing.place
    assert isinstance(asked, Question)  # noqa: S101 - `settle` saw to it
    attempts = standing.attempts(asked.id)
    is_open = isinstance(place, Answering)
    tries = sitting(attempts, closed=not is_open)
    retry = not is_open and attempts[0].result not in (AttemptResult.RIGHT, AttemptResult.RECALLED)
    here = navigation_row.here(standing, wish)
    return _screen(words, _Seen(asked, standing.order(asked), place, tries, retry, here, wish))


def _asked(seen: _Seen) -> AskedQuestion:
    question, tries, is_open = seen.question, seen.tries, isinstance(seen.place, Answering)
    last = kinds_of_question.grade(question, tries[-1].given) if tries else None
    return AskedQuestion(
        question,
        seen.order,
        slips(question, tries),
        is_open,
        incomplete=is_open and last is not None and last.incomplete,
        remarks=last.remarks if last else (),
        draft=_draft(question, seen.place),
        verdict=_verdict(tries[-1].result, last) if tries and last else "",
    )


def _verdict(result: AttemptResult, last: Verdict) -> str:
    so_far = result is AttemptResult.WRONG and last.incomplete and not last.slips
    return "incomplete" if so_far else result.value


def _draft(asked: Question, place: Place) -> Given:
    """As far as the text shows it: texts are kept, and ticks alone make no other."""
    return place.draft if isinstance(place, Answering) and kinds.shows_draft(asked) else NOTHING


@lru_cache(maxsize=KEPT)
def _screen(words: Words, seen: _Seen) -> Screen:
    asked, place, here = _asked(seen), seen.place, seen.here
    picture, description = picture_and_words(asked.question.picture, seen.wish)
    hinted = isinstance(place, Answering) and place.hinted
    text = question_text(words, asked, hinted, here.far, description)
    rows: list[Row] = []
    if picture and not description:
        rows.append((Button(words.word("learner.describe"), pack(Describe(here.key))),))
    if isinstance(place, Answering):
        rows += _open_rows(words, place, asked, bool(seen.tries), here)
    else:
        rows += _closed_rows(words, seen.retry, asked.question.more is not None, here)
    # The text changes with each answer, and the picture stays: they are two messages.
    return Screen(text, tuple(rows), picture, apart=picture is not None, words=words)


@lru_cache(maxsize=KEPT)
def question_text(
    words: Words, asked: AskedQuestion, hinted: bool, far: navigation_row.HowFar, description: str | None
) -> str:
    question = asked.question
    return words.render(
        "learner/question",
        title=question.title,
        verdict=asked.verdict,
        is_open=asked.is_open,
        untranslated=question.untranslated,
        prompt=course_text(question.prompt),
        parts=kinds.parts(words, asked),
        hint=course_text(question.hint) if question.hint and hinted else None,
        feedback=course_text(question.feedback) if question.feedback and not asked.is_open else None,
        description=description,
        **far.values,
    )


def _open_rows(
    words: Words, place: Answering, asked: AskedQuestion, tried: bool, here: navigation_row.Here
) -> tuple[Row, ...]:
    at = AttemptMark(here.key, here.visit, place.attempt)
    help_: list[Button] = []
    if kinds.hints(asked.question, place.draft) and not place.hinted:
        help_.append(Button(words.word("learner.hint"), pack(Hint(*at))))
    if tried or kinds.reveals(asked.question):
        help_.append(Button(words.word("learner.reveal"), pack(Reveal(*at))))
    return (
        *kinds.rows(words, asked, place.draft, at),
        *([tuple(help_)] if help_ else []),
        navigation_row.on(words, here, "skip"),
        *_to_result(words, here),
    )


def _closed_rows(words: Words, retry: bool, more: bool, here: navigation_row.Here) -> tuple[Row, ...]:
    again = ((Button(words.word("learner.retry"), pack(Retry(here.key, here.visit))),),) if retry else ()
    explained = (navigation_row.to_more(words, here),) if more else ()
    return (*again, *explained, navigation_row.on(words, here, "next"), *_to_result(words, here))


def _to_result(words: Words, here: navigation_row.Here) -> tuple[Row, ...]:
    """Who has been through the course comes here from its result, and goes back there."""
    return (navigation_row.to_result(words, here.course_key),) if here.ended else ()
