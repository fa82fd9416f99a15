"""All that there is to translate: the messages of the templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from bot.tools.refusal import ToolRefusedError
from bot.views.catalogues import CatalogueError
from bot.views.words import template_messages

NOTE = "TRANSLATORS:"
"""What a comment begins with that is for them."""

KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
"""Functions -> which of their arguments are context, message and plural."""

VERSION = "1"
"""The header of a catalogue wants one."""

COMMENT = """\
# All that the bot says, to be translated: see README.md.
# Made by `python -m bot words extract` from the templates: do not edit it."""


def extracted(templates: Path) -> Catalog:
    """In the order of the templates' names. Raises ToolRefusedError where one is none."""
    catalogue = Catalog(project="tutorbot", version=VERSION, header_comment=COMMENT, charset="utf-8")
    for file in sorted(templates.rglob("*.j2")):
        name = f"{templates.name}/{file.relative_to(templates).as_posix()}"
        for message, comments, context in _messages(file, name):
            catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def _messages(file: Path, name: str) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    try:
        with file.open("rb") as source:
            for _, message, comments, context in extract(
                template_messages, source, keywords=KEYWORDS, comment_tags=(NOTE,)
            ):
                yield message, [_unfolded(comment) for comment in comments], context
    except CatalogueError as error:
        raise ToolRefusedError(f"{name}:{error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ToolRefusedError(f"{name}: cannot be read ({error})") from None


def _unfolded(comment: str) -> str:
    return " ".join(comment.split())
