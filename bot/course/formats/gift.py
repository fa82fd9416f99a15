"""GIFT, Moodle's text format: `::title:: stem { =right ~wrong #why }`, one question after the other.

What is there: https://docs.moodle.org/en/GIFT_format. Moodle itself reads more than it says: `:` and `=` in a
stem need no backslash, and what is between braces may hold empty lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.course.formats.categories import category_of
from bot.course.formats.format import Fit
from bot.course.formats.gift_answers import read_answers
from bot.course.formats.gift_escapes import hidden, shown
from bot.course.formats.material import (
    Chapter,
    Exercise,
    Fate,
    Finding,
    Material,
    Passage,
    Piece,
    QuestionError,
    Syntax,
)
from bot.course.formats.source_file import SourceFile
from bot.course.formats.weighted_answers import ReadAnswers
from bot.course.message import say

_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|markdown|plain)\]", re.IGNORECASE)
_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)")
_COMMENT = re.compile(r"\s*//")
_COMMENTS = re.compile(r"^[ \t]*//.*\n?", re.MULTILINE)
_ID = re.compile(r"\[id:([^\]]{1,200})\]")
_SURE = re.compile(r"^[ \t]*(::[^\n]{1,300}?::|\$CATEGORY:)", re.MULTILINE)
_ANSWERS = re.compile(r"(?<!\\)\{\s*(?:[TF]\s*[#}]|TRUE\b|FALSE\b|#\s*[-\d.=]|[=~]|\}|####)", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][^<>\n]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
_LINES = re.compile(r"<(?:p|br|div|ul|ol|table|pre)\b", re.IGNORECASE)
_BLANK = "_____"
_LOOKED_AT = 5
_LONGEST = 100_000
"""Characters of a single question. What is longer is none: a brace was never closed."""


def fits(source: SourceFile) -> Fit:
    if not _ANSWERS.search(_COMMENTS.sub("", source.head)):
        return Fit.NO
    return Fit.SURE if _SURE.search(source.head) else Fit.LIKELY


def read(source: SourceFile) -> Material:
    """A category that comes twice is one chapter."""
    chapters: dict[str, list[Piece]] = {}
    findings: list[Finding] = []
    category = ""
    for block in _blocks(source.lines):
        if block.category is not None:
            category = category_of(block.category)
            continue
        try:
            piece, said = _piece(source, block)
        except QuestionError as error:
            findings.append(Finding(Fate.LEFT_OUT, source.at(block.line, _name(block)), error.why))
            continue
        findings += said
        chapters.setdefault(category, []).append(piece)
    whole = tuple(Chapter(title, tuple(steps)) for title, steps in chapters.items())
    return Material("", whole, findings=tuple(findings))


@dataclass
class _Block:
    """A question as it stands there, or a category. `line` counts from 1; `key`: its id, from a comment."""

    line: int
    lines: list[str] = field(default_factory=list)
    key: str = ""
    category: str | None = None
    characters: int = 0
    braces: int = 0
    """Those that are open now; `opened`: whether there ever was one."""
    opened: bool = False

    def add(self, line: str) -> None:
        self.lines.append(line)
        self.characters += len(line) + 1
        self.braces += line.count("{") - line.count("}")
        self.opened = self.opened or "{" in line


def _blocks(lines: list[str]) -> Iterator[_Block]:
    block: _Block | None = None
    key = ""
    for number, line in enumerate(lines, 1):
        if _COMMENT.match(line):
            found = _ID.search(line)
            key = found[1] if found else key
        elif found := _CATEGORY.fullmatch(line):
            if block:
                yield block
            block = None
            yield _Block(number, category=found[1].strip())
        elif line.strip():
            if block and _begins_anew(block, line):
                yield block
                block = None
            block = block or _Block(number, key=key)
            block.add(hidden(line))
        elif block and not _is_open(block, lines[number : number + _LOOKED_AT]):
            yield block
            block, key = None, ""
        elif block:
            block.add("")
    if block:
        yield block


def _is_open(block: _Block, below: list[str]) -> bool:
    """Whether a brace is still to be closed, or opened below: then an empty line ends nothing."""
    if not block.opened:
        return next((line for line in below if line.strip()), "").lstrip().startswith("{")
    return block.braces > 0 and block.characters < _LONGEST


def _begins_anew(block: _Block, line: str) -> bool:
    """Whether a title stands there, and the question above has ended or was never closed; or a question that
    no empty line parts from one that has its answers."""
    above = block.lines[-1].rstrip()
    if not _TITLE.match(line):
        closed = block.opened and block.braces <= 0 and above.endswith(("}", "}.", "}?"))
        return closed and bool(_ANSWERS.search(line))
    return not above or above.endswith("}")


def _name(block: _Block) -> str:
    text = " ".join(block.lines)
    title = _TITLE.match(text)
    return shown(title[1] if title else text).strip()[:80]


def _piece(source: SourceFile, block: _Block) -> tuple[Piece, list[Finding]]:
    text = "\n".join(block.lines)
    title = _TITLE.match(text)
    rest = text[title.end() :] if title else text
    named = _FORMAT.match(rest)
    rest = rest[named.end() :] if named else rest
    name = shown(title[1]).strip() if title else ""
    syntax = _syntax(named[1] if named else "", rest)
    origin = source.at(block.line, name)
    before, answers, after = _parted(rest)
    if answers is None:
        return Passage(name or _first_words(before), _text(before, syntax), origin, syntax), []
    answered = read_answers(answers)
    findings = [Finding(Fate.CHANGED, origin, message) for message in answered.simplified]
    made = Exercise(
        title=name,
        prompt=_stem(before, after, syntax),
        task=answered.task,
        origin=origin,
        syntax=syntax,
        feedback=_feedback(answered),
        key=block.key,
    )
    return made, findings


def _parted(text: str) -> tuple[str, str | None, str]:
    """What stands before the answers, they themselves, and what stands behind them."""
    begin = text.find("{")
    if begin < 0:
        return text, None, ""
    end = text.rfind("}")
    if end < begin:
        raise QuestionError(say("formats.open_brace"))
    # Braces within an answer, as in code, belong to it; a second pair of its own is text behind the first.
    first = text.find("}", begin)
    if "{" not in text[begin + 1 : first]:
        end = first
    return text[:begin], text[begin + 1 : end], text[end + 1 :]


def _stem(before: str, after: str, syntax: Syntax) -> str:
    """A question whose answers stand within its text has a blank there."""
    head, tail = _text(before, syntax), _text(after, syntax)
    if not tail or (head.endswith("?") and not tail.strip(".?! ")):
        return head
    return f"{head} {_BLANK}{'' if tail[0] in '.,;:?!)' else ' '}{tail}".strip()


def _text(text: str, syntax: Syntax) -> str:
    plain = shown(text).strip()
    return plain.replace("\n", "<br>") if syntax is Syntax.HTML and not _LINES.search(plain) else plain


def _syntax(name: str, text: str) -> Syntax:
    """Without a name, a text is what it looks like: Moodle takes it for HTML, and people write none."""
    match name.lower():
        case "markdown":
            return Syntax.MARKDOWN
        case "plain":
            return Syntax.PLAIN
        case "html":
            return Syntax.HTML
        case _:
            return Syntax.HTML if _MARKUP.search(text) else Syntax.PLAIN


def _feedback(answered: ReadAnswers) -> str:
    return "\n\n".join(filter(None, (*answered.said_when_right, answered.feedback)))


def _first_words(text: str) -> str:
    return re.sub(r"<[^>]*>", " ", shown(text)).strip().split("\n")[0][:60]
