"""Which language somebody is spoken to in: the nearest to theirs that there is.

Languages are named as the folders of templates/locale are, "pt_BR"; Telegram, browsers and people write
"pt-br" as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError, get_global

ENGLISH = "en"
"""What the templates are written in."""


def nearest(code: str, languages: Iterable[str]) -> str | None:
    """Which of them somebody understands who speaks `code`: itself, else the one without its region, as "de"
    for "de-AT", else that of another region in the same letters, as "pt_BR" for "pt-PT". None: none."""
    known = {_parts(one): one for one in sorted(languages)}
    wanted = _parts(code)
    for length in range(len(wanted), 0, -1):
        if wanted[:length] in known and _letters(wanted) == _letters(wanted[:length]):
            return known[wanted[:length]]
    for parts, one in known.items():
        if parts[:1] == wanted[:1] and _letters(parts) == _letters(wanted):
            return one
    return None


def tag_of(language: str) -> str:
    """As Telegram writes it: "pt-br" for "pt_BR". Source: https://en.wikipedia.org/wiki/IETF_language_tag"""
    return language.replace("_", "-").lower()


@lru_cache(maxsize=256)
def own_name(language: str) -> str:
    """What its speakers call it, as a name stands by itself: "Deutsch", "Español"."""
    try:
        name = Locale.parse(language.replace("-", "_")).get_display_name() or language
    except (UnknownLocaleError, ValueError):  # a course may be in a language that nobody has described
        return language
    return name[:1].upper() + name[1:]


def time_zone_cities(languages: Iterable[str]) -> dict[str, str]:
    """What speakers of these call the cities by which time zones are named -> the zone: "Lissabon" ->
    "Europe/Lisbon". Source: CLDR."""
    return {
        place["city"]: zone
        for language in languages
        for zone, place in Locale.parse(language).time_zones.items()
        if place.get("city")
    }


def _parts(code: str) -> tuple[str, ...]:
    """ "pt-BR" -> ("pt", "br"); a name that a language no longer has -> the one it has now."""
    language, *others = code.strip().replace("-", "_").lower().split("_")
    now = get_global("language_aliases").get(language, language)
    return (*now.lower().split("_"), *others)


def _letters(parts: tuple[str, ...]) -> str:
    """The script it is written in, as four letters: "zh_tw" -> "hant"; empty where that is not known."""
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return part
    likely = get_global("likely_subtags")
    language, *others = parts or ("",)
    region = next((part.upper() for part in others if len(part) in (2, 3)), "")
    found = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return next((part.lower() for part in found.split("_")[1:] if len(part) == 4), "")
