"""A course -> a deck of Anki for each lesson. A question is a note there, known by the ids of the course and
of the question: who takes the file in again gets the mended texts, and keeps what is known of the cards."""

from __future__ import annotations

from bot.course.exporting.anki_notes import NoteText, note_text
from bot.course.exporting.anki_package import AnkiDeck, AnkiNoteData, Media, packed
from bot.course.exporting.export import CourseExport, Written
from bot.course.message import say
from bot.course.model import Question, Section, Step


def write(job: CourseExport) -> Written:
    job.around(held=frozenset(("title",)))
    media, decks, steps = Media(), [], []
    for (title, found), lesson in zip(job.lessons(), job.course.lessons, strict=True):
        questions = _questions(job, found)
        notes = tuple(_note(job, question, media) for question in questions)
        if notes:
            decks.append(AnkiDeck(f"{job.course.id}/{lesson.id}", _name(job.course.title, title), notes))
        steps += questions
    if steps:
        job.lost.beside(say("export.question_titles"))
    return Written(packed(decks, media, job.now), tuple(steps))


def _questions(job: CourseExport, found: tuple[Step, ...]) -> list[Question]:
    for step in found:
        if isinstance(step, Section):
            job.lost.left_out(step.title, say("export.section"))
    return [step for step in found if isinstance(step, Question)]


def _note(job: CourseExport, question: Question, media: Media) -> AnkiNoteData:
    text: NoteText = note_text(job, question)
    shown = media.shown(question.picture) if question.picture else ""
    return AnkiNoteData((job.course.id, question.id), text.with_picture(shown))


def _name(course: str, lesson: str) -> str:
    """Two colons part a deck from those in it."""
    return "::".join(name.replace("::", ": : ") for name in (course, lesson))
