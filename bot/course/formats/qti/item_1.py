"""An item of QTI 1.2: its texts, its responses, and its conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.course.formats.containers.xml_tree import Node
from bot.course.formats.qti.conditions import Conditions
from bot.course.formats.qti.documents import PlacedItem
from bot.course.formats.qti.material import html_of_material
from bot.course.formats.weighted_answers import ReadAnswers

_RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
_SOURCE = re.compile(r"""(<(?:img|source)\b[^<>]*?\bsrc\s*=\s*["'])([^"']+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Item1:
    placed: PlacedItem

    @cached_property
    def conditions(self) -> Conditions:
        return Conditions(self.placed.node)

    @cached_property
    def kind(self) -> str:
        """What Canvas calls it; "" elsewhere."""
        fields = self.placed.node.within("qtimetadatafield")
        kinds = (one.text_of("fieldentry") for one in fields if one.text_of("fieldlabel") == "question_type")
        return next(kinds, "")

    @cached_property
    def _presentation(self) -> Node:
        return self.placed.node.first("presentation") or Node("presentation", {}, self.placed.node.line)

    @cached_property
    def responses(self) -> list[Node]:
        return list(self._presentation.within(*_RESPONSES))

    @cached_property
    def pieces(self) -> list[str]:
        """HTML before, between and behind what is to be answered."""
        found = [""]
        for node in self._presentation.within("material", *_RESPONSES):
            if node.tag == "material":
                found[-1] += self.html(node)
            else:
                found.append("")
        return found

    @property
    def prompt(self) -> str:
        return "".join(self.pieces)

    def html(self, node: Node) -> str:
        return _SOURCE.sub(lambda found: found[1] + self.placed.beside(found[2]), html_of_material(node))

    def labels(self, response: Node) -> list[tuple[str, str]]:
        """The idents and texts of what there is to choose."""
        return [(one.get("ident"), self.html(one)) for one in response.within("response_label")]

    def answered(self, made: ReadAnswers, prompt: str = "") -> ReadAnswers:
        """With what is said on the whole of it."""
        said = (*self.conditions.said_when_right, *made.said_when_right)
        return ReadAnswers(
            made.task,
            self.conditions.said_always,
            said,
            made.simplified,
            made.prompt or prompt or self.prompt,
        )
