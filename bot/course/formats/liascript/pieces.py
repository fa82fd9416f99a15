"""What stands below one heading of LiaScript: texts and the quizzes between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from bot.course.formats.gap_prompts import GapText, gap_question
from bot.course.formats.liascript.quizzes import STARS, LiaQuiz, Line, gaps_in, kind_of, selection
from bot.course.formats.markdown_blocks import Block
from bot.course.formats.material import Exercise, Fate, Finding, Passage, Piece, Syntax
from bot.course.formats.source_file import SourceFile
from bot.course.kinds import Task
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.typed import Typed
from bot.course.message import say

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_SCRIPT = re.compile(r"\s*<(script|style|lia-\w+)\b", re.IGNORECASE)
_SELECTION_BEGINS = re.compile(r".*\[\[[^\]]*")
_LONGEST = 2_000
"""Characters of a selection."""
_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s+")


class Pieces:
    def __init__(self, source: SourceFile, block: Block) -> None:
        self.findings: list[Finding] = []
        self._source = source
        self._block = block
        self._lines = _joined(block.lines)
        self._at = 0
        self._text: list[str] = []
        self._begin = block.line

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        while self._at < len(self._lines):
            found += self._next()
        rest = self._passage("\n".join(self._text), alone=not found)
        quizzes = [one for one in found if isinstance(one, Exercise)]
        return [*found, *rest] if len(quizzes) != 1 or len(found) > 1 else [self._titled(quizzes[0]), *rest]

    def _titled(self, exercise: Exercise) -> Exercise:
        """The only question below a heading is called like it."""
        return Exercise(**{**vars(exercise), "title": self._block.title})

    def _next(self) -> Iterator[Piece]:
        line = self._lines[self._at]
        kind, words, _ = kind_of(line)
        if _FENCE.match(line):
            self._text += self._fenced()
        elif found := _SCRIPT.match(line):
            self._skip_script(found[1])
        elif kind is Line.TEXT:
            self._at += 1
            if STARS.fullmatch(line):
                return  # around what appears together
            if gaps_in(line)[1]:
                yield from self._gaps(line)
            else:
                self._text.append(line)
        elif kind is Line.HINT:
            self._at += 1
            self._text.append(words)
        else:
            yield from self._quiz(LiaQuiz(kind, self._line))

    @property
    def _line(self) -> int:
        """Of the file, from 1."""
        return self._block.line + 1 + self._at if self._block.level else self._block.line + self._at

    def _fenced(self) -> list[str]:
        mark = _FENCE.match(self._lines[self._at])
        found = [self._lines[self._at]]
        self._at += 1
        while mark and self._at < len(self._lines):
            line = self._lines[self._at]
            found.append(line)
            self._at += 1
            if line.strip().startswith(mark[1]) and not line.strip().strip("`~"):
                break
        return found

    def _skip_script(self, tag: str) -> None:
        origin = self._source.at(self._line, self._block.title)
        self.findings.append(Finding(Fate.LEFT_OUT, origin, say("elsewhere.script", tag=tag.lower())))
        while self._at < len(self._lines):
            self._at += 1
            if f"</{tag}>" in self._lines[self._at - 1]:
                return

    def _quiz(self, quiz: LiaQuiz) -> Iterator[Piece]:
        while self._at < len(self._lines):
            kind, words, right = kind_of(self._lines[self._at])
            if quiz.options and not quiz.goes_on_with(kind):
                break
            (quiz.hints.append(words) if kind is Line.HINT else quiz.options.append((words, right)))
            self._at += 1
            self._skip_blanks_before_option(quiz)
        self._end_of(quiz)
        yield from self._exercise(quiz, _task(quiz))

    def _skip_blanks_before_option(self, quiz: LiaQuiz) -> None:
        """Continued lines belong to the option above; a blank line only where another follows it."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            kind, _, _ = kind_of(line)
            if (
                kind is Line.TEXT
                and line.startswith("  ")
                and line.strip()
                and not _ends(line)
                and quiz.options
            ):
                text, right = quiz.options[-1]
                quiz.options[-1] = (f"{text}\n{line.strip()}", right)
                self._at += 1
                continue
            after = self._lines[self._filled()] if self._filled() < len(self._lines) else ""
            if line.strip() or not quiz.goes_on_with(kind_of(after)[0]):
                return
            self._at += 1

    def _end_of(self, quiz: LiaQuiz) -> None:
        """Its script, and what is said between two lines of stars."""
        while self._at < len(self._lines) and (found := _SCRIPT.match(self._lines[self._at])):
            self._skip_script(found[1])
        begin, last = self._filled(), len(self._lines)
        if begin >= last or not STARS.fullmatch(self._lines[begin]):
            return
        end = next((n for n in range(begin + 1, last) if STARS.fullmatch(self._lines[n])), last)
        said = self._lines[begin + 1 : end]
        quiz.solution = [line.strip() if line.startswith("    ") else line for line in said]
        self._at = end + 1

    def _filled(self) -> int:
        """Where the next line is that is not blank; behind the last where there is none."""
        lines = range(self._at, len(self._lines))
        return next((n for n in lines if self._lines[n].strip()), len(self._lines))

    def _gaps(self, line: str) -> Iterator[Piece]:
        """A paragraph in which something is to be filled in."""
        quiz = LiaQuiz(Line.TEXT, self._line - 1)
        paragraph = [line]
        while self._at < len(self._lines) and self._lines[self._at].strip():
            if kind_of(self._lines[self._at])[0] is not Line.TEXT or _ends(self._lines[self._at]):
                break
            paragraph.append(self._lines[self._at])
            self._at += 1
        begin = self._filled()
        below = (kind_of(self._lines[n]) for n in range(begin, len(self._lines)))
        quiz.hints += [words for _, words, _ in takewhile(lambda one: one[0] is Line.HINT, below)]
        self._at = begin + len(quiz.hints) if quiz.hints else self._at
        self._end_of(quiz)
        pieces, inside = gaps_in("\n".join(paragraph))
        gaps = [selection(inner) for inner in inside]
        accepted = [tuple(text for text, right in gap if right) for gap in gaps]
        chosen = any(len(gap) > 1 for gap in gaps)
        choices = [text for gap in gaps for text, _ in gap] if chosen else []
        prompt, task = gap_question(GapText(pieces, self._block.title, Syntax.MARKDOWN), accepted, choices)
        yield from self._exercise(quiz, task, prompt)

    def _exercise(self, quiz: LiaQuiz, task: Task | None, otherwise: str = "") -> Iterator[Piece]:
        before, prompt = _parted("\n".join(self._text).strip())
        self._text = []
        origin = self._source.at(quiz.line, self._block.title)
        if task is None:
            self.findings.append(
                Finding(
                    Fate.LEFT_OUT,
                    origin,
                    say(
                        "elsewhere.unknown_question",
                        kind=quiz.kind.value,
                        title=prompt[:80] or self._block.title,
                    ),
                )
            )
            yield from self._passage("\n\n".join(filter(None, (before, prompt))), alone=True)
            return
        yield from self._passage(before, alone=True)
        yield Exercise(
            title="",
            prompt=prompt or otherwise or self._block.title,
            task=task,
            origin=origin,
            feedback="\n".join(quiz.solution).strip("\n"),
            hint="\n\n".join(filter(None, quiz.hints)),
        )

    def _passage(self, text: str, *, alone: bool) -> Iterator[Piece]:
        if text.strip(" \t\n-*_"):
            title = self._block.title if alone else ""
            yield Passage(title, text.strip("\n"), self._source.at(self._begin, self._block.title))


def _joined(lines: list[str]) -> list[str]:
    """A selection over several lines stands in one."""
    found: list[str] = []
    for line in lines:
        is_open = bool(found) and len(found[-1]) < _LONGEST and _SELECTION_BEGINS.fullmatch(found[-1])
        if is_open and line.strip():
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
        else:
            found.append(line)
    return found


def _ends(line: str) -> bool:
    return bool(STARS.fullmatch(line) or _SCRIPT.match(line) or _FENCE.match(line))


def _task(quiz: LiaQuiz) -> Task | None:
    match quiz.kind:
        case Line.ONE | Line.SEVERAL:
            return Choice(tuple(Option("", text, right) for text, right in quiz.options))
        case Line.ALONE:
            options = selection(quiz.options[0][0])
            if len(options) == 1:
                return Typed((options[0][0],))
            return Choice(tuple(Option("", text, right) for text, right in options))
        case _:
            return None


def _parted(text: str) -> tuple[str, str]:
    """What is told, and the paragraph that asks; code or a picture right above belongs to what is asked."""
    parts = re.split(r"\n\s*\n", text)
    count = 1
    while count < len(parts) and not re.search(r"\w.*[?:.…]|\w{3}", _bare("\n\n".join(parts[-count:]))):
        count += 1
    if any("```" in part or "~~~" in part for part in parts):
        return "", _without_number(text)
    return "\n\n".join(parts[:-count]), _without_number("\n\n".join(parts[-count:]))


def _bare(text: str) -> str:
    return re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)


def _without_number(text: str) -> str:
    """A question that is an item of a list."""
    found = _NUMBER.match(text)
    if not found:
        return text
    indent = " " * len(found[0])
    return "\n".join(line.removeprefix(indent) for line in text[found.end() :].split("\n"))
