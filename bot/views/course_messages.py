"""What is wrong with courses and their files, in words: the entries of templates/course/.

A text and no HTML: a terminal shows it as it is, and what shows it in a chat escapes it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.course.message import Message, Value
from bot.course.reading.mistakes import Mistake, Note
from bot.views.words import TEMPLATES

_environment = Environment(  # noqa: S701 - no HTML
    loader=FileSystemLoader(TEMPLATES / "course"),
    undefined=StrictUndefined,
    trim_blocks=True,
    auto_reload=False,
)


def in_words(message: Message) -> str:
    """Raises AttributeError where templates/course/ has no such entry."""
    file, _, entry = message.code.partition(".")
    said: str = getattr(_module(file), entry)(**{name: _value(value) for name, value in message.values})
    return said


def place(mistake: Mistake) -> str:
    """Where it is, and whether it is just worth a look: "tea/1-water.yaml:12:5:"."""
    where = f"{mistake.file.as_posix()}:{mistake.line}:{mistake.column}:"
    return f"{where} note:" if isinstance(mistake, Note) else where


def line_of(mistake: Mistake) -> str:
    """The place and what is wrong there."""
    return f"{place(mistake)} {in_words(mistake.message)}"


def _value(value: Value) -> object:
    match value:
        case Message():
            return in_words(value)
        case tuple():
            return [_value(one) for one in value]
        case _:
            return value


@lru_cache(maxsize=32)
def _module(file: str) -> Any:
    return _environment.get_template(f"{file}.j2").module


def _shown(text: str, limit: int = 40) -> str:
    """A piece of the teacher's text in quotes, on one line and not too long."""
    line = "".join(char if char.isprintable() else " " for char in text[: limit + 1]).strip()
    return f'"{line[: limit - 1]}…"' if len(line) > limit else f'"{line}"'


def _several(words: list[str], last: str = "and") -> str:
    """`a, b and c`, each in quotes."""
    quoted = [f'"{word}"' for word in words]
    return " ".join([", ".join(quoted[:-1]), last, quoted[-1]]) if len(quoted) > 1 else "".join(quoted)


def _thousands(number: int) -> str:
    return f"{number:,}"


def _counted(number: int, one: str) -> str:
    """ "1 character", "3,601 characters"."""
    return f"{_thousands(number)} {one if number == 1 else f'{one}s'}"


_environment.filters |= {"shown": _shown, "several": _several, "thousands": _thousands, "counted": _counted}
