"""A question of Moodle XML: its name, its kind, and its texts, with the files that they bring along."""

from __future__ import annotations

import base64
import binascii
import html
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from bot.course.formats.containers.xml_tree import Node
from bot.course.formats.material import Syntax
from bot.course.formats.texts.from_any import as_html, looks_like_html, unescaped, unescaped_once

_PLUGIN_FILE = re.compile(r"@@PLUGINFILE@@/+([^\"'<>()\s]*)")
_LINES = re.compile(r"<(?:p|br|div|ul|ol|table|pre)\b", re.IGNORECASE)


@dataclass(frozen=True)
class MoodleQuestion:
    """`files` takes up what comes with the texts: name in a text -> bytes. `number` tells questions apart:
    each has a picture1.png."""

    node: Node
    files: dict[str, bytes]
    number: int

    @property
    def kind(self) -> str:
        return self.node.get("type").strip().lower()

    @property
    def name(self) -> str:
        return " ".join(self.node.text_of("name", "text").split())

    @cached_property
    def syntax(self) -> Syntax:
        """Of all its texts."""
        found = self.node.first("questiontext")
        return Syntax.MARKDOWN if found is not None and found.get("format") == "markdown" else Syntax.HTML

    def text(self, name: str) -> str:
        """What stands in the first child of this name; "" where there is none."""
        found = self.node.first(name)
        return self.text_in(found) if found is not None else ""

    def text_in(self, node: Node) -> str:
        text = _written_in(node)
        if self.syntax is Syntax.HTML:
            text = _as_html(text, node.get("format"))
        return self._with_files(node, text)

    def said_on(self, answer: Node) -> str:
        """The feedback of an answer."""
        found = answer.first("feedback")
        return self.text_in(found) if found is not None else ""

    def _with_files(self, node: Node, text: str) -> str:
        for file in node.all("file"):
            if (data := _bytes(file)) is not None:
                self.files[self._path(f"{file.get('path').strip('/')}/{file.get('name')}")] = data

        def renamed(found: re.Match[str]) -> str:
            path = self._path(found[1])
            return path if {path, unquote(path.partition("?")[0])} & self.files.keys() else found[1]

        return _PLUGIN_FILE.sub(renamed, text)

    def _path(self, name: str) -> str:
        return f"{self.number}/{name.lstrip('/')}"

    @property
    def old_picture(self) -> str:
        """The picture of a question from before Moodle 2, as HTML."""
        data, name = self.node.first("image_base64"), self.node.text_of("image")
        if data is None or not name or (found := _bytes(data)) is None:
            return ""
        self.files[self._path(name)] = found
        return f'<p><img src="{html.escape(self._path(name))}"></p>'


def plain(node: Node) -> str:
    """What somebody has to write: never HTML. Moodle writes it as it is, and says so; elsewhere signs may
    be escaped as in HTML."""
    text = _written_in(node).strip()
    return text if "<" in text or node.get("format") == "moodle_auto_format" else unescaped(text)


def _written_in(node: Node) -> str:
    """What its `text` holds; where somebody forgot to escape it, the elements in it."""
    found = node.first("text")
    if found is None:
        return "".join(child for child in node.children if isinstance(child, str)).strip()
    return (found.inner_html if found.nodes else found.text).strip()


def _as_html(text: str, written: str) -> str:
    if written == "plain_text" or (written != "html" and not looks_like_html(text)):
        return as_html(text)
    if written == "html":
        return unescaped_once(text)
    return text if _LINES.search(text) else text.replace("\n", "<br>")


def _bytes(file: Node) -> bytes | None:
    try:
        return base64.b64decode("".join(file.text.split()), validate=False)
    except (binascii.Error, ValueError):
        return None
