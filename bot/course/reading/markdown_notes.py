"""What Markdown makes of a text and its author may not have meant: it vanishes, joins, or looks otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.token import Token

from bot.course.message import say
from bot.course.reading.markdown_parser import is_dear, new_parser
from bot.course.reading.markup import MarkupProblem, flat, is_web_address

WIDTH = 60
"""Characters: lines that are shorter, though the next word would have fitted, were ended on purpose."""

_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})\s*")
_DUNDER = re.compile(r"[a-z0-9][a-z0-9_]*|[A-Z0-9][A-Z0-9_]*")
_SPACED = re.compile(
    r"(?<![\w)*])"
    r"(?:(?P<star>\*\*|__)\s+[^\s*_][^*_\n]*?\s*(?P=star)|(?P<end>\*\*|__)[^\s*_][^*_\n]*?\s+(?P=end))"
    r"(?![\w*])"
)
_PLAIN_ESCAPES = frozenset("*_[]`~<>#+-!")
"""What people put a backslash before so that Markdown leaves it alone."""
_KEPT_BACKSLASH = re.compile(r"\\[A-Za-z0-9]")
_DRIVE = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\")
_NUMBER = re.compile(r"\d$")
_WORD = re.compile(r"[^\W\d_]{2}")

_parser = new_parser("strikethrough").disable("text_join")
"""Without it, what a backslash stood before is a token of its own."""


def remarks(text: str) -> tuple[MarkupProblem, ...]:
    """On a text of any number of lines."""
    if is_dear(text):
        return ()
    env: dict[str, dict[str, dict[str, object]]] = {}
    blocks = _parser.parse(text, env)
    return (
        *_in_lines(blocks, text.split("\n")),
        *_definitions(env.get("references", {}), text),
        *(remark for line, inline in _inlines(blocks) for remark in _in_line(line, inline)),
    )


def remarks_on_line(text: str) -> tuple[MarkupProblem, ...]:
    """On a text of one line, such as an option."""
    if is_dear(text):
        return ()
    return tuple(remark for inline in _parser.parseInline(text) for remark in _in_line(0, inline))


def formatting(text: str) -> str | None:
    """A piece of formatting in a text that is shown as it is typed; None where there is none."""
    if is_dear(text):
        return None
    for _, token in flat(_parser.parseInline(text)):
        if token.type in ("strong_open", "em_open") and token.markup.startswith("*"):
            return token.markup
        if token.type in ("code_inline", "s_open", "link_open") and token.markup != "autolink":
            return token.markup or "]("
    return None


def _inlines(blocks: list[Token]) -> Iterator[tuple[int, Token]]:
    return ((token.map[0] if token.map else 0, token) for token in blocks if token.type == "inline")


def _in_lines(blocks: list[Token], lines: list[str]) -> Iterator[MarkupProblem]:
    top = [token for token in blocks if token.level == 0 and token.nesting >= 0]
    for token in blocks:
        first, end = token.map or (0, 0)
        if token.type == "fence" and not _is_closed(token.markup, lines[first + 1 : end]):
            yield MarkupProblem(first, token.markup, say("notes.fence", fence=token.markup))
        if token.type == "heading_open" and token.markup in ("-", "="):
            yield MarkupProblem(end - 1, token.markup, say("notes.underlined", sign=token.markup * 3))
        if token.type == "paragraph_open" and _meant_as_lines(lines[first:end]):
            yield MarkupProblem(first, "", say("notes.lines"))
    kinds = [token.type for token in top]
    for place, token in enumerate(top[1:-1], 1):
        around = (kinds[place - 1], kinds[place + 1]) == ("ordered_list_open", "ordered_list_open")
        if token.type == "bullet_list_open" and around and token.map:
            yield MarkupProblem(token.map[0], token.markup, say("notes.bullets"))


def _is_closed(fence: str, lines: list[str]) -> bool:
    last = _FENCE.fullmatch(lines[-1]) if lines else None
    return last is not None and last[1].startswith(fence)


def _meant_as_lines(lines: list[str]) -> bool:
    """Whether each line but the last was ended though there was room for the next word."""
    width = max(WIDTH, *(len(line.strip()) for line in lines)) if lines else 0
    breaks = list(pairwise(line.strip() for line in lines))
    if any(above.endswith(("\\", "  ")) for above in lines[:-1]):
        return False
    return bool(breaks) and all(
        len(above) + 1 + len(below.partition(" ")[0]) <= min(width, WIDTH) for above, below in breaks
    )


def _definitions(found: dict[str, dict[str, object]], text: str) -> Iterator[MarkupProblem]:
    """[Tip]: text, which defines an address for links, and is not shown."""
    lines = text.split("\n")
    for label, one in found.items():
        first = one["map"][0] if isinstance(one["map"], list) else 0
        name = re.search(rf"\[({re.escape(label)})\]:", lines[first], re.IGNORECASE)
        used = text.casefold().count(f"[{label.casefold()}]") > 1
        if not (used and is_web_address(str(one["href"]))):
            shown = name[1] if name else label
            yield MarkupProblem(first, "[", say("notes.definition", name=shown))


def _in_line(line: int, inline: Token) -> Iterator[MarkupProblem]:
    children = inline.children or []
    meant = _literal_backslashes(inline.content)
    before, told = "", -1
    for token, after in zip(children, (*children[1:], None), strict=False):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "text_special" and token.info == "escape":
            lost = _is_lost(token, before, meant)
            if lost and told != line:
                told = line
                lost_as = say("notes.backslash", written=token.markup, shown=token.content)
                yield MarkupProblem(line, token.markup, lost_as)
            meant = meant or lost
        elif remark := _remark(line, token, before, after):
            yield remark
        before = "" if token.type.endswith("break") else token.content or before


def _remark(line: int, token: Token, before: str, after: Token | None) -> MarkupProblem | None:
    sign = token.markup
    if token.type in ("em_open", "strong_open") and sign[0] == "*" and _ends_a_word(before):
        return MarkupProblem(line, before[-1] + sign, say("notes.stars", sign=sign))
    if token.type == "strong_open" and sign == "__" and after and _DUNDER.fullmatch(after.content):
        return MarkupProblem(line, f"__{after.content}", say("notes.underscores", name=after.content))
    if token.type == "text" and (spaced := _SPACED.search(token.content)) and _WORD.search(spaced[0]):
        sign = spaced["star"] or spaced["end"]
        right = f"{sign}{spaced[0].strip(sign).strip()}{sign}"
        return MarkupProblem(line, spaced[0], say("notes.spaced", written=spaced[0], right=right))
    return None


def _ends_a_word(before: str) -> bool:
    return before[-1:].isascii() and before[-1:].isalnum()


def _literal_backslashes(text: str) -> bool:
    """Whether backslashes are meant as such here, as in a path or a pattern."""
    return bool(_KEPT_BACKSLASH.search(text) or _DRIVE.search(text))


def _is_lost(token: Token, before: str, backslashes: bool) -> bool:
    """Whether a backslash that is not shown may have been meant as one."""
    if token.markup == token.content:  # \\d is shown as it is
        return False
    if token.content in _PLAIN_ESCAPES:
        return backslashes
    return token.content not in ".)" or backslashes or not _NUMBER.search(before)
