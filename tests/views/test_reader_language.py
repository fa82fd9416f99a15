"""Each reader in their own words."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.course.library import Library
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.navigate import arrive
from bot.learning.learner.standing import Standing
from bot.views.learner import place as places
from bot.views.words import Words, words_for

WORDS = words_for(None)
ADA = Learner(1, "Ada", "en", Pictures.SHOWN, None, datetime(2026, 3, 1, tzinfo=UTC))


class Loud(Words):
    """A language that shouts."""

    def word(self, name: str, /, **values: object) -> str:
        return super().word(name, **values).upper()

    def render(self, template: str, /, **values: object) -> str:
        return super().render(template, **values).upper()


def test_no_reader_is_shown_what_was_kept_for_one_of_another_language(tea: Library) -> None:
    (course,) = tea.courses
    for step_id in course.spots:
        standing = Standing(1, course, run=1, visit=1, place=arrive(course, step_id, ()))
        soft, loud, again = (places.place(words, standing, ADA) for words in (WORDS, Loud("xx"), WORDS))
        labels = [button.label for row in loud.rows[-1:] for button in row]
        assert soft == again
        assert labels == [label.upper() for label in labels]
        assert loud.text == soft.text.upper()
