"""H5P's libraries of questions -> the house's kinds. Each reader gives as many questions as a library has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bot.course.formats.containers.json_data import at, listed, text_at
from bot.course.formats.gap_prompts import GapText, gap_question
from bot.course.formats.h5p.content import H5PContent, picture
from bot.course.formats.h5p.starred import dragged, starred
from bot.course.formats.material import QuestionError
from bot.course.formats.texts.from_any import as_html, words_of
from bot.course.formats.weighted_answers import ReadAnswers
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.order import Ordering
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.message import Message, say


def _choice(content: H5PContent) -> Iterator[ReadAnswers]:
    answers = listed(content.params, "answers")
    options = tuple(
        Option(
            "",
            text_at(one, "text"),
            at(one, "correct") is True,
            "" if at(one, "correct") is True else text_at(one, "tipsAndFeedback", "chosenFeedback"),
        )
        for one in answers
    )
    right = [one for one in answers if at(one, "correct") is True]
    said = (*(text_at(one, "tipsAndFeedback", "chosenFeedback") for one in right), *_overall(content))
    tips = [text_at(one, "tipsAndFeedback", "tip") for one in answers]
    yield ReadAnswers(
        Choice(options),
        "",
        tuple(filter(words_of, said)),
        tuple(_lost(text_at(one, "tipsAndFeedback", "notChosenFeedback") for one in answers)),
        content.text("question") + content.media,
        "<br>".join(filter(words_of, tips)),
    )


def _overall(content: H5PContent) -> Iterator[str]:
    """What is said on a full score."""
    for one in listed(content.params, "overallFeedback"):
        if at(one, "to") == 100 and text_at(one, "feedback"):
            yield as_html(text_at(one, "feedback"))


def _lost(texts: Iterator[str]) -> Iterator[Message]:
    return (say("elsewhere.not_chosen", text=words_of(text)) for text in texts if words_of(text))


def _true_or_false(content: H5PContent) -> Iterator[ReadAnswers]:
    correct = content.text("correct")
    if correct not in ("true", "false"):
        raise QuestionError(say("formats.no_right_answer"))
    why = as_html(content.text("behaviour", "feedbackOnWrong"))
    said = as_html(content.text("behaviour", "feedbackOnCorrect"))
    yield ReadAnswers(
        TrueFalse(correct == "true", why), "", (said,), prompt=content.text("question") + content.media
    )


def _blanks(content: H5PContent) -> Iterator[ReadAnswers]:
    """Each of its texts is a question."""
    above = content.text("text") + content.media
    for text in listed(content.params, "questions"):
        found = starred(text if isinstance(text, str) else "")
        if not found.answers:
            above += text if isinstance(text, str) else ""
            continue
        prompt, gaps = gap_question(GapText(found.pieces), found.answers)
        hint = ", ".join(filter(None, found.tips))
        yield ReadAnswers(gaps, prompt=f"{above}{'' if words_of(above) else prompt}", hint=as_html(hint))


def _drag(content: H5PContent) -> Iterator[ReadAnswers]:
    found = dragged(content.text("textField"))
    if not found.answers:
        raise QuestionError(say("formats.no_gap", title=content.name))
    others = dragged(content.text("distractors")).answers
    choices = [gap[0] for gap in (*found.answers, *others)]
    prompt, gaps = gap_question(GapText(found.pieces, content.title), found.answers, choices)
    above = content.text("taskDescription") + content.media
    hint = as_html(", ".join(filter(None, found.tips)))
    yield ReadAnswers(gaps, prompt=above if words_of(above) else prompt, hint=hint)


def _choices(content: H5PContent) -> Iterator[ReadAnswers]:
    """The first of the answers is the right one."""
    for one in listed(content.params, "choices"):
        options = _first_is_right(listed(one, "answers"))
        yield ReadAnswers(Choice(options), prompt=text_at(one, "question"))


def _first_is_right(texts: list[Any]) -> tuple[Option, ...]:
    found = [text for text in texts if isinstance(text, str)]
    return tuple(Option("", text, place == 0) for place, text in enumerate(found))


def _summary(content: H5PContent) -> Iterator[ReadAnswers]:
    for one in listed(content.params, "summaries"):
        options = _first_is_right(listed(one, "summary"))
        yield ReadAnswers(
            Choice(options), prompt=content.text("intro") or as_html(content.title), hint=text_at(one, "tip")
        )


def _cards(content: H5PContent) -> Iterator[ReadAnswers]:
    for one in listed(content.params, "dialogs"):
        front = text_at(one, "text") + picture(at(one, "image"), text_at(one, "imageAltText"))
        yield ReadAnswers(Flashcard(text_at(one, "answer")), prompt=front, hint=text_at(one, "tips", "front"))


def _typed(content: H5PContent) -> Iterator[ReadAnswers]:
    """Flash cards of which the back is written."""
    for one in listed(content.params, "cards"):
        front = as_html(text_at(one, "text")) + picture(at(one, "image"), text_at(one, "imageAltText"))
        answers = tuple(part.strip() for part in words_of(text_at(one, "answer")).split("/"))
        above = "" if words_of(front) else content.text("description")
        yield ReadAnswers(Typed(answers), prompt=above + front, hint=as_html(text_at(one, "tip")))


def _crossword(content: H5PContent) -> Iterator[ReadAnswers]:
    for one in listed(content.params, "words"):
        yield ReadAnswers(Typed((words_of(text_at(one, "answer")),)), prompt=text_at(one, "clue"))


def _order(content: H5PContent) -> Iterator[ReadAnswers]:
    lines = tuple(
        Option("", text, correct=False)
        for text in listed(content.params, "paragraphs")
        if isinstance(text, str)
    )
    yield ReadAnswers(Ordering(lines), prompt=content.text("taskDescription") or as_html(content.title))


def _essay(content: H5PContent) -> Iterator[ReadAnswers]:
    model = content.text("solution", "sample")
    if not words_of(model):
        raise QuestionError(say("formats.essay"))
    simplified = (say("formats.essay_as_card"),)
    yield ReadAnswers(
        Flashcard(model), simplified=simplified, prompt=content.text("taskDescription") + content.media
    )


def _guess(content: H5PContent) -> Iterator[ReadAnswers]:
    yield ReadAnswers(
        Flashcard(as_html(content.text("solutionText"))),
        prompt=content.text("taskDescription") + content.media,
    )


KINDS: dict[str, Callable[[H5PContent], Iterator[ReadAnswers]]] = {
    "MultiChoice": _choice,
    "TrueFalse": _true_or_false,
    "Blanks": _blanks,
    "DragText": _drag,
    "SingleChoiceSet": _choices,
    "Summary": _summary,
    "Dialogcards": _cards,
    "Flashcards": _typed,
    "Crossword": _crossword,
    "SortParagraphs": _order,
    "Essay": _essay,
    "GuessTheAnswer": _guess,
}
"""Library -> its reader, which raises QuestionError."""
