"""Where in a file something in a text stands."""

from __future__ import annotations

import yaml

from bot.course.reading.markup import MarkupProblem
from bot.course.reading.mistakes import YamlMark, YamlPlace


def inside(node: yaml.Node, lines: list[str], complaint: MarkupProblem) -> YamlMark:
    """The place of a complaint: in its own line under "|", else the first such word in the text."""
    literal = getattr(node, "style", None) == "|"
    first = node.start_mark.line + (1 + complaint.line if literal else 0)
    last = first if literal else node.end_mark.line
    for number in range(first, min(last + 1, len(lines))):
        begin = node.start_mark.column if number == node.start_mark.line else 0
        line = lines[number]
        column = line.find(complaint.word, begin) if complaint.word else len(line) - len(line.lstrip())
        if column >= 0:
            return YamlPlace(number, column)
    return node.start_mark
