"""Texts in Moodle XML, and the files that come with them."""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass
from urllib.parse import quote

from bot.course.model import Picture

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    return html.escape(_NOT_XML.sub("", text))


def text(inner: str) -> str:
    """HTML within CDATA, which ends nowhere in it."""
    safe = _NOT_XML.sub("", inner).replace("]]>", "]]]]><![CDATA[>")
    return f"<text><![CDATA[{safe}]]></text>" if safe else "<text></text>"


def element(name: str, inner: str, attributes: str = "", more: str = "") -> str:
    """`inner`: HTML. `more`: what stands below the text."""
    return f'<{name} format="html"{attributes}>{text(inner)}{more}</{name}>\n'


@dataclass(frozen=True)
class MoodleTexts:
    """What a question says, in HTML, and its picture below it."""

    html: str
    picture: Picture | None

    def as_question(self) -> str:
        if self.picture is None:
            return element("questiontext", self.html)
        name = self.picture.path.name
        alt = html.escape(self.picture.description)
        shown = f'<p><img src="@@PLUGINFILE@@/{quote(name)}" alt="{alt}"></p>'
        data = base64.b64encode(self.picture.path.read_bytes()).decode("ascii")
        file = f'<file name="{html.escape(name)}" path="/" encoding="base64">{data}</file>'
        return element("questiontext", self.html + shown, more=file)
