"""What is said at the end: how much came over, what was changed and what left out, each with its place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from bot.course.formats.course_files import Imported
from bot.course.formats.material import Fate, Finding, Origin
from bot.course.formats.tally import counted
from bot.course.message import Message, say
from bot.course.model import Course

_NAMED = 3
"""So many of the pictures that are not there are named, and where there are no more, each has its line."""
_TODO = re.compile(rb"^ *(?:- )?\w+: TODO$", re.MULTILINE)


def summary(course: Course) -> Message:
    """In one line."""
    found = counted(course)
    kinds = tuple(say("formats.of_kind", kind=kind, count=number) for kind, number in found.questions.items())
    return say(
        "formats.came_over",
        title=course.title,
        lessons=found.lessons,
        sections=found.sections,
        questions=sum(found.questions.values()),
        kinds=kinds,
    )


def lines(done: Imported) -> tuple[Message, ...]:
    """A line each."""
    practice = counted(done.course).practice
    todo = still_to_write(done)
    return (
        summary(done.course),
        *((say("formats.for_practice", number=practice),) if practice else ()),
        *(line_of_finding(one) for one in in_order(with_pictures_together(done.findings))),
        *((say("formats.to_write", number=todo),) if todo else ()),
    )


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """By their places; what was changed first."""
    return sorted(findings, key=lambda one: (one.fate, one.origin.file, one.origin.line))


def with_pictures_together(findings: Sequence[Finding]) -> list[Finding]:
    """The pictures of a file that are not there are one finding where there are many of them."""
    lost: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in findings:
        if one.message.code in _TOGETHER:
            lost[one.origin.file, one.message.code].append(one)
    many = {key: found for key, found in lost.items() if len(_names(found)) > _NAMED}
    others = [one for one in findings if (one.origin.file, one.message.code) not in many]
    return others + [
        Finding(Fate.LEFT_OUT, Origin(file), _TOGETHER[code](_names(found)))
        for (file, code), found in many.items()
    ]


def _names(found: Sequence[Finding]) -> tuple[str, ...]:
    """Of the placeholders, each once, in the order of the file."""
    ordered = sorted(found, key=lambda one: one.origin.line)
    return tuple(dict.fromkeys(PurePosixPath(str(dict(one.message.values)["file"])).name for one in ordered))


def _missing(names: tuple[str, ...]) -> Message:
    return say("formats.pictures_missing", number=len(names), names=names[:_NAMED])


def _on_the_web(names: tuple[str, ...]) -> Message:
    return say("formats.pictures_on_the_web", number=len(names), names=names[:_NAMED])


_TOGETHER: Mapping[str, Callable[[tuple[str, ...]], Message]] = {
    "formats.picture_missing": _missing,
    "formats.picture_on_the_web": _on_the_web,
}


def line_of_finding(one: Finding) -> Message:
    where = one.origin.place
    if one.fate is Fate.CHANGED:
        return say("formats.changed", why=one.message, place=where)
    return say("formats.not_taken", why=one.message, place=where)


def still_to_write(done: Imported) -> int:
    texts = (data for name, data in done.files.items() if name.endswith(".yaml"))
    return sum(len(_TODO.findall(text)) for text in texts)


def as_data(done: Imported, in_words: Callable[[Message], str]) -> dict[str, object]:
    """The same for programs: plain values, ready for JSON."""
    found = counted(done.course)

    def of(fate: Fate) -> list[dict[str, object]]:
        return [
            {
                "file": one.origin.file,
                "line": one.origin.line,
                "name": one.origin.name,
                "text": in_words(one.message),
            }
            for one in in_order(done.findings)
            if one.fate is fate
        ]

    return {
        "course": done.course.id,
        "title": done.course.title,
        "language": done.course.language,
        "lessons": found.lessons,
        "sections": found.sections,
        "questions": dict(found.questions),
        "practice": found.practice,
        "pictures": found.pictures,
        "todo": still_to_write(done),
        "changed": of(Fate.CHANGED),
        "left_out": of(Fate.LEFT_OUT),
    }
