"""The `respcondition`s of a QTI 1.2 item: which answers are worth what, and what is said on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.course.formats.containers.xml_tree import Node
from bot.course.formats.numbers import share_of
from bot.course.formats.qti.material import html_of_material
from bot.course.formats.weights import FULL


@dataclass(frozen=True)
class Condition:
    """`chosen`: (response, value) that have to be given, `avoided`: those that must not. `numbers`: bounds of
    a range, as (tag, text). `score`: None where it sets none. `said`: idents of feedback."""

    chosen: tuple[tuple[str, str], ...]
    avoided: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[str, str], ...]
    score: float | None
    said: tuple[str, ...]
    exact: bool

    @property
    def is_other(self) -> bool:
        """Whether it holds whatever is answered."""
        return not (self.chosen or self.avoided or self.numbers)


class Conditions:
    """Of one item."""

    def __init__(self, item: Node) -> None:
        self.all = tuple(_condition(one) for one in item.within("respcondition"))
        self._texts = {one.get("ident"): one for one in item.within("itemfeedback")}
        self._most = max((share_of(one.get("maxvalue")) for one in item.within("decvar")), default=0.0)

    def share(self, response: str, value: str) -> float:
        """What a single value is worth, in per cent; all values that make up the full score share it."""
        shares = [0.0]
        for one in self.all:
            if one.score is not None and (response, value) in one.chosen:
                worth = one.score / self._full * FULL
                shares.append(worth / len(one.chosen) if worth > 0 else worth)
        return max(shares) or min(shares)

    def right(self, response: str) -> list[str]:
        """What may be given as an answer, in order."""
        found = (
            value for one in self.all if (one.score or 0) > 0 for key, value in one.chosen if key == response
        )
        return list(dict.fromkeys(found))

    def said_on(self, response: str, value: str) -> str:
        """HTML."""
        alone = (one for one in self.all if one.chosen == ((response, value),) and not one.numbers)
        return self._said(ident for one in alone for ident in one.said if not self._is_general(ident))

    @cached_property
    def said_when_right(self) -> tuple[str, ...]:
        found = (ident for one in self.all if (one.score or 0) > 0 for ident in one.said)
        text = self._said(found)
        return (text,) if text else ()

    @cached_property
    def said_always(self) -> str:
        return self._said(
            ident for one in self.all if one.is_other for ident in one.said if self._is_general(ident)
        )

    @cached_property
    def said_when_wrong(self) -> str:
        others = (ident for one in self.all if one.is_other for ident in one.said)
        return self._said(ident for ident in others if not self._is_general(ident))

    @property
    def model_answer(self) -> str:
        """What an essay should have been like."""
        parts = (
            html_of_material(one) for node in self._texts.values() for one in node.within("solutionmaterial")
        )
        return "\n".join(parts)

    @cached_property
    def _full(self) -> float:
        found = [one.score for one in self.all if one.score is not None and one.score > 0]
        added = sum(found) if len(found) > 1 else 0.0
        best = max(found, default=FULL)
        return self._most if self._most and (best <= self._most or added <= self._most) else best

    def _is_general(self, ident: str) -> bool:
        """By the names that programs give: general_fb, but not general_incorrect_fb."""
        return not any(word in ident.lower() for word in ("incorrect", "wrong")) and any(
            ident in one.said for one in self.all if one.is_other
        )

    def _said(self, idents: Iterator[str]) -> str:
        nodes = (self._texts.get(ident) for ident in dict.fromkeys(idents))
        return "\n".join(
            dict.fromkeys(filter(None, (html_of_material(node) for node in nodes if node is not None)))
        )


def _condition(node: Node) -> Condition:
    variables = node.first("conditionvar") or Node("conditionvar", {}, node.line)
    chosen = tuple(_values(variables, avoided=False))
    sets = [share_of(one.text) for one in node.all("setvar")]
    return Condition(
        chosen,
        tuple(_values(variables, avoided=True)),
        tuple((one.tag, one.text.strip()) for one in variables.within("vargte", "vargt", "varlte", "varlt")),
        sum(sets) if sets else None,
        tuple(one.get("linkrefid") for one in node.all("displayfeedback")),
        any(one.get("case").lower() == "yes" for one in variables.within("varequal")),
    )


def _values(variables: Node, *, avoided: bool) -> Iterator[tuple[str, str]]:
    for node in variables.within("not", "varequal", "varsubset"):
        if node.tag != "not" and not avoided:
            yield node.get("respident"), node.text.strip()
        elif node.tag == "not" and avoided:
            for inner in node.within("varequal"):
                yield inner.get("respident"), inner.text.strip()
