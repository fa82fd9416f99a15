"""One mapping of a file, read by names: each value is checked as it is taken; mistakes are noted, not raised.

After a mistake a reader gets an empty stand-in and goes on, so that all mistakes are found in one go. What
was built from stand-ins is thrown away at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

import yaml

from bot.course.reading.markup import Complaint, examine
from bot.course.reading.mistakes import Mark, Place, Source, several, shown
from bot.course.reading.slugs import is_slug
from bot.course.reading.values import BACKSLASH, described, is_escaped_line, text_of, type_of

MESSAGE = 3_600
"""So many characters of a course go into one message; the rest of Telegram's 4,096 is the bot's own."""
TITLE = 100
LINE = 300

_STYLES = 90


@dataclass(frozen=True)
class _Field:
    name: str
    mark: Mark
    node: yaml.Node


class Fields:
    """`what` names the mapping in messages ("a section"), `known` are the names it may have."""

    def __init__(self, source: Source, node: yaml.Node, what: str, known: tuple[str, ...]) -> None:
        self.source = source
        self.mark: Mark = node.start_mark
        self.what = what
        self.characters = 0
        self.styles = 0
        self.readable = isinstance(node, yaml.MappingNode)
        self._fields: dict[str, _Field] = {}
        if isinstance(node, yaml.MappingNode):
            self._take(node, known)
        else:
            right = f"is made of names like {several(known[:3])}, each on its own line"
            if type_of(node) == "null":
                right += " below and indented further"
            self.mistake(self.mark, f"{described(node)} stands here, but {what} {right}")

    def mistake(self, mark: Mark, message: str) -> None:
        self.source.mistake(mark, message)

    def has(self, name: str) -> bool:
        return name in self._fields

    def at(self, name: str) -> Mark:
        """Where this name stands; the mapping's beginning if it is missing."""
        field = self._fields.get(name)
        return field.mark if field else self.mark

    def value_at(self, name: str) -> Mark:
        """Where this name's value begins."""
        field = self._fields.get(name)
        return field.node.start_mark if field else self.mark

    def require(self, name: str, example: str = "…") -> yaml.Node | None:
        """The value of a name that must be there."""
        if field := self._fields.get(name):
            return field.node
        if self.readable:
            self.mistake(self.mark, f'"{name}" is missing in {self.what}; add a line {name}: {example}')
        return None

    def node(self, name: str) -> yaml.Node | None:
        field = self._fields.get(name)
        return field.node if field else None

    def line(self, name: str, limit: int = TITLE, *, required: bool = True, says: str = "") -> str:
        """A text of one line. `says` is what it is for, in case that it is no text at all."""
        value = self._text(name, required, says).strip()
        if "\n" in value:
            right = (
                f"a backslash has made two of it: {BACKSLASH}"
                if self._is_escaped(name)
                else "make it shorter"
            )
            self.mistake(self.at(name), f'"{name}" has to be a single line; {right}')
            return ""
        if not self._fits(name, value, limit):
            return ""
        self.characters += len(value)
        return value

    def markdown(self, name: str, limit: int = MESSAGE, *, required: bool = True, says: str = "") -> str:
        """A text in Markdown, of any number of lines."""
        raw = self._text(name, required, says)
        value = raw.strip("\n").rstrip()
        if not value or not self._fits(name, value, limit):
            return ""
        self.characters += len(value)
        markup = examine(raw)
        for complaint in markup.complaints:
            self.mistake(self._inside(name, complaint), complaint.message)
        if not markup.visible:
            self.mistake(self.at(name), f'"{name}" shows nothing; write the text, or leave "{name}" out')
        self.styles += markup.styles
        return value

    def flag(self, name: str) -> bool | None:
        """true or false; None when it is not there."""
        node = self.node(name)
        if node is None:
            return None
        if type_of(node) == "bool" and isinstance(node, yaml.ScalarNode):
            return node.value.lower() in ("true", "yes", "on")
        self.mistake(self.value_at(name), f'"{name}" can only be true or false, without quotes')
        return None

    def slug(self, name: str = "id") -> str | None:
        """A written id; None when there is none (or none that could be used)."""
        if not self.has(name):
            return None
        value = self._text(name, False, "").strip()
        if value and not is_slug(value):
            right = (
                "use only a–z, 0–9 and single hyphens between them, at most 60 characters, like my-first-id"
            )
            self.mistake(self.value_at(name), f"{shown(value)} cannot be an id; {right}")
            return None
        return value or None

    def items(self, name: str, what: str, *, required: bool = True) -> list[yaml.Node]:
        """The entries of a list. `what` names one of them."""
        node = self.require(name, f'and under it {what} after each "- "') if required else self.node(name)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            mark = self.at(name) if type_of(node) == "null" else node.start_mark
            self.mistake(mark, f'"{name}" has to be a list: under it, {what} on a new line after each "- "')
            return []
        if not node.value:
            self.mistake(self.at(name), f'"{name}" is empty; add {what} after a "- "')
        return list(node.value)

    def check_message(self, name: str, part: str) -> None:
        """Whether all texts taken so far fit into one message; `name` is where to say so."""
        noun = self.what.removeprefix("a ")
        if self.characters > MESSAGE:
            have = f"this {noun} has {self.characters:,} characters in all"
            self.mistake(
                self.at(name), f"{have}, but a message has room for {MESSAGE:,}; shorten it, or {part}"
            )
        if self.styles > _STYLES:
            have = f"this {noun} has {self.styles} formatted places (bold, code, links …)"
            self.mistake(
                self.at(name), f"{have}, but Telegram shows no more than {_STYLES}; use fewer, or {part}"
            )

    def _take(self, node: yaml.MappingNode, known: tuple[str, ...]) -> None:
        unknown: list[_Field] = []
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            field = _Field(name, key.start_mark, value)
            if not isinstance(key, yaml.ScalarNode):
                self.mistake(
                    field.mark, f"a list cannot be a name; {self.what} has names like {several(known[:3])}"
                )
            elif name not in known:
                unknown.append(field)
            elif name in self._fields:
                first = self.source.where(self._fields[name].mark)
                right = "keep one of them"
                if name == next(iter(self._fields)) and self.mark.column:
                    right += ', or, if something new begins here, write "- " before it'
                self.mistake(field.mark, f'"{name}" stands here a second time (first: {first}); {right}')
            else:
                self._fields[name] = field
        for field in unknown:
            self._refuse(field, known)

    def _refuse(self, field: _Field, known: tuple[str, ...]) -> None:
        name = field.name.strip()
        close = get_close_matches(name.lower(), known, n=1, cutoff=0.7) if len(name) <= 40 else []
        if not close:
            right = f"{self.what} may have {several(known)}"
            self.mistake(field.mark, f"{shown(name)} is not known here; {right}")
            return
        self.mistake(field.mark, f'{shown(name)} is not known here; did you mean "{close[0]}"?')
        # Read on as if it were written right: one slip of the pen is one mistake, not two.
        self._fields.setdefault(close[0], field)

    def _text(self, name: str, required: bool, says: str) -> str:
        node = self.require(name) if required else self.node(name)
        if node is None:
            return ""
        if not required and type_of(node) == "null":
            self.mistake(self.at(name), f'"{name}" is empty; write a text after it, or leave the line out')
            return ""
        return text_of(self.source, node, f'"{name}"', says=says, empty_at=self.at(name))

    def _is_escaped(self, name: str) -> bool:
        node = self.node(name)
        return node is not None and is_escaped_line(node)

    def _fits(self, name: str, value: str, limit: int) -> bool:
        if len(value) > limit:
            have = f'"{name}" has {len(value):,} characters'
            self.mistake(self.at(name), f"{have}, but there is room for {limit:,}; make it shorter")
        return len(value) <= limit

    def _inside(self, name: str, complaint: Complaint) -> Mark:
        """The place of a complaint: in its own line under "|", else the first such word in the text."""
        node = self._fields[name].node
        literal = getattr(node, "style", None) == "|"
        first = node.start_mark.line + (1 + complaint.line if literal else 0)
        last = first if literal else node.end_mark.line
        for number in range(first, min(last + 1, len(self.source.lines))):
            begin = node.start_mark.column if number == node.start_mark.line else 0
            line = self.source.lines[number]
            column = line.find(complaint.word, begin) if complaint.word else len(line) - len(line.lstrip())
            if column >= 0:
                return Place(number, column)
        return node.start_mark
