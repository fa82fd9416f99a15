"""The commands of those who translate, as the command line has them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.tools.refusal import ToolRefusedError, writable
from bot.tools.words.check import complaints
from bot.tools.words.compiling import compile_all
from bot.tools.words.update import TEMPLATE, code_of, extract_to, update
from bot.views.catalogues import CatalogueError, languages_in
from bot.views.words import LOCALE


def add_to(commands: Any) -> None:
    """`commands`: the subparsers of the command line."""
    words = commands.add_parser("words", help="what the bot says in other languages, for translators")
    words.set_defaults(command=lambda _: _usage(words))
    parts = words.add_subparsers(title="commands", metavar="COMMAND")
    gather = parts.add_parser("extract", help=f"write all that the templates say to {TEMPLATE}")
    gather.set_defaults(command=_extract)
    bring = parts.add_parser("update", help="bring what is new into the languages, or begin one")
    bring.add_argument("languages", nargs="*", metavar="CODE", help="such as de or pt_BR (default: all)")
    bring.add_argument("--tidy", action="store_true", help="take out what is no longer said")
    bring.set_defaults(command=_update)
    judge = parts.add_parser("check", help="what is missing, too long or otherwise not in order")
    judge.add_argument("languages", nargs="*", metavar="CODE", help="such as de or pt_BR (default: all)")
    judge.set_defaults(command=_check)
    ready = parts.add_parser("compile", help="for a quicker start: the languages as files that are read fast")
    ready.set_defaults(command=_compile)
    for part in (gather, bring, judge, ready):
        part.add_argument("--locale", type=Path, default=LOCALE, help=argparse.SUPPRESS)


def _usage(words: argparse.ArgumentParser) -> int:
    words.print_help(sys.stderr)
    return 2


def _extract(options: argparse.Namespace) -> int:
    with writable():
        catalogue = extract_to(options.locale)
    print(f"{options.locale / TEMPLATE}: {len(catalogue)} messages")
    return 0


def _update(options: argparse.Namespace) -> int:
    with writable():
        done = update(options.locale, options.languages, options.tidy)
    for one in done:
        left = f"{one.open} to translate, {one.fuzzy} fuzzy, {one.obsolete} obsolete"
        print(f"{one.language}: {one.messages} messages, {left}")
    return 0


def _check(options: argparse.Namespace) -> int:
    languages = [code_of(language) for language in options.languages] or languages_in(options.locale)
    with _readable():
        found = complaints(options.locale, languages)
    for one in found:
        print(one, file=sys.stderr)
    if not found:
        print(f"{', '.join(languages) or 'English'}: nothing to mend")
    return 2 if found else 0


def _compile(options: argparse.Namespace) -> int:
    with writable(), _readable():
        done = compile_all(options.locale)
    print(f"compiled: {', '.join(done) or 'nothing'}")
    return 0


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except CatalogueError as error:
        raise ToolRefusedError(str(error)) from None
