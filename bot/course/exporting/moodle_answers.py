"""What is asked for, as Moodle XML: the type of the question, its text, and its answers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from bot.course.exporting.html_text import html_blocks, html_line
from bot.course.exporting.moodle_xml import element, plain, text
from bot.course.exporting.questions import digits
from bot.course.exporting.shares import shares_of
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.course.reading.markup import visible_words

_CLOZE = re.compile(r"(?<!&)[}~#]")
_GAP = re.compile("\ue008(\\d+)\ue009")
_SHARE = re.compile(r"%-?\d{1,3}(?:[.,]\d+)?%")


@dataclass(frozen=True)
class QuestionBody:
    """`text`: HTML."""

    type: str
    text: str
    answers: str = ""


def body_of(question: Question) -> QuestionBody:
    prompt = html_blocks(question.prompt)
    match question.task:
        case Choice():
            return QuestionBody("multichoice", prompt, _options(question.task))
        case TrueFalse(true, why):
            return QuestionBody("truefalse", prompt, _true_false(true, why))
        case Typed():
            return QuestionBody("shortanswer", prompt, _typed(question.task))
        case Number():
            return QuestionBody("numerical", prompt, _number(question.task))
        case Gaps():
            return QuestionBody("cloze", prompt + _cloze(question.task))
        case Ordering():
            return QuestionBody("ordering", prompt, _ordering(question.task))
        case Pairs():
            return QuestionBody("matching", prompt, _pairs(question.task))
        case Flashcard(back):
            return QuestionBody("essay", prompt, element("graderinfo", html_blocks(back)))
        case ShellCommand():
            raise TypeError(question.task)
        case _:
            assert_never(question.task)


def _options(task: Choice) -> str:
    single = sum(option.correct for option in task.options) == 1
    mixed = not any(option.last for option in task.options)
    head = f"<single>{_flag(single)}</single>\n<shuffleanswers>{_flag(mixed)}</shuffleanswers>\n"
    answers = (
        element("answer", html_blocks(one.text), f' fraction="{share}"', _feedback(one.why))
        for one, share in zip(task.options, shares_of(task), strict=True)
    )
    return head + "".join(answers)


def _true_false(true: bool, why: str) -> str:
    return "".join(
        _answer("true" if value else "false", 100 if value is true else 0, "" if value is true else why)
        for value in (True, False)
    )


def _typed(task: Typed) -> str:
    """A star stands for any text there, unless it has a backslash."""
    right = "".join(_answer(answer.replace("*", "\\*"), 100) for answer in task.accepted)
    return f"<usecase>{int(task.exact)}</usecase>\n{right}{_mistakes(task.mistakes)}"


def _mistakes(mistakes: Iterable[KnownMistake]) -> str:
    return "".join(_answer(one.answer, 0, one.why) for one in mistakes)


def _number(task: Number) -> str:
    answer = _answer(digits(task), 100, more=f"<tolerance>{_plain(task.within)}</tolerance>")
    unit = ""
    if task.unit:
        one = f"<unit><multiplier>1</multiplier><unit_name>{plain(task.unit)}</unit_name></unit>"
        unit = f"<units>{one}</units>\n<unitgradingtype>1</unitgradingtype><unitpenalty>1.0</unitpenalty>\n"
    return answer + _mistakes(task.mistakes) + unit


def _ordering(task: Ordering) -> str:
    lines = (_code(line.text) if task.code else html_blocks(line.text) for line in task.lines)
    head = "<layouttype>VERTICAL</layouttype>\n<selecttype>ALL</selecttype>\n<selectcount>0</selectcount>\n"
    return head + "".join(element("answer", line, f' fraction="{n}"') for n, line in enumerate(lines, 1))


def _code(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return f"<p><code>{'&nbsp;' * indent}{html_line(line.strip())}</code></p>"


def _pairs(task: Pairs) -> str:
    """Right sides are chosen from a list, which shows words alone."""
    words = {right.id: text(html_line(visible_words(right.text))) for right in task.rights}
    used = {pair.right_id for pair in task.pairs}
    both = [(html_blocks(pair.left), words[pair.right_id]) for pair in task.pairs]
    both += [("", words[right.id]) for right in task.rights if right.id not in used]
    return "".join(element("subquestion", left, more=f"<answer>{right}</answer>") for left, right in both)


def _cloze(task: Gaps) -> str:
    """The text in HTML, with each gap where it stands. It is made as a whole: bold may begin before a gap."""
    first, *others = task.pieces
    whole = first + "".join(f"\ue008{number}\ue009{piece}" for number, piece in enumerate(others))
    made = f"<pre>{html_line(whole)}</pre>" if task.code else html_blocks(whole)
    return _GAP.sub(lambda found: _gap(task, int(found[1])), made)


def _gap(task: Gaps, number: int) -> str:
    right = task.accepted[number]
    wrong = [choice.text for choice in task.choices if choice.text not in right]
    kind = "MULTICHOICE" if task.choices else "SHORTANSWER_C" if task.exact else "SHORTANSWER"
    answers = [f"{_right_sign(answer)}{_escaped(answer, star=not task.choices)}" for answer in right]
    return f"{{1:{kind}:{'~'.join((*answers, *map(_escaped, wrong)))}}}"


def _right_sign(answer: str) -> str:
    return "%100%" if _SHARE.match(answer) or answer.startswith("=") else "="


def _escaped(answer: str, *, star: bool = False) -> str:
    """A backslash is written by its number: Moodle takes one before ~ for the sign that ends no answer."""
    safe = html.escape(answer, quote=False).replace("\\", "&#92;")
    safe = _CLOZE.sub(lambda found: f"\\{found[0]}", safe)
    return safe.replace("*", "\\*") if star else safe


def _answer(words: str, share: int, why: str = "", more: str = "") -> str:
    feedback = _feedback(why)
    head = f'<answer fraction="{share}" format="moodle_auto_format"><text>{plain(words)}</text>'
    return f"{head}{feedback}{more}</answer>\n"


def _feedback(why: str) -> str:
    return element("feedback", html_blocks(why)).rstrip() if why else ""


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _plain(value: Decimal) -> str:
    return format(value, "f")
