"""The files of a translation as they are to be: what is done stays, what is missing is marked with TODO."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.course.reading.translations.nodes import entry
from bot.course.reading.translations.originals import ORIGINALS_FILE, is_outdated, written_originals
from bot.course.reading.translations.reader import Original
from bot.course.reading.translations.shapes import COURSE
from bot.course.reading.translations.survey import SurveyedFile, known_originals, survey
from bot.course.reading.translations.texts import TextPair, below
from bot.course.writing.translation import CHANGED, TranslationFile, waiting_for

_COLUMN = 4
"""Where the fields of a step begin."""


@dataclass(frozen=True)
class WrittenTranslation:
    """A file below the translation's folder; `text` None: it stays as it is. `to_do` of its `of` texts are
    still to be translated, `outdated` to be looked at. `broken`: it cannot be read, and was left alone."""

    name: str
    text: str | None
    to_do: int = 0
    outdated: int = 0
    of: int = 0
    broken: bool = False


def translation_files(
    original: Original, language: str, *, all_done: bool = False
) -> tuple[WrittenTranslation, ...]:
    """`all_done`: what is translated is good as it is, whatever the course says now."""
    return tuple(_files(original, language, all_done))


def _files(original: Original, language: str, all_done: bool) -> Iterator[WrittenTranslation]:
    known = known_originals(original, language)
    surveyed = survey(original, language)
    for file in surveyed:
        if file.is_broken:
            yield WrittenTranslation(file.name, None, broken=True)
            continue
        texts = [pair for pair in file.overlay.texts if pair.needed]
        outdated = frozenset(
            pair.path for pair in file.overlay.texts if not all_done and is_outdated(pair, known)
        )
        missing = [pair for pair in texts if pair.is_missing]
        text = _text(file, language, outdated) if _is_to_be_written(file, missing, outdated) else None
        yield WrittenTranslation(file.name, text, len(missing), len(outdated), len(texts))
    sound = [pair for file in surveyed if not file.is_broken for pair in file.overlay.texts]
    if not any(file.is_broken for file in surveyed):  # what it knows of that one would be lost
        yield WrittenTranslation(ORIGINALS_FILE, written_originals(sound, known, all_done=all_done))


def _is_to_be_written(file: SurveyedFile, missing: list[TextPair], outdated: frozenset[str]) -> bool:
    """Whoever writes in a file by hand finds it as they left it, unless there is something to tell them."""
    if file.data is None or file.overlay.notes:
        return True
    told = CHANGED.encode() in file.data
    return bool(outdated or told) or any(not _is_marked(pair) for pair in missing)


def _is_marked(pair: TextPair) -> bool:
    """Whether what the course says now stands there, to be translated."""
    wanted = "\n".join(waiting_for(one) for one in pair.original.split(" | "))
    return pair.waiting is not None and pair.waiting.split() == wanted.split()


def _text(file: SurveyedFile, language: str, outdated: frozenset[str]) -> str:
    texts = {pair.path: pair for pair in file.overlay.texts}
    head = (f"language: {language}",) if file.shape is COURSE else ()
    made = TranslationFile(texts, file.ids, outdated, dict(_kept(file, outdated)))
    return made.text(file.shape, file.own, file.path, head)


def _kept(file: SurveyedFile, outdated: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Steps of which there is nothing to tell, as somebody has written them."""
    noted = [note.line - 1 for note in file.overlay.notes]
    for path, step in file.overlay.steps.items():
        first, last = step.start_mark.line, step.end_mark.line
        lines = file.overlay.source.lines[first:last]
        while lines and not lines[-1].strip():
            lines.pop()
        open_ = any(
            pair.path in outdated or (pair.is_missing and not _is_marked(pair))
            for pair in below(file.overlay.texts, path)
        )
        told = any(CHANGED in line for line in lines) or any(first <= line < last for line in noted)
        as_ours = step.start_mark.column == _COLUMN and entry(step, "id") is not None
        if as_ours and lines and not (open_ or told):
            yield path, tuple(lines)
