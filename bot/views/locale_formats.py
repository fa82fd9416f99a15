"""Numbers, times and lists in the languages that are not English, as CLDR has them.

What is asked for again and again is kept: a number takes Babel up to a tenth of a millisecond. Digits are
0 to 9 in all of them, and a day has 24 hours, as it has where one writes a time to the bot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Literal

from babel.core import Locale, UnknownLocaleError, get_global
from babel.dates import TIMEDELTA_UNITS, format_date, format_skeleton, format_timedelta, match_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from babel.units import format_unit

from bot.learning.time_zones import wall
from bot.views.formats import DAY, Formats, Unit, parts_of, rounded
from bot.views.languages import ENGLISH

SECONDS = dict(TIMEDELTA_UNITS)
"""Unit -> how many it has, as Babel reckons."""

_QUOTES = {
    "de": "„“",
    "fr": "«\u202f\u202f»",
    "tr": "“”",
    "pt": "“”",
    "zh": "“”",
    "ja": "「」",
    "pl": "„”",
}
_GUILLEMETS = "«»"
"""CLDR's quotes, which Babel does not bring along. Of all others, most take these."""


def formats_of(language: str) -> Formats:
    """Those of this language; the English ones where CLDR does not know it."""
    if language == ENGLISH:
        return Formats(language)
    try:
        Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        return Formats(language)
    return LocaleFormats(language)


@dataclass(frozen=True, eq=False)
class LocaleFormats(Formats):
    """Those of a language that CLDR knows."""

    def number(self, number: int) -> str:
        return _number(self.language, number)

    def short_number(self, number: int) -> str:
        return self.number(number) if number < 10_000 else _compact(self.language, number)

    def percent(self, percent: int) -> str:
        return _percent(self.language, percent)

    def listed(self, items: Iterable[str]) -> str:
        return ("، " if _locale(self.language).text_direction == "rtl" else ", ").join(items)

    def quotes(self) -> tuple[str, str]:
        both = _QUOTES.get(self.language.partition("_")[0], _GUILLEMETS)
        return both[: len(both) // 2], both[len(both) // 2 :]

    def joined(self, items: Sequence[str], last: str = "and") -> str:
        return format_list(list(items), "or" if last == "or" else "standard", locale=_locale(self.language))

    def weekday(self, day: int) -> str:
        return str(_locale(self.language).days["stand-alone"]["abbreviated"][day])

    @property
    def first_weekday(self) -> int:
        return _first_weekday(self.language)

    def day_and_month(self, day: date) -> str:
        return _by(self.language, "Md", day)

    def date(self, day: date) -> str:
        return format_date(day, "long", locale=_locale(self.language))

    def clock(self, minute: int) -> str:
        return _by(self.language, "Hm", datetime(2024, 1, 1, *divmod(minute % DAY, 60), tzinfo=UTC))

    def time(self, moment: datetime, zone: str) -> str:
        return _by(self.language, "Hm", wall(moment, zone))

    def hours(self, start: int, end: int) -> str:
        return f"{self.clock(start * 60)}–{self.clock(end * 60)}"

    def day_and_time(self, moment: datetime, zone: str) -> str:
        local = wall(moment, zone)
        both = str(_locale(self.language).datetime_formats["medium"])
        return both.format(_by(self.language, "Hm", local), _by(self.language, "MMMMEd", local))

    def day(self, moment: datetime, zone: str) -> str:
        return _by(self.language, "MMMMEd", wall(moment, zone))

    def _stamp(self, local: datetime, seconds: bool = False) -> str:
        both = str(_locale(self.language).datetime_formats["short"])
        return both.format(
            _by(self.language, "Hms" if seconds else "Hm", local), _by(self.language, "yMd", local)
        )

    def in_interval(self, length: timedelta) -> str:
        number, unit = rounded(length)
        return _from_now(self.language, number, unit)

    def short_interval(self, length: timedelta) -> str:
        number, unit = rounded(length)
        return _unit(self.language, number, unit, "short")

    def short_length(self, seconds: float) -> str:
        parts = parts_of(seconds)
        return " ".join(_unit(self.language, number, unit, "short") for number, unit in parts)

    def _counted(self, number: int, unit: Unit) -> str:
        return _unit(self.language, number, unit, "long")


_MARK = "\u200f"
"""RIGHT-TO-LEFT MARK: before the strokes of an Arabic date, which Telegram then takes for commands."""


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def _by(language: str, skeleton: str, moment: date) -> str:
    written = format_skeleton(_skeleton(language, skeleton), moment, locale=_locale(language))
    return written.replace(_MARK, "")


@cache
def _skeleton(language: str, wanted: str) -> str:
    """The nearest that the language has."""
    known = _locale(language).datetime_skeletons
    return wanted if wanted in known else match_skeleton(wanted, known) or wanted


@cache
def _first_weekday(language: str) -> int:
    """Where most of those live who speak it."""
    territory = (get_global("likely_subtags").get(language) or language).rpartition("_")[2]
    return Locale.parse(f"{language.partition('_')[0]}_{territory}").first_week_day


@lru_cache(maxsize=4096)
def _number(language: str, number: int) -> str:
    return format_decimal(number, locale=_locale(language))


@lru_cache(maxsize=512)
def _compact(language: str, number: int) -> str:
    """ "12 mil", "1,2 Mio."; whole thousands, where the language has no word for them written out."""
    digits = 1 if number >= 1_000_000 else 0
    said = format_compact_decimal(number, fraction_digits=digits, locale=_locale(language))
    return _number(language, number // 1000 * 1000) if said.isdecimal() else said


@lru_cache(maxsize=512)
def _percent(language: str, percent: int) -> str:
    return format_percent(percent / 100, locale=_locale(language))


@lru_cache(maxsize=4096)
def _unit(language: str, number: int, unit: Unit, length: Literal["long", "short"]) -> str:
    return format_unit(number, f"duration-{unit}", length, locale=_locale(language))


@lru_cache(maxsize=1024)
def _from_now(language: str, number: int, unit: Unit) -> str:
    length = timedelta(seconds=number * SECONDS[unit])
    return format_timedelta(length, unit, 10**9, add_direction=True, locale=_locale(language))
