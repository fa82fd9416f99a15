"""PyYAML's complaints in words for people who write courses, not programs."""

from __future__ import annotations

import re

import yaml

from bot.course.reading.mistakes import START, Mark, Place

QUOTES = 'put the whole value in quotes, or write it under "|" on the next line'
ALIAS = f"a * or & at the beginning of a value has a special meaning in YAML; {QUOTES}"
TAG = f"a ! at the beginning of a value has a special meaning in YAML; {QUOTES}"
MAX_DEPTH = 20
TOO_DEEP = f"lists and names are nested more than {MAX_DEPTH} deep; a course needs about six"

_TAB = "there is a tab here; YAML wants spaces, so put spaces in its place"
OPEN_QUOTE = "the quotation mark here is never closed; add one where the text ends"
_BACKSLASH = (
    "inside double quotes YAML does not know this backslash; write two of them, use single quotes, or, in a "
    'path, write "/"'
)
_AFTER_BAR = (
    'nothing may follow "|" or ">" in the same line; begin the text on the next line, or put all of it in '
    "quotes if the sign is a part of it"
)
_COLON = f'a second ": " in one line confuses YAML; {QUOTES}'
_TOO_FAR = (
    "this line is indented too far, or the line above lacks its colon; begin it in the same column as the "
    'names around it, or, where it goes on with a text that has a colon, write that text under "|"'
)
_OFF = "the indentation is off; begin this line in the same column as the names above that belong with it"
_UNDER_BAR = 'a text under "|" has to be indented further than the name before it'
_DASH_OFF = 'the indentation is off; begin this "- " in the same column as the "- " above it'
_TEXT_OFF = "the indentation is off; begin all lines of a text in the same column"
_NO_BEGINNING = f"a value cannot begin with this character; {QUOTES}"
_AFTER_QUOTES = (
    "the text in quotes ends before this; put the quotation marks around the whole of it, and take a kind (' "
    'or ") that does not stand in it'
)

# The first row whose signs all occur in PyYAML's complaint speaks. PyYAML has two parsers (C and Python) that
# say some things differently, hence the rows that mean the same.
_WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
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
    (("directive",), f"a % at the beginning of a line has a special meaning in YAML; {QUOTES}"),
    (("cannot start any token",), _NO_BEGINNING),
    (("mapping values are not allowed",), _COLON),
    (("flow mapping",), "the { here is never closed, or a comma is missing; put a text with { in quotes"),
    (("flow sequence",), "the [ here is never closed, or a comma is missing; put a text with [ in quotes"),
    (
        ("flow node",),
        "a [ or { above is never closed, or there is a comma too many; put a text with [ or { in quotes",
    ),
    (("nesting depth",), TOO_DEEP),  # libyaml 0.2.6 reads ahead, and gives up before it tells of the 21st
    (("block scalar",), _AFTER_BAR),
    (("comment or",), _AFTER_BAR),
    (
        ("could not find expected ':'",),
        'this line is no "name: value"; if it goes on with a text, indent it further than the name above, or '
        'write the text under "|"; otherwise add the colon',
    ),
    (
        ("entries are not allowed",),
        'a list cannot begin here; put each "- " on a line of its own, or the text in quotes',
    ),
    (("keys are not allowed",), 'a "? " at the beginning has a special meaning in YAML; put it in quotes'),
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
_OTHER = (
    "YAML cannot read this line; look for a wrong indentation, a missing colon or a missing quotation mark"
)


def in_plain_words(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[Mark, str]:
    """Where the mistake is, and what is wrong and would be right."""
    complaint = f"{error.context or ''} {error.problem or ''}"
    words = next((words for signs, words in _WORDS if _has(complaint, signs)), _OTHER)
    mark: Mark | None = error.problem_mark or error.context_mark
    if error.context_mark and any(_has(complaint, signs) for signs in _BEGINNINGS):
        mark = error.context_mark
    if mark is None:
        return START, words
    line = lines[mark.line] if mark.line < len(lines) else ""
    above = next((text for text in reversed(lines[: mark.line]) if text.strip()), "")
    return _closer(mark, words, line, above)


def _has(complaint: str, signs: tuple[str, ...]) -> bool:
    return all(sign in complaint for sign in signs)


def _closer(mark: Mark, words: str, line: str, above: str) -> tuple[Mark, str]:
    """What the line itself, and the one above, tell in addition to the complaint."""
    before = line[: mark.column].rstrip()
    here = line[mark.column : mark.column + 1]
    if here == "\t":
        return mark, _TAB
    if words == _OTHER and here and here in ",]}":
        return mark, _NO_BEGINNING
    if words == _COLON and ":" not in before:
        return Place(mark.line, len(line) - len(line.lstrip())), _TOO_FAR
    if words == _OFF:
        return mark, _off(line, before, above)
    return mark, words


def _off(line: str, before: str, above: str) -> str:
    if _BAR.search(above):
        return _UNDER_BAR
    if before.endswith(("'", '"')):
        return _AFTER_QUOTES
    if line.lstrip().startswith("- "):
        return _DASH_OFF
    return _OFF if _NAME.match(line) else _TEXT_OFF
