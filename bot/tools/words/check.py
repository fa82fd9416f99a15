"""Whether the languages say all that the templates say, and in a way that can be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural

from bot.tools.words.extraction import extracted
from bot.tools.words.plurals import values_wrong
from bot.tools.words.po_file import po_text
from bot.tools.words.rules import Said, wrong
from bot.tools.words.update import TEMPLATE
from bot.views.catalogues import SOURCE, languages_in, read_catalogue

BRING = "run `python -m bot words update {}`"


@dataclass(frozen=True)
class Complaint:
    """`line`: from 1; 0 where it is about the whole file."""

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


def complaints(locale: Path, languages: Sequence[str] = ()) -> list[Complaint]:
    """About these languages, or all that there are, in the order of their lines. Raises ToolRefusedError and
    CatalogueError where a template or a catalogue cannot be read."""
    template = extracted(locale.parent)
    found = list(_stale(locale / TEMPLATE, template))
    for language in languages or languages_in(locale):
        file = locale / language / SOURCE
        about = _about(read_catalogue(file, language), template, language)
        found += sorted((Complaint(file, line, text) for line, text in about), key=lambda one: one.line)
    return found


def _stale(file: Path, template: Catalog) -> Iterator[Complaint]:
    if not file.exists() or file.read_text("utf-8") != po_text(template):
        yield Complaint(file, 0, "is not what the templates say now: run `python -m bot words extract`")


def _about(catalogue: Catalog, template: Catalog, language: str) -> Iterator[tuple[int, str]]:
    forms = get_plural(language)[0]
    if catalogue.num_plurals != forms:
        yield 0, f"its Plural-Forms must have nplurals={forms}: {BRING.format(language)}"
    for wanted in template:
        if wanted.id and catalogue.get(wanted.id, wanted.context) is None:
            yield 0, f"{_short(wanted)} is missing: {BRING.format(language)}"
    for message in catalogue:
        if message.id:
            known = template.get(message.id, message.context)
            yield from ((message.lineno or 0, text) for text in _of(message, known, language))
    for message in catalogue.obsolete.values():
        yield message.lineno or 0, f"{_short(message)} {OBSOLETE.format(language)}"


OBSOLETE = "is no longer said: take it out, or run `python -m bot words update {} --tidy`"


def _of(message: Message, known: Message | None, language: str) -> Iterator[str]:
    short, english, texts = _short(message), _texts(message.id), _texts(message.string)
    if known is None or _texts(known.id) != english:
        yield f"{short} {OBSOLETE.format(language)}"
    elif message.fuzzy:
        yield f"{short} is fuzzy: its English has changed; mend it, and take the mark away"
    elif not texts or not all(texts):
        yield f"{short} is not translated"
    else:
        yield from (f"{short} {trouble}" for trouble in _troubles(message, english, texts, language))


def _troubles(message: Message, english: Sequence[str], texts: Sequence[str], language: str) -> Iterator[str]:
    mirrored = Locale.parse(language).text_direction == "rtl"
    if trouble := values_wrong(english, texts, language):
        yield trouble
    for text in texts:
        yield from wrong(Said(english[-1], text, message.context or "", mirrored))


def _texts(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())


def _short(message: Message) -> str:
    text = _texts(message.id)[0]
    return f'"{text[:40]}…"' if len(text) > 41 else f'"{text}"'
