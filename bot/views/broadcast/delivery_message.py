"""A broadcast as one chat gets it: what is sent there, and the buttons below it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from bot.course.keys import key
from bot.learning.broadcast.broadcast import Broadcast, Content, Target, WrittenText
from bot.views.deep_links import to_course
from bot.views.learner.announcement_buttons import Announcements
from bot.views.learner.announcement_buttons import pack as pack_announcement
from bot.views.learner.buttons import Cover, Jump, pack
from bot.views.screen import Button, LinkButton, Row
from bot.views.words import Words


@dataclass(frozen=True)
class DeliveryMessage:
    chat_id: int
    thread_id: int | None
    content: Content
    rows: tuple[Row, ...]


def delivery_message(
    words: Words, broadcast: Broadcast, content: Content, target: Target, bot_name: str
) -> DeliveryMessage:
    """`bot_name`: the bot's @username. Groups and channels have ids below 0: there, nobody can stop
    announcements for all, and a lesson opens in each reader's private chat."""
    if target.chat_id > 0:
        rows = below(words, broadcast.id, content, announcements=True)
    else:
        rows = _below_in_public(words, content, bot_name)
    return DeliveryMessage(target.chat_id, target.thread_id, content, rows)


def below(words: Words, broadcast_id: int, content: Content | None, announcements: bool) -> tuple[Row, ...]:
    """The buttons in a private chat; the last stops announcements, or brings them back."""
    label = words.word("broadcast.stop_announcements" if announcements else "broadcast.want_announcements")
    stop = Button(label, pack_announcement(Announcements(broadcast_id, not announcements)))
    if not isinstance(content, WrittenText) or content.course_id is None:
        return ((stop,),)
    course_id, lesson_id = content.course_id, content.lesson_id
    opens = Jump(key(course_id, "lesson", lesson_id)) if lesson_id else Cover(key(course_id))
    return ((Button(_way_in(words, lesson_id), pack(opens)),), (stop,))


def _below_in_public(words: Words, content: Content, bot_name: str) -> tuple[Row, ...]:
    if not isinstance(content, WrittenText) or content.course_id is None:
        return ()
    payload = to_course(content.course_id, content.lesson_id)
    link = f"https://t.me/{quote(bot_name)}?start={payload}"
    return ((LinkButton(_way_in(words, content.lesson_id), link),),)


def _way_in(words: Words, lesson_id: str | None) -> str:
    return words.word("broadcast.open_lesson" if lesson_id else "broadcast.open_course")
