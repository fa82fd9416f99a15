"""A course -> Markdown notes with task lists, to be read, and to be imported again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from bot.course.exporting.export import CourseExport, Written, say_of_section, text_of
from bot.course.exporting.questions import digits, nearest, picture_left_out, plain_mistakes
from bot.course.formats.markdown_blocks import fence_after
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.normal_form import literal
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.message import say
from bot.course.model import Course, Question, Section, Step

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*")
_BOLD = re.compile(r" {0,3}(\*\*|__)(?=\S).+(?<=\S)\1:?[ \t]*")
_BOX = re.compile(r"^( {0,3}(?:[-*+]|\d+[.)])[ \t]+)\[(?=[ xX]?\])")
_CODE_OR_SIGN = re.compile(
    r"^[ >]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:[^\n]*\n)*?[ >]*(?P=fence)[^\n]*$"
    r"|\\`|(?P<span>`+)[^`\n]+(?P=span)(?!`)|\\(?P<sign>[()\[\]\\])",
    re.MULTILINE,
)
_NOTHING = "<!-- -->"
"""Behind a bold line: else it would begin a section of its own."""


def write(job: CourseExport) -> Written:
    course, resources = job.course, job.course.resources
    held = {"title", "summary", "about", "glossary"}
    job.around(held=frozenset(held if resources.note or resources.warning else {*held, "links"}))
    blocks = [f"# {literal(course.title)}", course.summary, _safe(course.about)]
    written: list[Step] = []
    for title, steps in job.lessons():
        blocks.append(f"## {literal(title)}")
        for step in steps:
            blocks += _step(job, step)
            written.append(step)
    blocks += _behind(course)
    text = _without_formulas("\n\n".join(filter(None, blocks)))
    return Written(f"{text}\n".encode(), tuple(written))


def _step(job: CourseExport, step: Step) -> Iterator[str]:
    yield f"### {literal(step.title)}"
    picture_left_out(step.title, step.picture, job.lost)
    if isinstance(step, Section):
        say_of_section(step, job.lost)
        yield _safe(text_of(step))
    else:
        yield from _question(job, nearest(step, job.lost))


def _question(job: CourseExport, question: Question) -> Iterator[str]:
    task = question.task
    yield _safe(question.prompt)
    if isinstance(task, Choice | TrueFalse):
        if isinstance(task, TrueFalse):
            job.lost.changed(question.title, say("export.two_options"))
        yield "\n".join(_option(one) for one in _options(job, task))
        yield _folded("Hint", question.hint or "")
        yield f"*Explanation:*\n\n{_safe(question.feedback)}" if question.feedback else ""
        return
    job.lost.changed(question.title, say("export.as_text"))
    plain_mistakes(question, job.lost)
    shown, answer = _sides(task)
    yield shown
    yield _folded("Hint", question.hint or "")
    yield _folded("Answer", "\n\n".join(filter(None, (answer, question.feedback))))


def _options(job: CourseExport, task: Choice | TrueFalse) -> tuple[Option, ...]:
    if isinstance(task, Choice):
        return task.options
    both = ((True, say("export.word_true")), (False, say("export.word_false")))
    return tuple(
        Option("", literal(job.in_words(word)), value is task.true, "" if value is task.true else task.why)
        for value, word in both
    )


def _option(option: Option) -> str:
    said = "".join(f"\n  > {line}".rstrip() for line in option.why.split("\n")) if option.why else ""
    return f"- [{'x' if option.correct else ' '}] {option.text}{said}"


def _sides(task: Typed | Number | Gaps | Ordering | Pairs | Flashcard | ShellCommand) -> tuple[str, str]:
    """What stands below the question, and the answer."""
    match task:
        case Typed(accepted) | ShellCommand(accepted):
            return "", " · ".join(map(literal, accepted))
        case Number():
            return "", literal(f"{digits(task)} {task.unit}".strip())
        case Gaps(pieces, accepted):
            text = literal("_____").join(pieces)
            shown = f"```\n{'_____'.join(pieces)}\n```" if task.code else _safe(text)
            return shown, "\n".join(f"{n}. {literal(' · '.join(gap))}" for n, gap in enumerate(accepted, 1))
        case Ordering(lines):
            texts = [literal(line.text) if task.code else line.text for line in lines]
            numbered = "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))
            return _listed(sorted(texts)), numbered
        case Pairs(pairs, rights):
            words = {right.id: right.text for right in rights}
            both = [f"{pair.left} → {words[pair.right_id]}" for pair in pairs]
            lefts = _listed([pair.left for pair in pairs])
            return f"{lefts}\n\n{_NOTHING}\n\n{_listed(sorted(words.values()))}", _listed(both)
        case Flashcard(back):
            return "", back
        case _:
            assert_never(task)


def _listed(texts: list[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{_safe(text)}\n\n</details>" if text else ""


def _without_formulas(text: str) -> str:
    """Brackets with a backslash begin a formula for many programs, so they are written by their numbers."""
    return _CODE_OR_SIGN.sub(lambda one: f"&#{ord(one['sign'])};" if one["sign"] else one[0], text)


def _safe(text: str) -> str:
    """Without what would begin another part of the notes."""
    fence, lines = "", []
    for line in text.split("\n"):
        if not fence and not fence_after(fence, line):
            line = _line(line)
        lines.append(line)
        fence = fence_after(fence, line)
    return "\n".join(lines)


def _line(line: str) -> str:
    if heading := _HEADING.fullmatch(line):
        return f"**{heading[1]}**{_NOTHING}"
    return f"{line}{_NOTHING}" if _BOLD.fullmatch(line) else _BOX.sub(r"\1\\[", line)


def _behind(course: Course) -> Iterator[str]:
    """What stands below the lessons."""
    if course.resources.links:
        yield "## Resources"
        about = {link: f" – {literal(link.about)}" if link.about else "" for link in course.resources.links}
        yield "\n".join(f"- [{literal(link.title)}]({link.url}){said}" for link, said in about.items())
    if course.glossary:
        yield "## Glossary"
        yield "\n".join(
            f"- **{literal(term.term)}**: {' '.join(term.meaning.split())}" for term in course.glossary
        )
