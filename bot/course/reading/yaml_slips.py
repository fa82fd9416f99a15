"""Slips of the pen that YAML stumbles over, often some lines below: each is told where it was made.

Whether a line has such a slip is not guessed: it is mended, and the file read again. Where YAML then comes
past the line in which it gave up, that was it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import yaml

from bot.course.message import Message, say
from bot.course.reading.mistakes import START, YamlMark, YamlPlace
from bot.course.reading.yaml_words import OPEN_QUOTE

_LINES = 6
"""Lines that are tried for each slip."""
_FAR = 1_000
"""Lines that are looked at above the one in which YAML gave up."""
_TRIES = 24
"""Times that a file is read again, however many slips it may have: a large one takes a tenth of a second."""

_ODD = "[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
"""What looks like a space, or like nothing, and is no space for YAML."""
_WITHOUT_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_ODD_SPACE = say("yaml.odd_space")
_BEGIN = r"^ *(?:- +)*"
_VALUE = rf"{_BEGIN}(?:[\w-]+: +)?"
_AFTER = r"^ *(?:(?:- +)+(?:[\w-]+: +)?|[\w-]+: +)"


@dataclass(frozen=True)
class _Slip:
    """`pattern` finds it in a line, at the group `here`; `mended` gives the line without it."""

    pattern: re.Pattern[str]
    mended: Callable[[re.Match[str]], str]
    words: Message


_Found = tuple[int, re.Match[str]]
"""A line's number, and the slip in it."""


def slip_before(lines: list[str], last: int, loader: type) -> tuple[YamlMark, Message] | None:
    """Why YAML gave up in this line, counted from 0, if it is a slip that is known: where, and what to do."""
    for slip, found in islice(_tries(lines, last), _TRIES):
        if _reads_past(_mended(lines, slip, found), last, loader):
            number, match = found[0]
            return YamlPlace(number, match.start("here")), slip.words
    return None


def odd_name(node: yaml.Node) -> tuple[YamlMark, Message] | None:
    """The first name in the tree that has such an odd space around it, and so looks right but is unknown."""
    for name in _names(node):
        if match := _ODD_EDGE.search(name.value):
            return YamlPlace(name.start_mark.line, name.start_mark.column + match.start()), _ODD_SPACE
    return None


def _names(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _names(item)
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode):
                yield name
            yield from _names(value)


def _tries(lines: list[str], last: int) -> Iterator[tuple[_Slip, list[_Found]]]:
    """What may be the reason. One line by itself, or all: in a text that was copied, each may have it."""
    for slip in _SLIPS:
        found = list(islice(_matches(slip, lines, last), _LINES))
        yield from ((slip, [one]) for one in found)
        if len(found) > 1:
            yield slip, found[::-1]


def _matches(slip: _Slip, lines: list[str], last: int) -> Iterator[_Found]:
    """The nearest first."""
    for number in range(min(last, len(lines) - 1), max(-1, last - _FAR), -1):
        if match := slip.pattern.search(lines[number]):
            yield number, match


def _mended(lines: list[str], slip: _Slip, found: list[_Found]) -> list[str]:
    made = list(lines)
    for number, match in found:
        made[number] = slip.mended(match)
    return made


def _reads_past(lines: list[str], last: int, loader: type) -> bool:
    try:
        for event in yaml.parse("\n".join(lines), Loader=loader):
            if (event.start_mark or START).line > last:
                return True
    except yaml.YAMLError:
        return False
    return True


def _put(text: str) -> Callable[[re.Match[str]], str]:
    """The line with this text in place of the slip."""
    return lambda match: match.string[: match.start("here")] + text + match.string[match.end("here") :]


def _spaced(match: re.Match[str]) -> str:
    begin = _WITHOUT_WIDTH.sub("", match[0])
    return re.sub(_ODD, " ", begin) + match.string[match.end() :]


def _quoted(match: re.Match[str]) -> str:
    text = match["here"].strip().replace("'", "''")
    return f"{match.string[: match.start('here')]}'{text}'"


def _straight(match: re.Match[str]) -> str:
    text = match["text"].replace('"', '\\"')
    return f'{match.string[: match.start("here")]}"{text}"'


def _closed(match: re.Match[str]) -> str:
    return match.string.rstrip() + match["here"]


_ODD_EDGE = re.compile(rf"^\s*{_ODD}|{_ODD}\s*$")
_SLIPS = (
    _Slip(
        re.compile(rf"^[ -]*(?P<here>{_ODD})(?:[ -]|{_ODD})*(?:[\w-]+:(?: |{_ODD})*)?"), _spaced, _ODD_SPACE
    ),
    _Slip(re.compile(rf"{_BEGIN}[\w-]+: *(?:[|>][+-]? *)?(?P<here>{_ODD}+)"), _spaced, _ODD_SPACE),
    _Slip(
        re.compile(rf"{_BEGIN}[A-Za-z]+(?P<here>:)(?=[^\s:/])"),
        _put(": "),
        say("yaml.colon_space"),
    ),
    _Slip(
        re.compile(r"^ *(?:- +)*(?P<here>-)(?=[^\s-])"),
        _put("- "),
        say("yaml.dash_space"),
    ),
    _Slip(
        re.compile(r"^ *(?P<here>[–—‐‑−•·●*+]|\d+[.)])(?= +\S)"),
        _put("-"),
        say("yaml.no_hyphen"),
    ),
    _Slip(
        re.compile(rf"{_BEGIN}[A-Za-z]+(?P<here> *[=;：] *)(?=\S)"),
        _put(": "),
        say("yaml.no_colon"),
    ),
    _Slip(
        re.compile(r"^ *(?P<here>)(?=(?:section|question|term): )"),
        _put("- "),
        say("yaml.dash_missing"),
    ),
    _Slip(
        re.compile(r"^(?P<here>```.*)"),
        _put(""),
        say("yaml.fence"),
    ),
    _Slip(
        re.compile(rf"{_VALUE}(?P<here>[“”„«])(?P<text>.*)[“”»]\s*$"),
        _straight,
        say("yaml.curly_quotes"),
    ),
    _Slip(re.compile(rf'{_VALUE}(?P<here>")(?!.*")'), _closed, OPEN_QUOTE),
    _Slip(re.compile(rf"{_VALUE}(?P<here>')(?!.*')"), _closed, OPEN_QUOTE),
    _Slip(
        re.compile(rf"{_AFTER}(?P<here>\[[^\]]*\] *[^\s#].*|\{{[^}}]*\}} *[^\s#].*)"),
        _quoted,
        say("yaml.bracket"),
    ),
)
