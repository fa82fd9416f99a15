"""PyYAML's complaints in words for people who write courses, not programs."""

from __future__ import annotations

import re

import yaml

from bot.course.message import Message, say
from bot.course.reading.mistakes import START, YamlMark, YamlPlace

ALIAS = say("yaml.alias")
TAG = say("yaml.tag")
MAX_DEPTH = 20
TOO_DEEP = say("yaml.too_deep", most=MAX_DEPTH)
OPEN_QUOTE = say("yaml.open_quote")

_TAB = say("yaml.tab")
_BACKSLASH = say("yaml.backslash")
_AFTER_BAR = say("yaml.after_bar")
_COLON = say("yaml.second_colon")
_TOO_FAR = say("yaml.too_far")
_OFF = say("yaml.off")
_NO_BEGINNING = say("yaml.no_beginning")

# The first row whose signs all occur in PyYAML's complaint speaks. PyYAML has two parsers (C and Python) that
# say some things differently, hence the rows that mean the same.
_WORDS: tuple[tuple[tuple[str, ...], Message], ...] = (
    (("tab character",), _TAB),
    (("\\t",), _TAB),
    (("quoted scalar", "end of stream"), OPEN_QUOTE),
    (("quoted scalar", "document"), OPEN_QUOTE),
    (("escape",), _BACKSLASH),
    (("hexdecimal",), _BACKSLASH),
    (("hexadecimal",), _BACKSLASH),
    (("anchor",), ALIAS),
    (("alias",), ALIAS),
    (("tag",), TAG),
    (("directive",), say("yaml.directive")),
    (("cannot start any token",), _NO_BEGINNING),
    (("mapping values are not allowed",), _COLON),
    (("flow mapping",), say("yaml.open_brace")),
    (("flow sequence",), say("yaml.open_bracket")),
    (
        ("flow node",),
        say("yaml.open_above"),
    ),
    (("nesting depth",), TOO_DEEP),  # libyaml 0.2.6 reads ahead, and gives up before it tells of the 21st
    (("block scalar",), _AFTER_BAR),
    (("comment or",), _AFTER_BAR),
    (
        ("could not find expected ':'",),
        say("yaml.no_pair"),
    ),
    (
        ("entries are not allowed",),
        say("yaml.no_list_here"),
    ),
    (("keys are not allowed",), say("yaml.question_mark")),
    (("block collection",), _OFF),
    (("block mapping",), _OFF),
    (("document start",), _OFF),
)
# Here PyYAML points to where it gave up; a person looks for where it began.
_BEGINNINGS = (
    ("quoted scalar", "end of stream"),
    ("quoted scalar", "document"),
    ("flow mapping",),
    ("flow sequence",),
    ("anchor",),
    ("alias",),
    ("tag",),
    ("could not find expected ':'",),
)
_BAR = re.compile(r": +[|>][+-]? *$")
_NAME = re.compile(r"\s*[\w-]+:(\s|$)")
_OTHER = say("yaml.unreadable_line")


def in_plain_words(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[YamlMark, Message]:
    """Where the mistake is, and what is wrong and would be right."""
    complaint = f"{error.context or ''} {error.problem or ''}"
    words = next((words for signs, words in _WORDS if _has(complaint, signs)), _OTHER)
    mark: YamlMark | None = error.problem_mark or error.context_mark
    if error.context_mark and any(_has(complaint, signs) for signs in _BEGINNINGS):
        mark = error.context_mark
    if mark is None:
        return START, words
    line = lines[mark.line] if mark.line < len(lines) else ""
    above = next((text for text in reversed(lines[: mark.line]) if text.strip()), "")
    return _closer(mark, words, line, above)


def _has(complaint: str, signs: tuple[str, ...]) -> bool:
    return all(sign in complaint for sign in signs)


def _closer(mark: YamlMark, words: Message, line: str, above: str) -> tuple[YamlMark, Message]:
    """What the line itself, and the one above, tell in addition to the complaint."""
    before = line[: mark.column].rstrip()
    here = line[mark.column : mark.column + 1]
    if here == "\t":
        return mark, _TAB
    if words == _OTHER and here and here in ",]}":
        return mark, _NO_BEGINNING
    if words == _COLON and ":" not in before:
        return YamlPlace(mark.line, len(line) - len(line.lstrip())), _TOO_FAR
    if words == _OFF:
        return mark, _off(line, before, above)
    return mark, words


def _off(line: str, before: str, above: str) -> Message:
    if _BAR.search(above):
        return say("yaml.under_bar")
    if before.endswith(("'", '"')):
        return say("yaml.after_quotes")
    if line.lstrip().startswith("- "):
        return say("yaml.dash_off")
    return _OFF if _NAME.match(line) else say("yaml.text_off")
