"""What the admins of a group choose: each choice a pure change, which made twice changes nothing more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.learning.group import Group, State, Style
from bot.learning.schedule import DAY

SECTIONS = (1, 2, 3, 5)
LENGTHS = (10, 60, 6 * 60, 24 * 60, 72 * 60)
"""Minutes that a round may be open."""

Change = Callable[[Group], Group]


def choose_course(course_id: str, now: datetime) -> Change:
    """Another course begins from its start; so does the same one, once it is finished."""

    def change(group: Group) -> Group:
        if group.course_id == course_id and group.state is not State.FINISHED:
            return group
        state = State.SETTING_UP if group.state is State.FINISHED else group.state
        return replace(group, course_id=course_id, state=state, posted=None, pending=(), begun_at=now)

    return change


def set_day(day: int, on: bool) -> Change:
    def change(group: Group) -> Group:
        if day not in range(7):
            return group
        days = group.plan.days | {day} if on else group.plan.days - {day}
        return replace(group, plan=replace(group.plan, days=days)) if days else group

    return change


def set_minute(minute: int) -> Change:
    return _plan_with(minute in range(DAY), minute=minute)


def set_zone(zone: str) -> Change:
    """`zone` must be a name of the IANA database."""
    return _plan_with(True, zone=zone)


def set_sections(count: int) -> Change:
    return _plan_with(count in SECTIONS, sections=count)


def set_style(style: Style) -> Change:
    return _plan_with(True, style=style)


def set_length(minutes: int) -> Change:
    return _plan_with(minutes in LENGTHS, round_minutes=minutes)


def set_topic(thread_id: int | None) -> Change:
    return lambda group: replace(group, thread_id=thread_id)


def set_menu(message_id: int) -> Change:
    """The newest message with the setup."""
    return lambda group: replace(group, menu_id=message_id)


def ready(group: Group) -> bool:
    """Whether all has been chosen that a schedule needs."""
    return bool(group.course_id and group.plan.zone and group.plan.days)


def start(group: Group) -> Group:
    """Also goes on after a pause or a stop."""
    startable = ready(group) and group.state is not State.FINISHED
    return replace(group, state=State.ACTIVE) if startable else group


def pause(group: Group) -> Group:
    return replace(group, state=State.PAUSED) if group.state is State.ACTIVE else group


def stop(group: Group) -> Group:
    return replace(group, state=State.STOPPED, pending=())


def minute_of(text: str) -> int | None:
    """ "18:30" -> 1110, also "7.05" and "18"; None for anything else."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _plan_with(sensible: bool, **changes: object) -> Change:
    def change(group: Group) -> Group:
        return replace(group, plan=replace(group.plan, **changes)) if sensible else group  # type: ignore[arg-type]

    return change
