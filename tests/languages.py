"""Languages for tests: each says everything in English, with its own name before it. So what is said in which
language is seen at once, whatever is translated by now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from gettext import NullTranslations

from bot.views.languages import ENGLISH
from bot.views.words import Languages, speak, words_for

SPOKEN = ("ar", "de", "en", "es", "pt_BR", "ru")

NAMES = {"ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "ru": "Русский"}
"""Language -> what it calls itself."""


class Marked(NullTranslations):
    """ "de: Next ▸"."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._mark = f"{language}: "

    def gettext(self, message: str) -> str:
        return self._mark + message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._mark + (msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._mark + message

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self._mark + (msgid1 if n == 1 else msgid2)


class MarkedLanguages(Languages):
    @cached_property
    def spoken(self) -> tuple[str, ...]:
        return SPOKEN

    def translations(self, language: str) -> NullTranslations:
        return NullTranslations() if language == ENGLISH else Marked(language)


@contextmanager
def marked_languages(default: str = ENGLISH) -> Iterator[None]:
    """From now on they are spoken; a bot that is opened meanwhile speaks what it does."""
    speak(MarkedLanguages(default=default))
    try:
        yield
    finally:
        speak(Languages())


def label(language: str, name: str, /, **values: object) -> str:
    """A button's label, or a toast, in this language."""
    words = words_for(language)
    assert words.language == language, f"{language} is not spoken"
    return words.word(name, **values)
