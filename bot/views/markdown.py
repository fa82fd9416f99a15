"""Course Markdown -> the HTML that Telegram understands.

Telegram knows a handful of tags and shows text alone otherwise, so blocks become lines: paragraphs with an
empty line between them, bullets and numbers written out. A style around or inside `code` would be dropped by
Telegram in silence, so styles end before it and begin again after it.
Source of the rules: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from markdown_it.token import Token

from bot.course.reading.markdown_parser import parse, parse_line
from bot.course.reading.markup import is_web_address
from bot.views.split_html import escaped

_INDENT = "\u2002\u2002"
_RULE = "———"
_STYLES = {"strong_open": "<b>", "em_open": "<i>", "s_open": "<s>"}
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_LANGUAGE = re.compile(r"[\w+#.-]+")


@lru_cache(maxsize=4096)
def to_html(text: str) -> str:
    """A text of any number of paragraphs; only Telegram's tags, all else escaped."""
    try:
        return _joined(_blocks(_tree(parse(text))))
    except RecursionError:  # Brackets within brackets, hundreds deep: no reader misses their formatting.
        return escaped(text)


@lru_cache(maxsize=4096)
def inline_html(text: str) -> str:
    """A text of one line, such as an option: styles, code and links, but no blocks."""
    try:
        return _inline(parse_line(text))
    except RecursionError:
        return escaped(text)


@dataclass(frozen=True)
class _Run:
    """A stretch of text with the opening tags that hold for it, outermost first."""

    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class _Block:
    token: Token
    kind: str
    children: list[_Block] = field(default_factory=list)

    @property
    def inline(self) -> list[Token]:
        """The tokens of a paragraph's, a heading's or a cell's text."""
        return [child.token for child in self.children]


def _tree(tokens: list[Token]) -> list[_Block]:
    """Opening and closing tokens -> blocks within blocks."""
    levels: list[list[_Block]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            levels.pop()
            continue
        block = _Block(token, token.type.removesuffix("_open"))
        levels[-1].append(block)
        if token.nesting > 0:
            levels.append(block.children)
    return levels[0]


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block.strip())


def _blocks(blocks: list[_Block], quoted: bool = False) -> Iterator[str]:
    for block in blocks:
        yield _block(block, quoted)


def _block(block: _Block, quoted: bool) -> str:
    match block.kind:
        case "paragraph":
            return _inline(block.inline)
        case "heading":
            return _inline(block.inline, ("<b>",))
        case "bullet_list" | "ordered_list":
            return "\n".join(_list(block, 0, quoted))
        case "blockquote":
            inside = _joined(_blocks(block.children, quoted=True))
            return inside if quoted or not inside else f"<blockquote>{inside}</blockquote>"
        case "fence" | "code_block":
            return _code_block(block.token)
        case "hr":
            return _RULE
        case "table":
            return "\n".join(_rows(block))
        case _:
            return escaped(block.token.content.strip("\n"))


def _code_block(token: Token) -> str:
    code = escaped(token.content.strip("\n").rstrip())
    language = _LANGUAGE.match(token.info.strip())
    if not code.strip():
        return ""
    if language is None:
        return f"<pre>{code}</pre>"
    return f'<pre><code class="language-{escaped(language.group())}">{code}</code></pre>'


def _list(block: _Block, depth: int, quoted: bool) -> Iterator[str]:
    """The lines of a list; those inside it are indented by en spaces, since Telegram cuts ordinary ones."""
    number = int(block.token.attrs.get("start", 1))
    for place, item in enumerate(block.children):
        mark = f"{number + place}." if block.kind == "ordered_list" else "•"
        yield from _item(item.children, f"{_INDENT * depth}{mark} ", depth, quoted)


def _item(blocks: list[_Block], mark: str, depth: int, quoted: bool) -> Iterator[str]:
    starts_with_text = bool(blocks) and blocks[0].kind in ("paragraph", "heading")
    yield mark + _block(blocks[0], quoted) if starts_with_text else mark.rstrip(" ")
    for block in blocks[1:] if starts_with_text else blocks:
        if block.kind in ("bullet_list", "ordered_list"):
            yield from _list(block, depth + 1, quoted)
        elif html := _block(block, quoted):
            own_lines = block.kind in ("fence", "code_block", "blockquote", "table")
            yield html if own_lines else _INDENT * (depth + 1) + html


def _rows(table: _Block) -> Iterator[str]:
    for part in table.children:
        tags = ("<b>",) if part.kind == "thead" else ()
        for row in part.children:
            yield " · ".join(_inline(cell.inline, tags) for cell in row.children)


def _inline(tokens: Iterable[Token], tags: tuple[str, ...] = ()) -> str:
    """Runs -> HTML: tags that two neighbours share stay open between them."""
    html: list[str] = []
    opened: tuple[str, ...] = ()
    for run in (*_runs(tokens, tags), _Run("", ())):
        same = (old == new for old, new in zip(opened, run.tags, strict=False))
        shared = len(list(takewhile(bool, same)))
        html += [_closing(tag) for tag in reversed(opened[shared:])]
        html += [*run.tags[shared:], escaped(run.text)]
        opened = run.tags
    return "".join(html).strip()


def _runs(tokens: Iterable[Token], around: tuple[str, ...]) -> Iterator[_Run]:
    stack = [around]
    for token in tokens:
        tags = stack[-1]
        if token.children is not None:
            yield from _runs(token.children, tags)
        elif token.nesting > 0:
            stack.append(_with(tags, _opening(token)))
        elif token.nesting < 0:
            stack.pop()
        elif text := _BREAKS.get(token.type, token.content):
            # Inside a link, code gives way: Telegram would keep only one of the two.
            is_code = token.type == "code_inline" and not any(tag.startswith("<a ") for tag in tags)
            yield _Run(text, ("<code>",) if is_code else tags)


def _opening(token: Token) -> str:
    """The tag of a style or link; "" for an address that Telegram would not open."""
    if token.type != "link_open":
        return _STYLES[token.type]
    url = str(token.attrGet("href"))
    if is_web_address(url) or url.startswith(("tg://", "mailto:")):
        return f'<a href="{escaped(url)}">'
    return ""


def _with(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tags if not tag or tag in tags else (*tags, tag)


def _closing(tag: str) -> str:
    return f"</{tag[1:-1].split()[0]}>"
