"""What buttons do, as typed values, and the 1-64 bytes of callback data that carry them.

Written as `letter.field.field`. Anyone can send any data: what is not exactly one of these parses to None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

from bot.learning.learner import Pictures
from bot.learning.place import Mark

MAX_BYTES = 64


@dataclass(frozen=True)
class AtPlace:
    """A button of one place: `key` and `visit` are the place's mark."""

    key: str
    visit: int

    @property
    def mark(self) -> Mark:
        return Mark(self.key, self.visit)


@dataclass(frozen=True)
class Next(AtPlace):
    pass


@dataclass(frozen=True)
class Back(AtPlace):
    pass


@dataclass(frozen=True)
class Retry(AtPlace):
    pass


@dataclass(frozen=True)
class AtAttempt(AtPlace):
    """A button of one attempt at a question."""

    attempt: int


@dataclass(frozen=True)
class Choose(AtAttempt):
    """The answer to a question with one right option."""

    option: str


@dataclass(frozen=True)
class Tick(AtAttempt):
    option: str
    on: bool


@dataclass(frozen=True)
class Check(AtAttempt):
    pass


@dataclass(frozen=True)
class Hint(AtAttempt):
    pass


@dataclass(frozen=True)
class Reveal(AtAttempt):
    pass


@dataclass(frozen=True)
class Jump:
    """To a lesson or a step."""

    key: str


@dataclass(frozen=True)
class Begin:
    """Begins a course, or shows the place in it."""

    course: str


@dataclass(frozen=True)
class Restart:
    """Ends this run of a course and begins the next."""

    course: str
    run: int


@dataclass(frozen=True)
class Cover:
    """Shows what a course is about."""

    course: str


@dataclass(frozen=True)
class Lessons:
    course: str


@dataclass(frozen=True)
class Describe:
    """A section's picture in words."""

    step: str


@dataclass(frozen=True)
class ChoosePictures:
    pictures: Pictures


@dataclass(frozen=True)
class Forget:
    """The second step of /forget: `sure` deletes."""

    sure: bool


InCourse = Next | Back | Retry | Choose | Tick | Check | Hint | Reveal | Jump | Begin | Restart
"""What moves a learner, or answers a question."""

Action = InCourse | Cover | Lessons | Describe | ChoosePictures | Forget

_LETTERS: dict[str, type[Any]] = {
    "n": Next,
    "b": Back,
    "y": Retry,
    "a": Choose,
    "t": Tick,
    "k": Check,
    "h": Hint,
    "v": Reveal,
    "j": Jump,
    "g": Begin,
    "r": Restart,
    "c": Cover,
    "l": Lessons,
    "d": Describe,
    "p": ChoosePictures,
    "f": Forget,
}
_LETTER_OF = {kind: letter for letter, kind in _LETTERS.items()}
_FIELDS = {kind: tuple((field.name, str(field.type)) for field in fields(kind)) for kind in _LETTER_OF}

_KEY = re.compile(r"[A-Za-z0-9_-]{1,12}")
_NUMBER = re.compile(r"[0-9]{1,10}")


def pack(action: Action) -> str:
    """The callback data of an action. Raises ValueError where it is too long."""
    kind = type(action)
    parts = [_LETTER_OF[kind]]
    for name, _ in _FIELDS[kind]:
        value = getattr(action, name)
        parts.append(str(int(value)) if isinstance(value, bool) else str(value))
    data = ".".join(parts)
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"callback data of {kind.__name__} is longer than {MAX_BYTES} bytes")
    return data


def parse(data: str) -> Action | None:
    """The action that `pack` wrote, or None for anything else."""
    letter, *parts = data.split(".")
    kind = _LETTERS.get(letter)
    if kind is None or len(parts) != len(_FIELDS[kind]):
        return None
    values = [_read(part, annotation) for part, (_, annotation) in zip(parts, _FIELDS[kind], strict=True)]
    return None if None in values else kind(*values)


def _read(part: str, annotation: str) -> Any:
    match annotation:
        case "str":
            return part if _KEY.fullmatch(part) else None
        case "int":
            return int(part) if _NUMBER.fullmatch(part) else None
        case "bool":
            return {"0": False, "1": True}.get(part)
        case _:
            return Pictures(part) if part in set(Pictures) else None
