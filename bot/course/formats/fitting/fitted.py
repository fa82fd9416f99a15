"""What was found in somebody's files -> a course of the house, and what had to give way for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from bot.course.formats.fitting.bench import Bench
from bot.course.formats.fitting.ids import with_ids
from bot.course.formats.fitting.language import language_of
from bot.course.formats.fitting.lessons import Shape, lessons
from bot.course.formats.fitting.pictures import PictureStore
from bot.course.formats.material import Fate, Finding, FormatError, Material, Origin, Syntax
from bot.course.formats.source_file import SourceFile
from bot.course.formats.texts.markdown import references_of
from bot.course.message import say
from bot.course.model import Course, Resources
from bot.course.reading.fields import LINE, MESSAGE, TITLE
from bot.course.reading.slugs import slugify

MOST_PIECES = 20_000
MOST_CHAPTERS = 1_000
"""Of a course; what has more is a library, and nobody would find anything in it."""

_ENDINGS = re.compile(r"(\.(gift|aiken|moodle|quiz|notes|txt|md))?\.[^./\\\\]*$", re.IGNORECASE)
"""Of a file's name; Moodle calls what it exports `questions.gift.txt`."""
Find = Callable[[str], bytes | None]


@dataclass(frozen=True)
class Wish:
    """`title`: of the course, "" for the one it has. `practice`: questions are for review only. `folder`: the
    name of the course's own, for its id where that of its title is among `taken`: of courses beside it."""

    title: str = ""
    practice: bool = False
    folder: str = ""
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Fitted:
    """`pictures`: path in the course's folder -> bytes. `origins`: step id -> where it came from."""

    course: Course
    pictures: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    origins: Mapping[str, Origin]

    def beside(self) -> dict[str, list[Finding]]:
        """Step id -> what was left out there; "" -> what was left out elsewhere."""
        found: dict[str, list[Finding]] = {}
        lines = {file: self._lines(file) for file in {origin.file for origin in self.origins.values()}}
        for one in self.findings:
            if one.fate is Fate.LEFT_OUT:
                known = lines.get(one.origin.file, ([], []))
                at = bisect_left(known[0], one.origin.line) if one.origin.line else len(known[0])
                step_id = known[1][at] if at < len(known[0]) else ""
                found.setdefault(step_id, []).append(one)
        return found

    def _lines(self, file: str) -> tuple[list[int], list[str]]:
        """The lines that steps came from, in order, and the first step of each."""
        first: dict[int, str] = {}
        for step_id, origin in self.origins.items():
            if origin.file == file:
                first.setdefault(origin.line, step_id)
        lines = sorted(first)
        return lines, [first[line] for line in lines]


def fitted(found: Sequence[tuple[SourceFile, Material]], wish: Wish, before: Course | None = None) -> Fitted:
    """One course of all files. `before`: as it was imported last, for its ids. Raises FormatError."""
    pieces = sum(len(chapter.steps) for _, one in found for chapter in one.chapters)
    if pieces > MOST_PIECES or sum(len(one.chapters) for _, one in found) > MOST_CHAPTERS:
        raise FormatError(say("formats.too_much", most=MOST_PIECES, lessons=MOST_CHAPTERS))
    store = PictureStore(_nothing)
    bench = Bench(store)
    course = _around_the_lessons(bench, *found[0], wish)
    course = replace(course, id=before.id if before else _new_id(bench, course.title, found[0][0], wish))
    for source, one in found:
        store.find = _finder(source, one)
        bench.references = references_of(one.markdown or source.text) if _is_markdown(one) else {}
        shape = Shape(course.title, wish.practice)
        made = tuple(lesson for chapter in one.chapters for lesson in lessons(bench, chapter, shape))
        bench.findings += one.findings
        course = _joined(course, one)
        course = replace(course, lessons=(*course.lessons, *(lesson for lesson in made if lesson.steps)))
    named, ids = with_ids(course, before, bench.keys)
    origins = {ids[number]: origin for number, origin in enumerate(bench.steps) if number in ids}
    return Fitted(named, store.files, tuple(bench.findings), origins)


def _around_the_lessons(bench: Bench, source: SourceFile, material: Material, wish: Wish) -> Course:
    origin = Origin(source.name)
    return Course(
        id="",
        title=bench.title(wish.title or material.title or _title_of(source.name), origin, TITLE),
        summary=bench.title(material.summary, origin, LINE),
        language=material.language or _language(bench, material, origin),
        lessons=(),
        about=_about(bench, source, material),
    )


def _language(bench: Bench, material: Material, origin: Origin) -> str:
    told = language_of(_sample(material))
    if told.unsure:
        bench.changed(origin, say("formats.language_unsure", taken=told.code, perhaps=told.unsure))
    return told.code


def _new_id(bench: Bench, title: str, source: SourceFile, wish: Wish) -> str:
    """Made from the title; two courses of one id would keep the bot from starting."""
    usual = slugify(title)
    if usual not in wish.taken:
        return usual
    base = slugify(wish.folder or title)
    made = next(one for n in count(1) if (one := base if n == 1 else f"{base}-{n}") not in wish.taken)
    bench.changed(Origin(source.name), say("formats.id_taken", taken=usual, made=made))
    return made


def _nothing(_: str) -> None:
    return None


def _finder(source: SourceFile, material: Material) -> Find:
    return lambda name: material.files.get(name) or source.beside(name)


def _is_markdown(material: Material) -> bool:
    return any(step.syntax is Syntax.MARKDOWN for chapter in material.chapters for step in chapter.steps[:1])


def _joined(course: Course, material: Material) -> Course:
    """With the links and terms of one more file."""
    links = dict.fromkeys((*course.resources.links, *material.resources.links))
    resources = Resources(
        tuple(links),
        course.resources.note or material.resources.note,
        course.resources.warning or material.resources.warning,
    )
    known = {term.term.casefold() for term in course.glossary}
    terms = (term for term in material.glossary if term.term.casefold() not in known)
    return replace(course, resources=resources, glossary=(*course.glossary, *terms))


def _about(bench: Bench, source: SourceFile, material: Material) -> str:
    bench.pictures.find = _finder(source, material)
    about = bench.line(material.about, Syntax.MARKDOWN, Origin(source.name, 1))
    if len(about) <= MESSAGE:
        return about
    bench.left_out(Origin(source.name, 1), say("formats.about_cut", most=MESSAGE))
    return about[:MESSAGE].rpartition("\n\n")[0] or about[:MESSAGE]


def _sample(material: Material) -> str:
    """Some text by which its language is told."""
    steps = (step for chapter in material.chapters for step in chapter.steps)
    texts = [step.text if not hasattr(step, "prompt") else step.prompt for step in list(steps)[:40]]
    return " ".join((material.title, material.about, *texts))[:8_000]


def _title_of(name: str) -> str:
    stem = _ENDINGS.sub("", name).replace("_", " ").replace("-", " ").strip()
    return stem[:1].upper() + stem[1:] if stem else "Course"
