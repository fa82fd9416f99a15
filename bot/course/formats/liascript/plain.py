"""LiaScript without its effects: what appears when, what is spoken, comments. Lines keep their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_SPOKEN = re.compile(r"^\s*--\{\{[^}]{0,40}\}\}--\s*")
_EFFECT = re.compile(r"^\s*\{\{[^}]*\}\}\s*$|(?<![\w{])\{\{[\d\s|>-]+\}\}(?:\{([^{}]*)\}|[ \t]*)")
_MEDIA = re.compile(r"(?<![\w!\]])(?:!\?|\?\?|\?)\[([^\]]{0,300})\]\(")


def without_effects(lines: Sequence[str]) -> list[str]:
    found: list[str] = []
    fence = ""
    for line in _without_comments(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            found.append(line)
            fence = "" if mark and fence and mark[1].startswith(fence) else fence or (mark[1] if mark else "")
            continue
        plain = _SPOKEN.sub("", line)
        plain = _EFFECT.sub(lambda effect: effect[1] or "", plain)
        found.append(_MEDIA.sub(lambda media: f"[{media[1] or 'media'}](", plain))
    return found


def _without_comments(lines: Sequence[str]) -> list[str]:
    """Each in as many empty lines as it had."""
    text, parts, at = "\n".join(lines), [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        parts += [text[at:begin], "\n" * text.count("\n", begin, end)]
        at = end + 3
    return "".join((*parts, text[at:])).split("\n")
