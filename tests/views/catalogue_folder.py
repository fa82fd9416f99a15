"""A folder of catalogues, as templates/locale is one."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.views.catalogues import SOURCE

Key = str | tuple[str, str]
"""A message, or its context and the message."""


def write_catalogue(locale: Path, language: str, said: dict[Key, str | tuple[str, ...]]) -> Path:
    """`said`: in English -> in this language. What counts is singular and plural in English, "|" between."""
    catalogue = Catalog(locale=language)
    for key, text in said.items():
        context, message = key if isinstance(key, tuple) else (None, key)
        forms = tuple(message.split("|"))
        catalogue.add(forms if len(forms) > 1 else message, text, context=context)
    file = locale / language / SOURCE
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_po(out, catalogue)
    return file
