"""What people read stands in templates, and is in the words of its reader; the code has none of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.views.sources import files

ENGLISH_ELSEWHERE = {
    "chat/errors.py": "Telegram's words, by which its refusals are told apart",
    "chat/broadcast/deliver.py": "likewise",
    "chat/group/membership.py": "likewise",
    "broadcast/delivery_run.py": "what is kept for the log, beside Telegram's words",
    "chat/school/commands.py": "names of filters",
    "chat/group/time_zone_reply.py": "likewise",
    "chat/bot_profile.py": "parts of names of Telegram's methods",
    "views/catalogues.py": "likewise, and a name in headers",
    "views/locale_formats.py": "parts of a date, as CLDR names them",
    "views/words.py": "what an operator is told at the start, if the words are not there",
    "views/svg_to_png.py": "the name of a font",
    "views/markdown.py": "HTML",
}
"""Files that have words in their code -> whose words."""

FORMATS = {"views/formats.py", "views/locale_formats.py"}
"""Where moments, numbers and lists are put into words."""

A_SENTENCE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}|^[A-Z][a-z]+[.!?…]?$")


def test_no_code_that_people_see_the_work_of_has_english_in_it() -> None:
    found = [
        f"{file.name}:{node.lineno}: {node.value!r}"
        for file in files()
        if file.name not in ENGLISH_ELSEWHERE
        for node in _spoken(file.tree)
        if A_SENTENCE.search(node.value)
    ]
    assert not found


def test_each_file_that_is_let_off_has_english_in_it() -> None:
    speaking = {
        file.name for file in files() if any(A_SENTENCE.search(node.value) for node in _spoken(file.tree))
    }
    assert ENGLISH_ELSEWHERE.keys() <= speaking


def _spoken(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts in the code but for docstrings, and what is for logs or for whoever reads a traceback."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Expr(ast.Constant()) | ast.Raise() | ast.Assert():
                pass
            case ast.Assign([ast.Name("__all__")]):
                pass
            case ast.Call(ast.Attribute(ast.Name("log"))):
                pass
            case ast.Constant(str()):
                yield node
            case _:
                yield from _spoken(node)


def test_no_sentence_is_put_together_from_words_in_the_code() -> None:
    """Marks may stand before a word: a tick, a dot."""
    found = [
        f"{file.name}:{node.lineno}: {ast.unparse(node)}"
        for file in files()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.JoinedStr)
        and any(".word(" in ast.unparse(part) for part in node.values if isinstance(part, ast.FormattedValue))
        and any(part.value.strip() for part in node.values if isinstance(part, ast.Constant))
    ]
    assert not found


def test_moments_numbers_and_lists_are_put_into_words_in_one_file() -> None:
    found = [
        f"{file.name}:{node.lineno}"
        for file in files()
        if file.name not in FORMATS
        for node in ast.walk(file.tree)
        if (isinstance(node, ast.FormattedValue) and node.format_spec)
        or (isinstance(node, ast.Attribute) and node.attr == "strftime")
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "', '.join")
    ]
    assert not found


def test_views_are_told_by_others_in_whose_words_to_speak() -> None:
    asking = {
        file.name
        for file in files()
        if file.name.startswith("views/") and file.name != "views/words.py"
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("words_for", "words_of")
    }
    assert asking == {"views/screen.py", "views/group/words.py", "views/course_messages.py"}


def test_every_screen_knows_in_whose_words_it_is() -> None:
    """What stands in for something that Telegram refuses is said in them, too."""
    silent = [
        f"{file.name}:{node.lineno}"
        for file in files()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Screen"
        if not any(given.arg == "words" for given in node.keywords)
    ]
    assert not silent
