"""The words that the bot itself says, in its reader's language.

Sentences are templates (`render`); short words are in the words.j2 of their wing (`word`), and those of all
wings in templates/words.j2. A name that is not given is an error, in Python as in a template.
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
from bot.views.formats import Formats

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

ENGLISH = "en"


class Words:
    """What one reader is spoken to with. There is one value for each `language`, so that it is its own key in
    the caches of screens: ask `words_for`. Templates are compiled once, when they are first needed.

    Templates have `word` and some of the `formats` as well. What counts is written so that gettext can take
    it: {% trans count=n %}{{ count }} chat{% pluralize %}{{ count }} chats{% endtrans %}."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.formats = Formats(language)
        self._html = self._environment(autoescape=True)
        self._plain = self._environment(autoescape=False)
        self._templates: dict[str, Template] = {}
        self._words: dict[str, Any] = {}

    def render(self, template: str, /, **values: Any) -> str:
        """The template's text as Telegram HTML; what is put into it is escaped unless it is Markup. Raises
        jinja2.UndefinedError where a value is missing."""
        found = self._templates.get(template)
        if found is None:
            found = self._templates[template] = _compiled(self._html, f"{template}.j2")
        return found.render(values).strip()

    def word(self, name: str, /, **values: object) -> str:
        """A label, a short answer to a tap, a part of a sentence, as plain text: "group.done" is `done` in
        templates/group/words.j2, "kinds/remarks.order" is `order` in templates/kinds/remarks.j2. `values`:
        for one that is written with some, a macro. Raises AttributeError where there is no such word,
        TypeError or jinja2.UndefinedError where it wants other values."""
        found = self._words.get(name)
        if found is None:
            place, _, short = name.rpartition(".")
            file = place if "/" in place else f"{place}/words" if place else "words"
            found = self._words[name] = self.entry(file, short)
        if isinstance(found, str) and not values:
            return found
        said: str = found(**values)
        return said

    def entry(self, file: str, name: str, /) -> Any:
        """What a template without HTML calls by this name: a text, a list, or what makes a text of values."""
        return getattr(self._plain.get_template(f"{file}.j2").module, name)

    def profile(self, name: str, /) -> Any:
        """How the bot presents itself: a value from profile.j2."""
        return self.entry("profile", name)

    def problem(self) -> str | None:
        """What is wrong with the words that every screen needs, in one line; None where they are there."""
        for name in _NEEDED:
            try:
                self._plain.get_template(f"{name}.j2")
            except TemplateSyntaxError as error:
                return f"{error.filename}:{error.lineno}: {error.message}"
            except (TemplateNotFound, OSError):
                return f"{TEMPLATES / name}.j2 cannot be read; the bot runs from a whole copy of its folder"
        return None

    def _environment(self, autoescape: bool) -> Environment:
        made = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=autoescape,  # noqa: S701 - labels are plain text, and none of it is HTML
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        made.policies["ext.i18n.trimmed"] = True
        made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
        made.globals["word"] = self.word
        made.filters |= {name: getattr(self.formats, name) for name in _FILTERS}
        return made


def words_for(language_code: str | None) -> Words:  # noqa: ARG001 - there are no others yet
    """The words for who speaks this language, as Telegram names it; None: it is not known."""
    return _words_in(ENGLISH)


def words_of(reader: Person | Learner) -> Words:
    """The words for this person."""
    return words_for(reader.language_code)


_FILTERS = ("listed", "number", "percent", "quoted", "quoted_list")
_WINGS = ("learner", "review", "search", "school", "broadcast", "group", "kinds")
_NEEDED = ("profile", "words", *(f"{wing}/words" for wing in _WINGS))


@cache
def _words_in(language: str) -> Words:
    return Words(language)


def _compiled(environment: Environment, name: str) -> Template:
    """Its global names are put into a plain dict: the chain of dicts they come in is slow to copy, and every
    render copies it."""
    template = environment.get_template(name)
    template.globals = dict(template.globals)
    return template
