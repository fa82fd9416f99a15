"""What may well be meant so and is worth a look: text that YAML drops or joins, files that no course lists.

Nothing of it keeps a course from being taught, so only those are told who ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType

import yaml

from bot.course.message import Message, say
from bot.course.reading import picture_decoding, pictures, yaml_source
from bot.course.reading.fields import MESSAGE
from bot.course.reading.markdown_notes import formatting, remarks, remarks_on_line
from bot.course.reading.markup import MarkupProblem
from bot.course.reading.mistakes import Note, Source, YamlMark, YamlPlace
from bot.course.reading.notes_cache import FileRead, NotesCache, PictureRemarks
from bot.course.reading.places import inside
from bot.course.reading.program_file import PROGRAMS
from bot.course.reading.todo import WAITING, is_placeholder, is_todo
from bot.course.reading.translations.notes import files_of_translations, notes_on_translations
from bot.course.reading.values import type_of
from bot.course.shelf.folder import Folder
from bot.course.shelf.names import COURSE_FILE, composed

_MARKDOWN = frozenset(("text", "note", "warning", "prompt", "feedback", "hint", "wrong", "about", "meaning"))
_AS_TYPED = frozenset(("title", "summary", "section", "question", "term", "description"))
_YAML = (".yaml", ".yml")
_LOST = re.compile(r" #|\s+#(?=\S)")
"""A comment that stands apart, as in `title: Tea   # for now`, is none that was meant as text."""
_ITEM = re.compile(r"\s*([-*+•–]|\d+[.)])\s+\S")

_COMMENT = say("notes.comment")
_HEADING = say("notes.heading")
_JOINED = say("notes.joined")
_UNLISTED = say("notes.unlisted", name=COURSE_FILE)
_NO_COURSE = say("notes.no_course", name=COURSE_FILE)


def notes_on_course(
    folder: Path,
    shown_in: Path = Path(),
    called: Mapping[str, str] = MappingProxyType({}),
    cache: NotesCache | None = None,
) -> tuple[Note, ...]:
    """On the course in this folder, as far as it can be read. `shown_in` is how notes name the folder,
    `called` how they name some of its files."""
    inside = Folder(folder)
    notes: list[Note] = []

    def tree(name: str, to_do: bool = True) -> yaml.Node | None:
        noted = _Noted(shown_in / called.get(name, name), notes, cache or NotesCache(), to_do)
        return _tree(inside, name, noted)

    course = tree(COURSE_FILE)
    listed = _lessons(course) if course else []
    for name in listed:
        tree(name)
    if course:
        theirs = files_of_translations(inside, (COURSE_FILE, *listed))
        for name in theirs:
            tree(name, to_do=False)
        notes += notes_on_translations(folder, shown_in)
        known = {composed(Path(name).as_posix()).casefold() for name in (COURSE_FILE, *listed, *theirs)}
        unknown = (
            file
            for file in _texts(inside)
            if composed(file).casefold() not in known and Path(file).parts[0] != PROGRAMS
        )
        notes += (Note(shown_in / file, 1, 1, _UNLISTED) for file in unknown)
    return tuple(notes)


def notes_on_library(content_dir: Path, cache: NotesCache | None = None) -> tuple[Note, ...]:
    """On all courses in `content_dir`, and on what lies beside them."""
    content = Folder(content_dir)
    folders = [name for name in content.folders() if not name.startswith(".")]
    courses = [name for name in folders if content.course_file(name)]
    # Where a course lies here itself, its lessons are not beside it.
    texts = () if content.course_file() else _texts(content)
    beside = (file for file in texts if Path(file).parts[0] not in courses)
    each = (notes_on_course(content_dir / name, Path(name), cache=cache) for name in courses)
    return (*chain.from_iterable(each), *(Note(Path(file), 1, 1, _NO_COURSE) for file in beside))


def _texts(folder: Folder) -> Iterator[str]:
    return (file for file in folder.files() if file.lower().endswith(_YAML))


@dataclass(frozen=True)
class _Noted:
    """Where the notes on a file go. `shown_as`: how they name it; `to_do`: whether it is to be said here what
    is still to be written."""

    shown_as: Path
    notes: list[Note]
    cache: NotesCache
    to_do: bool = True


def _tree(folder: Folder, name: str, noted: _Noted) -> yaml.Node | None:
    """What a file holds, with what is to be noted on it; None where it cannot be read."""
    found = folder.find(name)
    data = found if isinstance(found, Message) else folder.read(found, yaml_source.MAX_BYTES)
    if isinstance(data, Message):
        return None
    known = noted.cache.files.get(noted.shown_as)
    if known is None or known.data != data:
        known = noted.cache.files[noted.shown_as] = _read(data, noted.shown_as, noted.to_do)
    noted.notes.extend(known.notes)
    for value in known.pictures:
        problems = _on_picture(value, folder, noted.cache)
        noted.notes.extend(_note(noted.shown_as, value.start_mark, words) for words in problems)
    return known.node


def _read(data: bytes, shown_as: Path, to_do: bool) -> FileRead:
    source = Source(shown_as)
    node = yaml_source.compose(data, source)
    if node is None:
        return FileRead(data, None, ())
    places = (*_in(node, source), *(_to_do(node) if to_do else ()))
    notes = tuple(_note(shown_as, place, words) for place, words in places)
    return FileRead(data, node, notes, tuple(_pictures(node)))


def _note(file: Path, place: YamlMark, words: Message) -> Note:
    return Note(file, place.line + 1, place.column + 1, words)


def _pictures(node: yaml.Node, within: str = "") -> Iterator[yaml.ScalarNode]:
    """The names of pictures' files."""
    for child in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _pictures(child)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        if within in ("picture", "cover") and name == "file" and isinstance(value, yaml.ScalarNode):
            yield value
        else:
            yield from _pictures(value, name)


def _on_picture(value: yaml.ScalarNode, folder: Folder, cache: NotesCache) -> Iterator[Message]:
    """What Telegram would show otherwise."""
    found = folder.find(value.value.strip())
    if isinstance(found, Message):
        return
    try:
        stamp = found.stat()
    except OSError:  # it was taken away just now
        return
    known = (found, stamp.st_mtime_ns, stamp.st_size)
    if known not in cache.pictures:
        cache.pictures[known] = _remarks_on(folder.read(found, pictures.MAX_BYTES))
    remarks = cache.pictures[known]
    for problem in remarks.problems:
        yield say("pictures.noted", name=value.value, problem=problem)
    if remarks.placeholder:
        yield say("pictures.placeholder", name=value.value)


def _remarks_on(data: bytes | Message) -> PictureRemarks:
    if isinstance(data, Message):
        return PictureRemarks((), placeholder=False)
    return PictureRemarks(tuple(picture_decoding.remarks(data)), is_placeholder(data))


def _to_do(node: yaml.Node) -> Iterator[tuple[YamlMark, Message]]:
    """One note for a whole file: whoever has brought a bank of questions along knows that there is much."""
    found = list(_waiting(node))
    if found:
        yield found[0].start_mark, say("notes.to_do", number=len(found))


def _waiting(node: yaml.Node) -> Iterator[yaml.Node]:
    """The texts that are still to be written."""
    for child in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _waiting(child)
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(value, yaml.ScalarNode):
            yield from (value,) if str(name.value) in WAITING and is_todo(value.value) else ()
        else:
            yield from _waiting(value)


def _lessons(course: yaml.Node) -> list[str]:
    """The files that a course names as its lessons."""
    pairs = course.value if isinstance(course, yaml.MappingNode) else []
    lists = (value.value for name, value in pairs if str(name.value).lower() == "lessons")
    items = (item for found in lists if isinstance(found, list) for item in found)
    return list(dict.fromkeys(item.value.strip() for item in items if isinstance(item, yaml.ScalarNode)))


def _in(node: yaml.Node, source: Source, within: str = "") -> Iterator[tuple[YamlMark, Message]]:
    """`within`: the name that this is the value of."""
    match node:
        case yaml.ScalarNode():
            yield from _lost(node, source.lines)
        case yaml.SequenceNode():
            for item in node.value:
                yield from _in(item, source, within)
        case yaml.MappingNode():
            for name, value in node.value:
                yield from _headings(name, value, source.lines)
                field = str(name.value).lower()
                yield from _remarks(within, field, value, source.lines)
                yield from _in(value, source, field)


def _remarks(within: str, name: str, node: yaml.Node, lines: list[str]) -> Iterator[tuple[YamlMark, Message]]:
    """What Markdown, or its absence, makes of a text."""
    if not isinstance(node, yaml.ScalarNode) or len(node.value) > MESSAGE:
        return
    found: tuple[MarkupProblem, ...] = ()
    if name in _AS_TYPED or within == "links":
        sign = formatting(node.value)
        found = (MarkupProblem(0, sign, say("notes.as_typed", name=name, sign=sign)),) if sign else ()
    elif (within, name) == ("options", "text"):
        found = remarks_on_line(node.value.strip())
    elif name in _MARKDOWN:
        found = remarks(node.value)
    yield from ((inside(node, lines, one), one.message) for one in found)


def _lost(node: yaml.ScalarNode, lines: list[str]) -> Iterator[tuple[YamlMark, Message]]:
    """What this text loses in comparison with what is written there."""
    if type_of(node) != "str" or node.style in ("'", '"', "|"):
        return
    first, last = node.start_mark.line, min(node.end_mark.line, len(lines) - 1)
    for number in range(first + 1, last + 1):
        if _ITEM.match(lines[number][: node.end_mark.column if number == last else None]):
            yield YamlPlace(number, len(lines[number]) - len(lines[number].lstrip())), _JOINED
            break
    if node.style != ">" and (comment := _LOST.match(lines[last], node.end_mark.column)):
        yield YamlPlace(last, comment.end() - 1), _COMMENT


def _headings(name: yaml.Node, value: yaml.Node, lines: list[str]) -> Iterator[tuple[YamlMark, Message]]:
    """Comments between a name and its text."""
    if isinstance(value, yaml.ScalarNode) and not value.style:
        for number in range(name.end_mark.line + 1, value.start_mark.line):
            if lines[number].lstrip().startswith("#"):
                yield YamlPlace(number, lines[number].index("#")), _HEADING
