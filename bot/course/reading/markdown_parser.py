"""The parser of the Markdown that courses are written in: CommonMark with ~~strike~~ and tables.

It leaves CommonMark in two places, where a reader would: stars between digits are stars ("2*3*4"), and beside
Chinese, Japanese or Korean, whose words have no spaces around them, `**` need none either ("**注意。**次").
Source of the second: https://github.com/tats-u/markdown-cjk-friendly
"""

from __future__ import annotations

import unicodedata

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import emphasis as common
from markdown_it.token import Token

MOST_CHARACTERS = 10_000
MOST_BRACKETS = 500
"""What has more of either is shown as it is: to find out what belongs together takes quadratic time."""
_MAX_NESTING = 60
"""What is nested deeper is dropped by the parser; CommonMark's own 20 is met by a few lists in quotes."""


def parse(text: str) -> list[Token]:
    """The block tokens of a text; those of its lines hang under them."""
    return _plain(text) if is_dear(text) else _parser.parse(text)


def parse_line(text: str) -> list[Token]:
    """The tokens of a single line, in which lists, headings and the like are plain text."""
    return _plain(text)[1:2] if is_dear(text) else _parser.parseInline(text)


def new_parser(*rules: str) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable([*rules])
    parser.inline.ruler.at("emphasis", _emphasis)
    # Every address is a link here, so that a bad one is refused by name and does not stand there as brackets.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


def is_dear(text: str) -> bool:
    """Whether to parse it would take too long."""
    return len(text) > MOST_CHARACTERS or text.count("[") > MOST_BRACKETS


def _plain(text: str) -> list[Token]:
    words = Token("text", "", 0, content=text)
    inline = Token("inline", "", 0, content=text, children=[words], map=[0, text.count("\n") + 1])
    return [Token("paragraph_open", "p", 1, map=inline.map), inline, Token("paragraph_close", "p", -1)]


def _emphasis(state: StateInline, silent: bool) -> bool:
    start, marker = state.pos, state.src[state.pos]
    if marker == "*" and not silent and _is_between_digits(state):
        end = _end_of_run(state.src, start)
        state.pending += state.src[start:end]
        state.pos = end
        return True
    done = common.tokenize(state, silent)
    if done and marker == "*":
        _beside_cjk(state, start)
    return done


def _is_between_digits(state: StateInline) -> bool:
    """Whether stars are meant here beyond doubt: nothing is open that they could close."""
    end = _end_of_run(state.src, state.pos)
    around = state.src[max(0, state.pos - 1) : state.pos] + state.src[end : end + 1]
    if len(around) != 2 or not around.isascii() or not around.isdigit():
        return False
    return not any(one.open and one.marker == ord("*") for one in state.delimiters)


def _end_of_run(text: str, start: int) -> int:
    while start < len(text) and text[start] == "*":
        start += 1
    return start


def _beside_cjk(state: StateInline, start: int) -> None:
    before = state.src[start - 1] if start else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    if not (_is_cjk(before) or _is_cjk(after)):
        return
    for delimiter in state.delimiters[start - state.pos :]:
        delimiter.open = _holds_on(after, before)
        delimiter.close = _holds_on(before, after)


def _holds_on(inside: str, outside: str) -> bool:
    """Whether stars between these two belong to the first of them."""
    if isWhiteSpace(ord(inside)):
        return False
    free = isWhiteSpace(ord(outside)) or _is_punctuation(outside) or _is_cjk(outside)
    return free or not _is_punctuation(inside) or _is_cjk(inside)


def _is_punctuation(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _is_cjk(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFH" and unicodedata.category(char)[0] in "LP"


_parser = new_parser("strikethrough", "table")
