"""What a group gets next, also when the course changed under it."""

from __future__ import annotations

from dataclasses import replace

from bot.course.library import Library
from bot.course.model import Course
from bot.learning.group.group import LastPost
from bot.learning.group.syllabus import next_post, next_question, next_section


def ids(
    course: Course, posted: LastPost | None, asked: set[str], count: int = 1
) -> tuple[list[str], list[str]]:
    post = next_post(course, posted, asked, count)
    return [step.id for step in post.sections], [step.id for step in post.questions]


def test_a_post_brings_the_next_sections_and_the_questions_they_lead_up_to(tea: Library) -> None:
    course = tea.courses[0]
    posted, asked, seen = None, set[str](), []
    for _ in range(4):
        post = next_post(course, posted, asked, 1)
        posted, asked = post.posted, asked | {question.id for question in post.questions}
        seen.append(([step.id for step in post.sections], [step.id for step in post.questions]))
    assert seen == [(["cold"], []), (["hot"], ["how-hot"]), (["pot"], ["which"]), ([], [])]
    assert ids(course, None, set(), count=5) == (["cold", "hot", "pot"], ["how-hot", "which"])


def test_a_question_that_was_asked_before_is_not_asked_again(tea: Library) -> None:
    course = tea.courses[0]
    first = next_question(course, None, set())
    assert [question.id for question in first.questions] == ["how-hot"]
    assert ids(course, next_section(course, None).posted, {"how-hot"}) == (["hot"], [])
    assert next_question(course, None, {"how-hot", "which"}).empty


def test_when_the_last_posted_section_is_taken_out_the_one_in_its_place_comes_next(tea: Library) -> None:
    course = tea.courses[0]
    posted = next_section(course, None).posted
    water = course.lessons[0]
    without = replace(course, lessons=(replace(water, steps=water.steps[1:]), course.lessons[1]))
    assert ids(without, posted, set())[0] == ["hot"]


def test_a_section_that_is_added_at_the_end_is_posted_after_all(tea: Library) -> None:
    course = tea.courses[0]
    posted = next_post(course, None, set(), 5).posted
    leaves = course.lessons[1]
    more = replace(leaves.steps[0], id="more")
    longer = replace(course, lessons=(course.lessons[0], replace(leaves, steps=(*leaves.steps, more))))
    assert ids(longer, posted, {"how-hot", "which"})[0] == ["more"]
