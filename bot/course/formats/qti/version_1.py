"""Items of QTI 1.2, as Canvas and others write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from bot.course.formats.containers.xml_tree import Node
from bot.course.formats.gap_prompts import GapText, gap_question
from bot.course.formats.material import QuestionError
from bot.course.formats.numbers import decimal_of
from bot.course.formats.qti.documents import PlacedItem
from bot.course.formats.qti.item import FoundItem, as_statement, passage, questions, title_of
from bot.course.formats.qti.item_1 import Item1
from bot.course.formats.texts.from_any import words_of
from bot.course.formats.weighted_answers import ReadAnswers, WeightedAnswer, choice, written
from bot.course.formats.weights import FULL
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.number import Number
from bot.course.kinds.pairs import Pair, Pairs
from bot.course.message import say

_NAMED_GAP = re.compile(r"\[([^\[\]\n]{1,100})\]")


def read_item(placed: PlacedItem) -> Iterator[FoundItem]:
    item = Item1(placed)
    if item.kind == "text_only_question" or (not item.responses and item.kind not in _ASKED):
        yield passage(placed, item.prompt)
        return
    yield from questions(placed, _answers(item))


def _answers(item: Item1) -> Iterator[ReadAnswers]:
    read_kind = _KINDS.get(item.kind)
    if read_kind is None and item.kind in _NONE_OF_OURS:
        raise QuestionError(
            say(
                "elsewhere.unknown_question",
                kind=item.kind,
                title=title_of(item.placed) or _first_words(item),
            )
        )
    yield read_kind(item) if read_kind else _by_structure(item)


def _first_words(item: Item1) -> str:
    return words_of(item.prompt)[:80]


def _by_structure(item: Item1) -> ReadAnswers:
    tags = {response.tag for response in item.responses}
    if tags & {"response_xy", "response_grp"}:
        raise QuestionError(
            say("elsewhere.unknown_question", kind=", ".join(sorted(tags)), title=_first_words(item))
        )
    if len(item.responses) > 1:
        return _pairs(item) if tags == {"response_lid"} else _fields(item)
    return _choice(item) if tags == {"response_lid"} else _written(item)


def _choice(item: Item1) -> ReadAnswers:
    response = item.responses[0]
    ident = response.get("ident")
    answers = [
        WeightedAnswer(text, item.conditions.share(ident, label), item.conditions.said_on(ident, label))
        for label, text in item.labels(response)
    ]
    otherwise = item.conditions.said_when_wrong
    made = choice(
        [
            one if one.share > 0 or one.why else WeightedAnswer(one.text, one.share, otherwise)
            for one in answers
        ]
    )
    statement = as_statement(made.task.options) if isinstance(made.task, Choice) else None
    return item.answered(
        ReadAnswers(statement or made.task, "", (), made.simplified if not statement else ())
    )


def _written(item: Item1) -> ReadAnswers:
    ident = item.responses[0].get("ident")
    if any(one.numbers for one in item.conditions.all):
        return _number(item)
    values = [(value, one) for one in item.conditions.all for key, value in one.chosen if key in (ident, "")]
    answers = [
        WeightedAnswer(value, FULL if (one.score or 0) > 0 else 0.0, item.conditions.said_on(ident, value))
        for value, one in values
        if (one.score or 0) > 0 or one.said
    ]
    if not any(one.share for one in answers):
        return _essay(item)
    if item.responses[0].tag == "response_num":
        right = next(one.text for one in answers if one.share)
        return item.answered(ReadAnswers(Number(decimal_of(right))))
    exact = any(one.exact for _, one in values)
    made = written(list({one.text: one for one in answers}.values()), exact=exact)
    return item.answered(ReadAnswers(made.task, "", (), made.simplified))


def _number(item: Item1) -> ReadAnswers:
    """A value with what it may be off by, or the middle of a range."""
    right = [one for one in item.conditions.all if (one.score or 0) > 0]
    if not right:
        raise QuestionError(say("formats.no_right_answer"))
    bounds = [decimal_of(text) for _, text in right[0].numbers]
    exact = [decimal_of(value) for _, value in right[0].chosen[:1]]
    simplified = (say("formats.weights"),) if len(right) > 1 else ()
    if not bounds:
        return item.answered(ReadAnswers(Number(exact[0]), "", (), simplified))
    low, high = min(bounds), max(bounds)
    value = exact[0] if exact else (low + high) / 2
    within = max(abs(high - value), abs(value - low)) if len(bounds) > 1 else abs(value - low)
    return item.answered(ReadAnswers(Number(value, max(within, Decimal(0))), "", (), simplified))


def _essay(item: Item1) -> ReadAnswers:
    model = item.conditions.model_answer
    if not model:
        raise QuestionError(say("formats.essay"))
    return ReadAnswers(Flashcard(model), simplified=(say("formats.essay_as_card"),), prompt=item.prompt)


def _named_gaps(item: Item1) -> ReadAnswers:
    """Canvas: [name] in the text is the response called response_name."""
    responses = {one.get("ident").removeprefix("response_"): one for one in item.responses}
    pieces: list[str] = [""]
    accepted: list[tuple[str, ...]] = []
    choices: list[str] = []
    at = 0
    for found in _NAMED_GAP.finditer(item.prompt):
        response = responses.get(found[1])
        if response is None:
            continue
        labels = dict(item.labels(response))
        right = [
            words_of(labels[value])
            for value in item.conditions.right(response.get("ident"))
            if value in labels
        ]
        pieces[-1] += item.prompt[at : found.start()]
        pieces.append("")
        accepted.append(tuple(dict.fromkeys(right)))
        choices += map(words_of, labels.values())
        at = found.end()
    pieces[-1] += item.prompt[at:]
    chosen = choices if item.kind == "multiple_dropdowns_question" else []
    prompt, task = gap_question(GapText(pieces, title_of(item.placed)), accepted, chosen)
    return item.answered(ReadAnswers(task, prompt=prompt))


def _fields(item: Item1) -> ReadAnswers:
    """Fields between the texts, to write into."""
    accepted = [tuple(_right_in(item, response)) for response in item.responses]
    prompt, task = gap_question(GapText(item.pieces, title_of(item.placed)), accepted)
    return item.answered(ReadAnswers(task, prompt=prompt))


def _right_in(item: Item1, response: Node) -> Sequence[str]:
    labels = dict(item.labels(response))
    return [words_of(labels.get(value, value)) for value in item.conditions.right(response.get("ident"))]


def _pairs(item: Item1) -> ReadAnswers:
    """A response is a left side; all have the same right ones."""
    pairs: list[Pair] = []
    rights: dict[str, Option] = {}
    for response in item.responses:
        labels = dict(item.labels(response))
        rights |= {text: Option(text, text, correct=False) for text in labels.values()}
        left = "".join(item.html(one) for one in response.all("material"))
        for value in item.conditions.right(response.get("ident"))[:1]:
            pairs.append(Pair(left, labels.get(value, "")))
    prompt = item.prompt if words_of(item.prompt) else title_of(item.placed)
    return item.answered(ReadAnswers(Pairs(tuple(pairs), tuple(rights.values()))), prompt)


_KINDS: dict[str, Callable[[Item1], ReadAnswers]] = {
    "multiple_choice_question": _choice,
    "true_false_question": _choice,
    "multiple_answers_question": _choice,
    "short_answer_question": _written,
    "numerical_question": _number,
    "essay_question": _essay,
    "fill_in_multiple_blanks_question": _named_gaps,
    "multiple_dropdowns_question": _named_gaps,
    "matching_question": _pairs,
}
_ASKED = ("essay_question", "file_upload_question")
"""Without anything to choose or to write into, and yet no text."""
_NONE_OF_OURS = ("file_upload_question", "calculated_question", "hot_spot_question")
