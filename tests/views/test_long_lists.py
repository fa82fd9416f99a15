"""Lists of any length keep Telegram's limits, and each of their entries can be reached by turning pages."""

from __future__ import annotations

import pytest

from bot.views.split_message import messages_of
from tests.views.long_lists import BOUNDED, LENGTHS, PAGED, WORDS, check, pages, title


@pytest.mark.parametrize("count", LENGTHS)
@pytest.mark.parametrize("name", PAGED)
def test_a_list_of_any_length_keeps_the_limits_and_shows_each_of_its_entries(name: str, count: int) -> None:
    found = list(pages(PAGED[name], count))
    for screen in found:
        check(screen)
        assert len(messages_of(screen)) <= 2
    shown = "".join(screen.text + "".join(b.label for row in screen.rows for b in row) for screen in found)
    assert all(title(number) in shown for number in range(count))
    turns = {WORDS.word("page_before"), WORDS.word("page_after")}
    can_be_turned = [any(b.label in turns for row in screen.rows for b in row) for screen in found]
    assert can_be_turned == [len(found) > 1] * len(found)


@pytest.mark.parametrize("count", LENGTHS)
@pytest.mark.parametrize("name", BOUNDED)
def test_what_tells_of_many_things_at_once_keeps_the_limits(name: str, count: int) -> None:
    check(BOUNDED[name](count))
