"""Texts as a person writes them into YAML: plain where that is safe, else in quotes, long ones under `|`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import yaml
from yaml.resolver import Resolver

WIDTH = 92
"""Characters: a longer line stands below its name."""

_PLAIN = re.compile(r"[^\W_][^\n\t]*[^\s:]|[^\W_]")
_BREAKS = re.compile(r": | #|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[\ud800-\udfff]")
_IN_A_LIST = re.compile(r"[\[\]{},]")
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")
_NOT_BELOW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[\ud800-\udfff]")
_resolver = Resolver()


def scalar(text: str, *, in_a_list: bool = False) -> str:
    """A text of one line. `in_a_list`: between brackets, where commas end it."""
    if _is_plain(text) and not (in_a_list and _IN_A_LIST.search(text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def field(name: str, text: str, indent: str, *, below: bool = False) -> Iterator[str]:
    """The lines of `name: text`; with `below` under `|`, however short it is."""
    text = text.strip("\n").rstrip()
    short = "\n" not in text and len(indent) + len(name) + 2 + len(text) <= WIDTH
    if (short and not below) or _NOT_BELOW.search(text) or not text:
        yield f"{indent}{name}: {scalar(text)}"
        return
    # YAML takes the blanks of the first line for the indentation of all, unless it is told how much that is.
    sign = "|2" if text.startswith((" ", "\t")) else "|"
    yield f"{indent}{name}: {sign}"
    for line in text.split("\n"):
        yield f"{indent}  {line}" if line.strip() else ""


def listed(name: str, texts: Iterable[str], indent: str) -> Iterator[str]:
    """A list of texts of one line, in brackets where that is short."""
    texts = tuple(texts)
    flow = f"{indent}{name}: [{', '.join(scalar(text, in_a_list=True) for text in texts)}]"
    if len(flow) <= WIDTH and all(len(text) <= 30 for text in texts):
        yield flow
        return
    yield f"{indent}{name}:"
    for text in texts:
        yield f"{indent}  - {scalar(text)}"


def comment(text: str, indent: str) -> Iterator[str]:
    """Lines that nobody but the teacher reads."""
    line = f"{indent}#"
    for word in _NOT_BELOW.sub("", text).split():
        if len(line) + 1 + len(word) > WIDTH and line != f"{indent}#":
            yield line
            line = f"{indent}#  "
        line = f"{line} {word}"
    yield line


def _is_plain(text: str) -> bool:
    """Whether YAML reads it as this very text, without quotes."""
    if not _PLAIN.fullmatch(text) or _BREAKS.search(text):
        return False
    tag = _resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == "tag:yaml.org,2002:str")
