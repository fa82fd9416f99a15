"""Nodes of YAML, made and taken apart for translations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from bot.course.reading.todo import is_todo
from bot.course.reading.translations.shapes import TITLES
from bot.course.reading.values import type_of

Mark = Any
"""A YamlMark: a node takes any that knows its line and column."""

_MAP, _SEQ, _STR = (f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str"))


def entries(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """Names and values of a group; nothing where it is none."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            yield key, value


def entry(node: yaml.Node | None, name: str) -> yaml.Node | None:
    return next((value for key, value in entries(node) if key.value == name), None)


def text(value: str, mark: Mark) -> yaml.ScalarNode:
    return yaml.ScalarNode(_STR, value, mark, mark)


def sequence(items: list[yaml.Node], mark: Mark) -> yaml.SequenceNode:
    return yaml.SequenceNode(_SEQ, items, mark, mark)


def group(pairs: list[tuple[yaml.Node, yaml.Node]], mark: Mark) -> yaml.MappingNode:
    return yaml.MappingNode(_MAP, pairs, mark, mark)


def copied(node: yaml.Node, mark: Mark) -> yaml.Node:
    """The same, as if all of it stood at this place."""
    if isinstance(node, yaml.MappingNode):
        return yaml.MappingNode(
            node.tag, [(copied(key, mark), copied(value, mark)) for key, value in node.value], mark, mark
        )
    if isinstance(node, yaml.SequenceNode):
        return yaml.SequenceNode(node.tag, [copied(one, mark) for one in node.value], mark, mark)
    return yaml.ScalarNode(node.tag, node.value, mark, mark)


def texts_of(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    """A text alone, or those of a list."""
    if isinstance(node, yaml.ScalarNode):
        return [node]
    items = node.value if isinstance(node, yaml.SequenceNode) else ()
    return [one for one in items if isinstance(one, yaml.ScalarNode)]


def paired(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.ScalarNode]]:
    """Left and right sides, in either way in which they may be written."""
    found: list[tuple[yaml.Node | None, yaml.Node | None]] = []
    if isinstance(node, yaml.MappingNode):
        found = list(node.value)
    elif isinstance(node, yaml.SequenceNode):
        found = [(entry(one, "left"), entry(one, "right")) for one in node.value]
    return [
        (left, right)
        for left, right in found
        if isinstance(left, yaml.ScalarNode) and isinstance(right, yaml.ScalarNode)
    ]


def waits(node: yaml.Node) -> bool:
    """Whether it is still to be translated."""
    if not isinstance(node, yaml.ScalarNode):
        return any(waits(value) for _, value in entries(node))
    return type_of(node) == "null" or not node.value.strip() or is_todo(node.value)


def same(one: yaml.Node, other: yaml.Node) -> bool:
    """Whether both say the same, however it is written."""
    if isinstance(one, yaml.ScalarNode) and isinstance(other, yaml.ScalarNode):
        if type_of(one) == type_of(other) == "bool":
            return _is_true(one) == _is_true(other)
        return bool(one.value.strip() == other.value.strip())
    mine, others = texts_of(one), texts_of(other)
    return [each.value.strip() for each in mine] == [each.value.strip() for each in others]


def other_kind(own: yaml.Node, given: yaml.Node) -> tuple[str, str] | None:
    """What a step is and what its translation takes it for, where these are two things."""
    mine = next((key.value for key, _ in entries(own) if key.value in TITLES), "")
    theirs = next((key.value for key, _ in entries(given) if key.value in TITLES), "")
    return (mine, theirs) if mine and theirs and mine != theirs else None


def is_code(step: yaml.Node) -> bool:
    """Whether what is answered there is code, and so the same in every language."""
    return any(
        isinstance(value, yaml.ScalarNode) and key.value in ("code", "exact") and _is_true(value)
        for key, value in entries(step)
    )


def _is_true(node: yaml.ScalarNode) -> bool:
    return node.value.strip().lower() in ("true", "yes", "on")
