"""A course's own words on their way into a message, and the bar of progress."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from bot.views.markdown import inline_html, to_html


@lru_cache(maxsize=4096)
def course_text(markdown: str) -> Markup:
    """A course's Markdown as HTML that templates take as it is."""
    return Markup(to_html(markdown))  # noqa: S704 - to_html escapes all but its own tags


@lru_cache(maxsize=4096)
def course_line(markdown: str) -> Markup:
    """The same for a text of one line, such as an option."""
    return Markup(inline_html(markdown))  # noqa: S704 - as above


@lru_cache(maxsize=4096)
def course_words(markdown: str) -> str:
    """The words alone of a text of one line, for a button."""
    return course_line(markdown).striptags()


def plain_text(markdown: str) -> str:
    """The same without formatting, for where Telegram takes none: alerts and polls."""
    return course_text(markdown).striptags()


SEGMENTS = 10


def bar(done: int, of: int) -> str:
    """ "▰▰▱": how much of something is done. At most ten segments, to fit a phone's line; a start counts."""
    length = min(of, SEGMENTS)
    full = max(length * done // of, min(done, 1)) if of else 0
    return "▰" * full + "▱" * (length - full)
