"""New and changed messages on their way into the catalogues; what translators wrote is kept."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog

from bot.tools.refusal import ToolRefusedError
from bot.tools.words.extraction import VERSION, extracted
from bot.tools.words.po_file import po_text, put
from bot.views.catalogues import SOURCE, CatalogueError, languages_in, read_catalogue

TEMPLATE = "tutorbot.pot"


@dataclass(frozen=True)
class Updated:
    """What there is now in a language: of `messages`, so many are said in English still, because they are new
    or their English has changed."""

    language: str
    messages: int
    open: int
    fuzzy: int
    obsolete: int


def extract_to(locale: Path) -> Catalog:
    """Writes the template of all catalogues. Raises ToolRefusedError, OSError."""
    catalogue = extracted(locale.parent)
    put(locale / TEMPLATE, po_text(catalogue))
    return catalogue


def update(locale: Path, languages: list[str], tidy: bool = False) -> list[Updated]:
    """Those that are named, of which a new one is begun; all that there are where none is. `tidy`: what is no
    longer said is taken out. Raises ToolRefusedError, OSError."""
    wanted = [code_of(language) for language in languages] or languages_in(locale)
    template = extract_to(locale)
    return [_updated(locale, language, template, tidy) for language in wanted]


def known_catalogue(locale: Path, language: str) -> Catalog:
    """Raises ToolRefusedError where it cannot be read."""
    try:
        return read_catalogue(locale / language / SOURCE, language)
    except CatalogueError as error:
        raise ToolRefusedError(str(error)) from None


def _updated(locale: Path, language: str, template: Catalog, tidy: bool) -> Updated:
    file = locale / language / SOURCE
    catalogue = known_catalogue(locale, language) if file.exists() else _begun(language)
    _set_plurals(catalogue, language)
    catalogue.update(deepcopy(template), no_fuzzy_matching=_is_empty(catalogue))
    put(file, po_text(catalogue, tidy))
    messages = [message for message in catalogue if message.id]
    fuzzy = sum(message.fuzzy for message in messages)
    untranslated = sum(not all(_forms(message.string)) for message in messages if not message.fuzzy)
    obsolete = 0 if tidy else len(catalogue.obsolete)
    return Updated(language, len(messages), untranslated, fuzzy, obsolete)


def _begun(language: str) -> Catalog:
    name = Locale.parse(language).english_name
    comment = f"# What the bot says in {name}. How to translate it: ../../README.md"
    return Catalog(language, project="tutorbot", version=VERSION, header_comment=comment, charset="utf-8")


def _set_plurals(catalogue: Catalog, language: str) -> None:
    """As CLDR has them: what a file says of itself may be older, or wrong."""
    by_rule = Catalog(language)
    catalogue.mime_headers = [("Plural-Forms", by_rule.plural_forms)]


def _is_empty(catalogue: Catalog) -> bool:
    return not any(any(_forms(message.string)) for message in catalogue if message.id)


def _forms(said: object) -> tuple[str, ...]:
    return said if isinstance(said, tuple) else tuple(said) if isinstance(said, list) else (str(said or ""),)


def code_of(language: str) -> str:
    """As folders are named: "pt-br" -> "pt_BR". Raises ToolRefusedError."""
    try:
        return str(Locale.parse(language.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        raise ToolRefusedError(
            f"{language}: is no code of a language that CLDR knows, such as de or pt_BR"
        ) from None
