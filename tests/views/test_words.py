"""The short words and the templates: each that is named is there, and each that is there is named."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from jinja2.runtime import Macro

from bot.views.words import TEMPLATES, words_for
from tests.views.sources import File, files

WORDS = words_for(None)


def _said(file: File) -> Iterator[tuple[str, frozenset[str], str]]:
    """Each word that is said by its name: the name, the names of the values it is given, and where."""
    for call in ast.walk(file.tree):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        values = frozenset(keyword.arg or "**" for keyword in call.keywords)
        where = f"{file.name}:{call.lineno}"
        function = ast.unparse(call.func)
        if function.endswith(".word"):
            yield from ((name, values, where) for name in _names(call.args[0]))
        elif function == "button" and file.wing in ("school", "broadcast") and len(call.args) > 1:
            yield from ((f"{file.wing}.{name}", values, where) for name in _names(call.args[1]))


def _names(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_names(node.body), *_names(node.orelse))


def test_each_word_that_is_said_is_there_and_takes_the_values_that_it_is_given() -> None:
    wrong = []
    for name, values, where in (said for file in files() for said in _said(file)):
        found = _entry(name)
        wanted = frozenset(found.arguments) if isinstance(found, Macro) else frozenset()
        if found is None or (wanted != values and "**" not in values):
            wrong.append(f"{where}: {name} {sorted(values)}")
    assert not wrong


def test_each_word_that_a_template_says_is_there() -> None:
    said = {
        name
        for template in TEMPLATES.rglob("*.j2")
        for name in re.findall(r'\bword\("([\w/.]+)"', template.read_text("utf-8"))
    }
    assert said
    assert not {name for name in said if _entry(name) is None}


def test_a_word_that_is_not_there_or_lacks_its_values_is_an_error() -> None:
    with pytest.raises(AttributeError):
        WORDS.word("learner.nonsense")
    with pytest.raises(TypeError):
        WORDS.word("learner.next", of="Tea")
    with pytest.raises(Exception, match="chats"):
        WORDS.word("broadcast.resend")


def test_every_word_is_used() -> None:
    literals, patterns = _texts()
    left_over = [
        f"{wing}.{name}"
        for wing, name in _words()
        if f"{wing}.{name}".lstrip(".") not in literals
        and name not in literals
        and not any(pattern.fullmatch(one) for one in (f"{wing}.{name}", name) for pattern in patterns)
    ]
    assert not left_over


def test_every_template_is_used() -> None:
    literals, patterns = _texts()
    files = {path.relative_to(TEMPLATES).with_suffix("").as_posix() for path in TEMPLATES.rglob("*.j2")}
    words = {file for file in files if file.split("/")[-1] == "words"} | {"profile"}
    of_courses = {file for file in files if file.startswith("course/")}
    left_over = [
        file
        for file in sorted(files - words - of_courses)
        if not {file, file.partition("/")[2], file.rpartition("/")[2]} & literals
        and f"{file}.j2" not in literals
        and not any(pattern.fullmatch(file) for pattern in patterns)
    ]
    assert not left_over


@cache
def _texts() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """All texts in the code and in the templates by which a word or a template may be named, and the patterns
    of those that are made up of a part and a value."""
    literals = {
        name
        for template in TEMPLATES.rglob("*.j2")
        for name in re.findall(r'(?:word\(|include |import |from )\(?"([^"]+)"', template.read_text("utf-8"))
    }
    patterns = set()
    for node in (node for file in files() for node in ast.walk(file.tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            literals.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "\0" for part in node.values]
            if re.search(r"[a-z]", re.sub(r"^[\w/]*[./]", "", "".join(parts).replace("\0", ""))):
                patterns.add(re.escape("".join(parts)).replace("\0", r"[\w/]+").replace(r"\x00", r"[\w/]+"))
    return frozenset(literals), tuple(map(re.compile, sorted(patterns)))


def _words() -> Iterator[tuple[str, str]]:
    for file in sorted(TEMPLATES.rglob("words.j2")):
        wing = file.parent.relative_to(TEMPLATES).as_posix().strip(".")
        text = file.read_text("utf-8")
        yield from ((wing, name) for name in re.findall(r"\{% (?:set|macro) (\w+)", text))


def _entry(name: str) -> object:
    """What is said by this name; None where nothing is."""
    place, _, short = name.rpartition(".")
    try:
        return WORDS.entry(place if "/" in place else f"{place}/words".lstrip("/"), short)
    except AttributeError:
        return None
