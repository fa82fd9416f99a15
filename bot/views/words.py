"""The words that the bot itself says, in its reader's language.

Sentences are templates (`render`), short words are in the words.j2 of their wing (`word`); compiled once.
What is put into a template is escaped unless it is Markup, and a name that is not given is an error.
"""

from __future__ import annotations

from functools import cache
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

from bot.learning.learner.learner import Learner, Person

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

ENGLISH = "en"

_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


class Words:
    """What one reader is spoken to with. There is one value for each `language`, so that it is its own key in
    the caches of screens: ask `words_for`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._templates: dict[str, Template] = {}
        self._words: dict[str, str] = {}

    def render(self, template: str, /, **values: Any) -> str:
        """The template's text as Telegram HTML. Raises jinja2.UndefinedError where a value is missing."""
        found = self._templates.get(template)
        if found is None:
            found = self._templates[template] = _compiled(template)
        return found.render(values).strip()

    def word(self, name: str, /) -> str:
        """A label or a short answer to a tap: "group.done" is `done` in templates/group/words.j2, and
        "kinds/remarks.order" is `order` in templates/kinds/remarks.j2."""
        found = self._words.get(name)
        if found is None:
            wing, _, short = name.partition(".")
            file = f"{wing}.j2" if "/" in wing else f"{wing}/words.j2"
            found = self._words[name] = getattr(_environment.get_template(file).module, short)
        return found

    def profile(self, name: str, /) -> Any:
        """How the bot presents itself: a value from profile.j2."""
        return getattr(_environment.get_template("profile.j2").module, name)


def words_for(language_code: str | None) -> Words:  # noqa: ARG001 - there are no others yet
    """The words for who speaks this language, as Telegram names it; None: it is not known."""
    return _words_in(ENGLISH)


def words_of(reader: Person | Learner) -> Words:
    """The words for this person."""
    return words_for(reader.language_code)


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


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 lesson", "2 lessons"; `many` where it is not just an s more."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


_environment.filters["counted"] = counted


@cache
def _words_in(language: str) -> Words:
    return Words(language)


def _compiled(name: str) -> Template:
    """Its global names are put into a plain dict: the chain of dicts they come in is slow to copy, and every
    render copies it."""
    template = _environment.get_template(f"{name}.j2")
    template.globals = dict(template.globals)
    return template
