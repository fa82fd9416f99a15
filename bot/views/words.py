"""The words that the bot itself says, in its reader's language.

Sentences are templates (`render`); short words are in the words.j2 of their wing (`word`), and those of all
wings in templates/words.j2. A name that is not given is an error, in Python as in a template.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.ext import babel_extract
from jinja2.runtime import Context

from bot.learning.learner.learner import Learner, Person
from bot.views.bidi import IsolatingTranslations, around_code, is_right_to_left, isolated, turned
from bot.views.catalogues import CatalogueError, languages_in, look_at, translations
from bot.views.languages import ENGLISH, nearest
from bot.views.locale_formats import formats_of
from bot.views.spoken import SpokenMessages
from bot.views.template_code import code_of_templates

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LOCALE = TEMPLATES / "locale"

TRIMMED = {"ext.i18n.trimmed": True}
"""The lines of a message are one, with single spaces between."""


@dataclass(frozen=True)
class Languages:
    """Those that the bot speaks. `default`: for who speaks none of them, named as people name it."""

    locale: Path = LOCALE
    default: str = ENGLISH

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """As their folders are named."""
        return tuple(sorted({ENGLISH, *languages_in(self.locale)}))

    def of(self, *codes: str | None) -> str:
        """The one for who speaks these languages, the best first; None and empty ones are not known."""
        found = (nearest(code, self.spoken) for code in (*codes, self.default) if code)
        return next(filter(None, found), ENGLISH)

    def problem(self) -> str | None:
        """What is wrong with their catalogues, in one line, as far as a look at them tells."""
        try:
            for language in self.spoken:
                if language != ENGLISH:
                    look_at(self.locale, language)
        except CatalogueError as error:
            return str(error)
        return None

    def translations(self, language: str) -> NullTranslations:
        """Where they cannot be read after all, English is spoken, and the log says why."""
        return NullTranslations() if language == ENGLISH else _translations(self.locale, language)


class Words:
    """What one reader is spoken to with. There is one value for each `language`, so that it is its own key in
    the caches of screens: ask `words_for`. Templates are compiled once, when they are first needed.

    Templates are written in English and say everything through gettext, which finds it in `translations`:
    {{ _("Next") }}, {{ pgettext("button", "Next ▸") }}, {{ ngettext("%(num)s chat", "%(num)s chats", n) }}.
    They have `word` and some of the `formats` as well."""

    def __init__(self, language: str, translations: NullTranslations | None = None) -> None:
        self.language = language
        self.formats = formats_of(language)
        self.right_to_left = is_right_to_left(language)
        found = translations or NullTranslations()
        self._translations = IsolatingTranslations(found) if self.right_to_left else found
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
        said = found.render(values).strip()
        return around_code(said) if self.right_to_left else said

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
            finalize=_isolated if autoescape and self.right_to_left else None,
            bytecode_cache=code_of_templates(autoescape, self.right_to_left),
        )
        made.policies |= TRIMMED
        made.install_gettext_translations(self._translations, newstyle=True)  # type: ignore[attr-defined]
        made.globals |= SpokenMessages(self._translations, html=autoescape).functions
        made.globals["word"] = self.word
        made.filters |= {name: getattr(self.formats, name) for name in _FILTERS}
        return made


def languages() -> Languages:
    """Those that are spoken now."""
    return _languages


def speak(languages: Languages) -> None:
    """From now on, as the locale of a process is set. Words that somebody has already stay as they are."""
    global _languages
    _languages = languages
    words_for.cache_clear()


@lru_cache(maxsize=4096)
def words_for(*codes: str | None) -> Words:
    """The words for who speaks these languages, as Telegram names them, the best first; None and empty ones
    are not known."""
    return _words_in(_languages, _languages.of(*codes))


def words_of(reader: Person | Learner | None, course_language: str | None = None) -> Words:
    """The words for this person, None: somebody who is not known. `course_language`: of the course that they
    are just shown, for who speaks no language that the bot does."""
    if reader is None:
        return words_for(course_language)
    return words_for(*reader.languages, course_language) if course_language else words_for(*reader.languages)


def template_messages(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """What a template says, for Babel's `extract`, read as it is here. Raises CatalogueError, with the line
    of what is wrong first."""
    read_so = {"trimmed": "yes", "newstyle_gettext": "yes", "trim_blocks": "yes", "lstrip_blocks": "yes"}
    try:
        yield from babel_extract(fileobj, keywords, comment_tags, {**options, **read_so, "silent": "no"})
    except TemplateSyntaxError as error:
        raise CatalogueError(f"{error.lineno}: {error.message}") from None


_FILTERS = ("listed", "number", "own_names", "percent", "quoted", "quoted_list")
_WINGS = ("learner", "review", "search", "school", "broadcast", "group", "kinds")
_NEEDED = ("profile", "words", *(f"{wing}/words" for wing in _WINGS))


_languages = Languages()


@lru_cache(maxsize=256)
def _words_in(languages: Languages, language: str) -> Words:
    return Words(language, languages.translations(language))


@lru_cache(maxsize=256)
def _translations(locale: Path, language: str) -> NullTranslations:
    try:
        return translations(locale, language)
    except CatalogueError as error:
        log.error("English is spoken instead: %s", error)
        return NullTranslations()


@pass_context
def _isolated(context: Context, value: object) -> object:
    """What a template of a language from right to left puts into a line. Messages have their isolates by now,
    and are Markup, as a course's texts are."""
    if ".svg" in (context.name or ""):
        return turned(value) if isinstance(value, str) else value
    return isolated(value) if type(value) is str else value


def _compiled(environment: Environment, name: str) -> Template:
    """Its global names are put into a plain dict: the chain of dicts they come in is slow to copy, and every
    render copies it."""
    template = environment.get_template(name)
    template.globals = dict(template.globals)
    return template
