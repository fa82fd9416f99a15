"""Numbers, times and lists as each language has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.views.locale_formats import formats_of

AT = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)
BERLIN = "Europe/Berlin"
LANGUAGES = ("en", "de", "fr", "es", "pt_BR", "it", "ru", "uk", "tr", "ar")


def plain(text: str) -> str:
    """With plain blanks, and without marks of direction."""
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("\u200f", "")


@pytest.mark.parametrize(
    ("language", "number", "million", "half", "quoted"),
    [
        ("en", "12,345", "1.2M", "50 %", '"Tea" and "Milk"'),
        ("de", "12.345", "1,2 Mio.", "50 %", "„Tea“ und „Milk“"),
        ("fr", "12 345", "1,2 M", "50 %", "« Tea » et « Milk »"),
        ("pt_BR", "12.345", "1,2 mi", "50%", "“Tea” e “Milk”"),
        ("ru", "12 345", "1,2 млн", "50 %", "«Tea» и «Milk»"),
        ("tr", "12.345", "1,2 Mn", "%50", "“Tea” ve “Milk”"),
        ("ar", "12,345", "1.2 مليون", "50%", "«Tea» و«Milk»"),
    ],
)
def test_numbers_and_lists_are_those_of_the_language(
    language: str, number: str, million: str, half: str, quoted: str
) -> None:
    formats = formats_of(language)
    found = (formats.number(12345), formats.short_number(1_234_567), formats.percent(50))
    assert tuple(map(plain, found)) == (number, million, half)
    assert plain(formats.quoted_list(["Tea", "Milk"])) == quoted


@pytest.mark.parametrize(
    ("language", "moment", "date", "short", "monday"),
    [
        ("en", "Mon 2 March, 09:05", "2 March 2026", "02.03.", "Mon"),
        ("de", "Mo., 2. März, 09:05", "2. März 2026", "2.3.", "Mo"),
        ("es", "lun, 2 de marzo, 9:05", "2 de marzo de 2026", "2/3", "lun"),
        ("ru", "пн, 2 марта, 09:05", "2 марта 2026 г.", "02.03", "пн"),
        ("tr", "2 Mart Pzt 09:05", "2 Mart 2026", "2/3", "Pzt"),
        ("ar", "الاثنين، 2 مارس، 09:05", "2 مارس 2026", "2/3", "الاثنين"),
    ],
)
def test_moments_are_said_as_in_the_language_by_the_clocks_of_the_zone(
    language: str, moment: str, date: str, short: str, monday: str
) -> None:
    formats = formats_of(language)
    assert plain(formats.day_and_time(AT, BERLIN)) == moment
    assert plain(formats.date(AT.date())) == date
    assert plain(formats.day_and_month(AT.date())) == short
    assert formats.weekday(0) == monday


@pytest.mark.parametrize(
    ("language", "length", "later", "button", "left"),
    [
        ("en", "3 days", "in 3 days", "3 d", "2 h 10 min"),
        ("de", "3 Tage", "in 3 Tagen", "3 Tg.", "2 Std. 10 Min."),
        ("fr", "3 jours", "dans 3 jours", "3 j", "2 h 10 min"),
        ("ru", "3 дня", "через 3 дня", "3 дн.", "2 ч 10 мин"),
        ("tr", "3 gün", "3 gün sonra", "3 gün", "2 sa. 10 dk."),
        ("ar", "3 أيام", "خلال 3 أيام", "3 أيام", "2 س 10 د"),
    ],
)
def test_lengths_of_time_stand_in_the_case_that_the_language_wants(
    language: str, length: str, later: str, button: str, left: str
) -> None:
    formats, days = formats_of(language), timedelta(days=3)
    found = (formats.interval(days), formats.in_interval(days), formats.short_interval(days))
    assert tuple(map(plain, found)) == (length, later, button)
    assert plain(formats.short_length(7800)) == left
    assert plain(formats.length(3 * 24 * 60)) == plain(formats.about(days)) == length


def test_a_week_begins_where_it_begins_for_most_who_speak_the_language() -> None:
    first = {language: formats_of(language).week()[0] for language in LANGUAGES}
    assert first == dict.fromkeys(LANGUAGES, 0) | {"pt_BR": 6, "ar": 5}
    assert all(sorted(formats_of(language).week()) == list(range(7)) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_each_language_and_with_digits_as_one_writes_them(
    language: str,
) -> None:
    formats = formats_of(language)
    long = "\n" + "x" * 50
    said = [
        *(formats.number(0), formats.short_number(9_999), formats.short_number(12_345), formats.percent(0)),
        *(formats.listed("ABC"), formats.joined("A"), formats.joined([]), formats.joined("ABC", "or")),
        *(formats.quoted(long), formats.time(AT, BERLIN), formats.day(AT, BERLIN), formats.clock(0)),
        *(formats.hours(22, 8), formats.date_and_time(AT), formats.hour(9), formats.minutes(5)),
        *(formats.short_length(0.1), formats.short_length(3600), formats.interval(timedelta())),
        *(formats.in_interval(timedelta(days=n)) for n in (1, 2, 100, 1000)),
        *(formats.length(n) for n in (1, 59, 60, 1440, 2880)),
    ]
    assert not any(char.isdigit() and not char.isascii() for char in "".join(said))
    assert all(text.strip() for text in said if text)
    assert said.count("") == 1
    assert formats.clock(8 * 60 + 5).endswith("8:05")


def test_a_language_that_is_not_known_to_the_books_is_formed_as_english() -> None:
    for language in ("xx", "en"):
        assert formats_of(language).length(60) == "1 hour"


@pytest.mark.parametrize(
    ("language", "minute", "second"),
    [
        ("en", "2026-03-02 08:05", "2026-03-02 08:05:07"),
        ("de", "2.3.2026, 08:05", "2.3.2026, 08:05:07"),
        ("ru", "02.03.2026, 08:05", "02.03.2026, 08:05:07"),
        ("pt_BR", "02/03/2026 08:05", "02/03/2026 08:05:07"),
        ("ar", "2/3/2026، 08:05", "2/3/2026، 08:05:07"),
    ],
)
def test_versions_are_told_apart_by_moments_as_the_language_writes_them(
    language: str, minute: str, second: str
) -> None:
    formats = formats_of(language)
    later = AT.replace(second=7)
    assert plain(formats.date_and_time(AT)) == minute
    assert "\u200f" not in formats.date_and_time(AT) + formats.day_and_month(AT.date())
    assert [plain(label) for label in formats.dates_and_times([AT])] == [minute]
    assert plain(formats.dates_and_times([AT, later])[1]) == second
