"""Moodle's types of question -> the house's kinds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.course.formats.containers.xml_tree import Node
from bot.course.formats.gap_prompts import GapText, gap_question
from bot.course.formats.material import QuestionError
from bot.course.formats.moodle.cloze import cloze
from bot.course.formats.moodle.question import MoodleQuestion, plain
from bot.course.formats.numbers import decimal_of, share_of
from bot.course.formats.texts.from_any import words_of
from bot.course.formats.weighted_answers import ReadAnswers, WeightedAnswer, choice, written
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Option
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pair, Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.message import say

_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_NEARLY = 99.9


def _weighted(question: MoodleQuestion, answer: Node, text: str) -> WeightedAnswer:
    return WeightedAnswer(text, share_of(answer.get("fraction")), question.said_on(answer))


def _choice(question: MoodleQuestion) -> ReadAnswers:
    """What is said on any wrong answer stands on each that has nothing of its own."""
    otherwise = question.text("incorrectfeedback")
    otherwise = "" if is_stock(otherwise) else otherwise
    answers = [_weighted(question, one, question.text_in(one)) for one in question.node.all("answer")]
    if not answers:
        raise QuestionError(say("formats.no_answers"))
    made = choice([one if one.share > 0 or one.why else replace(one, why=otherwise) for one in answers])
    partly = question.text("partiallycorrectfeedback")
    lost = () if not partly or is_stock(partly) else (say("elsewhere.partly_right", text=words_of(partly)),)
    return ReadAnswers(made.task, "", made.said_when_right, (*made.simplified, *lost), _prompt(question))


def is_stock(text: str) -> bool:
    """Whether it is what Moodle says where the teacher has written nothing."""
    return bool(re.fullmatch(r"your answer is (partially )?(in)?correct\.?", words_of(text), re.IGNORECASE))


def _prompt(question: MoodleQuestion) -> str:
    return question.text("questiontext") + question.old_picture


def _true_or_false(question: MoodleQuestion) -> ReadAnswers:
    answers = [
        (plain(one).lower() == "true", _weighted(question, one, "")) for one in question.node.all("answer")
    ]
    right = next((is_true for is_true, one in answers if one.share >= _NEARLY), None)
    if right is None:
        raise QuestionError(say("formats.no_right_answer"))
    said = tuple(one.why for is_true, one in answers if is_true is right)
    why = next((one.why for is_true, one in answers if is_true is not right), "")
    return ReadAnswers(TrueFalse(right, why), "", said, prompt=_prompt(question))


def _written(question: MoodleQuestion) -> ReadAnswers:
    answers = [_weighted(question, one, plain(one)) for one in question.node.all("answer")]
    if not any(one.share > 0 for one in answers):
        raise QuestionError(say("formats.no_right_answer"))
    made = written(answers, exact=question.node.text_of("usecase") == "1")
    return ReadAnswers(made.task, "", made.said_when_right, made.simplified, _prompt(question))


def _number(question: MoodleQuestion) -> ReadAnswers:
    answers = [one for one in question.node.all("answer") if plain(one) != "*"]
    others = [one for one in question.node.all("answer") if plain(one) == "*" and question.said_on(one)]
    full = [one for one in answers if share_of(one.get("fraction")) >= _NEARLY]
    if not full:
        raise QuestionError(say("formats.no_right_answer"))
    within = abs(decimal_of(full[0].text_of("tolerance") or "0"))
    wrong = [one for one in answers if share_of(one.get("fraction")) < _NEARLY and question.said_on(one)]
    mistakes = tuple(KnownMistake(plain(one), question.said_on(one)) for one in wrong)
    simplified = (
        [say("formats.weights")]
        if len(full) > 1 or any(share_of(one.get("fraction")) for one in wrong)
        else []
    )
    simplified += [say("elsewhere.any_other", text=words_of(question.said_on(one))) for one in others]
    task = Number(decimal_of(plain(full[0])), within, _unit(question), mistakes)
    return ReadAnswers(task, "", (question.said_on(full[0]),), tuple(simplified), _prompt(question))


def _unit(question: MoodleQuestion) -> str:
    """What has to stand behind the number, where Moodle grades that."""
    units = question.node.first("units")
    if units is None or question.node.text_of("unitgradingtype") in ("", "0"):
        return ""
    names = [one.text_of("unit_name") for one in units.all("unit") if _is_one(one.text_of("multiplier"))]
    return next(iter(names), "")


def _is_one(text: str) -> bool:
    return share_of(text or "1") == 1


def _pairs(question: MoodleQuestion) -> ReadAnswers:
    pairs, rights = [], {}
    for one in question.node.all("subquestion"):
        answer = one.first("answer")
        right = question.text_in(answer) if answer is not None else ""
        rights[right] = Option(right, right, correct=False)
        if left := question.text_in(one):
            pairs.append(Pair(left, right))
    return ReadAnswers(Pairs(tuple(pairs), tuple(rights.values())), prompt=_prompt(question))


def _places(question: MoodleQuestion, tag: str) -> ReadAnswers:
    """Words that are dragged, or chosen, into the text: [[2]] is the second of them."""
    texts = [words_of(one.text_of("text")) for one in question.node.all(tag)]
    pieces = _PLACE.split(question.text("questiontext"))
    numbers = [int(number) for number in pieces[1::2]]
    if not numbers or max(numbers) > len(texts) or min(numbers) < 1:
        raise QuestionError(say("formats.no_gap", title=question.name))
    accepted = tuple((texts[number - 1],) for number in numbers)
    text = GapText(pieces[::2], question.name, question.syntax)
    prompt, task = gap_question(text, accepted, texts)
    return ReadAnswers(task, prompt=prompt)


def _essay(question: MoodleQuestion) -> ReadAnswers:
    model = question.text("graderinfo")
    if not model:
        raise QuestionError(say("formats.essay"))
    return ReadAnswers(Flashcard(model), simplified=(say("formats.essay_as_card"),), prompt=_prompt(question))


def _order(question: MoodleQuestion) -> ReadAnswers:
    lines = tuple(Option("", question.text_in(one), correct=False) for one in question.node.all("answer"))
    return ReadAnswers(Ordering(lines), prompt=_prompt(question))


def _cloze(question: MoodleQuestion) -> ReadAnswers:
    return cloze(question.text("questiontext"), question.name)


KINDS: dict[str, Callable[[MoodleQuestion], ReadAnswers]] = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "truefalse": _true_or_false,
    "shortanswer": _written,
    "numerical": _number,
    "matching": _pairs,
    "ddmatch": _pairs,
    "cloze": _cloze,
    "multianswer": _cloze,
    "essay": _essay,
    "ddwtos": lambda question: _places(question, "dragbox"),
    "gapselect": lambda question: _places(question, "selectoption"),
    "ordering": _order,
}
"""Type -> its reader, which raises QuestionError. `description` is a text, `category` a heading."""
