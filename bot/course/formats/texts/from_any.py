"""Texts of which nobody says whether they are HTML."""

from __future__ import annotations

import html
import re

from bot.course.formats.texts.converted import without_escaped_marks

_MARKUP = re.compile(r"</?[a-z][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_TWICE = re.compile(r"\s*&lt;(p|div|span|h[1-6]|ul|ol|b|strong)\b.*&lt;/\1&gt;\s*", re.IGNORECASE | re.DOTALL)


def unescaped(text: str) -> str:
    """Signs instead of entities."""
    return html.unescape(without_escaped_marks(text))


def looks_like_html(text: str) -> bool:
    return bool(_MARKUP.search(text))


def as_html(text: str) -> str:
    """A plain text as HTML that shows just that."""
    paragraphs = re.split(r"\n\s*\n", html.escape(text.strip(), quote=False))
    lines = [part.replace("\n", "<br>") for part in paragraphs if part.strip()]
    return lines[0] if len(lines) == 1 else "".join(f"<p>{part}</p>" for part in lines)


def html_of(text: str) -> str:
    """As HTML, whatever it is."""
    return unescaped_once(text) if looks_like_html(text) else as_html(text)


def unescaped_once(text: str) -> str:
    """HTML that was escaped once too often: no tag in it, and all of it between tags that are escaped."""
    return unescaped(text) if not _TAG.search(text) and _TWICE.fullmatch(text) else text


def words_of(text: str) -> str:
    """A text of one line without tags and entities."""
    bare = re.sub(r"<(?:br|/p|/div|/li)\b[^<>]*>", " ", text, flags=re.IGNORECASE)
    return " ".join(unescaped(_TAG.sub("", bare)).split())
