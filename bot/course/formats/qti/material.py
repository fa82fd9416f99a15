"""Texts and pictures of QTI 1.2: `material` with `mattext` and `matimage`."""

from __future__ import annotations

import html

from bot.course.formats.containers.xml_tree import Node
from bot.course.formats.texts.from_any import as_html, html_of, unescaped_once


def html_of_material(node: Node) -> str:
    """All that is to be read in it, as HTML."""
    return "\n".join(filter(None, (_html(one) for one in node.within("mattext", "matemtext", "matimage"))))


def _html(node: Node) -> str:
    if node.tag == "matimage":
        source = node.get("uri")
        return f'<img src="{html.escape(source)}">' if source else ""
    if node.nodes:
        return node.inner_html
    text = node.text.strip()
    match node.get("texttype").lower():
        case "text/html":
            return unescaped_once(text)
        case "text/plain":
            return as_html(text)
        case _:
            return html_of(text)
