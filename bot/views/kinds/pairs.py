"""Matching what belongs together, as a learner sees it: one left side after the other."""

from __future__ import annotations

from markupsafe import Markup

from bot.course.kinds.choice import Option
from bot.course.kinds.pairs import Pairs
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given
from bot.learning.kinds.option_letters import lettered
from bot.learning.kinds.slots import next_open, read_slots
from bot.views.kinds.base import AskedQuestion, AttemptMark, QuestionParts
from bot.views.kinds.choice import letters_to
from bot.views.kinds.part_buttons import part_rows, undo
from bot.views.render import course_line, course_words
from bot.views.screen import Row
from bot.views.words import Words

SLIPS = 8


class PairsView:
    shows_draft = True
    reveals = True
    in_sight = frozenset[Given]()

    def parts(self, words: Words, asked: AskedQuestion) -> QuestionParts:
        task = _task(asked.question)
        shown = asked.draft if asked.is_open else kinds.solution(asked.question)
        filled = read_slots(shown, len(task.pairs))
        at = next_open(filled)
        body = words.render(
            "kinds/pairs",
            rights=_left(asked, filled) if asked.is_open else [],
            matched=[
                (course_line(pair.left), course_line(right.text))
                for pair, id_ in zip(task.pairs, filled, strict=True)
                if (right := task.right(id_))
            ],
            now=course_line(task.pairs[at].left) if at < len(task.pairs) else None,
        )
        return QuestionParts(
            body=Markup(body),  # noqa: S704 - rendered
            slips=tuple(course_line(slip.text) for slip in asked.slips[-SLIPS:]),
            how=words.word("kinds.match") if asked.is_open else "",
        )

    def rows(self, words: Words, asked: AskedQuestion, draft: Given, at: AttemptMark) -> tuple[Row, ...]:
        filled = read_slots(draft, len(_task(asked.question).pairs))
        left = [(letter, right) for letter, right in lettered(asked.order) if right.id not in filled]
        number = next_open(filled)
        rows = part_rows(at, number, left, lambda right: course_words(right.text))
        return (*rows, (undo(words, at, number),)) if number else rows

    def label(self, words: Words, option: Option) -> Markup:  # noqa: ARG002
        return course_line(option.text)

    def solution(self, words: Words, question: Question) -> tuple[Markup, ...]:  # noqa: ARG002
        task = _task(question)
        return tuple(
            Markup("{} – {}").format(course_line(pair.left), course_line(right.text))
            for pair in task.pairs
            if (right := task.right(pair.right_id))
        )

    def what_to_write(self, words: Words, question: Question) -> str:
        return letters_to(words, len(kinds.options(question)))


def _task(question: Question) -> Pairs:
    assert isinstance(question.task, Pairs)  # noqa: S101 - the registry saw to it
    return question.task


def _left(asked: AskedQuestion, filled: tuple[str, ...]) -> list[tuple[str, Markup]]:
    """The right sides that are not taken yet."""
    return [
        (letter, course_line(right.text)) for letter, right in lettered(asked.order) if right.id not in filled
    ]
