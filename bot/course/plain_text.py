"""A course's Markdown as words alone: what is searched, and what is quoted from it."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from bot.course.reading.markdown_parser import parse


def plain_text(markdown: str) -> str:
    """The words of a text, without its marks, on one line."""
    return " ".join("".join(_words(token) for token in _leaves(markdown)).split())


def bold_texts(markdown: str) -> tuple[str, ...]:
    """What stands in bold: a course prints the words that it explains so."""
    texts: list[str] = []
    depth = 0
    for token in _leaves(markdown):
        if token.type == "strong_open":
            depth += 1
            texts.append("")
        elif token.type == "strong_close":
            depth -= 1
        elif depth:
            texts[-1] += _words(token)
    return tuple(texts)


def _leaves(markdown: str) -> Iterator[Token]:
    """The tokens that hold words, and those around them; after each block one that parts it from the next."""
    try:
        tokens = parse(markdown)
    except RecursionError:  # brackets within brackets, hundreds deep
        tokens = [Token("text", "", 0, content=markdown)]
    for token in tokens:
        if token.children is None:
            yield token
        else:
            yield from token.children
            yield Token("block_end", "", 0)


def _words(token: Token) -> str:
    return token.content or _BETWEEN.get(token.type, "")


_BETWEEN = {"softbreak": " ", "hardbreak": " ", "block_end": " "}
