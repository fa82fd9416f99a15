"""`certificate:` of a course: true, or what it takes."""

from __future__ import annotations

import yaml

from bot.course.kinds.card import Flashcard
from bot.course.message import say
from bot.course.model import CertificateTerms, Course
from bot.course.reading.fields import Fields
from bot.course.reading.mistakes import Source, YamlMark
from bot.course.reading.values import type_of

_TERMS = ("first_tries", "right")


def read_certificate(fields: Fields) -> CertificateTerms | None:
    """None where there is none for the course."""
    node = fields.node("certificate")
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode) and node.value:
        inner = Fields(fields.source, node, say("things.a_certificate"), _TERMS)
        first_tries, right = (_percent(inner, name) for name in _TERMS)
        return CertificateTerms(first_tries, right)
    if type_of(node) == "bool":
        return CertificateTerms() if fields.flag("certificate") else None
    fields.mistake(fields.value_at("certificate"), say("fields.no_certificate"))
    return None


def check_questions(source: Source, course: Course, mark: YamlMark) -> None:
    """Notes a mistake where a certificate asks for right answers that nobody can give."""
    terms = course.certificate
    counts = any(not one.check and not isinstance(one.task, Flashcard) for one in course.questions)
    if terms and (terms.first_tries or terms.right) and not counts:
        source.mistake(mark, say("fields.certificate_without_questions"))


def _percent(fields: Fields, name: str) -> int:
    node = fields.node(name)
    if node is None:
        return 0
    number = node.value if isinstance(node, yaml.ScalarNode) else ""
    if type_of(node) == "int" and number.isascii() and number.isdigit() and 1 <= int(number) <= 100:
        return int(number)
    fields.mistake(fields.value_at(name), say("fields.no_percent", name=name))
    return 0
