"""One mapping of a file, read by names: each value is checked as it is taken; mistakes are noted, not raised.

After a mistake a reader gets an empty stand-in and goes on, so that all mistakes are found in one go. What
was built from stand-ins is thrown away at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

import yaml

from bot.course.message import Message, say
from bot.course.reading.markup import examine
from bot.course.reading.mistakes import Source, YamlMark
from bot.course.reading.places import inside
from bot.course.reading.slugs import is_slug
from bot.course.reading.todo import WAITING, is_todo
from bot.course.reading.values import described, is_escaped_line, is_null_word, text_of, type_of

MESSAGE = 3_600
"""So many characters of a course go into one message; the rest of Telegram's 4,096 is the bot's own."""
TITLE = 100
LINE = 300

_STYLES = 90
_SIGN = re.compile(r"\S")


@dataclass(frozen=True)
class _Field:
    name: str
    mark: YamlMark
    node: yaml.Node


class Fields:
    """`what` stands for the mapping in messages ("a section"), `known` are the names it may have."""

    def __init__(self, source: Source, node: yaml.Node, what: Message, known: tuple[str, ...]) -> None:
        self.source = source
        self.mark: YamlMark = node.start_mark
        self.what = what
        self.characters = 0
        self.styles = 0
        self.readable = isinstance(node, yaml.MappingNode)
        self._fields: dict[str, _Field] = {}
        if isinstance(node, yaml.MappingNode):
            self._take(node, known)
        else:
            below = type_of(node) == "null"
            found = described(node)
            self.mistake(
                self.mark, say("fields.no_mapping", found=found, what=what, known=known[:3], below=below)
            )

    def mistake(self, mark: YamlMark, message: Message) -> None:
        self.source.mistake(mark, message)

    def has(self, name: str) -> bool:
        return name in self._fields

    def at(self, name: str) -> YamlMark:
        """Where this name stands; the mapping's beginning if it is missing."""
        field = self._fields.get(name)
        return field.mark if field else self.mark

    def value_at(self, name: str) -> YamlMark:
        """Where this name's value begins."""
        field = self._fields.get(name)
        return field.node.start_mark if field else self.mark

    def require(self, name: str, item: Message | None = None) -> yaml.Node | None:
        """The value of a name that must be there. `item`: of what it is a list."""
        if field := self._fields.get(name):
            return field.node
        if self.readable:
            missing = say("fields.missing", name=name, what=self.what)
            if item:
                missing = say("fields.missing_list", name=name, what=self.what, item=item)
            self.mistake(self.mark, missing)
        return None

    def node(self, name: str) -> yaml.Node | None:
        field = self._fields.get(name)
        return field.node if field else None

    def line(
        self, name: str, limit: int = TITLE, *, required: bool = True, says: Message | None = None
    ) -> str:
        """A text of one line. `says` is what to say of a yes/no value, where people may take it for one."""
        value = self._text(name, required, says).strip()
        if "\n" in value:
            escaped = self._is_escaped(name)
            self.mistake(
                self.at(name),
                say("fields.escaped_lines", name=name) if escaped else say("fields.several_lines", name=name),
            )
            return ""
        if not self._fits(name, value, limit):
            return ""
        self.characters += len(value)
        return value

    def markdown(
        self,
        name: str,
        limit: int = MESSAGE,
        *,
        required: bool = True,
        says: Message | None = None,
        plain: re.Pattern[str] | None = None,
    ) -> str:
        """A text in Markdown, of any number of lines. `plain`: what in it is none."""
        raw = self._text(name, required, says)
        value = raw.strip("\n").rstrip()
        if not value or not self._fits(name, value, limit):
            return ""
        self.characters += len(value)
        markup = examine(plain.sub(lambda found: _SIGN.sub("x", found[0]), raw) if plain else raw)
        for complaint in markup.complaints:
            self.mistake(inside(self._fields[name].node, self.source.lines, complaint), complaint.message)
        if not markup.visible:
            self.mistake(self.at(name), say("fields.shows_nothing", name=name))
        self.styles += markup.styles
        return value

    def flag(self, name: str) -> bool | None:
        """true or false; None when it is not there."""
        node = self.node(name)
        if node is None:
            return None
        if type_of(node) == "bool" and isinstance(node, yaml.ScalarNode):
            return node.value.lower() in ("true", "yes", "on")
        self.mistake(self.value_at(name), say("fields.no_flag", name=name))
        return None

    def slug(self, name: str = "id") -> str | None:
        """A written id; None when there is none (or none that could be used)."""
        if not self.has(name):
            return None
        value = self._text(name, False, None).strip()
        if value and not is_slug(value):
            self.mistake(self.value_at(name), say("fields.no_id", text=value))
            return None
        return value or None

    def items(self, name: str, item: Message, *, required: bool = True) -> list[yaml.Node]:
        """The entries of a list. `item` stands for one of them."""
        node = self.require(name, item) if required else self.node(name)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            mark = self.at(name) if type_of(node) == "null" else node.start_mark
            self.mistake(mark, say("fields.no_list", name=name, item=item))
            return []
        if not node.value:
            self.mistake(self.at(name), say("fields.empty_list", name=name, item=item))
        return list(node.value)

    def check_message(self, name: str, of: str) -> None:
        """Whether all texts taken so far fit into one message; `name` is where to say so. `of`: "course",
        "section" or "question"."""
        characters, styles = self.characters, self.styles
        if characters > MESSAGE:
            full = say("fields.message_full", of=of, characters=characters, most=MESSAGE)
            self.mistake(self.at(name), full)
        if styles > _STYLES:
            many = say("fields.many_styles", of=of, styles=styles, most=_STYLES)
            self.mistake(self.at(name), many)

    def _take(self, node: yaml.MappingNode, known: tuple[str, ...]) -> None:
        unknown: list[_Field] = []
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            field = _Field(name, key.start_mark, value)
            if not isinstance(key, yaml.ScalarNode):
                self.mistake(field.mark, say("fields.list_as_name", what=self.what, known=known[:3]))
            elif name not in known:
                unknown.append(field)
            elif name in self._fields:
                first = self.source.where(self._fields[name].mark)
                begins = bool(name == next(iter(self._fields)) and self.mark.column)
                self.mistake(field.mark, say("fields.twice", name=name, first=first, begins=begins))
            else:
                self._fields[name] = field
        for field in unknown:
            self._refuse(field, known)

    def _refuse(self, field: _Field, known: tuple[str, ...]) -> None:
        name = field.name.strip()
        close = get_close_matches(name.lower(), known, n=1, cutoff=0.7) if len(name) <= 40 else []
        if not close:
            self.mistake(field.mark, say("fields.unknown", name=name, what=self.what, known=known))
            return
        capitals = name.lower() == close[0]
        self.mistake(
            field.mark,
            say("fields.capitals", name=name, meant=close[0])
            if capitals
            else say("fields.misspelt", name=name, meant=close[0]),
        )
        # Read on as if it were written right: one slip of the pen is one mistake, not two.
        self._fields.setdefault(close[0], field)

    def _text(self, name: str, required: bool, says: Message | None) -> str:
        node = self.require(name) if required else self.node(name)
        if node is None:
            return ""
        if not required and type_of(node) == "null" and not is_null_word(node):
            self.mistake(self.at(name), say("fields.empty", name=name))
            return ""
        what = say("things.named", name=name)
        text = text_of(self.source, node, what, says=says, empty_at=self.at(name))
        return "" if name in WAITING and is_todo(text) else text

    def _is_escaped(self, name: str) -> bool:
        node = self.node(name)
        return node is not None and is_escaped_line(node)

    def _fits(self, name: str, value: str, limit: int) -> bool:
        if len(value) > limit:
            long = say("fields.too_long", name=name, characters=len(value), most=limit)
            self.mistake(self.at(name), long)
        return len(value) <= limit
