"""A picture, as a learner wants it."""

from __future__ import annotations

from bot.course.model import Picture
from bot.learning.learner.learner import Pictures


def picture_and_words(picture: Picture | None, wish: Pictures) -> tuple[Picture | None, str | None]:
    """The picture to send, if any, and the description to put into the text, if any."""
    if picture is None:
        return None, None
    shown = None if wish is Pictures.WORDS else picture
    return shown, None if wish is Pictures.SHOWN else picture.description
