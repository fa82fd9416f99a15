"""The house's Markdown -> HTML, for programs that show texts as a browser does."""

from __future__ import annotations

import html
from functools import lru_cache

from bot.course.reading.markdown_parser import is_dear, new_parser


@lru_cache(maxsize=8192)
def html_of(markdown: str) -> str:
    """A paragraph that stands alone has no tags around it; so what comes back as it was is a plain text."""
    made = _blocks(markdown)
    inner = made.removeprefix("<p>").removesuffix("</p>")
    alone = made.startswith("<p>") and made.endswith("</p>") and "<p>" not in inner
    return inner if alone else made


def html_blocks(markdown: str) -> str:
    """The same with tags around each paragraph; "" for no text."""
    made = html_of(markdown)
    return f"<p>{made}</p>" if made and not made.startswith(_BLOCKS) else made


def html_line(words: str) -> str:
    """A text without formatting."""
    return _no_formulas(html.escape(words, quote=False))


def _blocks(markdown: str) -> str:
    text = html.escape(markdown, quote=False) if is_dear(markdown) else _parser.render(markdown)
    return _no_formulas(text.strip())


def _no_formulas(text: str) -> str:
    """Dollars and brackets that stand there as such are no formulas, which other programs look for."""
    return text.replace("$", "&#36;").replace("\\(", "\\&#40;").replace("\\[", "\\&#91;")


_BLOCKS = ("<p>", "<ul>", "<ol", "<pre>", "<blockquote>", "<h")
_parser = new_parser("strikethrough")
_parser.add_render_rule("softbreak", lambda *_: " ")
_parser.add_render_rule("hardbreak", lambda *_: "<br>")
