"""Single values of a file: whether they are the text they should be, and what they are if not."""

from __future__ import annotations

import unicodedata

import yaml

from bot.course.reading.mistakes import Mark, Source, shown

BACKSLASH = 'in double quotes write two of them, or use single quotes, or, in a path, "/"'

_READ_AS = {"bool": "a yes/no value", "int": "a number", "float": "a number", "timestamp": "a date"}


def text_of(
    source: Source, node: yaml.Node, what: str, *, says: str = "", empty_at: Mark | None = None
) -> str:
    """The text that a value is; "" with a mistake if it is none, or an empty one.

    `what` names it, `says` tells what it is for, where people may take it for a yes/no value.
    """
    kind = type_of(node)
    mark: Mark = node.start_mark
    if not isinstance(node, yaml.ScalarNode):
        bracket = isinstance(node, yaml.CollectionNode) and node.flow_style
        right = "put it in quotes if the bracket belongs to it" if bracket else "write it in one piece"
        if not bracket and isinstance(node, yaml.SequenceNode):
            right += ', or, where it is part of a longer text, write "|" after the colon'
        source.mistake(mark, f"{described(node)} stands here, but {what} has to be a text; {right}")
    elif kind == "bool" and says:
        source.mistake(mark, f"{what} {says}; write it in words")
    elif kind in _READ_AS:
        value = shown(node.value)
        source.mistake(
            mark, f"YAML takes {value} for {_READ_AS[kind]}, not for text; put it in quotes: {value}"
        )
    elif kind == "null" or not node.value.strip():
        source.mistake(empty_at or mark, f"{what} is empty; {_right_if_empty(source, node)}")
    elif bad := _unprintable(node.value):
        # In the file itself it would have been refused before, so a backslash has made it.
        made = f"there is an invisible character in this text (U+{ord(bad):04X}), made by a backslash"
        source.mistake(mark, f"{made}; {BACKSLASH}")
    else:
        return str(node.value)
    return ""


def is_escaped_line(node: yaml.Node) -> bool:
    """Whether a \\n in double quotes has made several lines of one."""
    same: bool = node.start_mark.line == node.end_mark.line
    return same and getattr(node, "style", None) == '"'


def type_of(node: yaml.Node) -> str:
    """What YAML takes a value for: str, bool, int, float, null, timestamp, map, seq …"""
    return str(node.tag).rpartition(":")[2]


def described(node: yaml.Node) -> str:
    """What stands there, in words."""
    if isinstance(node, yaml.MappingNode):
        return "a group of names"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if type_of(node) == "null" else "a single value"


def _right_if_empty(source: Source, node: yaml.Node) -> str:
    line = source.lines[node.start_mark.line] if node.start_mark.line < len(source.lines) else ""
    if line[node.start_mark.column :].lstrip().startswith("#"):
        return "YAML reads nothing from a # on, so put the text in quotes"
    if getattr(node, "style", None) in ("|", ">"):
        return "write the text below, and indent it further"
    return "write the text after it"


def _unprintable(text: str) -> str | None:
    return next(
        (char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"), None
    )
