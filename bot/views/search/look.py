"""A section or a question, to be looked at: nobody moves by that."""

from __future__ import annotations

from bot.course.library import StepFound
from bot.course.model import Question, Section
from bot.learning.learner.learner import Learner
from bot.learning.learner.overview import Overview
from bot.learning.learner.shuffle import shuffled
from bot.views.kinds.base import AskedQuestion
from bot.views.learner.buttons import Again, Describe, Jump, More, pack
from bot.views.learner.navigation_row import HowFar
from bot.views.learner.pictures import picture_and_words
from bot.views.learner.place import section_text
from bot.views.learner.question import question_text
from bot.views.screen import Button, Row, Screen
from bot.views.search.results import Asked, ways_back
from bot.views.words import Words


def look(words: Words, found: StepFound, learner: Learner, asked: Asked) -> Screen:
    """The step as it stands in its course, with a way there, and the way back to where the learner is."""
    course, step = found
    picture, description = picture_and_words(step.picture, learner.pictures)
    key = course.step_key(step.id)
    rows: list[Row] = []
    if picture and not description:
        rows.append((Button(words.word("learner.describe"), pack(Describe(key))),))
    if isinstance(step, Section) and step.more:
        rows.append((Button(words.word("learner.more"), pack(More(key))),))
    text = _text(words, found, learner, description)
    rows.append(_there(words, found, asked.overview))
    apart = picture is not None and isinstance(step, Question)
    return Screen(text, (*rows, *ways_back(words, asked)), picture, apart=apart, words=words)


def held(words: Words, found: StepFound, question: Question, asked: Asked) -> Screen:
    """In place of it, where it is of the lesson whose question waits for its answer."""
    text = words.render("search/held", title=found.step.title, question=question.title)
    return Screen(text, (_there(words, found, asked.overview), *ways_back(words, asked)), words=words)


def _text(words: Words, found: StepFound, learner: Learner, description: str | None) -> str:
    far = _how_far(found)
    match found.step:
        case Section() as section:
            return section_text(words, section, description, far)
        case Question() as question:
            asked = AskedQuestion(question, shuffled(question, str(learner.id)), (), is_open=True)
            return question_text(words, asked, False, far, description)


def _how_far(found: StepFound) -> HowFar:
    spot = found.course.spots[found.step.id]
    lesson = found.course.lessons[spot.lesson]
    return HowFar(spot.step + 1, len(lesson.steps), lesson.title)


def _there(words: Words, found: StepFound, overview: Overview) -> Row:
    """To it, as a place in the course; a question is asked again where the course was begun."""
    course, step = found
    key = course.step_key(step.id)
    again = isinstance(step, Question) and overview.standing(course) is not None
    label = words.word("search.try_it" if isinstance(step, Question) else "search.go_there")
    return (Button(label, pack(Again(key) if again else Jump(key))),)
