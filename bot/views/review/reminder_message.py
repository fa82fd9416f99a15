"""A reminder as the learner gets it: the first question, the course that waits, or that it is quiet now."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.learning.learner.learner import Learner
from bot.learning.learner.standing import Standing
from bot.learning.review.reminder_outcome import (
    CourseReminder,
    LastReminder,
    QuestionReminder,
    ReminderDue,
)
from bot.views.learner import navigation_row
from bot.views.learner.buttons import Begin
from bot.views.learner.buttons import pack as pack_of_lesson
from bot.views.review.buttons import to_review
from bot.views.review.card import card
from bot.views.review.reminder_buttons import RemindOfCourse, ResumeReminder, pack
from bot.views.screen import Button, ButtonStyle, Screen
from bot.views.words import Words


def reminder_message(words: Words, due: ReminderDue) -> Screen:
    match due.content:
        case QuestionReminder(asked, cards):
            screen = card(words, asked, due.learner)
            above = words.render("review/reminder_question", cards=cards)
            return replace(screen, text=f"{above}\n\n{screen.text}")
        case CourseReminder(standing):
            return _course(words, standing, due.learner)
        case LastReminder():
            again = Button(words.word("review/reminder_words.again"), pack(ResumeReminder()))
            return Screen(words.render("review/reminder_last"), ((again,), to_review(words)), words=words)
        case _:
            assert_never(due.content)


def _course(words: Words, standing: Standing, learner: Learner) -> Screen:
    text = words.render(
        "review/reminder_course",
        course=standing.course.title,
        step=standing.step and standing.step.title,
        **navigation_row.how_far(standing, learner.pictures).values,
    )
    on = Button(words.word("learner.resume"), pack_of_lesson(Begin(standing.course.key)), ButtonStyle.ONWARD)
    no = Button(words.word("review/reminder_words.not_of_course"), pack(RemindOfCourse(False)))
    return Screen(text, ((on,), (no,)), words=words)
