"""The catalogues of translations: templates/locale/<language>/LC_MESSAGES/tutorbot.po, as translators write
them, and beside it the same compiled, tutorbot.mo.

A running bot writes nothing there: what is not compiled, or was changed since, is compiled in memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SOURCE = "LC_MESSAGES/tutorbot.po"
COMPILED = "LC_MESSAGES/tutorbot.mo"
"""Below the folder of a language."""

PLACEHOLDER = re.compile(r"%(?:\((\w+)\)s|(%)|(.?))", re.DOTALL)
"""%(name)s, %%, and what is neither."""

A_LINE = re.compile(r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s*)?"([^"\\]|\\.)*"\s*)?')
"""Babel takes a text that does not end, or ends too early, for what it is not."""

_BEGINNINGS = frozenset({"", "msgctxt ", "msgid ", "msgid_plural ", "msgstr "})


class CatalogueError(Exception):
    """A catalogue cannot be read: one line, with the file and where there is one the line."""


def languages_in(locale: Path) -> tuple[str, ...]:
    """Those that have a catalogue in this folder; English needs none."""
    return tuple(sorted(path.parents[1].name for path in locale.glob(f"*/{SOURCE}")))


def translations(locale: Path, language: str) -> GNUTranslations:
    """What says everything in this language; what is not translated, it says in English. A translation that
    could not be filled in is left out. Raises CatalogueError."""
    source, compiled = locale / language / SOURCE, locale / language / COMPILED
    return _compiled_before(compiled, source) or _of(compile_catalogue(source, language), source)


def look_at(locale: Path, language: str) -> None:
    """Whether it is whole, as far as that can be told in a moment: its lines, and its header. Raises
    CatalogueError."""
    source = locale / language / SOURCE
    header = _text_of(source).replace(b"\r", b"").partition(b"\n\n")[0]
    _of(_compiled(_parsed(header, source, language)), source)


def compile_catalogue(source: Path, language: str) -> bytes:
    """What belongs into the .mo file. Raises CatalogueError."""
    catalogue = read_catalogue(source, language)
    for message in list(catalogue):
        if message.id and not _can_be_filled_in(message):
            catalogue.delete(message.id, message.context)
    return _compiled(catalogue)


def read_catalogue(source: Path, language: str) -> Catalog:
    """Raises CatalogueError."""
    return _parsed(_text_of(source), source, language)


def placeholders(text: str) -> list[str] | None:
    """The names of its values, sorted; None where it cannot be filled in."""
    found = list(PLACEHOLDER.finditer(text))
    if any(match[1] is None and match[2] is None for match in found):
        return None
    return sorted(match[1] for match in found if match[1] is not None)


def _is_plain(line: str) -> bool:
    """Nearly all lines are, and that is told in a fifth of the time."""
    if not line or line[0] == "#":
        return True
    before, _, text = line.partition('"')
    return before in _BEGINNINGS and text.find('"') == len(text) - 1 and "\\" not in text


def _parsed(text: bytes, source: Path, language: str) -> Catalog:
    try:
        return read_po(BytesIO(text), locale=language, abort_invalid=True)
    except PoFileError as error:
        raise CatalogueError(f"{source}:{error.lineno + 1}: {error.args[0]}") from None
    except Exception as error:  # of a torn header, Babel says it in many ways
        raise CatalogueError(f"{source}: cannot be read as a .po file ({error})") from error


def _text_of(source: Path) -> bytes:
    """Each of its lines is one of a .po file."""
    try:
        text = source.read_bytes()
        lines = text.decode().splitlines()
    except UnicodeDecodeError:
        raise CatalogueError(f"{source}: is not a text in UTF-8") from None
    except OSError as error:
        raise CatalogueError(f"{source}: cannot be read ({error.strerror})") from None
    for number, line in enumerate(lines, 1):
        if not _is_plain(line) and not A_LINE.fullmatch(line):
            raise CatalogueError(f'{source}:{number}: is not of the form msgid "…" or msgstr "…"')
    return text


def _compiled_before(compiled: Path, source: Path) -> GNUTranslations | None:
    """None where that has to be done anew: never done, done by halves or by another program, which leaves in
    what cannot be filled in."""
    try:
        if compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            return None
        made = GNUTranslations(BytesIO(compiled.read_bytes()))
    except Exception:  # whatever is wrong with it, the source is there
        return None
    return made if made.info().get("generated-by", "").startswith("Babel") else None


def _compiled(catalogue: Catalog) -> bytes:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def _of(compiled: bytes, source: Path) -> GNUTranslations:
    try:
        return GNUTranslations(BytesIO(compiled))
    except Exception as error:
        raise CatalogueError(f"{source}: its Plural-Forms are none ({error})") from error


def _can_be_filled_in(message: Message) -> bool:
    """A placeholder that English does not have, or a single percent sign, would be an error before a learner.
    English is said instead; `python -m bot words check` tells the translator."""
    used = [placeholders(text) for text in _texts(message.string)]
    given = [placeholders(text) for text in _texts(message.id)]
    known = {name for names in given for name in names or ()} | {"num", "context"}
    return all(names is not None and known.issuperset(names) for names in used)


def _texts(said: str | Sequence[str] | None) -> Sequence[str]:
    return (said,) if isinstance(said, str) else said or ()
