"""What learners do beside learning: they report mistakes, and choose how they want the pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.learning.learner.learner import Pictures
from bot.views.learner.buttons import ChoosePictures, pack
from tests.messages import buttons_of, text_of

if TYPE_CHECKING:
    from tests.endurance.pupil import Pupil

ANSWERED = "You reported a mistake."
"""The beginning of the answer to a report."""
MOST_REPORTS = 2
"""Of each learner: the bot takes five a day."""


async def report(pupil: Pupil) -> None:
    """The words are written once: a message that the bot did not ask for would be something else."""
    await pupil.ask("/report", "Tell me in a few words")
    words = f"Mistake {len(pupil.reported) + 1} of {pupil.id}."
    pupil.reported.append(words)
    await pupil.tell(words, "I have passed it on")
    await pupil.ask("/continue")


async def choose_pictures(pupil: Pupil) -> None:
    await pupil.ask("/settings", "Pictures come as they are")
    wish = pupil.random.choice(list(Pictures))
    pupil.pictures = wish
    await pupil.push(pack(ChoosePictures(wish)), lambda: _chosen(pupil, wish), "/settings")
    await pupil.ask("/continue")


def _chosen(pupil: Pupil, wish: Pictures) -> bool:
    """Whether the newest settings have the mark at this wish."""
    for message in reversed(pupil.world.messages(pupil.id)):
        if "Pictures come as they are" in text_of(message):
            labels = [
                b["text"] for b in buttons_of(message) if b["callback_data"] == pack(ChoosePictures(wish))
            ]
            return any(not label.startswith("○") for label in labels)
    return False
