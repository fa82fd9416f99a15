"""Who wants pictures in words only is drawn nothing, not even how far they are: that is said in numbers."""

from __future__ import annotations

import re

import pytest

from tests.chat.learner.deeds import at_the_end, reading
from tests.school import School

DRAWN = re.compile(r"[▰▱]")


@pytest.mark.parametrize("wish", ["○ In words only", "○ Pictures, and in words"])
async def test_no_bar_is_drawn_where_pictures_come_in_words_only_and_the_numbers_stay(
    school: School, wish: str
) -> None:
    ada = await reading(school)
    await ada.say("/settings")
    await ada.press(wish)
    said = []
    for line in ("/continue", "[Next ▸]", "[Next ▸]", "/start", "/start tea", "/progress"):
        if line.startswith("["):
            await ada.press(line.strip("[]"))
        else:
            await ada.say(line)
        said.append(ada.text)
    numbers = ["1 of 3 · Water", "2 of 3 · Water", "3 of 3 · Water", "3 of 3 · How hot?", "step 3 of 3"]
    for text, number in zip(said, [*numbers, "0 of 2 lessons"], strict=True):
        assert re.search(rf"^\W*(You are at )?{re.escape(number)}", text, re.MULTILINE), text
        assert bool(DRAWN.search(text)) is (wish != "○ In words only"), text


async def test_the_end_and_the_earlier_runs_are_told_without_a_bar_as_well(school: School) -> None:
    ada = await at_the_end(school)
    await ada.say("/settings")
    await ada.press("○ In words only")
    for line in ("/continue", "/start", "/progress", "/lessons", "/start tea"):
        await ada.say(line)
        assert not DRAWN.search(ada.text), ada.text
