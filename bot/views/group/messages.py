"""What a group or channel sees around its rounds: greetings, sections, short answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from bot.course.model import Course, Section
from bot.learning.group.group import ChatKind, Group
from bot.learning.group.leaderboard import Board
from bot.learning.group.outgoing import Item, ItemKind, Trouble
from bot.learning.group.syllabus import for_private
from bot.views.deep_links import Links, SetupLink, StepLink
from bot.views.group.buttons import OpenPage, PostAgain, SetupPage, Start, pack
from bot.views.group.words import moment
from bot.views.render import bar, course_text
from bot.views.screen import Button, LinkButton, Row, Screen
from bot.views.split_html import plain_length, split
from bot.views.words import Words

WHOLE = 400
"""Characters of a section that is posted as it is; a longer one would flood the group."""
TEASER = 280
"""About how much a longer one shows."""
LINKS = 5
"""Questions that a section has ways to: from the last one leads the way to those behind it."""


class ShortAnswer(StrEnum):
    """What may be answered to a command, or to a link, in a sentence or two."""

    ADMINS = "admins"
    """The command is for the chat's admins."""
    NO_COURSE = "no_course"
    COURSE_GONE = "course_gone"
    FOR_ADMINS = "for_admins"
    """The link is for the channel's admins."""
    ALL_POSTED = "all_posted"
    ALL_ASKED = "all_asked"
    NOT_STARTED = "not_started"
    NONE_OPEN = "none_open"
    PRIVATE = "private"
    """/privacy"""


def greeting(words: Words, group: Group, courses: Sequence[Course], back: bool, links: Links) -> Screen:
    """The first words after the bot was added. `back`: it was here before."""
    course = next((course.title for course in courses if course.id == group.course_id), None)
    channel = group.chat.kind is ChatKind.CHANNEL
    template = "back" if back else "hello_channel" if channel else "hello"
    text = words.render(f"group/{template}", title=group.chat.title, course=course)
    if channel:
        return Screen(
            text,
            ((LinkButton(words.word("group.set_up_private"), links.to(SetupLink(group.key))),),),
            words=words,
        )
    return Screen(
        text, ((Button(words.word("group.set_up"), pack(OpenPage(group.key, SetupPage.MAIN))),),), words=words
    )


def hello_host(words: Words, group: Group) -> Screen:
    """To the admin who added the bot to a channel, in private, before the setup."""
    return Screen(words.render("group/hello_host", title=group.chat.title), words=words)


def section(words: Words, group: Group, course: Course, shown: Section, links: Links) -> Screen:
    """A section, or where it is long its beginning, and the way to all of it in private."""
    text = course_text(shown.text)
    extras = (shown.note or "") + (shown.warning or "")
    whole = plain_length(text) + len(extras) <= WHOLE
    spot = course.spots[shown.id]
    lesson = course.lessons[spot.lesson]
    html = words.render(
        "group/section",
        title=shown.title,
        untranslated=shown.untranslated,
        text=text if whole else type(text)(f"{split(text, TEASER)[0]} …"),
        note=course_text(shown.note) if whole and shown.note else None,
        warning=course_text(shown.warning) if whole and shown.warning else None,
        bar=bar(spot.step + 1, len(lesson.steps)),
        number=spot.step + 1,
        total=len(lesson.steps),
        lesson=lesson.title,
    )
    url = links.to(StepLink(group.key, course.step_key(shown.id)))
    button = LinkButton(words.word("group.study_in_private" if whole else "group.read_on"), url)
    return Screen(
        html, ((button,), *_in_private(words, group, course, shown, links)), shown.picture, words=words
    )


def _in_private(words: Words, group: Group, course: Course, shown: Section, links: Links) -> tuple[Row, ...]:
    """The way to each question that follows and cannot be asked here: what is answered there counts here."""
    return tuple(
        (
            LinkButton(
                words.word("group.answer_in_private", question=question.title),
                links.to(StepLink(group.key, course.step_key(question.id))),
            ),
        )
        for question in for_private(course, shown)[:LINKS]
    )


def doubt(words: Words, group: Group, course: Course, shown: Section, links: Links) -> Screen:
    """Telegram did not tell whether the section is in the chat: where else it is."""
    url = links.to(StepLink(group.key, course.step_key(shown.id)))
    text = words.render("group/doubt", title=shown.title)
    again = PostAgain(group.key, Item(ItemKind.SECTION, shown.id).key, setup=False)
    rows = (
        (LinkButton(words.word("group.study_in_private"), url),),
        (Button(words.word("group.again_admins"), pack(again)),),
    )
    return Screen(text, rows, words=words)


def trouble(words: Words, group: Group, what: Trouble) -> Screen:
    """To whoever set the group up, in private: what does not work there, and what to do."""
    channel = group.chat.kind is ChatKind.CHANNEL
    text = words.render("group/trouble", what=what.value, title=group.chat.title, channel=channel)
    return Screen(
        text,
        ((Button(words.word("group.open_setup"), pack(OpenPage(group.key, SetupPage.MAIN))),),),
        words=words,
    )


def held(words: Words, group: Group) -> Screen:
    """The answer to a command, where the chat does not take what is due."""
    return Screen(
        words.render("group/held", troubles=[trouble.value for trouble in group.troubles]), words=words
    )


def end(words: Words, course: Course, board: Board) -> Screen:
    return Screen(words.render("group/end", course=course.title, board=board), words=words)


def help_(words: Words, everyone: Collection[str], admins: Collection[str]) -> Screen:
    """The names of the commands that are listed, for everyone and for the admins of the chat."""
    return Screen(words.render("group/help", everyone=everyone, admins=admins), words=words)


def said(words: Words, what: ShortAnswer) -> Screen:
    return Screen(words.render("group/said", what=what.value), words=words)


def resumed(words: Words, group: Group) -> Screen:
    at = group.next_post_at
    shown = moment(words, at, group.plan.zone) if at else None
    return Screen(words.render("group/said", what="resumed", next=shown), words=words)


def paused(words: Words, group: Group) -> Screen:
    return Screen(
        words.render("group/said", what="paused"),
        ((Button(words.word("group.resume"), pack(Start(group.key))),),),
        words=words,
    )


def set_up_in_private(words: Words, group: Group, links: Links) -> Screen:
    """In a channel whose admins have not come to the bot's private chat yet."""
    link = LinkButton(words.word("group.set_up_private"), links.to(SetupLink(group.key)))
    return Screen(words.render("group/said", what="set_up_in_private"), ((link,),), words=words)


def bad_zone(words: Words, zone: str) -> Screen:
    return Screen(words.render("group/bad_zone", zone=zone[:64]), words=words)


def bad_time(words: Words, time: str) -> Screen:
    return Screen(words.render("group/bad_time", time=time[:64]), words=words)
