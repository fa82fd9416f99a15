"""Whatever is written, each grader has a verdict, and looks at no more than it keeps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.course.kinds.known_mistakes import KnownMistake, exact_mistake
from bot.course.kinds.normal_form import LONGEST, clean, normal
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import NOTHING, Drafted, Finish, Given, Pick, Submitted, Tick, Undo
from tests import demo

QUESTIONS = demo.library().courses[0].questions
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)

_SIGNS = "dockerunDOCKER -–—=:;.,'\"“”\\$0123456789½²%/*[]()\n\t\u200b\u0301аеоВＡ１🙂"
words = st.one_of(
    st.text(max_size=300), st.text(alphabet=_SIGNS, max_size=300), st.text(max_size=20).map(lambda t: t * 600)
)


@every_question
def test_anything_that_is_written_has_a_verdict(question: Question) -> None:
    order = kinds.options(question)

    @settings(max_examples=25, derandomize=True, database=None, deadline=None)
    @given(words, words)
    def judged(one: str, other: str) -> None:
        draft = NOTHING
        for text in (one, other, one):
            moved = kinds.write(question, draft, order, text)
            if isinstance(moved, Drafted):
                draft = moved.draft
            if isinstance(moved, Submitted):
                assert len(moved.given) <= LONGEST + 10
                kinds.grade(question, moved.given)
                draft = kinds.kept(question, moved.given)
            assert kinds.settled(question, draft, ()) is not None

    judged()


@every_question
def test_any_answer_that_was_kept_has_a_verdict(question: Question) -> None:
    """The course may have changed since: an answer of another kind is no reason to fail."""

    @settings(max_examples=25, derandomize=True, database=None, deadline=None)
    @given(words)
    def judged(kept: str) -> None:
        kinds.grade(question, Given(kept))
        kinds.kept(question, Given(kept))
        kinds.settled(question, Given(kept), ())
        for move in (Pick("x", 0), Pick("x"), Tick("x"), Finish(), Undo(0), Undo(3)):
            kinds.press(question, Given(kept), move)

    judged()


@every_question
def test_the_solution_is_right_and_nothing_of_it_is_lost(question: Question) -> None:
    solution = kinds.solution(question)
    assert kinds.grade(question, solution).right
    assert not kinds.grade(question, NOTHING).right


@pytest.mark.parametrize("text", ["a" * 10_000, "'" * 10_000, "1" * 10_000, "½" * 10_000, "docker " * 2_000])
def test_of_a_long_answer_only_the_beginning_is_looked_at(text: str) -> None:
    """No grader sees more than 200 characters, and a pattern looks through them once a star."""
    assert len(clean(text)) <= LONGEST
    for question in QUESTIONS:
        moved = kinds.write(question, NOTHING, kinds.options(question), text)
        if isinstance(moved, Submitted):
            assert len(moved.given) <= LONGEST
            kinds.grade(question, moved.given)


def test_a_pattern_of_many_stars_costs_no_more_than_its_parts() -> None:
    looks = 0

    class Counted(str):
        def find(self, *args: object) -> int:  # type: ignore[override]
            nonlocal looks
            looks += 1
            return str.find(self, *args)  # type: ignore[arg-type]

    mistake = KnownMistake("*a" * 90 + "*b", "No.")
    assert exact_mistake([mistake], Counted("a" * LONGEST)) is None
    assert looks <= 91


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The  Docker Hub.", "docker hub"),
        ("“Éclair”!", "eclair"),
        ("…", "..."),
        ("a", "a"),
        ("Straße", "strasse"),
        ("İ", "i"),
    ],
)
def test_what_does_not_matter_is_left_out(text: str, form: str) -> None:
    assert normal(text) == form
    assert normal(normal(text)) == normal(text)
