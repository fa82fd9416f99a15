"""A card as a screen: the question as lessons draw it, with the buttons of review."""

from __future__ import annotations

from bot.learning import kinds as kinds_of_question
from bot.learning.kinds.card import Recall
from bot.learning.learner.attempts import AttemptResult
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.review.memory import intervals
from bot.learning.review.outcome import SectionShown
from bot.learning.review.section_about import section_about
from bot.learning.review.session import AskedCard
from bot.views import kinds
from bot.views.kinds.base import AskedQuestion, AttemptMark
from bot.views.learner import answer_buttons as answers_of_lesson
from bot.views.learner import buttons as of_lesson
from bot.views.learner import report_buttons
from bot.views.learner.pictures import picture_and_words
from bot.views.render import bar, course_text
from bot.views.review.buttons import (
    AnswerCard,
    BackToCard,
    CheckCard,
    HintAtCard,
    LeaveReview,
    NextCard,
    PressCardPart,
    RevealCard,
    ReviewAction,
    SetAside,
    ShowSection,
    TakeCardPartBack,
    TickOnCard,
    pack,
)
from bot.views.screen import Button, ButtonStyle, Row, Screen
from bot.views.words import Words


def card(words: Words, asked: AskedCard, learner: Learner) -> Screen:
    """The card that is asked, or what became of the answer to it."""
    question, session, seen = asked.question, asked.session, _seen(asked)
    picture, description = picture_and_words(question.picture, learner.pictures)
    hinted = session.hinted and seen.is_open
    text = words.render(
        "learner/question",
        title=question.title,
        untranslated=question.untranslated,
        verdict=seen.verdict,
        is_open=seen.is_open,
        prompt=course_text(question.prompt),
        parts=kinds.parts(words, seen),
        hint=course_text(question.hint) if question.hint and hinted else None,
        feedback=course_text(question.feedback) if question.feedback and not seen.is_open else None,
        description=description,
        bar=bar(session.position + 1, len(session.cards)) if learner.pictures is not Pictures.WORDS else "",
        number=session.position + 1,
        total=len(session.cards),
        lesson=_below(words, asked),
    )
    rows = _open_rows(words, asked, seen) if seen.is_open else _closed_rows(words, asked)
    rows = (*_beside(words, asked, described=description is not None), *rows)
    # The text changes with the answer, and the picture stays: they are two messages.
    return Screen(text, rows, picture, apart=picture is not None, words=words)


def section(words: Words, shown: SectionShown) -> Screen:
    """What the card is about, in the card's own message: so a picture comes in words."""
    found, lesson = shown.section, shown.asked.lesson
    _, description = picture_and_words(found.picture, Pictures.WORDS)
    text = words.render(
        "learner/section",
        title=found.title,
        text=course_text(found.text),
        untranslated=found.untranslated,
        description=description,
        note=found.note and course_text(found.note),
        warning=found.warning and course_text(found.warning),
        bar="",
        number=lesson.steps.index(found) + 1,
        total=len(lesson.steps),
        lesson=lesson.title,
    )
    back = Button(words.word("review.back_to_card"), pack(BackToCard(*_at(shown.asked))), ButtonStyle.ONWARD)
    return Screen(text, ((back,),), words=words)


def not_an_answer(words: Words, asked: AskedCard) -> Screen:
    how = kinds.what_to_write(words, asked.question)
    text = words.render("learner/not_an_answer", title=asked.question.title, how=how)
    back = Button(words.word("review.back_to_card"), pack(BackToCard(*_at(asked))))
    return Screen(text, ((back,),), words=words)


def _seen(asked: AskedCard) -> AskedQuestion:
    present, question = asked.present, asked.question
    if present.is_open or present.result is None:
        draft = asked.session.draft
        return AskedQuestion(question, asked.order, (), is_open=True, draft=draft)
    last = kinds_of_question.grade(question, present.given)
    verdict = present.result.value
    if present.result is AttemptResult.SHOWN:
        return AskedQuestion(question, asked.order, (), is_open=False, verdict=verdict)
    return AskedQuestion(
        question, asked.order, last.slips, is_open=False, remarks=last.remarks, verdict=verdict
    )


def _below(words: Words, asked: AskedCard) -> str:
    """What the card belongs to; when it comes again, once that is known."""
    memory = asked.card.memory
    if asked.present.is_open or memory is None:
        return asked.lesson.title
    return words.word(
        "review.comes_again", lesson=asked.lesson.title, in_=words.formats.in_interval(memory.interval)
    )


def _open_rows(words: Words, asked: AskedCard, seen: AskedQuestion) -> tuple[Row, ...]:
    """The last row is a harmless one: a second tap on the button before it, to the next card, lands there."""
    at, question, rows = _at(asked), asked.question, list[Row]()
    in_lesson = AttemptMark("review", 0, 0)
    for row in kinds.rows(words, seen, asked.session.draft, in_lesson):
        rows.append(tuple(_translated(words, asked, one) for one in row if isinstance(one, Button)))
    help_ = []
    if kinds.hints(question, asked.session.draft) and not asked.session.hinted:
        help_.append(Button(words.word("learner.hint"), pack(HintAtCard(*at))))
    if kinds_of_question.judged(question):
        help_.append(Button(words.word("review.reveal"), pack(RevealCard(*at))))
    rows += [tuple(help_)] if help_ else []
    # Beside "I don't know", "I know this" alone would be taken for an answer.
    rows.append((Button(words.word("review.known_unasked"), pack(SetAside(*at))),))
    rows.append((Button(words.word("review.leave"), pack(LeaveReview(*at))),))
    return tuple(rows)


def _closed_rows(words: Words, asked: AskedCard) -> tuple[Row, ...]:
    at = _at(asked)
    about = section_about(asked.lesson, asked.question)
    section_ = (Button(words.word("review.section"), pack(ShowSection(*at))),) if about else ()
    known = Button(words.word("review.known"), pack(SetAside(*at)))
    leave = Button(words.word("review.leave"), pack(LeaveReview(*at)))
    next_ = Button(words.word("review.next"), pack(NextCard(*at)), ButtonStyle.ONWARD)
    return (*section_, known), (*_mistake(words, asked), leave), (next_,)


def _beside(words: Words, asked: AskedCard, described: bool) -> tuple[Row, ...]:
    """What is told in a message of its own: the picture in words, and once it is answered, more about it."""
    question, key = asked.question, asked.course.step_key(asked.question.id)
    rows: list[Row] = []
    if question.picture and not described:
        rows.append((Button(words.word("learner.describe"), of_lesson.pack(of_lesson.Describe(key))),))
    if question.more and not asked.present.is_open:
        rows.append((Button(words.word("learner.more"), of_lesson.pack(of_lesson.More(key))),))
    return tuple(rows)


def _mistake(words: Words, asked: AskedCard) -> Row:
    report = report_buttons.ReportMistake(asked.course.step_key(asked.question.id))
    return (Button(words.word("school.report"), report_buttons.pack(report)),)


def _translated(words: Words, asked: AskedCard, one: Button) -> Button:
    """A button as its kind draws it for lessons, as one of this card."""
    action = _action(asked, one.data)
    label = one.label
    if isinstance(action, AnswerCard) and action.option in set(Recall):
        length = intervals(asked.card.memory, asked.session.asked_at)[Recall(action.option)]
        label = words.word("review.with_interval", label=label, interval=words.formats.short_interval(length))
    return Button(label, pack(action), one.style)


def _action(asked: AskedCard, data: str) -> ReviewAction:
    at = _at(asked)
    match of_lesson.parse(data):
        case answers_of_lesson.Choose(option=option):
            return AnswerCard(*at, option)
        case answers_of_lesson.ToggleTick(option=option, on=on):
            return TickOnCard(*at, option, on)
        case answers_of_lesson.Check():
            return CheckCard(*at)
        case answers_of_lesson.PressPart(number=part, option=option):
            return PressCardPart(*at, part, option)
        case answers_of_lesson.TakeBack(number=part):
            return TakeCardPartBack(*at, part)
        case other:
            raise ValueError(f"no kind of question has such a button: {other}")


def _at(asked: AskedCard) -> tuple[int, int]:
    mark = asked.session.mark
    return mark.number, mark.position
