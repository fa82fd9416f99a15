"""What a question asks for, as lines of YAML; each kind as its reader in `reading/kinds/` wants it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import assert_never

from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.reading.kinds.choice import stays_last
from bot.course.reading.slugs import told_apart
from bot.course.reading.todo import TODO
from bot.course.writing.yaml_text import field, listed, scalar


def task_lines(task: Task, indent: str) -> Iterator[str]:
    match task:
        case Choice(options, written):
            yield from _options(options, indent)
            yield from _typed(written, indent) if written else ()
        case TrueFalse(true, why):
            yield f"{indent}true_or_false: {'true' if true else 'false'}"
            yield from field("wrong", why or TODO, indent)
        case Typed():
            yield from _typed(task, indent)
        case Number():
            yield from _number(task, indent)
        case Gaps():
            yield from _gaps(task, indent)
        case Ordering(lines, code):
            yield f"{indent}order:"
            yield from (f"{indent}  - {scalar(line.text)}" for line in lines)
            yield from (f"{indent}code: true",) if code else ()
        case Pairs():
            yield from _pairs(task, indent)
        case Flashcard(back):
            yield from field("back", back, indent)
        case ShellCommand():
            yield from _command(task, indent)
        case _:
            assert_never(task)


def _options(options: tuple[Option, ...], indent: str) -> Iterator[str]:
    yield f"{indent}options:"
    made = dict(zip((option.text for option in options), told_apart([o.text for o in options]), strict=True))
    for option in options:
        first, *others = field("text", option.text, f"{indent}    ")
        yield f"{indent}  - {first.strip()}"
        yield from others
        if option.id not in ("", made[option.text]):
            yield f"{indent}    id: {scalar(option.id)}"
        if option.last is not stays_last(option.text):
            yield f"{indent}    last: {'true' if option.last else 'false'}"
        if option.correct:
            yield f"{indent}    correct: true"
        else:
            yield from field("wrong", option.why or TODO, f"{indent}    ")


def _typed(task: Typed, indent: str) -> Iterator[str]:
    if len(task.accepted) == 1:
        yield from field("answer", task.accepted[0], indent)
    else:
        yield from listed("answer", task.accepted, indent)
    yield from (f"{indent}exact: true",) if task.exact else ()
    yield from _written(task.mistakes, task.output, indent)


def _number(task: Number, indent: str) -> Iterator[str]:
    yield f"{indent}number: {_digits(task.value)}"
    yield from (f"{indent}within: {_digits(task.within)}",) if task.within else ()
    yield from field("unit", task.unit, indent) if task.unit else ()
    yield from _written(task.mistakes, task.output, indent)


def _gaps(task: Gaps, indent: str) -> Iterator[str]:
    first, *others = task.pieces
    gaps = (f"[[{'|'.join(gap)}]]" for gap in task.accepted)
    text = first + "".join(gap + piece for gap, piece in zip(gaps, others, strict=True))
    yield from field("gaps", text, indent)
    yield from listed("choices", (choice.text for choice in task.choices), indent) if task.choices else ()
    yield from (f"{indent}code: true",) if task.code else ()
    yield from (f"{indent}exact: true",) if task.exact else ()
    yield from _written(task.mistakes, task.output, indent)


def _pairs(task: Pairs, indent: str) -> Iterator[str]:
    texts = {right.id: right.text for right in task.rights}
    yield f"{indent}pairs:"
    for pair in task.pairs:
        yield f"{indent}  - left: {scalar(pair.left)}"
        yield f"{indent}    right: {scalar(texts[pair.right_id])}"
    used = {pair.right_id for pair in task.pairs}
    others = [right.text for right in task.rights if right.id not in used]
    yield from listed("distractors", others, indent) if others else ()


def _command(task: ShellCommand, indent: str) -> Iterator[str]:
    if len(task.accepted) == 1:
        yield from field("command", task.accepted[0], indent)
    else:
        yield from listed("command", task.accepted, indent)
    yield from _written(task.mistakes, task.output, indent)


def _written(mistakes: Iterable[KnownMistake], output: str, indent: str) -> Iterator[str]:
    """What all questions have whose answer is written."""
    known = tuple(mistakes)
    yield from (f"{indent}mistakes:",) if known else ()
    for one in known:
        yield f"{indent}  - answer: {scalar(one.answer)}"
        yield from field("wrong", one.why or TODO, f"{indent}    ")
    yield from field("output", output, indent, below="\n" in output) if output else ()


def _digits(value: Decimal) -> str:
    plain = format(value, "f")
    return plain if len(plain) <= 24 else str(value)
