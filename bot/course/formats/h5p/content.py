"""One library of H5P with its parameters, and those within it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.course.formats.containers.json_data import at, text_at
from bot.course.formats.texts.from_any import words_of

_DEEPEST = 12
"""Levels of lists and objects between one library and the next."""
_NOTHING = ("H5P.Nil",)


@dataclass(frozen=True)
class H5PContent:
    """`library`: as it is named, with or without its version. `id`: what H5P knows it by, if anything."""

    library: str
    params: Any
    title: str = ""
    id: str = ""

    @property
    def kind(self) -> str:
        """ "MultiChoice"."""
        return self.library.split(" ")[0].removeprefix("H5P.")

    @property
    def name(self) -> str:
        """For people: where it is."""
        words = (
            self.title,
            *(words_of(text_at(self.params, key)) for key in ("question", "text", "taskDescription")),
        )
        return next(filter(None, words), self.kind)[:80]

    @property
    def as_text(self) -> str:
        """HTML of what is only to be read."""
        text = text_at(self.params, "text") or text_at(self.params, "table")
        return text + picture(at(self.params, "file"), text_at(self.params, "alt"))

    def text(self, *path: str | int) -> str:
        return text_at(self.params, *path).strip()

    @property
    def media(self) -> str:
        """The picture above a question, as HTML."""
        inner = at(self.params, "media", "type", "params") or at(self.params, "media", "params")
        return picture(at(inner, "file"), text_at(inner, "alt"))

    def within(self) -> Iterator[H5PContent]:
        yield from _within(self.params, 0)


def picture(file: Any, alt: str) -> str:
    """As HTML; "" where it is none."""
    path = text_at(file, "path")
    if not path:
        return ""
    return f'<p><img src="{html.escape(path.removesuffix("#tmp"))}" alt="{html.escape(alt)}"></p>'


def _within(value: Any, depth: int) -> Iterator[H5PContent]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        library = value.get("library")
        if isinstance(library, str) and "params" in value:
            if library.split(" ")[0] not in _NOTHING:
                title = text_at(value, "metadata", "title")
                stock = title.lower().startswith("untitled")
                yield H5PContent(
                    library, value["params"], "" if stock else title, text_at(value, "subContentId")
                )
            return
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _within(inner, depth + 1)
