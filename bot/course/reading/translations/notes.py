"""What is worth a look in a course's translations: what is missing, outdated, or translates nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.course.message import Message, say
from bot.course.reading.mistakes import START, Note, YamlMark
from bot.course.reading.translations.originals import ORIGINALS_FILE, Known, is_outdated
from bot.course.reading.translations.reader import Original, languages_in
from bot.course.reading.translations.survey import SurveyedFile, known_originals, original_in, survey
from bot.course.reading.translations.texts import TextPair
from bot.course.shelf.folder import Folder

_MOST = 20
"""Notes on texts that are outdated, of one file."""


def notes_on_translations(folder: Path, shown_in: Path = Path()) -> tuple[Note, ...]:
    """Of all languages; none where something is wrong with the course itself."""
    languages = languages_in(Folder(folder))
    original = original_in(folder, shown_in) if languages else None
    if original is None:
        return ()
    return tuple(note for language in languages for note in _notes(original, language))


def files_of_translations(folder: Folder, names: tuple[str, ...]) -> tuple[str, ...]:
    """`names`: of the course's own files."""
    files = (*names, ORIGINALS_FILE)
    return tuple(f"{language}/{name}" for language in languages_in(folder) for name in files)


def _notes(original: Original, language: str) -> Iterator[Note]:
    known = known_originals(original, language)
    for file in survey(original, language):
        shown_as = original.shown_in / language / file.name
        if file.data is None:
            command = _command(original, language)
            yield _note(shown_as, START, say("translations.no_file", command=command))
        elif not file.is_broken:
            yield from file.overlay.notes
            said = _said(_command(original, language), file, known)
            yield from (_note(shown_as, mark, words) for mark, words in said)


def _said(command: str, file: SurveyedFile, known: Known) -> Iterator[tuple[YamlMark, Message]]:
    missing = [pair for pair in file.overlay.texts if pair.is_missing]
    marked = [pair for pair in missing if pair.waiting is not None]
    absent = [pair for pair in missing if pair.waiting is None]
    if marked:
        yield _first(marked).mark, say("translations.to_do", number=len(marked))
    if absent:
        name = _first(absent).path
        yield _first(absent).mark, say("translations.absent", number=len(absent), name=name, command=command)
    outdated = [pair for pair in file.overlay.texts if is_outdated(pair, known)]
    for pair in outdated[:_MOST]:
        yield pair.mark, say("translations.outdated", name=pair.path, command=command)


def _first(pairs: list[TextPair]) -> TextPair:
    return min(pairs, key=lambda pair: (pair.mark.line, pair.mark.column))


def _note(file: Path, mark: YamlMark, words: Message) -> Note:
    return Note(file, mark.line + 1, mark.column + 1, words)


def _command(original: Original, language: str) -> str:
    return f"python -m bot translate {original.folder.name} {language}"
