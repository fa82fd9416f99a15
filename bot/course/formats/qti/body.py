"""The body of a QTI 2 item -> HTML, without its interactions and what is only said afterwards."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping

from bot.course.formats.containers.xml_tree import Node

INLINE = ("textEntryInteraction", "inlineChoiceInteraction", "gap")
GAP = "\ue008"
"""Stands where one of them is; no text from outside has it."""
_NOT_SHOWN = (
    *(
        "feedbackInline",
        "feedbackBlock",
        "rubricBlock",
        "prompt",
        "stylesheet",
        "templateInline",
        "templateBlock",
    ),
    *("gapText", "gapImg", "infoControl", "endAttemptInteraction"),
)
_VOID = ("br", "hr", "img", "col")


class Body:
    """`beside` gives the path of a file that the item names."""

    def __init__(self, beside: Callable[[str], str]) -> None:
        self._beside = beside

    def html(self, node: Node) -> str:
        """What is in it."""
        return "".join(self._one(child) for child in node.children).strip()

    def prompt(self, interaction: Node) -> str:
        found = interaction.first("prompt")
        return self.html(found) if found is not None else ""

    def _one(self, child: Node | str) -> str:
        if isinstance(child, str):
            return html.escape(child, quote=False)
        if child.tag in INLINE:
            return GAP
        if child.tag in _NOT_SHOWN or child.tag.endswith("Interaction"):
            return ""
        attributes = "".join(
            f' {name}="{html.escape(value)}"' for name, value in self._attributes(child).items()
        )
        if child.tag == "object":
            return f"<img{attributes}>" if child.get("type").startswith("image/") else ""
        if child.tag in _VOID:
            return f"<{child.tag}{attributes}>"
        return f"<{child.tag}{attributes}>{self.html_of(child)}</{child.tag}>"

    def html_of(self, node: Node) -> str:
        return "".join(self._one(child) for child in node.children)

    def _attributes(self, node: Node) -> Mapping[str, str]:
        source = node.get("src") or node.get("data")
        if node.tag in ("img", "object") and source:
            return {"src": self._beside(source), "alt": node.get("alt") or " ".join(node.text.split())}
        return {name: node.get(name) for name in ("href", "class", "start") if node.get(name)}
