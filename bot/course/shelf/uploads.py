"""Files that somebody sent -> a course's folder as it would be with them, ready to be read and checked.

What may be sent: a course's own file, a lesson's file, or a zip with either and pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from bot.course.message import Message, say
from bot.course.reading import yaml_source
from bot.course.reading.loader import load_course
from bot.course.reading.mistakes import Mistake, Source
from bot.course.reading.picture_decoding import put_right
from bot.course.reading.slugs import is_slug, slugify
from bot.course.shelf.disk import copy
from bot.course.shelf.folder import Folder
from bot.course.shelf.lesson_list import lessons_of, with_lesson
from bot.course.shelf.names import COURSE_FILE, is_misnamed, spelled
from bot.course.shelf.zip_file import MAX_FILE, ZipFileError, in_lines, unpack

YAML = (".yaml", ".yml")
PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class LessonFile:
    """A lesson that was sent: its file, relative to all that was sent."""

    file: str
    id: str


@dataclass(frozen=True)
class UploadContent:
    """What was sent. `course_id`: of the whole course that it is; None: it is lessons for one. `says_so`:
    whether the id is written in it, and not made from what the zip and its folder are called. `sent_as`: the
    name that the one file had, or the course's own, where they lie here under another."""

    course_id: str | None
    title: str
    lessons: tuple[LessonFile, ...] = ()
    says_so: bool = False
    sent_as: str = ""

    @property
    def lesson_ids(self) -> tuple[str, ...]:
        return tuple(lesson.id for lesson in self.lessons)


def receive(name: str, data: bytes, raw: Path) -> UploadContent | tuple[Mistake, ...]:
    """Puts what was sent into `raw`, a folder of its own, and says what it is. Raises ZipFileError."""
    suffix = Path(name).suffix.lower()
    raw.mkdir(parents=True)
    if suffix == ".zip":
        shell = unpack(data, raw)
        _put_right(raw)
        return look(raw, name, shell)
    if suffix not in YAML:
        misnamed = is_misnamed(name)
        raise ZipFileError(
            say("zip.rename", name=name, right=COURSE_FILE) if misnamed else say("zip.other_kind")
        )
    if len(data) > MAX_FILE:
        raise ZipFileError(say("zip.large_yaml"))
    (raw / _plain(name)).write_bytes(data)
    return look(raw, name)


def _put_right(raw: Path) -> None:
    """Pictures that Telegram would show otherwise than they are meant."""
    for path in raw.rglob("*"):
        if path.suffix.lower() in PICTURES and (made := put_right(path.read_bytes())):
            path.write_bytes(made)


def look(raw: Path, name: str, shell: str = "") -> UploadContent | tuple[Mistake, ...]:
    """What the files in `raw` are. `name`: of the file that was sent; `shell`: of the folder around all that
    was in it. Raises ZipFileError."""
    sent_as = name if Path(name).suffix.lower() in YAML else ""
    files = _files(raw)
    outlines: dict[str, Outline] = {}
    mistakes: tuple[Mistake, ...] = ()
    for file in files:
        outline = outline_of(raw / file, Path(sent_as or file))
        if isinstance(outline, tuple):
            mistakes += outline
        else:
            outlines[file.as_posix()] = outline
    if mistakes and files == [Path(COURSE_FILE)]:
        loaded = load_course(raw, {COURSE_FILE: sent_as} if sent_as else {})  # the lessons may have some, too
        return loaded if isinstance(loaded, tuple) else mistakes
    if mistakes:
        return mistakes
    content = _content_of(raw, outlines, shell or Path(name).stem)
    return replace(content, sent_as=sent_as or content.sent_as)


def _files(raw: Path) -> list[Path]:
    """Those that tell what was sent. Raises ZipFileError."""
    files = [path.relative_to(raw) for path in sorted(raw.rglob("*")) if path.is_file()]
    meant = [file for file in files if file.name == COURSE_FILE or is_misnamed(file.name)]
    if Path(COURSE_FILE) in files:
        # What else lies there is read if the course lists it, and is nobody's business if not.
        return [Path(COURSE_FILE)]
    if meant:
        raise ZipFileError(_not_found(meant))
    files = [file for file in files if file.suffix.lower() in YAML]
    if not files:
        raise ZipFileError(say("zip.no_yaml"))
    return files


def build(raw: Path, content: UploadContent, present: Path | None, made: Path) -> dict[str, str]:
    """`made` becomes the course's folder with what was sent; `present` is the one there is now. Gives the
    names of files there -> what their sender calls them, where that is another."""
    whole = content.course_id is not None and len([*raw.rglob("*")]) > 1
    if present is not None and not whole:
        copy(present, made)
    if content.course_id is not None:
        copy(raw, made)
        return {COURSE_FILE: content.sent_as} if content.sent_as else {}
    names = lesson_files(made)
    called: dict[str, str] = {}
    sent = {lesson.file for lesson in content.lessons}
    for path in (path for path in raw.rglob("*") if path.is_file()):
        name = path.relative_to(raw).as_posix()
        if name not in sent:
            _place(path, spelled(made, name))
    for lesson in content.lessons:
        name = names.get(lesson.id) or _new_lesson(made, lesson.id, len(names) + 1)
        names[lesson.id] = name
        called[name] = content.sent_as or lesson.file
        _place(raw / lesson.file, spelled(made, name))
    return called


@dataclass(frozen=True)
class Outline:
    """As much of a file as tells what it is."""

    id: str
    title: str
    is_course: bool
    is_lesson: bool
    lessons: yaml.SequenceNode | None = None


def outline_of(path: Path, name: Path) -> Outline | tuple[Mistake, ...]:
    """Of the file at `path`; mistakes name it `name`."""
    source = Source(name)
    node = yaml_source.compose(path.read_bytes(), source)
    if node is None:
        return source.in_order()
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    # Names in capitals are a mistake, which is told when all of it is read.
    fields = {key.value.lower(): value for key, value in pairs if isinstance(key, yaml.ScalarNode)}
    texts = {key: value.value.strip() for key, value in fields.items() if isinstance(value, yaml.ScalarNode)}
    return Outline(
        id=texts.get("id", ""),
        title=texts.get("title", ""),
        is_course="lessons" in fields,
        is_lesson="steps" in fields,
        lessons=lessons_of(node),
    )


def lesson_files(folder: Path) -> dict[str, str]:
    """Lesson id -> its file, of the course in this folder, as far as it can be read."""
    found: dict[str, str] = {}
    inside = Folder(folder)
    course = outline_of(folder / COURSE_FILE, Path(COURSE_FILE)) if (folder / COURSE_FILE).is_file() else ()
    if isinstance(course, tuple) or course.lessons is None:
        return found
    for name in (item.value for item in course.lessons.value if isinstance(item, yaml.ScalarNode)):
        path = inside.find(name)
        if isinstance(path, Path):
            outline = outline_of(path, Path(name))
            if isinstance(outline, Outline):
                found.setdefault(lesson_id(outline), name)
    return found


def lesson_id(outline: Outline) -> str:
    return outline.id if is_slug(outline.id) else slugify(outline.title)


def _not_found(files: list[Path]) -> Message:
    """What to do where a course's own file is not where it is looked for, or not called so."""
    if len(files) > 1:
        return say("zip.several_courses")
    (file,) = files
    if file.name != COURSE_FILE:
        return say("zip.rename", name=file.as_posix(), right=COURSE_FILE)
    return say("zip.not_at_the_top", name=file.as_posix())


def _content_of(raw: Path, outlines: dict[str, Outline], name: str) -> UploadContent:
    course, sent_as = outlines.get(COURSE_FILE), ""
    if course is None and len(outlines) == 1:
        ((file, only),) = outlines.items()
        if only.is_course:
            (raw / file).rename(raw / COURSE_FILE)
            course, sent_as = only, file
    if course is not None:
        return UploadContent(_course_id(course, name), course.title, (), is_slug(course.id), sent_as)
    return _lessons(outlines)


def _lessons(outlines: dict[str, Outline]) -> UploadContent:
    others = [say("zip.neither", name=name) for name, outline in outlines.items() if not outline.is_lesson]
    if others:
        raise ZipFileError(in_lines(others))
    files = tuple(LessonFile(name, lesson_id(outline)) for name, outline in outlines.items())
    return UploadContent(None, ", ".join(outline.title for outline in outlines.values()), files)


def _course_id(course: Outline, name: str) -> str:
    if is_slug(course.id):
        return course.id
    return slugify(course.title if name.lower() in ("", "course") else name)


def _plain(name: str) -> str:
    """A file name of our own making: nothing of what was sent can lead anywhere."""
    return f"{slugify(Path(name).stem)}.yaml"


def _place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def _new_lesson(folder: Path, new_id: str, number: int) -> str:
    """Adds a lesson at the end of the course's list; the name of its file."""
    name = f"{number}-{new_id}.yaml"
    while (folder / name).exists():
        number += 1
        name = f"{number}-{new_id}.yaml"
    path = folder / COURSE_FILE
    path.write_bytes(with_lesson(path.read_bytes().decode("utf-8-sig"), name).encode())
    return name
