"""Every word that a template says is handed to gettext, in a whole sentence or label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from bot.views.words import TEMPLATES, words_for

WINGS = (
    ".",
    "learner",
    "kinds",
    "review",
    "school",
    "school/report",
    "search",
    "group",
    "broadcast",
    "course",
)
"""Folders of templates."""

NAMES = {"Tutorbot", "UTC", "ADMIN", "IDS"}
"""Not translated."""

A_WORD = re.compile(r"[^\W\d_]{2,}")
A_COMMAND = re.compile(r"/\w+")
A_TAG = re.compile(r"<[^<>]*>")
A_COUNT = re.compile(r'=\s*word\("(?:lessons|steps|questions|chats|characters)"')
"""A label that counts, as a value of something longer."""

_JINJA = Environment(extensions=["jinja2.ext.i18n"])


def _templates(wing: str) -> list[Path]:
    return sorted((TEMPLATES / wing).glob("*.j2"))


@pytest.mark.parametrize("wing", WINGS)
def test_no_word_stands_outside_of_a_message(wing: str) -> None:
    found = {
        path.name: outside
        for path in _templates(wing)
        if (outside := _outside(path.read_text("utf-8")) - NAMES)
    }
    assert not found


@pytest.mark.parametrize(
    "text", ["{% if a %}tea{% endif %}", '{{ "tea" if a else _("milk") }}', "<b>tea</b>"]
)
def test_a_word_outside_of_a_message_is_seen(text: str) -> None:
    assert _outside('{{ _("Milk, %(a)s", a=a) }} ' + text) == {"tea"}


@pytest.mark.parametrize("wing", WINGS)
def test_no_label_that_counts_is_a_part_of_a_sentence(wing: str) -> None:
    assert not [path.name for path in _templates(wing) if A_COUNT.search(path.read_text("utf-8"))]


def test_terms_of_first_tries_alone_are_a_sentence_of_their_own() -> None:
    terms = {"right": 0, "has_right": 0, "first_tries": 70, "has_first_tries": 40}
    assert words_for(None).render("learner/certificate_terms", **terms) == (
        "For the certificate: all lessons, and 70 % of the questions right at the first try (you have 40 %)."
    )


def _outside(text: str) -> set[str]:
    said = A_TAG.sub(" ", "".join(_said(_JINJA.parse(text))))
    return set(A_WORD.findall(A_COMMAND.sub(" ", said)))


def _said(node: nodes.Node) -> Iterator[str]:
    """What a template says by itself, in its order: tags may go over several of its pieces."""
    match node:
        case nodes.TemplateData():
            yield node.data
        case nodes.Const(value=str()):
            yield node.value
        case (
            nodes.Call()
            | nodes.Compare()
            | nodes.Tuple()
            | nodes.Include()
            | nodes.Import()
            | nodes.FromImport()
        ):
            yield "\0"
        case nodes.Filter() | nodes.Getitem():
            yield from _said(node.node) if node.node else ()
        case nodes.Pair():
            yield from _said(node.value)
        case _:
            for child in node.iter_child_nodes(exclude=("test",)):
                yield from _said(child)
