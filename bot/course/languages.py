"""Languages of courses, named as in a course.yaml: "de", "pt-BR"; Telegram writes "pt-br" as well."""

from __future__ import annotations

import re
from collections.abc import Iterable

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")

Codes = tuple[str | None, ...]
"""Languages that somebody reads, the best first; None or "" where one is not known."""


def is_language(name: str) -> bool:
    return bool(LANGUAGE.fullmatch(name))


def base_of(code: str) -> str:
    """The language alone, without region and script: "pt" of "pt-BR"."""
    return _parts(code)[0]


def read_in(codes: Codes, languages: Iterable[str]) -> str | None:
    """Which of these languages somebody reads; None: none of them."""
    offered = tuple(languages)
    return next((found for code in codes if code and (found := _nearest(code, offered))), None)


def _nearest(code: str, languages: tuple[str, ...]) -> str | None:
    """The language itself, else without its region, else that of another region in the same script."""
    known = {_parts(language): language for language in languages}
    wanted = _parts(code)
    for length in range(len(wanted), 0, -1):
        if wanted[:length] in known:
            return known[wanted[:length]]
    kin = (one for parts, one in known.items() if parts[0] == wanted[0] and _may_read(wanted, parts))
    return next(kin, None)


def _parts(code: str) -> tuple[str, ...]:
    return tuple(code.strip().replace("_", "-").lower().split("-"))


def _may_read(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether nothing says that they are written in two scripts."""
    scripts = {part for parts in (one, other) for part in parts[1:] if len(part) == 4 and part.isalpha()}
    return len(scripts) < 2
