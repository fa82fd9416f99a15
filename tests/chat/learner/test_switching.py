"""Whoever switches the language in the middle of a course keeps all of it."""

from __future__ import annotations

from functools import partial

import pytest

from tests.chat.learner.deeds import ANSWERS, PROGRESS, VISITS
from tests.languages import NAMES, label
from tests.messages import letter_of
from tests.school import Pupil, School


async def switch(pupil: Pupil, language: str) -> None:
    """Nothing else changes by it."""
    kept = [pupil.school.rows(query) for query in (PROGRESS, ANSWERS, VISITS)]
    await pupil.play(f"""
        > /language
        > [{NAMES[language]}]
        ~ {label(language, "toast_saved")}
        [{label(language, "learner.language", language=NAMES[language])}]
    """)
    assert [pupil.school.rows(query) for query in (PROGRESS, ANSWERS, VISITS)] == kept


@pytest.mark.parametrize("languages", ["de ar es ru", "ar ru de es"])
async def test_the_place_the_hint_and_the_score_stay_whatever_is_spoken(
    school: School, languages: str
) -> None:
    first, second, third, fourth = (partial(label, language) for language in languages.split())
    names = languages.split()
    ada = school.join("Ada")
    await ada.say("/start")
    await switch(ada, names[0])
    await ada.play(f"""
        > /start
        > [{first("learner.begin")}]
        Cold water
        > [{first("learner.next")}]
        Hot water
    """)
    await switch(ada, names[1])
    await ada.play(f"""
        > /continue
        Hot water
        > [{second("learner.next")}]
        How hot?
        > [{second("learner.hint")}]
        Look for bubbles.
    """)
    question = ada.last
    await switch(ada, names[2])
    wrong = letter_of(question["text"], "It freezes")
    message, button = ada.find(wrong)
    assert message["message_id"] == question["message_id"]
    await ada.tap(message, button)
    assert ada.toast == third("learner.toast_wrong")
    await ada.play("""
        > /continue
        Ice is cold.
        Look for bubbles.
    """)
    right = letter_of(ada.text, "It boils")
    await switch(ada, names[3])
    await ada.press(right)
    assert ada.toast == fourth("learner.toast_right")
    await ada.say("/progress")
    assert school.rows("SELECT step_id, attempt, result FROM answers ORDER BY attempt") == [
        ("how-hot", 1, "wrong"),
        ("how-hot", 2, "right"),
    ]


async def test_a_button_from_before_the_switch_is_answered_in_the_new_language(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    await ada.press("Begin")
    old, button = ada.find("Next ▸")
    await switch(ada, "ar")
    await ada.tap(old, button)
    await ada.play(f"""
        Hot water
        [{label("ar", "learner.next")}]
    """)
    await ada.tap(old, button)
    assert ada.toast == label("ar", "learner.toast_stale")
