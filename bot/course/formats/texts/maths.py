"""Formulas: simple ones become signs of Unicode (x², α, ≤), others stay as code, and are named."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.course.formats.material import Syntax
from bot.course.formats.texts.converted import Converted
from bot.course.formats.texts.formulas import in_unicode
from bot.course.formats.texts.html import code
from bot.course.formats.texts.plain import escaped
from bot.course.message import Message, say

_FORMULA = re.compile(
    r"\\\((?P<round>.{1,2000}?)\\\)|\\\[(?P<square>.{1,2000}?)\\\]|\$\$(?P<double>.{1,2000}?)\$\$"
    r"|(?<![\\\w$])\$(?P<single>(?=\S)[^$\n`]{1,500}?(?<=[^\s\\]))\$(?![\w$])",
    re.DOTALL,
)
_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`\n]*`", re.DOTALL)
_PLACE = re.compile("\ue002(\\d+)\ue003")
_PROSE = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}\s+[A-Za-z]{2,}")


def with_maths(text: str, syntax: Syntax, read: Callable[[str], Converted]) -> Converted:
    """`read` makes Markdown of the text around the formulas."""
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return read(text)
    formulas: list[str] = []
    losses: list[Message] = []

    def taken(found: re.Match[str]) -> str:
        inner = next(filter(None, found.groups()), "")
        if found["single"] and (_PROSE.search(inner) or not re.search(r"[\w\\]", inner)):
            return found[0]
        shown = in_unicode(_unescaped(inner) if syntax is Syntax.HTML else inner)
        if shown is None:
            losses.append(say("formats.formula", formula=inner.strip()[:80]))
        formulas.append(code(" ".join(inner.split())) if shown is None else escaped(shown))
        return f"\ue002{len(formulas) - 1}\ue003"

    outside = text if syntax is Syntax.PLAIN else None
    marked = _FORMULA.sub(taken, outside) if outside is not None else _outside_code(text, taken)
    if not formulas:
        return read(text)
    made = read(marked)
    back = _PLACE.sub(lambda found: formulas[int(found[1])], made.text)
    return Converted(back, made.images, (*made.losses, *dict.fromkeys(losses)))


def _outside_code(text: str, taken: Callable[[re.Match[str]], str]) -> str:
    parts: list[str] = []
    at = 0
    for found in _CODE.finditer(text):
        parts += [_FORMULA.sub(taken, text[at : found.start()]), found[0]]
        at = found.end()
    return "".join((*parts, _FORMULA.sub(taken, text[at:])))


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&nbsp;", " ")
