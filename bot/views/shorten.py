"""A text made short enough, at the end of a sentence or else of a word."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?…][)”\"']?(?= )")


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters; what is missing at the end is marked by an ellipsis."""
    if len(text) <= limit:
        return text
    ends = [found.end() for found in _SENTENCE.finditer(text[: limit - 1])]
    if ends and ends[-1] >= limit // 2:
        return f"{text[: ends[-1]]} …"
    head = text[:limit]
    words, blank, _ = head.rpartition(" ")
    if not blank or len(words) < limit // 2:
        return f"{text[: limit - 1]}…"
    return f"{words[: limit - 1].rstrip(' ,;:–-')}…"
