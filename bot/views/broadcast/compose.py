"""Composing a broadcast: the card of a draft, and what can be chosen for it."""

from __future__ import annotations

from datetime import datetime

from bot.course.model import Course, Lesson
from bot.learning.broadcast.audience import (
    AllChannels,
    AllGroups,
    Audience,
    Everyone,
    Finished,
    Learning,
    Speaking,
    Unseen,
)
from bot.learning.broadcast.broadcast import Broadcast, Failed, MessageUnsendable, seconds_for
from bot.learning.broadcast.delivery_time import opens
from bot.learning.quiet_hours import NEVER, NIGHT, QuietHours
from bot.views.broadcast.buttons import (
    AnnounceNews,
    AudienceKind,
    AudiencePage,
    ChooseAudience,
    ChooseLocal,
    ChooseQuiet,
    ChooseTime,
    DraftPage,
    OpenBroadcast,
    OpenBroadcasts,
    SteerBroadcast,
    SteeringAction,
    TimeChoice,
    pack,
)
from bot.views.broadcast.words import Titles, button, excerpt, first_words, reason, shown, when, whom
from bot.views.markdown import to_html
from bot.views.pages import Page
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words

CourseList = tuple[Course, ...]

DAYS = (7, 30, 90)
QUIET = (NIGHT, QuietHours(21, 9), QuietHours(20, 10), NEVER)
WORDLESS = ("photo", "video", "animation", "audio", "voice", "video_note", "document", "sticker", "location")
"""Kinds of messages that need no words, and have a name among ours."""


def ask_message(words: Words, broadcast: Broadcast) -> Screen:
    """The first step: what is to be sent?"""
    return Screen(
        words.render("broadcast/ask"),
        ((button(words, "discard", SteerBroadcast(broadcast.id, SteeringAction.DISCARD)),),),
        words=words,
    )


def cannot_copy(words: Words, broadcast: Broadcast, result: MessageUnsendable | Failed) -> Screen:
    """Telegram does not copy what was sent."""
    rows = ((button(words, "discard", SteerBroadcast(broadcast.id, SteeringAction.DISCARD)),),)
    why = result.words if isinstance(result, MessageUnsendable) else reason(words, result.reason)
    return Screen(words.render("broadcast/cannot_copy", why=why), rows, words=words)


def album(words: Words, broadcast: Broadcast) -> Screen:
    """Several pictures in one were sent: only one of them can be taken."""
    rows = ((button(words, "discard", SteerBroadcast(broadcast.id, SteeringAction.DISCARD)),),)
    return Screen(words.render("broadcast/album"), rows, words=words)


def excerpt_of(words: Words, said: str, kind: str) -> str:
    """What a message is known by from now on. `kind`: as Telegram calls it, for one without words."""
    return first_words(said) or words.word(f"broadcast.kind_{kind if kind in WORDLESS else 'other'}")


def draft(
    words: Words, broadcast: Broadcast, chats: int, per_second: float, titles: Titles, now: datetime
) -> Screen:
    """All that was chosen, the number of chats, and the time it will take. `titles`: of courses, by id."""
    timing, here = broadcast.timing, broadcast.id
    begins = opens(timing, "", now)
    text = words.render(
        "broadcast/draft",
        excerpt=excerpt(broadcast),
        whom=whom(words, broadcast.audience, titles),
        chats=chats,
        takes=words.formats.short_length(seconds_for(chats, per_second)),
        time=when(words, broadcast),
        local=timing.local,
        zone=timing.zone,
        quiet=quiet_of(words, timing.quiet),
        morning=begins > (timing.at or now) and shown(words, begins, timing.zone),
    )
    rows: list[Row] = [
        (
            button(words, "to_audience", OpenBroadcast(here, DraftPage.AUDIENCE)),
            button(words, "to_time", OpenBroadcast(here, DraftPage.TIME)),
        ),
        (
            button(words, "to_quiet", OpenBroadcast(here, DraftPage.QUIET)),
            button(words, "preview", SteerBroadcast(here, SteeringAction.PREVIEW)),
        ),
        (button(words, "discard", SteerBroadcast(here, SteeringAction.DISCARD)),),
    ]
    if chats:
        send = SteerBroadcast(here, SteeringAction.SEND)
        now_or_later = (
            button(words, "schedule", send) if timing.at else button(words, "send", send, chats=chats)
        )
        rows.insert(0, (now_or_later,))
    return Screen(text, tuple(rows), words=words)


def audiences(
    words: Words, broadcast: Broadcast, courses: Page[Course], languages: tuple[str, ...]
) -> Screen:
    """`courses`: a page of them."""

    def row(label: str, kind: AudienceKind, value: str = "-", **values: object) -> Row:
        return (button(words, label, ChooseAudience(broadcast.id, kind, value), **values),)

    days = [
        button(words, "days", ChooseAudience(broadcast.id, AudienceKind.UNSEEN, str(number)), days=number)
        for number in DAYS
    ]
    spoken = [
        button(words, "language", ChooseAudience(broadcast.id, AudienceKind.SPEAKING, code), language=code)
        for code in languages
    ]
    rows: list[Row] = [
        row("everyone", AudienceKind.EVERYONE),
        *(
            (
                *row("learning", AudienceKind.LEARNING, course.key, course=course.title),
                *row("finished", AudienceKind.FINISHED, course.key, course=course.title),
            )
            for course in courses.entries
        ),
        *courses.turn(words, lambda number: pack(AudiencePage(broadcast.id, number))),
        tuple(days),
        *(tuple(spoken[start : start + 4]) for start in range(0, len(spoken), 4)),
        (*row("groups", AudienceKind.GROUPS), *row("channels", AudienceKind.CHANNELS)),
        (button(words, "back", OpenBroadcast(broadcast.id, DraftPage.CARD)),),
    ]
    return Screen(words.render("broadcast/audience", page=courses.label), tuple(rows), words=words)


def times(words: Words, broadcast: Broadcast) -> Screen:
    here, local = broadcast.id, broadcast.timing.local
    rows: tuple[Row, ...] = (
        (
            button(words, "now", ChooseTime(here, TimeChoice.NOW)),
            button(words, "in_an_hour", ChooseTime(here, TimeChoice.HOUR)),
        ),
        (
            button(words, "evening", ChooseTime(here, TimeChoice.EVENING)),
            button(words, "morning", ChooseTime(here, TimeChoice.MORNING)),
        ),
        (button(words, "typed", ChooseTime(here, TimeChoice.TYPED)),),
        (button(words, "local_on" if local else "local_off", ChooseLocal(here, not local)),),
        (button(words, "back", OpenBroadcast(here, DraftPage.CARD)),),
    )
    return Screen(words.render("broadcast/time", zone=broadcast.timing.zone), rows, words=words)


def ask_time(words: Words, broadcast: Broadcast, wrong: bool = False) -> Screen:
    """The admin's next message is to be a time. `wrong`: the one before was none."""
    text = words.render("broadcast/ask_time", zone=broadcast.timing.zone, wrong=wrong)
    return Screen(text, ((button(words, "back", OpenBroadcast(broadcast.id, DraftPage.CARD)),),), words=words)


def quiet(words: Words, broadcast: Broadcast) -> Screen:
    rows = [(_quiet_button(words, broadcast, hours),) for hours in QUIET]
    back = button(words, "back", OpenBroadcast(broadcast.id, DraftPage.CARD))
    return Screen(words.render("broadcast/quiet"), (*rows, (back,)), words=words)


def discarded(words: Words) -> Screen:
    return Screen(
        words.render("broadcast/discarded"), ((button(words, "list", OpenBroadcasts()),),), words=words
    )


def announcement(words: Words, course: Course, lesson: Lesson | None) -> str:
    """Our own words about a new lesson or course, as Telegram HTML."""
    return words.render("broadcast/announcement", course=course, lesson=lesson)


def written(markdown: str) -> str:
    """An admin's own text, typed at the command line, as Telegram HTML."""
    return to_html(markdown)


def _quiet_button(words: Words, broadcast: Broadcast, hours: QuietHours) -> Button:
    choice = ChooseQuiet(broadcast.id, hours.start, hours.end)
    if hours == NEVER:
        return button(words, "no_quiet", choice)
    return button(words, "quiet", choice, hours=quiet_of(words, hours))


def quiet_of(words: Words, hours: QuietHours) -> str:
    """ "22:00–8:00"; "" where none are quiet."""
    return "" if hours.start == hours.end else words.formats.hours(hours.start, hours.end)


def audience_of(kind: AudienceKind, value: str, courses: CourseList) -> Audience | None:
    """The audience that a button names; None where it names none (any more)."""
    course = next((course for course in courses if course.key == value), None)
    match kind:
        case AudienceKind.EVERYONE:
            return Everyone()
        case AudienceKind.LEARNING:
            return Learning(course.id) if course else None
        case AudienceKind.FINISHED:
            return Finished(course.id) if course else None
        case AudienceKind.UNSEEN:
            return Unseen(int(value)) if value in map(str, DAYS) else None
        case AudienceKind.SPEAKING:
            return Speaking(value) if value.isalpha() and value.islower() and len(value) in (2, 3) else None
        case AudienceKind.GROUPS:
            return AllGroups()
        case AudienceKind.CHANNELS:
            return AllChannels()


def announce(courses: CourseList, lesson_id: str | None) -> str | None:
    """What a button does that offers to tell of a lesson or course that was published; None for several."""
    if len(courses) != 1:
        return None
    (course,) = courses
    return pack(AnnounceNews(course.lesson_key(lesson_id) if lesson_id else course.key))
