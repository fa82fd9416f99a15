"""A language that no one speaks, made of English: accents on all letters, and 40 % longer.

Its catalogue is that of a language whose dates and units have no Latin letters, so that each run of plain
letters on a screen is a value or a word that gettext was not asked for.
"""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path

from babel.messages.catalog import Message

from bot.tools.words.extraction import extracted
from bot.tools.words.po_file import po_text
from bot.tools.words.update import update
from bot.views.catalogues import SOURCE, read_catalogue
from bot.views.words import TEMPLATES

LANGUAGE = "el"
"""Whose catalogue it stands for."""

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀćďéƒǵĥíĵķĺḿńóṕɋŕśťúṽẃẋýźÁƁĆĎÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŹ"
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)
KEPT = re.compile(
    r"<(code|pre)\b[^<>]*>.*?</\1>|<[^<>]*>|&\w+;|%\(\w+\)s|%%|\{\w*\}|(?<![\w/])/[a-z]+", re.DOTALL
)
"""What no translator touches: code, tags, signs, values, commands."""

FILLER = "ȧ"
_BACK = str.maketrans(_ACCENTED, _PLAIN, f"{FILLER}⟦⟧")


def pseudo(english: str) -> str:
    """ "Next ▸" -> "⟦Ńéẋť ▸ȧȧ⟧"."""
    parts, end = [], 0
    for match in KEPT.finditer(english):
        parts += [english[end : match.start()].translate(_LETTERS), match[0]]
        end = match.end()
    text = "".join([*parts, english[end:].translate(_LETTERS)])
    letters = sum(char in _ACCENTED for char in text)
    return f"⟦{text}{FILLER * ceil(letters * 0.4)}⟧"


def write_pseudo(folder: Path) -> Path:
    """A folder of catalogues with this language alone."""
    locale = folder / "templates" / "locale"
    (folder / "templates").mkdir()
    update(locale, [LANGUAGE])
    file = locale / LANGUAGE / SOURCE
    catalogue = read_catalogue(file, LANGUAGE)
    for message in extracted(TEMPLATES):
        if message.id:
            catalogue.add(message.id, _said(message), context=message.context)
    file.write_text(po_text(catalogue), "utf-8")
    return locale


def _said(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return pseudo(message.id)
    return tuple(map(pseudo, message.id))


def plain_again(text: str) -> str:
    """What it was in English."""
    return text.translate(_BACK)
