"""A text with gaps, in a prompt and what has the gaps: paragraphs above the first gap, and all pictures, are
the prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.course.formats.material import Syntax
from bot.course.formats.texts.from_any import as_html, words_of
from bot.course.kinds.choice import Option
from bot.course.kinds.gaps import Gaps

_BLOCK_END = re.compile(r"</(?:p|div|ul|ol|pre|table|h[1-6]|blockquote)>|(?:<br\s*/?>\s*){2,}", re.IGNORECASE)
_AROUND = re.compile(r"<(/?)(ul|ol|table|pre|blockquote)\b", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class GapText:
    """`pieces`: one more than there are gaps, in `syntax`. `name`: what the question is called, plain."""

    pieces: Sequence[str]
    name: str = ""
    syntax: Syntax = Syntax.HTML


def gap_question(
    text: GapText, accepted: Sequence[tuple[str, ...]], choices: Sequence[str] = ()
) -> tuple[str, Gaps]:
    """Its prompt, which is never empty, and its task."""
    above, first = _parted(text)
    pieces = [first, *text.pieces[1:]]
    pictures = "".join(found for piece in pieces for found in _PICTURE.findall(piece))
    pieces = [_PICTURE.sub("", piece) for piece in pieces]
    prompt = above if words_of(above) else _named(text)
    options = tuple(Option("", one, correct=False) for one in dict.fromkeys(choices))
    return prompt + pictures, Gaps(tuple(pieces), tuple(accepted), options)


def _parted(text: GapText) -> tuple[str, str]:
    first = text.pieces[0]
    pattern = _PARAGRAPH_END if text.syntax is Syntax.MARKDOWN else _BLOCK_END
    ends = [found.end() for found in pattern.finditer(first)]
    end = next((end for end in reversed(ends) if _is_outside(first[:end])), 0)
    rest = [first[end:], *text.pieces[1:]]
    return (first[:end], first[end:]) if words_of(" ".join(rest)) else ("", first)


def _is_outside(above: str) -> bool:
    """Whether no list or table is open there."""
    return sum(-1 if found[1] else 1 for found in _AROUND.finditer(above)) == 0


def _named(text: GapText) -> str:
    name = text.name or words_of("…".join(text.pieces))[:200]
    return as_html(name) if text.syntax is Syntax.HTML else name
