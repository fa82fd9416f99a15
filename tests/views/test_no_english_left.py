"""No template says a word past gettext: it would be English for everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from jinja2 import nodes

from bot.views.words import TEMPLATES, words_for

NOT_YET: frozenset[str] = frozenset()
"""Templates whose words are still to be put through gettext."""

GETTEXT = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})

CODE = re.compile(r"<(code|pre|style|defs)\b.*?</\1>|<[^<>]*>|&\w+;|\{\w*\}|(?<!\w)/[a-z]+", re.DOTALL)
"""What nobody translates: code, tags, signs, commands."""

A_WORD = re.compile(r"[A-Za-z]{2,}")
A_SENTENCE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}|^[A-Z][a-z]+[.!?…:]?$")

NAMES = frozenset({"Tutorbot", "UTC", "Telegram", "YAML", "CONTENT_DIR"})

FILES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2"))


def english(template: str) -> list[str]:
    """The words that it says by itself."""
    source = (TEMPLATES / template).read_text("utf-8")
    tree = words_for("en")._plain.parse(source, filename=template)
    text = "".join(node.data for node in tree.find_all(nodes.TemplateData))
    bare = A_WORD.findall(CODE.sub(" ", text))
    return [word for word in (*bare, *_constants(tree)) if word not in NAMES]


def _constants(node: nodes.Node) -> Iterator[str]:
    """Texts in expressions, but for those that gettext is given, and what names a thing and is not said."""
    match node:
        case nodes.Call(node=nodes.Name(name=name)) if name in GETTEXT:
            return
        case nodes.Const(value=str(value)) if A_SENTENCE.search(CODE.sub("", value)):
            yield value
        case nodes.Test() | nodes.Compare() | nodes.Import() | nodes.FromImport():
            return
        case _:
            for child in node.iter_child_nodes():
                yield from _constants(child)


@pytest.mark.parametrize("template", FILES)
def test_a_template_says_nothing_past_gettext(template: str) -> None:
    found = english(template)
    assert bool(found) == (template in NOT_YET), found[:20]
