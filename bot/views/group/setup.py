"""The setup of a group, as one message whose pages its admins leaf through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from bot.course.model import Course
from bot.learning.group.group import ChatKind, Group, GroupState, Style
from bot.learning.group.setup import needs
from bot.learning.time_zones import shown_zone
from bot.views.group.buttons import (
    OpenPage,
    Pause,
    PostFirst,
    SetupPage,
    Start,
    pack,
)
from bot.views.group.setup_choices import SetupChoices, SetupContext, language, topic
from bot.views.group.unsettled import again_rows, titles
from bot.views.group.words import days, moment
from bot.views.pages import page as page_of
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words

__all__ = ["SetupContext", "setup"]


def setup(
    words: Words,
    group: Group,
    courses: Sequence[Course],
    where: SetupContext,
    page: SetupPage = SetupPage.MAIN,
) -> Screen:
    if page is SetupPage.MAIN:
        return Screen(
            _summary(words, group, courses, where), _main_rows(words, group, courses, where), words=words
        )
    text = words.render(
        "group/page",
        page=page.name.lower(),
        hosted=where.hosted,
        title=group.chat.title,
        time=words.formats.clock(group.plan.minute),
        zone=group.plan.zone and shown_zone(group.plan.zone, where.now),
        topic=topic(words, group, where),
        courses_page=page_of(courses, where.courses_page).label,
        topic_url=_topic_url(group) if group.thread_id != where.thread_id else None,
    )
    back = Button(
        words.word("group.stop_not" if page is SetupPage.STOP else "group.back"),
        pack(OpenPage(group.key, SetupPage.MAIN)),
    )
    return Screen(text, (*SetupChoices(words, group, where).of(page, courses), (back,)), words=words)


def _summary(words: Words, group: Group, courses: Sequence[Course], where: SetupContext) -> str:
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


def _main_rows(words: Words, group: Group, courses: Sequence[Course], where: SetupContext) -> tuple[Row, ...]:
    plan = group.plan

    def to(page: SetupPage, name: str, value: str) -> Button:
        return Button(words.word(f"group.{name}", value=value), pack(OpenPage(group.key, page)))

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
        (to(SetupPage.LANGUAGE, "language", language(words, group)),),
    ]
    if group.chat.kind is ChatKind.FORUM:
        rows.append((to(SetupPage.TOPIC, "topic", topic(words, group, where)),))
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


def _topic_url(group: Group) -> str | None:
    """https://core.telegram.org/api/links#private-message-links"""
    return None if group.thread_id is None else f"https://t.me/c/{-group.chat.id - 10**12}/{group.thread_id}"


def _title(group: Group, courses: Sequence[Course]) -> str | None:
    return next((course.title for course in courses if course.id == group.course_id), None)
