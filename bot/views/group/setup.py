"""The setup of a group, as one message whose pages its admins leaf through."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.course.model import Course
from bot.learning.group.group import ChatKind, Group, GroupState, Style
from bot.learning.group.setup import LENGTHS, SECTIONS, needs
from bot.learning.time_zones import ZONES, city_of, shown_zone
from bot.views.group.buttons import (
    ChooseCourse,
    OpenPage,
    Pause,
    PostFirst,
    SetDay,
    SetLength,
    SetSections,
    SetStyle,
    SetTime,
    SetTopic,
    SetupPage,
    SetZone,
    Start,
    Stop,
    pack,
)
from bot.views.group.unsettled import again_rows, titles
from bot.views.group.words import WEEK, days, moment
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words

_DAYS_A_ROW = 4
_HOURS_A_ROW = 6
_CITIES_A_ROW = 2


@dataclass(frozen=True)
class Where:
    """Where and when the setup is shown. `hosted`: in private, to an admin of a channel; `thread_id`: in this
    topic of the group."""

    now: datetime
    hosted: bool = False
    thread_id: int | None = None


def setup(
    words: Words, group: Group, courses: Sequence[Course], where: Where, page: SetupPage = SetupPage.MAIN
) -> Screen:
    if page is SetupPage.MAIN:
        return Screen(_summary(words, group, courses, where), _main_rows(words, group, courses, where))
    text = words.render(
        "group/page",
        page=page.name.lower(),
        hosted=where.hosted,
        title=group.chat.title,
        time=words.formats.clock(group.plan.minute),
        zone=group.plan.zone and shown_zone(group.plan.zone, where.now),
        topic=_topic(words, group, where),
        topic_url=_topic_url(group) if group.thread_id != where.thread_id else None,
    )
    back = Button(
        words.word("group.stop_not" if page is SetupPage.STOP else "group.back"),
        pack(OpenPage(group.key, SetupPage.MAIN)),
    )
    return Screen(text, (*_choices(words, group, courses, where, page), (back,)))


def _summary(words: Words, group: Group, courses: Sequence[Course], where: Where) -> str:
    plan, title = group.plan, _title(group, courses)
    return words.render(
        "group/setup",
        hosted=where.hosted,
        title=group.chat.title,
        course=title,
        gone=bool(group.course_id and not title),
        days=days(words, plan.days),
        time=words.formats.clock(plan.minute),
        zone=plan.zone and shown_zone(plan.zone, where.now),
        sections=plan.sections,
        style=words.word(f"group.style_{_style(group).value}"),
        length=words.formats.length(plan.round_minutes),
        state=group.state.value,
        needs=needs(group, [course.id for course in courses]),
        next=moment(words, group.next_post_at, plan.zone) if group.next_post_at else None,
        channel=group.chat.kind is ChatKind.CHANNEL,
        troubles=[trouble.value for trouble in group.troubles],
        again=moment(words, group.hold.until, plan.zone) if group.hold else None,
        unknown=titles(words, group.unknown, group, courses),
        refused=titles(words, group.refused, group, courses),
    )


def _style(group: Group) -> Style:
    """How questions are asked: in channels polls have to be anonymous, and nobody's answer would count."""
    return Style.BUTTONS if group.chat.kind is ChatKind.CHANNEL else group.plan.style


def _main_rows(words: Words, group: Group, courses: Sequence[Course], where: Where) -> tuple[Row, ...]:
    plan = group.plan

    def to(page: SetupPage, name: str, value: str) -> Button:
        label = words.word("group.setting", name=words.word(f"group.{name}"), value=value)
        return Button(label, pack(OpenPage(group.key, page)))

    offered = group.chat.kind is not ChatKind.CHANNEL  # its polls have to be anonymous
    style = (to(SetupPage.STYLE, "style", words.word(f"group.style_{plan.style.value}")),) if offered else ()
    rows: list[Row] = [
        (to(SetupPage.COURSE, "course", _title(group, courses) or words.word("group.nothing")),),
        (
            to(SetupPage.DAYS, "days", days(words, plan.days)),
            to(SetupPage.TIME, "time", words.formats.clock(plan.minute)),
        ),
        (
            to(
                SetupPage.ZONE,
                "zone",
                shown_zone(plan.zone, where.now) if plan.zone else words.word("group.nothing"),
            ),
        ),
        (to(SetupPage.SECTIONS, "sections", str(plan.sections)), *style),
        (to(SetupPage.LENGTH, "length", words.formats.length(plan.round_minutes)),),
    ]
    if group.chat.kind is ChatKind.FORUM:
        rows.append((to(SetupPage.TOPIC, "topic", _topic(words, group, where)),))
    return (*rows, *again_rows(words, group, courses), *_state_rows(words, group))


def _state_rows(words: Words, group: Group) -> tuple[Row, ...]:
    stop = Button(words.word("group.stop"), pack(OpenPage(group.key, SetupPage.STOP)))
    match group.state:
        case GroupState.ACTIVE:
            row = (Button(words.word("group.pause"), pack(Pause(group.key))), stop)
            if group.posted or group.pending:
                return (row,)
            return ((Button(words.word("group.post_first"), pack(PostFirst(group.key))),), row)
        case GroupState.PAUSED:
            return ((Button(words.word("group.resume"), pack(Start(group.key))), stop),)
        case GroupState.SETTING_UP | GroupState.STOPPED:
            return ((Button(words.word("group.start"), pack(Start(group.key))),),)
        case GroupState.FINISHED:
            return ()
        case _:
            assert_never(group.state)


def _choices(
    words: Words, group: Group, courses: Sequence[Course], where: Where, page: SetupPage
) -> Sequence[Row]:
    plan, key = group.plan, group.key
    match page:
        case SetupPage.COURSE:
            chosen = group.course_id
            return [
                (_choice(words, course.title, course.id == chosen, pack(ChooseCourse(key, course.key))),)
                for course in courses
            ]
        case SetupPage.DAYS:
            return _day_rows(words, key, plan.days)
        case SetupPage.TIME:
            return _time_rows(words, key, plan.minute)
        case SetupPage.ZONE:
            return _zone_rows(words, key, plan.zone, where.now)
        case SetupPage.SECTIONS:
            counts = [_choice(words, str(n), n == plan.sections, pack(SetSections(key, n))) for n in SECTIONS]
            return [tuple(counts)]
        case SetupPage.STYLE:
            return [
                (
                    _choice(
                        words,
                        words.word(f"group.style_{style.value}"),
                        style is plan.style,
                        pack(SetStyle(key, style)),
                    ),
                )
                for style in (Style if group.chat.kind is not ChatKind.CHANNEL else (Style.BUTTONS,))
            ]
        case SetupPage.LENGTH:
            return [
                (_choice(words, words.formats.length(n), n == plan.round_minutes, pack(SetLength(key, n))),)
                for n in LENGTHS
            ]
        case SetupPage.TOPIC:
            return [_topic_row(words, group, where)]
        case SetupPage.STOP:
            return [(Button(words.word("group.stop_sure"), pack(Stop(key))),)]
        case SetupPage.MAIN:
            return []
        case _:
            assert_never(page)


def _day_rows(words: Words, group_key: str, chosen: Set[int]) -> list[Row]:
    days = [
        _tick(
            words, words.formats.weekday(day), day in chosen, pack(SetDay(group_key, day, day not in chosen))
        )
        for day in range(WEEK)
    ]
    return _in_rows(days, _DAYS_A_ROW)


def _zone_rows(words: Words, group_key: str, chosen: str | None, now: datetime) -> list[Row]:
    """The cities with the time that their clocks show, as in a learner's own settings."""
    cities = [
        _choice(
            words,
            words.word("time_in_city", time=words.formats.time(now, zone), city=city_of(zone)),
            zone == chosen,
            pack(SetZone(group_key, city)),
        )
        for city, zone in ZONES.items()
    ]
    return _in_rows(cities, _CITIES_A_ROW)


def _topic(words: Words, group: Group, where: Where) -> str:
    """The topic that is posted to, as seen from where the setup stands: Telegram tells bots no names."""
    if group.thread_id is None:
        return words.word("group.topic_general")
    return words.word("group.topic_here" if group.thread_id == where.thread_id else "group.topic_other")


def _topic_url(group: Group) -> str | None:
    """https://core.telegram.org/api/links#private-message-links"""
    return None if group.thread_id is None else f"https://t.me/c/{-group.chat.id - 10**12}/{group.thread_id}"


def _topic_row(words: Words, group: Group, where: Where) -> Row:
    general = _choice(
        words, words.word("group.topic_general"), group.thread_id is None, pack(SetTopic(group.key, False))
    )
    if where.thread_id is None:
        return (general,)
    here = group.thread_id == where.thread_id
    return _choice(words, words.word("group.topic_here"), here, pack(SetTopic(group.key, True))), general


def _time_rows(words: Words, group_key: str, now: int) -> list[Row]:
    hour, minute = divmod(now, 60)
    hours = [
        _choice(words, words.formats.hour(h), h == hour, pack(SetTime(group_key, h * 60 + minute)))
        for h in range(24)
    ]
    quarters = [
        _choice(words, words.formats.minutes(m), m == minute, pack(SetTime(group_key, hour * 60 + m)))
        for m in (0, 15, 30, 45)
    ]
    return [*_in_rows(hours, _HOURS_A_ROW), tuple(quarters)]


def _choice(words: Words, label: str, chosen: bool, data: str) -> Button:
    return Button(f"{words.word('chosen')} {label}" if chosen else label, data)


def _tick(words: Words, label: str, on: bool, data: str) -> Button:
    return Button(f"{words.word('ticked' if on else 'unticked')} {label}", data)


def _in_rows(buttons: Sequence[Button], size: int) -> list[Row]:
    return [tuple(buttons[i : i + size]) for i in range(0, len(buttons), size)]


def _title(group: Group, courses: Sequence[Course]) -> str | None:
    return next((course.title for course in courses if course.id == group.course_id), None)
