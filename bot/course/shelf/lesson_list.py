"""The list of lessons in a course.yaml: one more in it, and all else stays as it was written.

The list may be written in any way that YAML has. So what was made is read again; where it is not what was
meant, the list alone is written anew.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

from bot.course.reading import yaml_source
from bot.course.reading.mistakes import Source


def with_lesson(text: str, name: str) -> str:
    """A course.yaml with this file at the end of `lessons`; as it is where there is no such list."""
    items = lessons_of(_read(text))
    if items is None:
        return text
    wanted = [*map(_value, items.value), name]
    made = (way(text, items, name) for way in (_added, _anew))
    return next((new for new in made if _names(new) == wanted), text)


def lessons_of(node: yaml.Node | None) -> yaml.SequenceNode | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    found = (value for key, value in pairs if str(key.value).strip().lower() == "lessons")
    return next((value for value in found if isinstance(value, yaml.SequenceNode)), None)


def _read(text: str) -> yaml.Node | None:
    return yaml_source.compose(text.encode("utf-8", "replace"), Source(Path()))


def _names(text: str) -> list[object]:
    items = lessons_of(_read(text))
    return [_value(item) for item in items.value] if items else []


def _value(node: yaml.Node) -> object:
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _added(text: str, items: yaml.SequenceNode, name: str) -> str:
    lines = _lines(text)
    if not items.value:
        return text
    last = items.value[-1]
    number, at = last.end_mark.line, last.end_mark.column
    if number > last.start_mark.line and at == 0:  # what stands under "|" ends where the next line begins
        number -= 1
    line = lines[number]
    if items.flow_style:
        lines[number] = f"{line[:at]}, {name}{line[at:]}"
        return "".join(lines)
    bullet = lines[last.start_mark.line][: last.start_mark.column]
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not line.endswith(("\n", "\r")):
        lines[number] += end
    lines.insert(number + 1, f"{bullet}{name}{end}")
    return "".join(lines)


def _anew(text: str, items: yaml.SequenceNode, name: str) -> str:
    """The list in one line, in place of however many it had."""
    start, end = _offset(text, items.start_mark), _offset(text, items.end_mark)
    inside = ", ".join(json.dumps(str(one), ensure_ascii=False) for one in (*map(_value, items.value), name))
    tail = "" if items.flow_style else "\n" + text[:end].rpartition("\n")[2]
    return f"{text[:start]}[{inside}]{tail}{text[end:]}"


def _offset(text: str, mark: yaml.Mark) -> int:
    return sum(map(len, _lines(text)[: mark.line])) + mark.column


def _lines(text: str) -> list[str]:
    """As YAML counts them, each with its end."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text) or [""]
