"""The catalogues in the form that is read fast: a .mo file beside each .po file."""

from __future__ import annotations

from pathlib import Path

from bot.views.catalogues import COMPILED, SOURCE, compile_catalogue, languages_in


def compile_all(locale: Path) -> tuple[str, ...]:
    """The languages. Raises CatalogueError, OSError."""
    languages = languages_in(locale)
    for language in languages:
        (locale / language / COMPILED).write_bytes(compile_catalogue(locale / language / SOURCE, language))
    return languages
