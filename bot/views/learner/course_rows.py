"""The ways into a course where it has to be named."""

from __future__ import annotations

from bot.course.model import Course
from bot.learning.learner.place import CourseDone
from bot.learning.learner.standing import Standing
from bot.views.learner.buttons import Begin, Cover, ShowResult, pack
from bot.views.screen import Button, ButtonStyle, Row
from bot.views.words import Words


def course_rows(words: Words, standing: Standing) -> tuple[Row, ...]:
    """On in the course, and to its result where its end was reached: a button a row, for titles are long."""
    course, ended = standing.course, standing.ended
    label = words.word("learner.resume_course", course=course.title)
    on = (Button(label, pack(Begin(course.key)), ButtonStyle.ONWARD),)
    result = (Button(words.word("learner.result_of", course=course.title), pack(ShowResult(course.key))),)
    return (*(() if isinstance(standing.place, CourseDone) else (on,)), *((result,) if ended else ()))


def next_course(words: Words, course: Course) -> tuple[Row, ...]:
    """To the cover of the course that goes on where this one ends, if there is one."""
    after = course.next
    if after is None or not after.title:
        return ()
    label = words.word("learner.next_course", course=after.title)
    return ((Button(label, pack(Cover(after.key)), ButtonStyle.ONWARD),),)
