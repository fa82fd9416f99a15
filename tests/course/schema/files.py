"""Courses judged twice: by the reader of courses, and by the schema."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from bot.course.message import Message
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.translations.reader import languages_in
from bot.course.schema import schema
from bot.course.shelf.folder import Folder

VALIDATOR = Draft202012Validator(schema())

BEYOND = {
    *("files.named", "files.course_file"),  # what lies beside the file
    *("kinds.no_program", "kinds.refused_command", "kinds.other_program_file", "kinds.open_quote"),
    *("kinds.prompt_or_sudo", "kinds.twin_command", "kinds.twin_flag"),
    *("fields.id_taken", "fields.made_id_taken", "fields.twin_option", "fields.explained_twice"),
    *("kinds.twin_line", "kinds.twin_answer", "kinds.known_already", "kinds.gap_without_choice"),
    *("kinds.fits_right", "kinds.fits_all", "kinds.only_signs", "kinds.no_unit"),  # what a text means
    *("kinds.empty_gap", "kinds.long_gap", "kinds.many_gaps", "kinds.many_rights"),
    *("fields.message_full", "fields.many_styles", "fields.certificate_without_questions"),
    *("values.invisible", "fields.shows_nothing"),
    *("fields.twice", "fields.next_is_itself", "files.next_unknown"),
}
"""Mistakes that are none of structure: what texts mean, and what stands elsewhere, as ids and files."""


def mistakes_of_structure(folder: Path) -> list[str]:
    """The codes of what the reader of courses complains of, as far as it is structure."""
    loaded = load_course(folder)
    found = () if isinstance(loaded, Course) else loaded
    return [each.message.code for each in found if _is_structure(each.message.code)]


def _is_structure(code: str) -> bool:
    return code not in BEYOND and not code.startswith(("markup.", "pictures."))


def schema_mistakes(folder: Path) -> list[str]:
    """What the schema complains of in all files of the course."""
    return [
        f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message}"
        for name, text in _texts(folder)
        for error in VALIDATOR.iter_errors(yaml.load(text, Loader=yaml.CSafeLoader))
    ]


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """All but translations, which have texts alone and no schema."""
    inside = Folder(folder)
    translations = tuple(f"{language}/" for language in languages_in(inside))
    for name in inside.files():
        if name.endswith(".yaml") and not name.startswith(translations):
            path = inside.find(name)
            assert not isinstance(path, Message)
            yield name, path.read_text("utf-8")
