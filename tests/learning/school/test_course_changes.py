"""What a new version of a course means, compared by ids."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.course.library import Library
from bot.course.model import Course, Lesson, Question, Section
from bot.learning.school.course_changes import compare
from tests import demo


def course(*lessons: str, text: str = "Hm.") -> Course:
    """A lesson a word, a section a letter."""
    made = tuple(
        Lesson(f"l{number}", f"L{number}", "", tuple(Section(f"s-{char}", char, text) for char in letters))
        for number, letters in enumerate(lessons)
    )
    return Course("c", "C", "", "en", made)


def ids(steps: tuple[object, ...]) -> str:
    return "".join(step.title for step in steps if isinstance(step, Section))


def test_added_removed_changed_and_moved_steps_are_told_apart() -> None:
    before, after = course("abc", "de"), course("acx", "eb")
    lesson = after.lessons[0]
    changed = replace(lesson.steps[0], text="New.")
    after = replace(after, lessons=(replace(lesson, steps=(changed, *lesson.steps[1:])), after.lessons[1]))
    changes = compare(before, after)
    assert ids(changes.added) == "x"
    assert ids(changes.removed) == "d"
    assert ids(changes.changed) == "a"
    assert ids(changes.moved) == "b"
    assert changes.first == 0


def test_a_picture_counts_by_its_bytes_not_by_its_path(tea: Library) -> None:
    before = tea.courses[0]
    lesson = before.lessons[0]
    cold = lesson.steps[0]
    assert isinstance(cold, Section)
    assert cold.picture is not None

    def with_picture(**other: object) -> Course:
        picture = replace(cold.picture, **other)  # type: ignore[arg-type]
        steps = (replace(cold, picture=picture), *lesson.steps[1:])
        return replace(before, lessons=(replace(lesson, steps=steps), *before.lessons[1:]))

    assert not compare(before, with_picture(path=Path("elsewhere.png"))).any
    assert [step.id for step in compare(before, with_picture(digest="0" * 64)).changed] == ["cold"]


def test_a_questions_picture_counts_by_its_bytes_too() -> None:
    every_kind = demo.library().courses[0]
    elsewhere = every_kind.moved(demo.FOLDER, Path("elsewhere"))
    pictures = [step.picture for step in elsewhere.lessons[0].steps if isinstance(step, Question)]
    assert any(pictures)
    assert not compare(every_kind, elsewhere).any


def test_words_around_the_steps_are_a_change_too() -> None:
    assert compare(course("ab"), replace(course("ab"), title="Other")).around
    assert not compare(course("ab"), course("ab")).any
    assert compare(None, course("ab")).any


ORDERS = st.lists(st.permutations("abcdefgh"), min_size=2, max_size=2)


@given(ORDERS, st.integers(0, 8), st.integers(0, 8))
def test_taking_out_what_moved_leaves_both_in_the_same_order(
    orders: list[list[str]], first: int, second: int
) -> None:
    before, after = course("".join(orders[0][first:])), course("".join(orders[1][second:]))
    if not before.spots or not after.spots:
        return
    changes = compare(before, after)
    known = set(before.spots) & set(after.spots)
    moved = {step.id for step in changes.moved}
    assert [one for one in before.spots if one in known - moved] == [
        one for one in after.spots if one in known - moved
    ]
    assert {step.id for step in changes.added} == set(after.spots) - set(before.spots)
    assert {step.id for step in changes.removed} == set(before.spots) - set(after.spots)
