"""A learner's own words for when and where: what is understood, and what is not."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from bot.learning.review.reminder_words import NotUnderstood, ReminderWish, read_wish

NAMES = {name: name for name in available_timezones()}


@pytest.mark.parametrize(
    ("words", "minute", "zone"),
    [
        ("19:30", 1170, None),
        ("7 pm", 1140, None),
        ("7pm", 1140, None),
        ("7:30 p.m.", 1170, None),
        ("7.30", 450, None),
        ("19h", 1140, None),
        ("19h30", 1170, None),
        ("1930", 1170, None),
        ("at 19:30", 1170, None),
        ("every day at 8", 480, None),
        (" 8 o'clock ", 480, None),
        ("Berlin", None, "Europe/Berlin"),
        ("new york", None, "America/New_York"),
        ("São Paulo", None, "America/Sao_Paulo"),
        ("Asia/Kolkata", None, "Asia/Kolkata"),
        ("UTC+3", None, "Etc/GMT-3"),
        ("19:30 Lisbon", 1170, "Europe/Lisbon"),
        ("19:30, Lisbon", 1170, "Europe/Lisbon"),
        ("7 pm New York", 1140, "America/New_York"),
        ("19:30 (Berlin)", 1170, "Europe/Berlin"),
        ("8 pm UTC-5", 1200, "Etc/GMT+5"),
    ],
)
def test_a_time_a_place_or_both(words: str, minute: int | None, zone: str | None) -> None:
    assert read_wish(words, NAMES) == ReminderWish(minute, zone)


@pytest.mark.parametrize("words", ["off", "No", "stop", " never "])
def test_none_any_more(words: str) -> None:
    assert read_wish(words, NAMES) == ReminderWish(off=True)


@pytest.mark.parametrize(
    ("words", "as_time"),
    [
        ("25:99", True),
        ("24:00", True),
        ("9:5", True),
        ("19:30 Nowhere", True),
        ("half past seven", False),
        ("um halb acht", False),
        ("", False),
        ("Central", False),
        ("19:30 20:30", True),
    ],
)
def test_all_else_is_not_understood(words: str, as_time: bool) -> None:
    found = read_wish(words, NAMES)
    assert isinstance(found, NotUnderstood)
    assert found.as_time is as_time
