"""A question with a task list: a prompt, `- [ ]` and `- [x]`, and what is said on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.course.formats.markdown_blocks import fence_after
from bot.course.formats.material import Exercise
from bot.course.formats.source_file import SourceFile
from bot.course.kinds.choice import Choice, Option

_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+\[([ xX✓✔]?)\](?!\()[ \t]*(.*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}([-*_] *){3,}")
_LABEL = re.compile(
    r"\s*(\*\*|__|#+ )?\s*(possible answers|answers?|options|choices|select (one|all)( that apply)?"
    r"|m[öo]gliche antworten|antworten)\s*:?\s*(\*\*|__)?:?\s*",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"(?:>\s*)?(?:\*\*|__|\*|_)?(explanation|feedback|answer|why|solution|erkl[äa]rung|explicaci[óo]n"
    r"|explication|explica[çc][ãa]o)\s*(?:\*\*|__|\*|_)?\s*:\s*(?:\*\*|__|\*|_)?\s*",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"(?:>\s*)?(?:\*\*|__|\*|_)?(hint|tip|hinweis|tipp|pista|indice|dica)\s*(?:\*\*|__|\*|_)?\s*:\s*(?:\*\*|__|\*|_)?\s*",
    re.IGNORECASE,
)
_DETAILS = re.compile(
    r"<details[^>]*>\s*(?:<summary[^>]*>(.*?)</summary>)?(.*?)</details>", re.IGNORECASE | re.DOTALL
)
_HINT_WORDS = re.compile(r"\W*(hint|tip|hinweis|tipp|pista|indice|dica)\b", re.IGNORECASE)


MOST_LINES = 3_000
"""What is longer is no question: it is read as text."""


def has_task_list(lines: Sequence[str]) -> bool:
    """Whether two options stand there at the least."""
    return len(lines) <= MOST_LINES and sum(1 for _ in _places(lines)) >= 2


def is_to_do(title: str, lines: Sequence[str]) -> bool:
    """Whether nothing is asked there, and no box is ticked: what is to be done or brought, say."""
    begin = first_item(lines)
    asked = "?" in title or "?" in next((line for line in reversed(lines[:begin]) if line.strip()), "")
    ticked = any(found[1].strip() for line in lines[begin:] if (found := _ITEM.fullmatch(line)))
    return not asked and not ticked


def is_item(line: str) -> bool:
    """Whether this is an option."""
    return bool(_ITEM.fullmatch(line))


def first_item(lines: Sequence[str]) -> int:
    """Where the first option stands, counted from 0; the end where there is none."""
    return next(_places(lines[:MOST_LINES]), len(lines))


def _places(lines: Sequence[str]) -> Iterator[int]:
    """Of the options; what stands in a block of code is none."""
    fence = ""
    for place, line in enumerate(lines):
        if not fence and is_item(line):
            yield place
        fence = fence_after(fence, line)


@dataclass
class _Item:
    right: bool
    lines: list[str]
    below: list[str] = field(default_factory=list)
    """Paragraphs and quotes that are indented under it: what is said on this option."""


def exercise(source: SourceFile, title: str, line: int, lines: Sequence[str]) -> Exercise:
    """`lines`: all that stands below the title, which is in `line` of the file."""
    begin = first_item(lines)
    items, after = _items(lines[begin:])
    prompt = "\n".join(_without_labels(lines[:begin])).strip("\n")
    said, hint = _said(after)
    before, hint_before = _hint_in(prompt)
    right = [text for item in items if item.right and (text := _remark(item))]
    options = tuple(
        Option("", _text(item), item.right, "" if item.right else _remark(item)) for item in items
    )
    return Exercise(
        title=title,
        prompt=before.strip() or title,
        task=Choice(options),
        origin=source.at(max(1, line), title),
        feedback="\n\n".join(part for part in (*right, said) if part),
        hint=hint_before or hint,
    )


def _items(lines: Sequence[str]) -> tuple[list[_Item], list[str]]:
    """The options, and the lines behind the last of them."""
    items: list[_Item] = []
    fence, blank = "", False
    for place, line in enumerate(lines):
        found = None if fence else _ITEM.fullmatch(line)
        if found:
            items.append(_Item(found[1].strip() != "", [found[2]]))
        elif not fence and _ends_the_options(line, blank, lines[place:]):
            return items, list(lines[place:])
        else:
            _into(items[-1], line, blank)
        if mark := _FENCE.match(found[2] if found else line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        blank = not line.strip()
    return items, []


def _ends_the_options(line: str, blank: bool, rest: Sequence[str]) -> bool:
    """Whether a line is no more of the option above it. `blank`: whether an empty line is between them."""
    if not line.strip() or line.startswith(("  ", "\t")):
        return False
    if _FENCE.match(line) and any(map(_ITEM.fullmatch, rest)):
        return False  # code of an option that nobody has indented
    return (
        blank or line.startswith((">", "<details", "#")) or bool(_EXPLAINED.match(line) or _HINT.match(line))
    )


def _into(item: _Item, line: str, blank: bool) -> None:
    text = line.strip()
    said = (
        item.below or (text.startswith(">") or _EXPLAINED.match(text)) or (blank and not _FENCE.match(line))
    )
    in_code = sum(bool(_FENCE.match(one)) for one in item.lines) % 2
    (item.lines if in_code or not (said and (text or item.below)) else item.below).append(_dedented(line))


def _dedented(line: str) -> str:
    return re.sub(r"^( {1,6}|\t)", "", line)


def _text(item: _Item) -> str:
    return "\n".join(item.lines).strip()


def _remark(item: _Item) -> str:
    lines = [re.sub(r"^\s*>\s?", "", line) for line in item.below]
    return _unmarked("\n".join(lines).strip())


def _unmarked(text: str) -> str:
    """Without the word that says what it is, as in "Explanation: …"; within the text it stays."""
    mark = _EXPLAINED.match(text)
    return text[mark.end() :] if mark else text


def _without_labels(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not (_RULE.fullmatch(line) or _LABEL.fullmatch(line))]


def _said(lines: Sequence[str]) -> tuple[str, str]:
    """Feedback and hint, of what stands behind the options."""
    text = "\n".join(_without_labels(lines)).strip()
    hints = [found[2] for found in _DETAILS.finditer(text) if _HINT_WORDS.match(found[1] or "")]
    text = _DETAILS.sub(lambda found: "" if _HINT_WORDS.match(found[1] or "") else found[2], text).strip()
    text, hint = _hint_in(text)
    unquoted = re.sub(r"(?m)^ {0,3}> ?", "", text) if _all_quoted(text) else text
    return _unmarked(unquoted.strip()), "\n\n".join([*hints, hint]).strip()


def _hint_in(text: str) -> tuple[str, str]:
    """A text without the paragraph that is a hint, and the hint."""
    parts = re.split(r"\n\s*\n", text)
    hints = [part for part in parts if _HINT.match(part.lstrip())]
    rest = [part for part in parts if part not in hints]
    plain = (re.sub(r"(?m)^ {0,3}> ?", "", part.strip()) for part in hints)
    return "\n\n".join(rest), "\n\n".join(_HINT.sub("", part, count=1) for part in plain)


def _all_quoted(text: str) -> bool:
    return all(line.lstrip().startswith(">") for line in text.split("\n") if line.strip())
