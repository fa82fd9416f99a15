"""PyYAML's complaints in words for people who write courses, not programs."""

from __future__ import annotations

import yaml

from bot.course.mistakes import START, Mark

_QUOTES = 'put the whole value in quotes, or write it under "|" on the next line'

_TAB = "there is a tab here; YAML wants spaces, so put spaces in its place"
_OPEN_QUOTE = "the quotation mark here is never closed; add one where the text ends"
_BACKSLASH = "inside double quotes YAML does not know this backslash; write two of them, or use single quotes"
_AFTER_BAR = 'nothing may follow "|" or ">" in the same line; begin the text on the next line'

# The first row whose signs all occur in PyYAML's complaint speaks. PyYAML has two parsers (C and Python) that
# say some things differently, hence the rows that mean the same.
_WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("tab character",), _TAB),
    (("\\t",), _TAB),
    (("quoted scalar", "end of stream"), _OPEN_QUOTE),
    (("quoted scalar", "document"), _OPEN_QUOTE),
    (("escape",), _BACKSLASH),
    (("hexdecimal",), _BACKSLASH),
    (("hexadecimal",), _BACKSLASH),
    (("anchor",), f"a & at the beginning of a value has a special meaning in YAML; {_QUOTES}"),
    (("alias",), f"a * at the beginning of a value has a special meaning in YAML; {_QUOTES}"),
    (("tag",), f"a ! at the beginning of a value has a special meaning in YAML; {_QUOTES}"),
    (("directive",), f"a % at the beginning of a line has a special meaning in YAML; {_QUOTES}"),
    (("cannot start any token",), f"a value cannot begin with this character; {_QUOTES}"),
    (
        ("mapping values are not allowed",),
        f'there is a ": " where YAML expects none; if it belongs to a text, {_QUOTES}; '
        "if this line is a name of its own, begin it in the same column as its neighbours",
    ),
    (("flow mapping",), "the { here is never closed, or a comma is missing; put a text with { in quotes"),
    (("flow sequence",), "the [ here is never closed, or a comma is missing; put a text with [ in quotes"),
    (("block scalar",), _AFTER_BAR),
    (("comment or",), _AFTER_BAR),
    (
        ("could not find expected ':'",),
        'this line is no "name: value"; if it goes on with a text, indent it further than the name above, '
        "otherwise add the colon",
    ),
    (("entries are not allowed",), 'a list cannot begin here; put each "- " on a line of its own'),
    (("keys are not allowed",), 'a "? " at the beginning has a special meaning in YAML; put it in quotes'),
    (("block collection",), 'the indentation is off; begin each "- " of a list in the same column'),
    (
        ("block mapping",),
        "the indentation is off; begin this line in the same column as its neighbours (or, if quotation "
        "marks stand around a part of a text only, put them around the whole of it)",
    ),
    (("document start",), "the indentation is off; begin this line in the same column as the first one"),
)
_OTHER = (
    "YAML cannot read this line; look for a wrong indentation, a missing colon or a missing quotation mark"
)


def in_plain_words(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[Mark, str]:
    """Where the mistake is, and what is wrong and would be right."""
    complaint = f"{error.context or ''} {error.problem or ''}"
    words = next((words for signs, words in _WORDS if all(sign in complaint for sign in signs)), _OTHER)
    mark: Mark | None = error.problem_mark or error.context_mark
    if "never closed" in words:
        mark = error.context_mark or mark
    if mark is None:
        return START, words
    if "cannot start any token" in complaint and _at(lines, mark) == "\t":
        words = _WORDS[0][1]
    return mark, words


def _at(lines: list[str], mark: Mark) -> str:
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
