"""Single values of a file: whether they are the text they should be, and what they are if not."""

from __future__ import annotations

import unicodedata

import yaml

from bot.course.message import Message, say
from bot.course.reading.mistakes import Source, YamlMark

_READ_AS = {
    "bool": say("things.yes_no"),
    "int": say("things.number"),
    "float": say("things.number"),
    "timestamp": say("things.date"),
}


def text_of(
    source: Source,
    node: yaml.Node,
    what: Message,
    *,
    says: Message | None = None,
    empty_at: YamlMark | None = None,
) -> str:
    """The text that a value is; "" with a mistake if it is none, or an empty one.

    `what` names it, `says` is what to say of a yes/no value, where people may take it for one.
    """
    kind = type_of(node)
    mark: YamlMark = node.start_mark
    if not isinstance(node, yaml.ScalarNode):
        source.mistake(mark, _pieces(node, what))
    elif kind == "bool" and says:
        source.mistake(mark, says)
    elif kind in _READ_AS:
        source.mistake(mark, say("values.read_as", text=node.value, read_as=_READ_AS[kind]))
    elif is_null_word(node):
        source.mistake(mark, say("values.null", text=node.value))
    elif kind == "null" or not node.value.strip():
        source.mistake(empty_at or mark, _empty(source, node, what))
    elif bad := _unprintable(node.value):
        # In the file itself it would have been refused before, so a backslash has made it.
        source.mistake(mark, say("values.invisible", character=f"U+{ord(bad):04X}"))
    else:
        return str(node.value)
    return ""


def is_escaped_line(node: yaml.Node) -> bool:
    """Whether a \\n in double quotes has made several lines of one."""
    same: bool = node.start_mark.line == node.end_mark.line
    return same and getattr(node, "style", None) == '"'


def is_null_word(node: yaml.Node) -> bool:
    """Whether this is a word, such as null, that YAML takes for nothing."""
    return type_of(node) == "null" and isinstance(node, yaml.ScalarNode) and bool(node.value.strip())


def type_of(node: yaml.Node) -> str:
    """What YAML takes a value for: str, bool, int, float, null, timestamp, map, seq …"""
    return str(node.tag).rpartition(":")[2]


def described(node: yaml.Node) -> Message:
    """What stands there, in words."""
    if isinstance(node, yaml.MappingNode):
        return say("things.group_of_names")
    if isinstance(node, yaml.SequenceNode):
        return say("things.list")
    return say("things.nothing") if type_of(node) == "null" else say("things.single_value")


def _pieces(node: yaml.Node, what: Message) -> Message:
    found = described(node)
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        return say("values.bracket", found=found, what=what)
    if isinstance(node, yaml.SequenceNode):
        return say("values.list", found=found, what=what)
    return say("values.pieces", found=found, what=what)


def _empty(source: Source, node: yaml.Node, what: Message) -> Message:
    line = source.lines[node.start_mark.line] if node.start_mark.line < len(source.lines) else ""
    if line[node.start_mark.column :].lstrip().startswith("#"):
        return say("values.comment", what=what)
    if getattr(node, "style", None) in ("|", ">"):
        return say("values.empty_below", what=what)
    return say("values.empty", what=what)


def printable(text: str) -> str:
    """A text from outside without what a course may not hold: signs that nobody sees."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))


def _unprintable(text: str) -> str | None:
    if text.isprintable():
        return None
    return next(
        (char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"), None
    )
