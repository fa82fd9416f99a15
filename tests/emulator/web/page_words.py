"""The English that the chat page says: what its HTML and its scripts hold, and the refusals that it shows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import bot.emulator
from bot.emulator import limits

EMULATOR = Path(bot.emulator.__file__).parent
PAGE = EMULATOR / "web" / "page"

_STRING = r'"(?:[^"\\]|\\.)*"'
_SAID = re.compile(rf"\bt\(({_STRING})")
_COUNTED = re.compile(rf"\bcounted\([^\"]+, ({_STRING}), ({_STRING})\)")
_COMMENT = re.compile(r"(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL)
_NO_WORDS = re.compile(rf"^import .*$|\bclass: (?:{_STRING}|`[^`]*`)|\brel: {_STRING}", re.MULTILINE)
_ANY = re.compile(rf"{_STRING}|`[^`\n]*`")
_VALUE = re.compile(r"\$\{[^}]*\}")
_WORDS = re.compile(r"^[A-Z][a-z]+(?!\w|-)|[a-z]{2}[,.:]? [a-z]{2}")
"""What looks like something said: a word with a capital letter at the beginning, or several words."""
_FOR_PROGRAMS = {"Enter", "Escape", "whole long", "(pointer: fine)", "(prefers-color-scheme: dark)"}
_FOR_PROGRAMS |= {"translate(px, px) scale()"}


def scripts() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(PAGE.glob("*.js"))}


def said() -> set[str]:
    """All that is translated as one text."""
    in_scripts = {text[1:-1] for script in scripts().values() for text in _SAID.findall(script)}
    return in_scripts | set(_html().said) | set(refusals())


def counted() -> dict[str, str]:
    """What is said of a number: by the English of many, that of one."""
    return {many[1:-1]: one[1:-1] for script in scripts().values() for one, many in _COUNTED.findall(script)}


def unsaid() -> Iterator[tuple[str, str]]:
    """Strings that look like words and are not translated, with their script."""
    for name, script in scripts().items():
        for pattern in (_COMMENT, _COUNTED, _SAID, _NO_WORDS):
            script = pattern.sub("", script)
        for found in _ANY.findall(script):
            text = _VALUE.sub("", found[1:-1])
            if _WORDS.search(text) and text not in _FOR_PROGRAMS:
                yield name, text


def languages() -> list[str]:
    """The codes of those that the page names, English first."""
    return _html().languages


def refusals() -> Iterator[str]:
    """What a person in the chats is told that cannot be done, but for what Telegram itself says."""
    for path in sorted((EMULATOR / "world").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name == "why_not":
                found = [one.value for one in ast.walk(node) if isinstance(one, ast.Return)]
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "RefusedError":
                found = [node.args[0]]
            else:
                continue
            for value in found:
                if isinstance(value, ast.JoinedStr) or (
                    isinstance(value, ast.Constant) and isinstance(value.value, str)
                ):
                    yield str(_value(value))


def _value(node: ast.expr) -> object:
    return eval(compile(ast.Expression(node), "a refusal", "eval"), {"limits": limits})


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.languages: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside.append(tag)
        given = dict(attrs)
        self.said += [text for name in ("aria-label", "placeholder") if (text := given.get(name))]
        if tag == "html":
            self.languages = (given["data-languages"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:  # those in between have no end, as <meta>
            pass

    def handle_data(self, data: str) -> None:
        if re.search("[A-Za-z]", data) and not {"noscript", "title"} & set(self._inside):
            self.said.append(data)


def _html() -> _Html:
    page = _Html()
    page.feed((PAGE / "index.html").read_text("utf-8"))
    return page
