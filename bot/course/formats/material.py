"""What an importer finds in somebody's file, before the house's limits are laid on it.

Texts are as they stand in the file, and `syntax` says how they are to be read: `fitting` makes the house's
Markdown of them. A task is one of the house's kinds; ids, of steps, options and lines, are "" here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.course.kinds import Task
from bot.course.message import Message, say
from bot.course.model import Link, Resources, Term


class Syntax(StrEnum):
    """How a text is written. `MARKDOWN` may hold anything that GitHub shows, HTML as well."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True)
class Origin:
    """Where something stands in the file it came from. `line` counts from 1, 0 where there are no lines;
    `name` is what it is called there."""

    file: str
    line: int = 0
    name: str = ""

    @property
    def place(self) -> str:
        """For people."""
        if self.line:
            return f"{self.file}:{self.line}"
        return f"{self.file}, {self.name}" if self.name else self.file


class Fate(StrEnum):
    """What became of something that could not come over as it was."""

    CHANGED = "changed"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Finding:
    fate: Fate
    origin: Origin
    message: Message


@dataclass(frozen=True)
class Passage:
    """Text for a section, of any length. `title` may be "": then it goes on from what is above it."""

    title: str
    text: str
    origin: Origin
    syntax: Syntax = Syntax.MARKDOWN
    note: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Exercise:
    """A question. `key`: what its file knows it by, if anything; it stays while texts change. `title` may be
    "": then it is made from the prompt."""

    title: str
    prompt: str
    task: Task
    origin: Origin
    syntax: Syntax = Syntax.MARKDOWN
    feedback: str = ""
    hint: str = ""
    more: str = ""
    key: str = ""


Piece = Passage | Exercise


@dataclass(frozen=True)
class Chapter:
    """What becomes a lesson, or several of them. A bank of questions is one chapter for each category."""

    title: str
    steps: tuple[Piece, ...]
    summary: str = ""


@dataclass(frozen=True)
class Material:
    """`files`: pictures that come within the file itself, by the names that texts give them. `markdown`: all
    of its text, where the file holds more than that."""

    title: str
    chapters: tuple[Chapter, ...]
    summary: str = ""
    about: str = ""
    language: str = ""
    resources: Resources = field(default_factory=Resources)
    links: tuple[Link, ...] = ()
    glossary: tuple[Term, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    markdown: str = ""


class FormatError(Exception):
    """The file cannot be read; `why` is one sentence for whoever has it."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.code)
        self.why = why


class QuestionError(Exception):
    """One question cannot come over, and all others can; `why` is for whoever has the file."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.code)
        self.why = why


def nothing_kept(findings: Sequence[Finding]) -> FormatError:
    """What to raise where no lesson came of a file: what was wrong with the first thing in it, if any."""
    lost = [one for one in findings if one.fate is Fate.LEFT_OUT]
    if not lost:
        return FormatError(say("formats.nothing_found"))
    first = lost[0]
    return FormatError(
        say("formats.nothing_kept", place=first.origin.place, why=first.message, more=len(lost) - 1)
    )
