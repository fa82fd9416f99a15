"""Words for a group, and how its days and times are said."""

from __future__ import annotations

from datetime import datetime

from bot.course.library import Library
from bot.learning.group.group import Group
from bot.views.words import Words, words_for

WEEK = 7


def words_of_group(group: Group, library: Library) -> Words:
    """The words for all who read in this group: in what its admins chose, or else its course's language."""
    course = library.course(group.course_id) if group.course_id else None
    return words_for(group.language, course.language if course else None)


def moment(words: Words, at: datetime, zone: str | None) -> str:
    """ "Mon 2 March, 09:00" by the group's clocks."""
    if zone:
        return words.formats.day_and_time(at, zone)
    return words.word("group.in_utc", moment=words.formats.day_and_time(at, "UTC"))


def days(words: Words, chosen: frozenset[int]) -> str:
    """ "every day", "Mon to Fri", "Mon, Wed"."""
    week = words.formats.week()
    places = [place for place, day in enumerate(week) if day in chosen]
    names = [words.formats.weekday(week[place]) for place in places]
    if len(chosen) == WEEK:
        return words.word("group.every_day")
    if len(chosen) > 2 and places[-1] - places[0] + 1 == len(chosen):
        return words.word("group.day_to_day", first=names[0], last=names[-1])
    return words.formats.listed(names)
