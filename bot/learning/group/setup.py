"""Changes to a group's settings, as functions Group -> Group. Made twice, each changes nothing more."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.learning.group.group import ChatKind, Group, GroupState, Style
from bot.learning.group.outgoing import Item, Trouble
from bot.learning.group.schedule import DAY

SECTIONS = (1, 2, 3, 5)
LENGTHS = (10, 60, 6 * 60, 24 * 60, 72 * 60)
"""Minutes that a round may be open."""

GroupEdit = Callable[[Group], Group]


class MissingSetting(StrEnum):
    """What a schedule needs, and has to be chosen."""

    COURSE = "course"
    ZONE = "zone"


def choose_course(course_id: str, now: datetime) -> GroupEdit:
    """Another course begins from its start; so does the same one, once it is finished."""

    def change(group: Group) -> Group:
        if group.course_id == course_id and group.state is not GroupState.FINISHED:
            return group
        state = GroupState.SETTING_UP if group.state is GroupState.FINISHED else group.state
        return replace(_clean(group), course_id=course_id, state=state, posted=None, begun_at=now)

    return change


def set_day(day: int, on: bool) -> GroupEdit:
    def change(group: Group) -> Group:
        if day not in range(7):
            return group
        days = group.plan.days | {day} if on else group.plan.days - {day}
        return replace(group, plan=replace(group.plan, days=days)) if days else group

    return change


def set_minute(minute: int) -> GroupEdit:
    return _plan_with(minute in range(DAY), minute=minute)


def set_zone(zone: str) -> GroupEdit:
    """`zone` must be a name of the IANA database."""
    return _plan_with(True, zone=zone)


def set_sections(count: int) -> GroupEdit:
    return _plan_with(count in SECTIONS, sections=count)


def set_style(style: Style) -> GroupEdit:
    """In channels polls have to be anonymous: there are none."""
    change = _plan_with(True, style=style)
    return lambda group: group if group.chat.kind is ChatKind.CHANNEL else change(group)


def set_length(minutes: int) -> GroupEdit:
    return _plan_with(minutes in LENGTHS, round_minutes=minutes)


def set_language(language: str | None) -> GroupEdit:
    """None: that of the course."""
    return lambda group: replace(group, language=language)


def set_topic(thread_id: int | None) -> GroupEdit:
    over = (Trouble.TOPIC_GONE, Trouble.TOPIC_CLOSED)

    def change(group: Group) -> Group:
        left = tuple(trouble for trouble in group.troubles if trouble not in over)
        return replace(group, thread_id=thread_id, troubles=left)

    return change


def set_menu(message_id: int) -> GroupEdit:
    """The newest message with the setup."""
    return lambda group: replace(group, menu_id=message_id)


def ready(group: Group) -> bool:
    """Whether all has been chosen that a schedule needs."""
    return bool(group.course_id and group.plan.zone and group.plan.days)


def needs(group: Group, taught: Collection[str]) -> tuple[MissingSetting, ...]:
    """What has yet to be chosen, or chosen anew. `taught`: the ids of the courses that there are."""
    course = () if group.course_id in taught else (MissingSetting.COURSE,)
    return course if group.plan.zone else (*course, MissingSetting.ZONE)


def start(group: Group) -> Group:
    """Also goes on after a pause or a stop."""
    startable = ready(group) and group.state is not GroupState.FINISHED
    return replace(group, state=GroupState.ACTIVE) if startable else group


def pause(group: Group) -> Group:
    return replace(group, state=GroupState.PAUSED) if group.state is GroupState.ACTIVE else group


def once(message_id: int, change: GroupEdit) -> GroupEdit:
    """The change that a command makes which undoes itself: it may come again, and changes nothing then."""

    def changed(group: Group) -> Group:
        if (group.commanded_id or 0) >= message_id:
            return group
        return replace(change(group), commanded_id=message_id)

    return changed


def stop(group: Group) -> Group:
    return replace(_clean(group), state=GroupState.STOPPED)


def _clean(group: Group) -> Group:
    """Without the sections that had yet to go out, or may have. Rounds, and what came out of them, stay:
    people have answered them, whatever is studied next."""
    return replace(
        group, pending=(), unknown=_of_rounds(group.unknown), refused=_of_rounds(group.refused), hold=None
    )


def _of_rounds(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.of_round)


def _plan_with(sensible: bool, **changes: object) -> GroupEdit:
    def change(group: Group) -> Group:
        return replace(group, plan=replace(group.plan, **changes)) if sensible else group  # type: ignore[arg-type]

    return change
