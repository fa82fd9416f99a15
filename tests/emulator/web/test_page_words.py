"""The chat page's own words are there in all its languages, and none of them is written outside of that."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import orjson
import pytest
from babel.core import Locale

from tests.emulator.web.page_words import PAGE, counted, languages, said, unsaid

TEN = ["en", "de", "fr", "es", "pt-BR", "it", "ru", "uk", "tr", "ar"]
OTHERS = TEN[1:]
SAME_WORD = {"Chat", "Chats", "Message", "Messages", "OK", "Question", "Quiz", "Section", "General", "file"}
SAME_WORD |= {"admin", "bot", "Channel", "channel", "Group", "group", "via @{bot}", "{size} KB", "{size} MB"}
"""English words that another of the languages has, too."""


def test_the_page_speaks_ten_languages() -> None:
    assert languages() == TEN
    assert sorted(path.name for path in PAGE.glob("*.json")) == sorted(
        f"words.{code}.json" for code in OTHERS
    )


def test_no_word_in_a_script_is_left_untranslated() -> None:
    assert list(unsaid()) == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_all_that_the_page_says_and_nothing_else(code: str) -> None:
    assert set(_words(code)) == said() | set(counted())


@pytest.mark.parametrize("code", OTHERS)
def test_values_in_braces_are_those_of_the_english(code: str) -> None:
    for english, text in _words(code).items():
        for form in text.values() if isinstance(text, dict) else [text]:
            left_out = {"{count}"} if english in counted() else set()  # "one answer", in so many words
            assert set(_values(form)) <= set(_values(english)) <= set(_values(form)) | left_out, (
                english,
                form,
            )


@pytest.mark.parametrize("code", OTHERS)
def test_numbers_have_all_forms_of_the_language(code: str) -> None:
    rule = Locale.parse(code, sep="-").plural_form
    forms = {rule(number) for number in range(1000)} | ({"other"} if code not in ("ru", "uk") else set())
    for many in counted():
        assert set(_words(code)[many]) == forms, many


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_empty_or_left_in_english(code: str) -> None:
    texts = {english: text for english, text in _words(code).items() if isinstance(text, str)}
    assert all(text.strip() for text in texts.values())
    assert {english for english, text in texts.items() if text == english} <= SAME_WORD


@cache
def _words(code: str) -> dict[str, Any]:
    read: dict[str, Any] = orjson.loads((PAGE / f"words.{code}.json").read_bytes())
    return read


def _values(text: str) -> list[str]:
    return re.findall(r"\{\w+\}", text)
