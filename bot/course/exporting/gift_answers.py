"""A question's answers between the braces of GIFT."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.course.exporting.gift_texts import GiftTexts, begins_as_a_share, escaped
from bot.course.exporting.questions import digits
from bot.course.exporting.shares import shares_of
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.course.reading.markup import visible_words


def texts_in(question: Question) -> Iterator[str]:
    """All that it says, by which it is told whether any of it has formatting."""
    yield from (question.prompt, question.feedback)
    match question.task:
        case Choice(options):
            yield from (text for option in options for text in (option.text, option.why))
        case TrueFalse(why=why):
            yield why
        case Typed(accepted=accepted, mistakes=mistakes):
            yield from (*accepted, *(one.answer for one in mistakes), *(one.why for one in mistakes))
        case Number(mistakes=mistakes):
            yield from (one.why for one in mistakes)
        case Pairs(pairs, rights):
            yield from (*(pair.left for pair in pairs), *(visible_words(right.text) for right in rights))
        case Flashcard(back):
            yield back


def braces(texts: GiftTexts, question: Question) -> str:
    general = f"####{texts.text(question.feedback)}\n" if question.feedback else ""
    match question.task:
        case TrueFalse(true, why):
            said = f"#{texts.text(why)}" if why else ""
            return f"{{{'TRUE' if true else 'FALSE'}{said}{general}}}"
        case Flashcard(back):
            return f"{{####{texts.text(back)}\n}}"
        case Number():
            sign, lines = "#", _number(texts, question.task)
        case Typed():
            sign, lines = "", _typed(texts, question.task)
        case Pairs():
            sign, lines = "", _pairs(texts, question.task)
        case Choice():
            sign, lines = "", _options(texts, question.task)
        case other:
            raise TypeError(other)
    body = "".join(f"\t{line}\n" for line in lines)
    return f"{{{sign}\n{body}\t{general}}}" if general else f"{{{sign}\n{body}}}"


def _options(texts: GiftTexts, task: Choice) -> Iterator[str]:
    for option, share in zip(task.options, shares_of(task), strict=True):
        sign = "=" if share == "100" else "~" if share == "0" else f"~%{share}%"
        yield f"{sign}{texts.text(option.text)}{_why(texts, option.why)}"


def _typed(texts: GiftTexts, task: Typed) -> Iterator[str]:
    """A star stands for any text there, unless it has a backslash."""
    for answer in task.accepted:
        pattern = escaped(answer.replace("*", "\\*"))
        yield f"=%100%{pattern}" if begins_as_a_share(answer) else f"={pattern}"
    yield from _mistakes(texts, task.mistakes)


def _mistakes(texts: GiftTexts, mistakes: tuple[KnownMistake, ...]) -> Iterator[str]:
    for one in mistakes:
        yield f"=%0%{escaped(one.answer)}{_why(texts, one.why)}"


def _number(texts: GiftTexts, task: Number) -> Iterator[str]:
    within = f":{_plain(task.within)}" if task.within else ""
    yield f"=%100%{digits(task)}{within}"
    yield from _mistakes(texts, task.mistakes)


def _pairs(texts: GiftTexts, task: Pairs) -> Iterator[str]:
    """Right sides are chosen from a list, which shows words alone."""
    words = {right.id: texts.line(visible_words(right.text)) for right in task.rights}
    for pair in task.pairs:
        yield f"={texts.text(pair.left)} -> {words[pair.right_id]}"
    used = {pair.right_id for pair in task.pairs}
    yield from (f"= -> {words[right.id]}" for right in task.rights if right.id not in used)


def _why(texts: GiftTexts, why: str) -> str:
    return f"#{texts.text(why)}" if why else ""


def _plain(value: Decimal) -> str:
    return format(value, "f")
