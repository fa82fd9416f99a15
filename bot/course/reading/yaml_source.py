"""Bytes -> a tree of YAML nodes in which each value knows its line and column. Nothing is constructed.

What a course never needs (anchors, aliases, tags, more than one document) is refused while the events are
read, before any tree is built, so a small file cannot grow into a large one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

from bot.course.message import Message, say
from bot.course.reading.mistakes import START, Source, YamlMark, YamlPlace
from bot.course.reading.yaml_slips import odd_name, slip_before
from bot.course.reading.yaml_words import ALIAS, MAX_DEPTH, TAG, TOO_DEEP, in_plain_words

MAX_BYTES = 1024 * 1024
MAX_NODES = 20_000

FAST: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FORBIDDEN = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
"""How files of Word and LibreOffice, PDF and RTF begin."""


def compose(data: bytes, source: Source, loader: type = FAST) -> yaml.Node | None:
    """The file's one document, or None with a mistake noted in `source`."""
    text = _decoded(data, source)
    if text is None:
        return None
    source.lines = _lines(text)
    try:
        events = list(_checked(yaml.parse(_with_pairs_joined(text, loader), Loader=loader)))
        node = _Nodes(events).get_single_node()
    except _RefusedError as refused:
        source.mistake(refused.mark, refused.message)
        return None
    except yaml.MarkedYAMLError as error:
        slip = slip_before(source.lines, _gave_up(error), loader)
        source.mistake(*(slip or in_plain_words(error, source.lines)))
        return None
    except (yaml.YAMLError, RecursionError, ValueError):
        source.mistake(START, say("yaml.unreadable"))
        return None
    if node is None:
        source.mistake(START, say("yaml.empty"))
        return None
    if odd := odd_name(node):
        source.mistake(*odd)
        return None
    return node


def _with_pairs_joined(text: str, loader: type) -> str:
    """JSON writes an emoji as two halves, YAML as a whole. Only in double quotes is it more than text."""
    if not _PAIR.search(text):
        return text
    # Of the same length, so that all marks stay where they are.
    stand_in = _PAIR.sub(r"\\U0001F600__", text)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    made: list[str] = []
    done = 0
    for event in yaml.parse(stand_in, Loader=loader):
        if isinstance(event, yaml.ScalarEvent) and event.style == '"':
            begin, end = (_offset(starts, mark) for mark in (event.start_mark, event.end_mark))
            made += [text[done:begin], _PAIR.sub(_joined, text[begin:end])]
            done = end
    return "".join((*made, text[done:]))


def _offset(starts: list[int], mark: YamlMark | None) -> int:
    return starts[mark.line] + mark.column if mark else 0


def _joined(pair: re.Match[str]) -> str:
    whole = json.loads(f'"{pair.group()}"')
    return f"\\U{ord(whole):08X}"


def _gave_up(error: yaml.MarkedYAMLError) -> int:
    mark: YamlMark = error.problem_mark or error.context_mark or START
    return mark.line


class _RefusedError(Exception):
    def __init__(self, mark: YamlMark, message: Message) -> None:
        super().__init__(message.code)
        self.mark = mark
        self.message = message


class _Nodes(Composer, Resolver):
    """PyYAML's composer, fed with events that were looked at before."""

    def __init__(self, events: list[yaml.Event]) -> None:
        Composer.__init__(self)
        Resolver.__init__(self)
        self._events = iter(events)
        self._next = next(self._events, None)

    def check_event(self, *kinds: type[yaml.Event]) -> bool:
        return isinstance(self._next, kinds)

    def peek_event(self) -> yaml.Event | None:
        return self._next

    def get_event(self) -> yaml.Event | None:
        event, self._next = self._next, next(self._events, None)
        return event


def _decoded(data: bytes, source: Source) -> str | None:
    if len(data) > MAX_BYTES:
        source.mistake(START, say("yaml.large"))
        return None
    if data.startswith(_DOCUMENTS):
        source.mistake(START, say("yaml.document"))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A BOM, if there is one, is cut before decoding, so the bytes are counted in what was decoded.
        before = error.object[: error.start].decode("utf-8")
        source.mistake(_place(before), say("yaml.not_utf8"))
        return None
    if bad := _FORBIDDEN.search(text):
        code = f"U+{ord(bad.group()):04X}"
        source.mistake(_place(text[: bad.start()]), say("yaml.invisible", character=code))
        return None
    return text


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


def _place(before: str) -> YamlPlace:
    lines = _lines(before)
    return YamlPlace(len(lines) - 1, len(lines[-1]))


def _checked(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    depth = nodes = documents = 0
    for event in events:
        mark: YamlMark = event.start_mark or START
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise _RefusedError(mark, say("yaml.documents"))
            case yaml.CollectionStartEvent():
                depth += 1
            case yaml.CollectionEndEvent():
                depth -= 1
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            _check_node(event, depth, nodes)
        yield event


def _check_node(event: yaml.NodeEvent, depth: int, nodes: int) -> None:
    mark: YamlMark = event.start_mark or START
    if event.anchor is not None:  # an alias carries the anchor's name, so this is both
        raise _RefusedError(mark, ALIAS)
    if getattr(event, "tag", None) is not None:
        raise _RefusedError(mark, TAG)
    if depth > MAX_DEPTH:
        raise _RefusedError(mark, TOO_DEEP)
    if nodes > MAX_NODES:
        raise _RefusedError(mark, say("yaml.many_nodes", most=MAX_NODES))
