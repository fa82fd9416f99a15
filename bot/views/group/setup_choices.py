"""What can be chosen on each page of a group's setup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.course.model import Course
from bot.learning.group.group import ChatKind, Group, Style
from bot.learning.group.setup import LENGTHS, SECTIONS
from bot.views.city_clocks import A_ROW, city_clocks
from bot.views.group.buttons import (
    ChooseCourse,
    FollowCourse,
    SetDay,
    SetLanguage,
    SetLength,
    SetSections,
    SetStyle,
    SetTime,
    SetTopic,
    SetupPage,
    SetZone,
    Stop,
    TurnCourses,
    pack,
)
from bot.views.languages import nearest, own_name, tag_of
from bot.views.pages import page
from bot.views.screen import Button, ButtonStyle, Row
from bot.views.words import Words, languages

_DAYS_A_ROW = 4
_HOURS_A_ROW = 6
_LANGUAGES_A_ROW = 2


@dataclass(frozen=True)
class SetupContext:
    """Where and when the setup is shown. `hosted`: in private, to an admin of a channel; `thread_id`: in this
    topic of the group; `courses_page`: of the courses to choose from, counted from 0."""

    now: datetime
    hosted: bool = False
    thread_id: int | None = None
    courses_page: int = 0


def topic(words: Words, group: Group, where: SetupContext) -> str:
    """The topic that is posted to, as seen from where the setup stands: Telegram tells bots no names."""
    if group.thread_id is None:
        return words.word("group.topic_general")
    return words.word("group.topic_here" if group.thread_id == where.thread_id else "group.topic_other")


def language(words: Words, group: Group) -> str:
    """What is said to be chosen."""
    chosen = chosen_language(group)
    return own_name(chosen) if chosen else words.word("group.language_course")


def chosen_language(group: Group) -> str | None:
    """As its folder is named; None where nothing was chosen, or what is not spoken any more."""
    return nearest(group.language, languages().spoken) if group.language else None


@dataclass(frozen=True)
class SetupChoices:
    words: Words
    group: Group
    where: SetupContext

    def of(self, setup_page: SetupPage, courses: Sequence[Course]) -> list[Row]:
        match setup_page:
            case SetupPage.COURSE:
                return self._courses(courses)
            case SetupPage.DAYS:
                return self._days()
            case SetupPage.TIME:
                return self._times()
            case SetupPage.ZONE:
                return self._zones()
            case SetupPage.SECTIONS:
                return self._sections()
            case SetupPage.STYLE:
                return self._styles()
            case SetupPage.LENGTH:
                return self._lengths()
            case SetupPage.LANGUAGE:
                return self._languages()
            case SetupPage.TOPIC:
                return self._topics()
            case SetupPage.STOP:
                return [
                    (
                        Button(
                            self.words.word("group.stop_sure"),
                            pack(Stop(self.group.key)),
                            ButtonStyle.DESTROYS,
                        ),
                    )
                ]
            case SetupPage.MAIN:
                return []
            case _:
                assert_never(setup_page)

    def _courses(self, courses: Sequence[Course]) -> list[Row]:
        key, chosen = self.group.key, self.group.course_id
        shown = page(courses, self.where.courses_page)
        rows: list[Row] = [
            (self._choice(course.title, course.id == chosen, pack(ChooseCourse(key, course.key))),)
            for course in shown.entries
        ]
        return [*rows, *shown.turn(self.words, lambda number: pack(TurnCourses(key, number)))]

    def _days(self) -> list[Row]:
        chosen, key = self.group.plan.days, self.group.key
        names = self.words.formats.weekday
        days = [
            self._tick(names(day), day in chosen, pack(SetDay(key, day, day not in chosen)))
            for day in self.words.formats.week()
        ]
        return _in_rows(days, _DAYS_A_ROW)

    def _times(self) -> list[Row]:
        key, formats = self.group.key, self.words.formats
        hour, minute = divmod(self.group.plan.minute, 60)
        hours = [
            self._choice(formats.hour(h), h == hour, pack(SetTime(key, h * 60 + minute))) for h in range(24)
        ]
        quarters = [
            self._choice(formats.minutes(m), m == minute, pack(SetTime(key, hour * 60 + m)))
            for m in (0, 15, 30, 45)
        ]
        return [*_in_rows(hours, _HOURS_A_ROW), tuple(quarters)]

    def _zones(self) -> list[Row]:
        """The cities with the time that their clocks show, as in a learner's own settings."""
        key, chosen = self.group.key, self.group.plan.zone
        cities = [
            self._choice(clock.label, clock.zone == chosen, pack(SetZone(key, clock.city)))
            for clock in city_clocks(self.words, self.where.now)
        ]
        return _in_rows(cities, A_ROW)

    def _sections(self) -> list[Row]:
        key, chosen = self.group.key, self.group.plan.sections
        return [tuple(self._choice(str(n), n == chosen, pack(SetSections(key, n))) for n in SECTIONS)]

    def _styles(self) -> list[Row]:
        offered = tuple(Style) if self.group.chat.kind is not ChatKind.CHANNEL else (Style.BUTTONS,)
        return [(self._style(style),) for style in offered]

    def _style(self, style: Style) -> Button:
        name = self.words.word(f"group.style_{style.value}")
        return self._choice(name, style is self.group.plan.style, pack(SetStyle(self.group.key, style)))

    def _lengths(self) -> list[Row]:
        key, chosen = self.group.key, self.group.plan.round_minutes
        return [
            (self._choice(self.words.formats.length(n), n == chosen, pack(SetLength(key, n))),)
            for n in LENGTHS
        ]

    def _languages(self) -> list[Row]:
        key, chosen = self.group.key, chosen_language(self.group)
        names = [
            self._choice(own_name(one), one == chosen, pack(SetLanguage(key, tag_of(one))))
            for one in languages().spoken
        ]
        follow = self._choice(
            self.words.word("group.language_course"), chosen is None, pack(FollowCourse(key))
        )
        return [*_in_rows(names, _LANGUAGES_A_ROW), (follow,)]

    def _topics(self) -> list[Row]:
        key, chosen, here = self.group.key, self.group.thread_id, self.where.thread_id
        general = self._choice(
            self.words.word("group.topic_general"), chosen is None, pack(SetTopic(key, False))
        )
        if here is None:
            return [(general,)]
        this = self._choice(self.words.word("group.topic_here"), chosen == here, pack(SetTopic(key, True)))
        return [(this, general)]

    def _choice(self, label: str, chosen: bool, data: str) -> Button:
        return Button(f"{self.words.word('chosen')} {label}" if chosen else label, data)

    def _tick(self, label: str, on: bool, data: str) -> Button:
        return Button(f"{self.words.word('ticked' if on else 'unticked')} {label}", data)


def _in_rows(buttons: Sequence[Button], size: int) -> list[Row]:
    return [tuple(buttons[i : i + size]) for i in range(0, len(buttons), size)]
