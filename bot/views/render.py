"""The templates: every word the bot itself says.

Compiled once. What is put into them is escaped unless it is Markup, and a name that is not given is an error.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from bot.views.markdown import inline_html, to_html

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 lesson", "2 lessons"; `many` where it is not just an s more."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


_environment.filters["counted"] = counted


def render(template: str, **values: Any) -> str:
    """The template's text as Telegram HTML. Raises jinja2.UndefinedError where a value is missing."""
    return _template(template).render(values).strip()


def problem() -> str | None:
    """What is wrong with the words that every screen needs, in one line; None where they are there."""
    for name in _NEEDED:
        try:
            _environment.get_template(f"{name}.j2")
        except TemplateSyntaxError as error:
            return f"{error.filename}:{error.lineno}: {error.message}"
        except (TemplateNotFound, OSError):
            return f"{TEMPLATES / name}.j2 cannot be read; the bot runs from a whole copy of its folder"
    return None


_NEEDED = ("profile", "learner/words", "school/words", "broadcast/words", "group/words")


@lru_cache(maxsize=512)
def word(name: str, of: str = "learner/words") -> str:
    """A label or a short answer to a tap, from words.j2, or from another such file: words_group, say."""
    text: str = getattr(_environment.get_template(f"{of}.j2").module, name)
    return text


@lru_cache(maxsize=16)
def profile(name: str) -> Any:
    """How the bot presents itself: a value from profile.j2."""
    return getattr(_environment.get_template("profile.j2").module, name)


@lru_cache(maxsize=4096)
def course_text(markdown: str) -> Markup:
    """A course's Markdown as HTML that templates take as it is."""
    return Markup(to_html(markdown))  # noqa: S704 - to_html escapes all but its own tags


@lru_cache(maxsize=4096)
def course_line(markdown: str) -> Markup:
    """The same for a text of one line, such as an option."""
    return Markup(inline_html(markdown))  # noqa: S704 - as above


@lru_cache(maxsize=4096)
def course_words(markdown: str) -> str:
    """The words alone of a text of one line, for a button."""
    return course_line(markdown).striptags()


@lru_cache(maxsize=256)
def _template(name: str) -> Template:
    """Its global names are put into a plain dict: the chain of dicts they come in is slow to copy, and every
    render copies it."""
    template = _environment.get_template(f"{name}.j2")
    template.globals = dict(template.globals)
    return template


SEGMENTS = 10


def bar(done: int, of: int) -> str:
    """ "▰▰▱": how much of something is done. At most ten segments, to fit a phone's line; a start counts."""
    length = min(of, SEGMENTS)
    full = max(length * done // of, min(done, 1)) if of else 0
    return "▰" * full + "▱" * (length - full)
