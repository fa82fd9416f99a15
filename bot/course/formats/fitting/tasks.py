"""What is asked for, within the house's limits: a task that a learner can do, or nothing, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from bot.course.formats.fitting.bench import Bench, cut
from bot.course.formats.fitting.gap_texts import gaps
from bot.course.formats.material import Exercise, Syntax
from bot.course.formats.texts.html import code
from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.normal_form import LONGEST, clean, normal
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pair, Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.message import say
from bot.course.reading.fields import LINE
from bot.course.reading.kinds.choice import stays_last
from bot.course.reading.markup import visible_words

_FENCED = re.compile(r"^(`{3,}|~{3,})[^\n]*\n(.*?)\n\1[ \t]*$", re.DOTALL | re.MULTILINE)

MOST_OPTIONS = 10
MOST_READ = 100
"""Options among which the ten are chosen; what has more is no question."""
MOST_PAIRS = 8
MOST_ANSWERS = 20


def fitted_task(bench: Bench, found: Exercise) -> Task | None:
    """None where it cannot be asked: what was left out is among the findings then."""
    match found.task:
        case Choice(options):
            return _choice(bench, found, options)
        case TrueFalse(true, why):
            return TrueFalse(true, bench.line(why, found.syntax, found.origin))
        case Typed():
            return _typed(bench, found, found.task)
        case Number():
            return replace(found.task, mistakes=_mistakes(bench, found, found.task.mistakes, ()))
        case Gaps():
            return gaps(bench, found, found.task)
        case Ordering(lines, code):
            return _ordering(bench, found, lines, code=code)
        case Pairs():
            return _pairs(bench, found, found.task)
        case Flashcard(back):
            return _card(bench, found, back)
        case ShellCommand():
            return found.task
        case _:
            assert_never(found.task)


def _card(bench: Bench, found: Exercise, back: str) -> Flashcard | None:
    text = bench.line(back, found.syntax, found.origin)
    if not text:
        bench.left_out(found.origin, say("formats.no_back", title=found.title))
        return None
    return Flashcard(text)


def _in_line(block: re.Match[str]) -> str:
    """A block of code as code within a line: an option is one."""
    return "\n".join(code(line) for line in block[2].split("\n") if line.strip())


def one_line(bench: Bench, found: Exercise, text: str) -> str:
    """An option, a line, a right side."""
    made = _FENCED.sub(_in_line, bench.line(text, found.syntax, found.origin))
    if len(made) > LINE:
        bench.changed(found.origin, say("formats.option_cut", text=cut(made, 60), most=LINE))
        made = cut(" ".join(visible_words(made).split()), LINE)
        made = bench.text(made, Syntax.PLAIN, found.origin).alone[:LINE]
    return made


def _choice(bench: Bench, found: Exercise, options: Iterable[Option]) -> Choice | None:
    kept: dict[str, Option] = {}
    options = tuple(options)
    if len(options) > MOST_READ:
        bench.left_out(found.origin, say("formats.hundred_options", title=found.title, most=MOST_READ))
        return None
    for option in options:
        text = one_line(bench, found, option.text)
        words = visible_words(text)
        if not words:
            bench.left_out(found.origin, say("formats.empty_option", title=found.title))
        elif words in kept:
            bench.left_out(found.origin, say("formats.same_option", text=words))
            if option.correct:
                kept[words] = replace(kept[words], correct=True, why="")
        else:
            why = "" if option.correct else bench.line(option.why, found.syntax, found.origin)
            kept[words] = replace(option, text=text, why=why, last=option.last or stays_last(text))
    made = list(kept.values())
    if not any(option.correct for option in made):
        bench.left_out(found.origin, say("formats.none_right", title=found.title))
        return None
    if len(made) < 2:
        bench.left_out(found.origin, say("formats.one_option", title=found.title))
        return None
    return Choice(tuple(_at_most_ten(bench, found, made)))


def _at_most_ten(bench: Bench, found: Exercise, options: list[Option]) -> list[Option]:
    """The right ones stay, and the first of the wrong ones; one wrong one at the least, if there is any."""
    if len(options) <= MOST_OPTIONS:
        return options
    right = [option for option in options if option.correct][: MOST_OPTIONS - 1]
    wrong = [option for option in options if not option.correct][: MOST_OPTIONS - len(right)]
    for option in options:
        if option not in right and option not in wrong:
            bench.left_out(
                found.origin, say("formats.eleventh_option", text=cut(option.text, 80), most=MOST_OPTIONS)
            )
    return [option for option in options if option in right or option in wrong]


def _typed(bench: Bench, found: Exercise, task: Typed) -> Typed | None:
    form = clean if task.exact else normal
    accepted: dict[str, str] = {}
    for answer in task.accepted:
        text = " ".join(answer.split()) if not task.exact else answer.strip()
        if len(text) > LONGEST or not text:
            bench.left_out(found.origin, say("formats.long_answer", text=cut(text, 60), most=LONGEST))
        elif not task.exact and not any(sign.isalnum() for sign in normal(text)):
            return _typed(bench, found, replace(task, exact=True))
        else:
            accepted.setdefault(form(text), text)
    answers = tuple(accepted.values())[:MOST_ANSWERS]
    if not answers:
        bench.left_out(found.origin, say("formats.no_answer", title=found.title))
        return None
    return replace(task, accepted=answers, mistakes=_mistakes(bench, found, task.mistakes, answers))


def _mistakes(
    bench: Bench, found: Exercise, mistakes: Iterable[KnownMistake], accepted: Iterable[str]
) -> tuple[KnownMistake, ...]:
    right = {normal(answer) for answer in accepted}
    kept: dict[str, KnownMistake] = {}
    for one in mistakes:
        answer = " ".join(one.answer.split())
        why = bench.line(one.why, found.syntax, found.origin)
        if not answer.strip("* ") or normal(answer) in right or len(answer) > LONGEST:
            bench.left_out(found.origin, say("formats.mistake", text=cut(answer, 60)))
        else:
            kept.setdefault(answer, KnownMistake(answer, why))
    return tuple(kept.values())


def _ordering(bench: Bench, found: Exercise, lines: Iterable[Option], *, code: bool) -> Ordering | None:
    texts = [line.text.rstrip() if code else one_line(bench, found, line.text) for line in lines]
    texts = [text for text in texts if text.strip()]
    if len({" ".join(text.split()) for text in texts}) < len(texts):
        bench.left_out(found.origin, say("formats.same_lines", title=found.title))
        return None
    if not 2 <= len(texts) <= MOST_OPTIONS:
        bench.left_out(found.origin, say("formats.number_of_lines", title=found.title))
        return None
    return Ordering(tuple(Option("", text, correct=False) for text in texts), code)


def _pairs(bench: Bench, found: Exercise, task: Pairs) -> Pairs | None:
    """Right sides are referred to by their texts here: there are no ids yet."""
    texts = {right.id: one_line(bench, found, right.text) for right in task.rights}
    both: dict[str, str] = {}
    for pair in task.pairs:
        left, right = one_line(bench, found, pair.left), texts.get(pair.right_id, "")
        if left and right and left not in both:
            both[left] = right
        else:
            bench.left_out(found.origin, say("formats.pair", text=left or pair.left))
    for left in list(both)[MOST_PAIRS:]:
        bench.left_out(found.origin, say("formats.ninth_pair", text=left, most=MOST_PAIRS))
        del both[left]
    if len(both) < 2:
        bench.left_out(found.origin, say("formats.one_pair", title=found.title))
        return None
    used = {pair.right_id for pair in task.pairs}
    others = [text for id_, text in texts.items() if id_ not in used and text and text not in both.values()]
    rights = list(dict.fromkeys((*both.values(), *others)))[:MOST_OPTIONS]
    options = tuple(Option(text, text, correct=False) for text in rights)
    return Pairs(tuple(Pair(left, right) for left, right in both.items()), options)
