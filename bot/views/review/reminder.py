"""A learner's reminder as they set it: how it stands, and what there is to choose from."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from bot.course.model import Course
from bot.learning.learner.learner import Learner
from bot.learning.quiet_hours import NIGHT
from bot.learning.review.reminder import Reminder, ReminderState, is_allowed
from bot.learning.review.reminder_outcome import (
    QuietTime,
    ReminderOutcome,
    ReminderShown,
    TimeAsked,
    ZoneAsked,
)
from bot.learning.review.reminder_words import NotUnderstood
from bot.learning.time_zones import short_zone
from bot.views.city_clocks import A_ROW, city_clocks
from bot.views.learner.buttons import Begin
from bot.views.learner.buttons import pack as pack_of_lesson
from bot.views.review.reminder_buttons import (
    AskReminderTime,
    AskReminderZone,
    ChooseReminderTime,
    ChooseReminderZone,
    OpenReminder,
    RemindOfCourse,
    ResumeReminder,
    StopReminder,
    pack,
)
from bot.views.review.reminder_offer import OFFERED
from bot.views.screen import Button, ButtonStyle, Row, Screen
from bot.views.words import Words

HOURS_A_ROW = 7
SHOWN = 64
"""Characters of what was not understood."""


def reminder(words: Words, outcome: ReminderOutcome, learner: Learner, now: datetime) -> Screen:
    match outcome:
        case ReminderShown(found, course):
            return _shown(words, found, course, learner)
        case TimeAsked(found):
            return Screen(
                _text(words, "review/reminder_ask_time"), (*_hours(words), *_back(words, found)), words=words
            )
        case ZoneAsked(found):
            return Screen(
                _text(words, "review/reminder_ask_zone"),
                (*_cities(words, now), *_back(words, found)),
                words=words,
            )
        case QuietTime(minute):
            return Screen(
                _text(words, "review/reminder_quiet_time", time=words.formats.clock(minute)),
                _hours(words),
                words=words,
            )
        case NotUnderstood(said, as_time):
            text = _text(
                words,
                "review/reminder_bad_time" if as_time else "review/reminder_not_understood",
                said=said[:SHOWN],
            )
            return Screen(text, _hours(words), words=words)
        case _:
            assert_never(outcome)


def _shown(words: Words, found: Reminder, course: Course | None, learner: Learner) -> Screen:
    zone = learner.time_zone
    text = _text(
        words,
        "review/reminder",
        state=found.state.value,
        time=None if found.minute is None else words.formats.clock(found.minute),
        zone=zone and short_zone(zone),
        next=words.formats.day_and_time(found.next_at, zone) if found.next_at and zone else None,
        course=found.course,
    )
    rows = _rows_on(words, found, zone) if found.state is ReminderState.ON else _rows_off(words, found)
    return Screen(text, (*rows, *_onward(words, course)), words=words)


def _rows_on(words: Words, found: Reminder, zone: str | None) -> tuple[Row, ...]:
    time = words.word("review/reminder_words.time", time=words.formats.clock(found.minute or 0))
    known = zone and short_zone(zone)
    place = (
        words.word("broadcast.settings_zone", zone=known)
        if known
        else words.word("broadcast.settings_no_zone")
    )
    sign = words.word("ticked" if found.course else "unticked")
    course = f"{sign} {words.word('review/reminder_words.course')}"
    return (
        (Button(time, pack(AskReminderTime())), Button(place, pack(AskReminderZone()))),
        (Button(course, pack(RemindOfCourse(not found.course))),),
        (Button(words.word("review/reminder_words.stop"), pack(StopReminder())),),
    )


def _rows_off(words: Words, found: Reminder) -> tuple[Row, ...]:
    if found.minute is not None:
        label = words.word("review/reminder_words.resume", time=words.formats.clock(found.minute))
        other = Button(words.word("review/reminder_words.other_time"), pack(AskReminderTime()))
        return (Button(label, pack(ResumeReminder()), ButtonStyle.ONWARD),), (other,)
    times = (Button(words.formats.clock(minute), pack(ChooseReminderTime(minute))) for minute in OFFERED)
    return ((*times, Button(words.word("review/reminder_words.other_time"), pack(AskReminderTime()))),)


def _hours(words: Words) -> tuple[Row, ...]:
    """The full hours that are not quiet."""
    allowed = [hour * 60 for hour in range(24) if is_allowed(hour * 60)]
    buttons = [
        Button(words.formats.hour(minute // 60), pack(ChooseReminderTime(minute))) for minute in allowed
    ]
    return _in_rows(buttons, HOURS_A_ROW)


def _cities(words: Words, now: datetime) -> tuple[Row, ...]:
    buttons = [Button(clock.label, pack(ChooseReminderZone(clock.city))) for clock in city_clocks(words, now)]
    return _in_rows(buttons, A_ROW)


def _back(words: Words, found: Reminder) -> tuple[Row, ...]:
    """Where there was something before."""
    if found.minute is None:
        return ()
    return ((Button(words.word("learner.back"), pack(OpenReminder())),),)


def _onward(words: Words, course: Course | None) -> tuple[Row, ...]:
    if course is None:
        return ()
    label = words.word("learner.resume_course", course=course.title)
    return ((Button(label, pack_of_lesson(Begin(course.key))),),)


def _in_rows(buttons: list[Button], length: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + length]) for start in range(0, len(buttons), length))


def _text(words: Words, template: str, **values: object) -> str:
    quiet = {
        "quiet_from": words.formats.clock(NIGHT.start * 60),
        "quiet_to": words.formats.clock(NIGHT.end * 60),
    }
    return words.render(template, **quiet, **values)
