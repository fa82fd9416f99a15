"""A course's own file, course.yaml: nodes -> what it says about the course, and the files of its lessons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import yaml

from bot.course.model import Course, Lesson, Link, Resources, Term
from bot.course.reading.fields import LINE, Fields
from bot.course.reading.lesson_file import Around, read_picture
from bot.course.reading.markup import is_web_address
from bot.course.reading.mistakes import Mark, Place, Source, shown
from bot.course.reading.slugs import slugify
from bot.course.reading.values import text_of

MEANING = 1_000
URL = 2_048

_COURSE = ("id", "title", "summary", "about", "language", "cover", "lessons", "resources", "glossary")
_RESOURCES = ("links", "note", "warning")
_LINK = ("title", "url", "about")
_TERM = ("term", "meaning")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


@dataclass(frozen=True)
class LessonName:
    """A lesson's file as the course names it, and where it does."""

    name: str
    mark: Mark


@dataclass(frozen=True)
class CourseFile:
    """A course without its lessons."""

    course: Course
    id_mark: Mark
    lessons: tuple[LessonName, ...]

    def with_lessons(self, lessons: tuple[Lesson, ...]) -> Course:
        return replace(self.course, lessons=lessons)


def read_course(source: Source, node: yaml.Node, folder_name: str, around: Around) -> CourseFile:
    fields = Fields(source, node, "a course", _COURSE)
    course = Course(
        id=fields.slug() or slugify(folder_name),
        title=fields.line("title"),
        summary=fields.line("summary", LINE),
        language=_language(fields),
        lessons=(),
        about=fields.markdown("about", required=False),
        cover=read_picture(fields, "cover", around),
        resources=_resources(fields),
        glossary=_glossary(fields),
    )
    fields.check_message("about", "move some of it into a lesson")
    return CourseFile(course, fields.value_at("id"), _lesson_names(fields))


def _language(fields: Fields) -> str:
    language = fields.line("language")
    if language and not _LANGUAGE.fullmatch(language):
        right = 'write it like "en" or "pt-BR"'
        fields.mistake(fields.value_at("language"), f"{shown(language)} is no code of a language; {right}")
    return language


def _lesson_names(fields: Fields) -> tuple[LessonName, ...]:
    nodes = fields.items("lessons", "the file of a lesson")
    names = (_lesson_name(fields.source, node) for node in nodes)
    return tuple(name for name in names if name.name)


def _lesson_name(source: Source, node: yaml.Node) -> LessonName:
    name = text_of(source, node, "a lesson's file").strip()
    if " - " in name and node.end_mark.line > node.start_mark.line:
        right = 'begin it in the same column as the "- " above it'
        source.mistake(Place(node.start_mark.line + 1), f'the "- " in this line is indented too far; {right}')
        name = ""
    return LessonName(name, node.start_mark)


def _resources(fields: Fields) -> Resources:
    node = fields.node("resources")
    if node is None:
        return Resources()
    inner = Fields(fields.source, node, "resources", _RESOURCES)
    links = tuple(_link(fields.source, link) for link in inner.items("links", "a link", required=False))
    note = inner.markdown("note", MEANING, required=False)
    return Resources(links, note, inner.markdown("warning", MEANING, required=False))


def _link(source: Source, node: yaml.Node) -> Link:
    fields = Fields(source, node, "a link", _LINK)
    title = fields.line("title")
    url = fields.line("url", URL)
    if url and not is_web_address(url):
        right = "write it in full, beginning with https://"
        fields.mistake(fields.value_at("url"), f"{shown(url)} is no web address that can be opened; {right}")
    return Link(title, url, fields.line("about", LINE, required=False))


def _glossary(fields: Fields) -> tuple[Term, ...]:
    terms: list[Term] = []
    first: dict[str, Mark] = {}
    for node in fields.items("glossary", "a term", required=False):
        inner = Fields(fields.source, node, "a term of the glossary", _TERM)
        term = Term(inner.line("term"), inner.markdown("meaning", MEANING))
        mark = inner.at("term")
        if term.term and first.setdefault(term.term.casefold(), mark) is not mark:
            where = fields.source.where(first[term.term.casefold()])
            inner.mistake(mark, f"{shown(term.term)} is explained already ({where}); keep one of them")
        terms.append(term)
    return tuple(terms)
