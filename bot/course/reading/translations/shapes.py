"""Which fields of a course's files are texts to translate, and which stay as they are in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from bot.course.message import Message, say


class Way(Enum):
    """How a field comes into a translation."""

    KEPT = "kept"
    """As the course has it; a translation may repeat it."""
    TEXT = "text"
    ANSWERS = "answers"
    """What may be written: a text, or a list of them, as many as the language needs."""
    GAPS = "gaps"
    """A text with as many gaps."""
    LINES = "lines"
    """Texts that correspond by their order."""
    PAIRS = "pairs"
    ITEMS = "items"
    """Groups of fields, that correspond by their ids, or by their order."""
    MISTAKES = "mistakes"
    """Groups that correspond by their order; a language may have more of them."""
    PART = "part"
    """A group of fields."""


@dataclass(frozen=True)
class Field:
    """`shape`: of the groups in it. `needed`: a translation is not whole without it."""

    way: Way
    shape: GroupShape | None = None
    needed: bool = True

    @property
    def inside(self) -> GroupShape:
        assert self.shape  # noqa: S101 - whatever holds groups says of what
        return self.shape


@dataclass(frozen=True)
class GroupShape:
    """A group of fields; `what` it is called in messages."""

    what: Message
    fields: Mapping[str, Field] = field(default_factory=dict)


def _shape(what: Message, kept: str, texts: str, **others: Field) -> GroupShape:
    fields = {name: Field(Way.KEPT) for name in kept.split()}
    fields |= {name: Field(Way.TEXT) for name in texts.split()}
    return GroupShape(what, fields | others)


_OPTIONAL = Field(Way.TEXT, needed=False)
PICTURE = _shape(say("things.a_picture"), "", "description", file=_OPTIONAL)
OPTION = _shape(say("things.an_option"), "id correct last", "text wrong")
MISTAKE = _shape(say("things.a_known_mistake"), "", "answer wrong")
STEP = _shape(
    say("things.a_step"),
    "id number within command exact code true_or_false",
    "section check question text note warning more prompt feedback hint wrong back",
    unit=_OPTIONAL,
    output=_OPTIONAL,
    gaps=Field(Way.GAPS),
    answer=Field(Way.ANSWERS),
    order=Field(Way.LINES),
    choices=Field(Way.LINES),
    distractors=Field(Way.LINES),
    pairs=Field(Way.PAIRS),
    picture=Field(Way.PART, PICTURE),
    options=Field(Way.ITEMS, OPTION),
    mistakes=Field(Way.MISTAKES, MISTAKE),
)
LESSON = _shape(
    say("things.a_lesson"),
    "id",
    "title summary",
    steps=Field(Way.ITEMS, STEP),
    practice=Field(Way.ITEMS, STEP),
)
LINK = _shape(say("things.a_link"), "", "title about", url=_OPTIONAL)
TERM = _shape(say("things.glossary_term"), "id", "term meaning")
RESOURCES = _shape(say("things.resources"), "", "note warning", links=Field(Way.ITEMS, LINK))
COURSE = _shape(
    say("things.a_course"),
    "id next certificate lessons language",
    "title summary about",
    cover=Field(Way.PART, PICTURE),
    resources=Field(Way.PART, RESOURCES),
    glossary=Field(Way.ITEMS, TERM),
)
TITLES = ("section", "check", "question")
"""Of a step: which of them is there tells what it is."""

AS_CODE = ("gaps", "order", "choices", "answer")
"""What is code in every language, in a step whose answer is."""
