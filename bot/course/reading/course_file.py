"""A course's own file, course.yaml: nodes -> what it says about the course, and the files of its lessons."""

from __future__ import annotations

from dataclasses import dataclass, replace

import yaml

from bot.course.languages import is_language
from bot.course.message import say
from bot.course.model import Course, Lesson, Link, NextCourse, Resources, Term
from bot.course.reading.certificate import read_certificate
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import LINE, Fields
from bot.course.reading.lesson_file import read_picture
from bot.course.reading.markup import is_web_address
from bot.course.reading.mistakes import Source, YamlMark, YamlPlace
from bot.course.reading.slugs import slugify
from bot.course.reading.values import text_of

MEANING = 1_000
URL = 2_048

_COURSE = (
    *("id", "title", "summary", "about", "language", "cover"),
    *("lessons", "next", "resources", "glossary", "certificate"),
)
_RESOURCES = ("links", "note", "warning")
_LINK = ("title", "url", "about")
_TERM = ("term", "meaning")


@dataclass(frozen=True)
class LessonName:
    """A lesson's file as the course names it, and where it does. `whole`: the name with what YAML takes for a
    comment behind it; "" where there is none."""

    name: str
    mark: YamlMark
    whole: str = ""


@dataclass(frozen=True)
class CourseFile:
    """A course without its lessons."""

    course: Course
    id_mark: YamlMark
    certificate_mark: YamlMark
    lessons: tuple[LessonName, ...]

    def with_lessons(self, lessons: tuple[Lesson, ...]) -> Course:
        return replace(self.course, lessons=lessons)


def read_course(source: Source, node: yaml.Node, folder_name: str, context: CourseContext) -> CourseFile:
    fields = Fields(source, node, say("things.a_course"), _COURSE)
    course_id = fields.slug() or slugify(folder_name)
    course = Course(
        id=course_id,
        title=fields.line("title"),
        summary=fields.line("summary", LINE),
        language=_language(fields),
        lessons=(),
        about=fields.markdown("about", required=False),
        cover=read_picture(fields, "cover", context),
        resources=_resources(fields),
        glossary=_glossary(fields),
        certificate=read_certificate(fields),
        next=_next(fields, course_id),
    )
    fields.check_message("about", "course")
    return CourseFile(course, fields.value_at("id"), fields.at("certificate"), _lesson_names(fields))


def _next(fields: Fields, course_id: str) -> NextCourse | None:
    written = fields.slug("next")
    if written == course_id:
        fields.mistake(fields.value_at("next"), say("fields.next_is_itself"))
        return None
    return NextCourse(written) if written else None


def _language(fields: Fields) -> str:
    language = fields.line("language")
    if language and not is_language(language):
        fields.mistake(fields.value_at("language"), say("fields.no_language", text=language))
    return language


def _lesson_names(fields: Fields) -> tuple[LessonName, ...]:
    nodes = fields.items("lessons", say("things.file_of_a_lesson"))
    names = (_lesson_name(fields.source, node) for node in nodes)
    return tuple(name for name in names if name.name)


def _lesson_name(source: Source, node: yaml.Node) -> LessonName:
    name = text_of(source, node, say("things.lessons_file")).strip()
    if " - " in name and node.end_mark.line > node.start_mark.line:
        source.mistake(YamlPlace(node.start_mark.line + 1), say("fields.dash_too_far"))
        name = ""
    return LessonName(name, node.start_mark, _with_comment(source, node))


def _with_comment(source: Source, node: yaml.Node) -> str:
    line = source.lines[node.start_mark.line] if node.start_mark.line < len(source.lines) else ""
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return line[node.start_mark.column :].strip() if plain and " #" in line else ""


def _resources(fields: Fields) -> Resources:
    node = fields.node("resources")
    if node is None:
        return Resources()
    inner = Fields(fields.source, node, say("things.resources"), _RESOURCES)
    links = tuple(
        _link(fields.source, link) for link in inner.items("links", say("things.a_link"), required=False)
    )
    note = inner.markdown("note", MEANING, required=False)
    return Resources(links, note, inner.markdown("warning", MEANING, required=False))


def _link(source: Source, node: yaml.Node) -> Link:
    fields = Fields(source, node, say("things.a_link"), _LINK)
    title = fields.line("title")
    url = fields.line("url", URL)
    if url and not is_web_address(url):
        fields.mistake(fields.value_at("url"), say("markup.no_web_address", url=url))
    return Link(title, url, fields.line("about", LINE, required=False))


def _glossary(fields: Fields) -> tuple[Term, ...]:
    terms: list[Term] = []
    first: dict[str, YamlMark] = {}
    for node in fields.items("glossary", say("things.a_term"), required=False):
        inner = Fields(fields.source, node, say("things.glossary_term"), _TERM)
        term = Term(inner.line("term"), inner.markdown("meaning", MEANING))
        mark = inner.at("term")
        if term.term and first.setdefault(term.term.casefold(), mark) is not mark:
            where = fields.source.where(first[term.term.casefold()])
            inner.mistake(mark, say("fields.explained_twice", term=term.term, first=where))
        terms.append(term)
    return tuple(terms)
