"""With longer words and accents, each screen keeps Telegram's limits, and no word is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from bot.views.screen import Screen
from bot.views.split_html import without_tags
from bot.views.words import Languages, Words, speak, words_for
from tests.views import long_lists as lists
from tests.views.pseudo import KEPT, LANGUAGE, pseudo, write_pseudo

VALUES = re.compile(
    r"A title( that| is| as| long| titles| are,| no \d+| n| no| \{\})*…?"
    r"|What it means\.|About it\.|Marks a note\.|Short\."
    r"|(?<!\w)(Small|Many|Only|New|Text|What|One|Tea club|Ada|Tea|UTC|S)(?!\w)"
    r"|(?<!\w)/[a-z]+|https?://\S+|@\w+|t\.me/\S+"
)
"""What courses, people and commands are called."""


@pytest.fixture(scope="module", autouse=True)
def words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Words]:
    speak(Languages(write_pseudo(tmp_path_factory.mktemp("pseudo"))))
    english, lists.WORDS = lists.WORDS, words_for(LANGUAGE)
    yield lists.WORDS
    lists.WORDS = english
    speak(Languages())


def test_a_word_is_longer_and_has_no_plain_letter_but_in_what_nobody_translates() -> None:
    assert pseudo("Next ▸") == "⟦Ńéẋť ▸ȧȧ⟧"
    assert pseudo("<b>Hi</b> %(name)s &amp; /me <code>x y</code>") == (
        "⟦<b>Ĥí</b> %(name)s &amp; /me <code>x y</code>ȧ⟧"
    )


def left_in_english(screen: Screen) -> list[str]:
    labels = [button.label for row in screen.rows for button in row]
    said = (VALUES.sub(" ", unescape(without_tags(text))) for text in (KEPT.sub(" ", screen.text), *labels))
    return [word for text in said for word in re.findall(r"[A-Za-z]{2,}", text)]


@pytest.mark.parametrize("count", [0, 1, 101])
@pytest.mark.parametrize("name", [*lists.PAGED, *lists.BOUNDED])
def test_a_screen_with_longer_words_keeps_the_limits_and_has_none_in_english(name: str, count: int) -> None:
    draw = lists.PAGED.get(name)
    screens = list(lists.pages(draw, count))[:3] if draw else [lists.BOUNDED[name](count)]
    for screen in screens:
        lists.check(screen)
        assert not left_in_english(screen)
