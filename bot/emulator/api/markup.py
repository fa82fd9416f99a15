"""Telegram's HTML parse mode: text with tags in, plain text and entities out.

Rules: https://core.telegram.org/bots/api#html-style. Offsets and lengths of entities count UTF-16 units, the
places in error words count UTF-8 bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.emulator.errors import ApiError, bad_request
from bot.emulator.world.entities import Entity, units

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
_TAGS = {*_STYLES, "a", "blockquote", "tg-emoji"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));?", re.IGNORECASE)
_UNQUOTED = re.compile(r"[A-Za-z0-9.\-]*")
_SPACES = re.compile(r"\s*")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """The text without its tags, and the entities in the order in which they end. Raises ApiError (400)."""
    return _Parser(text).parse()


@dataclass
class _Open:
    """A tag that waits for its end; offset in UTF-16 units, start in characters of the plain text."""

    tag: str
    argument: str
    offset: int


@dataclass
class _Parser:
    source: str
    at: int = 0
    offset: int = 0
    plain: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end_tag()
            elif self.source[self.at] == "<":
                self._start_tag()
            else:
                self._characters()
        if self.open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.plain), self.entities

    def _characters(self) -> None:
        end = self.source.find("<", self.at)
        chunk = decode(self.source[self.at : end if end >= 0 else len(self.source)])
        self.at = end if end >= 0 else len(self.source)
        self.plain.append(chunk)
        self.offset += units(chunk)

    def _start_tag(self) -> None:
        begin = self.at
        tag = self._take(_TAG_NAME, begin + 1).lower()
        if self.at >= len(self.source):
            raise _wrong(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in _TAGS:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.at += 1
        self.open.append(_Open(tag, argument, self.offset))

    def _attributes(self, tag: str, begin: int) -> str:
        """The one attribute that means something for this tag; stops at the closing '>'."""
        argument = ""
        while True:
            self._take(_SPACES, self.at)
            if self._peek() == ">":
                return argument
            name = self._take(_ATTRIBUTE_NAME, self.at)
            where = f'tag "{tag}" at byte offset {self._bytes(begin)}'
            if not name:
                raise _wrong(f"Empty attribute name in the {where}")
            self._take(_SPACES, self.at)
            if tag == "blockquote" and name == "expandable" and self._peek() != "=":
                argument = "expandable"
                continue
            if self._peek() != "=":
                raise _wrong(f"Expected equal sign in declaration of an attribute of the {where}")
            self._take(_SPACES, self.at + 1)
            argument = _meaning(tag, name, self._value(tag, begin)) or argument

    def _value(self, tag: str, begin: int) -> str:
        quote = self._peek()
        if quote in ("'", '"'):
            end = self.source.find(quote, self.at + 1)
            if end < 0:
                raise self._unclosed(tag, begin)
            value = decode(self.source[self.at + 1 : end])
            self.at = end + 1
        else:
            token = self.at
            value = self._take(_UNQUOTED, token).lower()
            if self._peek() not in ("", ">") and not self._peek().isspace():
                raise _wrong(f"Unexpected end of name token at byte offset {self._bytes(token)}")
        if self.at >= len(self.source):
            raise self._unclosed(tag, begin)
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        name = self._take(_TAG_NAME, begin + 2).lower()
        self._take(_SPACES, self.at)
        if self._peek() != ">":
            raise _wrong(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self.at += 1
        start = self.open.pop()
        if name and name != start.tag:
            place = self._bytes(begin)
            raise _wrong(
                f'Unmatched end tag at byte offset {place}, expected "</{start.tag}>", found "</{name}>"'
            )
        if self.offset > start.offset:
            self._close(start)

    def _close(self, start: _Open) -> None:
        entity = Entity(offset=start.offset, length=self.offset - start.offset)
        last = self.entities[-1] if self.entities else None
        same = last is not None and (last["offset"], last["length"]) == (entity["offset"], entity["length"])
        match start.tag:
            case "a":
                entity |= {"type": "text_link", "url": start.argument or self._since(start)}
            case "blockquote":
                entity["type"] = "expandable_blockquote" if start.argument else "blockquote"
            case "tg-emoji":
                entity |= {"type": "custom_emoji", "custom_emoji_id": start.argument}
            case "pre" if same and last and last["type"] == "code" and "language" in last:
                last["type"] = "pre"
                return
            case "code" if same and last and last["type"] == "pre" and start.argument:
                last["language"] = start.argument
                return
            case "code" if start.argument:
                entity |= {"type": "code", "language": start.argument}
            case tag:
                entity["type"] = _STYLES[tag]
        self.entities.append(entity)

    def _since(self, start: _Open) -> str:
        encoded = "".join(self.plain).encode("utf-16-le")
        return encoded[start.offset * 2 :].decode("utf-16-le")

    def _take(self, pattern: re.Pattern[str], at: int) -> str:
        found = pattern.match(self.source, at)
        self.at = found.end() if found else at
        return self.source[at : self.at]

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _unclosed(self, tag: str, begin: int) -> ApiError:
        return _wrong(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')


def decode(text: str) -> str:
    """Text with its character references resolved; references that are not known stay as they are."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED.get(name, found[0])
    digits = hexadecimal or decimal
    number = int(digits, 16 if hexadecimal else 10) if len(digits) < 10 else 0
    usable = 0 < number < 0x10FFFF and not 0xD800 <= number < 0xE000
    return chr(number) if usable else found[0]


def _meaning(tag: str, attribute: str, value: str) -> str:
    match tag, attribute:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return "expandable"
        case _:
            return ""


def _wrong(words: str) -> ApiError:
    return bad_request(f"can't parse entities: {words}")
