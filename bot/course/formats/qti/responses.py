"""What a QTI 2 item says is right, and what it says on each answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.course.formats.containers.xml_tree import Node
from bot.course.formats.numbers import share_of
from bot.course.formats.weights import FULL

_BRANCHES = ("responseIf", "responseElseIf", "responseElse")
RIGHT, WRONG, ALWAYS = "\ue010", "\ue011", "\ue012"
"""Instead of a value: said when it is right, when it is not, in any case."""


@dataclass(frozen=True)
class Declared:
    """A `responseDeclaration`. `values`: all that are right; `mapped`: value -> points."""

    node: Node

    @cached_property
    def values(self) -> tuple[str, ...]:
        found = self.node.first("correctResponse")
        return tuple(one.text.strip() for one in found.all("value")) if found else ()

    @cached_property
    def mapped(self) -> dict[str, float]:
        found = self.node.first("mapping")
        entries = found.all("mapEntry") if found else []
        return {one.get("mapKey"): share_of(one.get("mappedValue")) for one in entries}

    @property
    def exact(self) -> bool:
        found = self.node.first("mapping")
        return any(one.get("caseSensitive") == "true" for one in (found.all("mapEntry") if found else []))

    @property
    def is_number(self) -> bool:
        return self.node.get("baseType") in ("float", "integer")

    def share(self, value: str) -> float:
        """In per cent, of a choice."""
        if self.values:
            several = self.node.get("cardinality") == "multiple"
            whole = len(self.values) if several else 1
            penalty = min(self.mapped.get(value, 0.0), 0.0) * FULL
            return FULL / whole if value in self.values else penalty
        positive = [points for points in self.mapped.values() if points > 0]
        best = sum(positive) if self.node.get("cardinality") == "multiple" else max(positive, default=1.0)
        return self.mapped.get(value, 0.0) / (best or 1.0) * FULL

    @cached_property
    def accepted(self) -> tuple[str, ...]:
        """What may be written: the right value, and all that are worth as much."""
        best = max(self.mapped.values(), default=0.0)
        others = (value for value, points in self.mapped.items() if points >= best > 0)
        return tuple(dict.fromkeys((*self.values, *others)))


class Responses:
    """Of one item."""

    def __init__(self, item: Node) -> None:
        self._declared = {one.get("identifier"): Declared(one) for one in item.within("responseDeclaration")}
        self._modal = [one for one in item.within("modalFeedback") if one.get("showHide") != "hide"]
        self._said = dict(self._said_on(item))

    def declared(self, identifier: str) -> Declared:
        return self._declared.get(identifier) or Declared(Node("responseDeclaration", {}, 0))

    def feedback(self, value: str) -> list[Node]:
        """What is said on a choice, or with RIGHT, WRONG and ALWAYS."""
        wanted = {key for key, values in self._said.items() if value in values}
        found = [one for one in self._modal if one.get("identifier") in wanted]
        if value == ALWAYS:
            return [one for one in self._modal if one.get("identifier") not in self._said]
        return found

    def named(self, value: str) -> list[Node]:
        """What is said on a choice by having its name, where nothing sets it otherwise."""
        return [one for one in self._modal if one.get("identifier") == value and value not in self._said]

    def _said_on(self, item: Node) -> Iterator[tuple[str, set[str]]]:
        """Identifier of a feedback -> values on which it is said."""
        found: dict[str, set[str]] = {}
        for condition in item.within("responseCondition"):
            for branch in condition.all(*_BRANCHES):
                value = _value(branch)
                for outcome in branch.within("setOutcomeValue"):
                    base = next(outcome.within("baseValue"), None)
                    if base is not None and outcome.get("identifier").upper() not in ("SCORE", "MAXSCORE"):
                        found.setdefault(base.text.strip(), set()).add(value)
        known = {one.get("identifier") for one in self._modal}
        yield from ((identifier, values) for identifier, values in found.items() if identifier in known)


def _value(branch: Node) -> str:
    """What has to be answered for it."""
    if branch.tag == "responseElse":
        return WRONG
    test = next((one for one in branch.nodes if one.tag != "setOutcomeValue"), None)
    if test is None or test.tag in ("isNull", "not"):
        return WRONG
    if any(True for _ in test.within("correct")):
        return RIGHT
    base = next(test.within("baseValue"), None)
    return base.text.strip() if base is not None else RIGHT
