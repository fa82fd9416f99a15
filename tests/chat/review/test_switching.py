"""Whoever switches the language in the middle of a review goes on with the same cards."""

from __future__ import annotations

from functools import partial

import pytest

from tests.chat.review.conftest import Reviewer
from tests.languages import NAMES, label
from tests.messages import letter_of

SESSION = "SELECT * FROM review_sessions"
CARDS = "SELECT * FROM session_cards ORDER BY 1, 2, 3"


async def switch(ada: Reviewer, language: str) -> None:
    kept = [ada.school.rows(query) for query in (SESSION, CARDS)]
    await ada.pupil.play(f"""
        > /language
        > [{NAMES[language]}]
        ~ {label(language, "toast_saved")}
    """)
    assert [ada.school.rows(query) for query in (SESSION, CARDS)] == kept


@pytest.mark.parametrize("languages", ["de ar", "es ru"])
async def test_the_session_its_cards_and_the_answers_stay(ada: Reviewer, languages: str) -> None:
    names = languages.split()
    first, second = (partial(label, language) for language in names)
    ada.answered("how-hot")
    ada.answered("which", chosen="black green")
    await ada.pupil.say("/review")
    card = ada.pupil.last
    await switch(ada, names[0])
    message, button = ada.pupil.find(letter_of(card["text"], "It boils"))
    assert message["message_id"] == card["message_id"]
    await ada.pupil.tap(message, button)
    assert ada.pupil.toast == first("learner.toast_right")
    await switch(ada, names[1])
    await ada.pupil.play(f"""
        > /review
        > [{second("review.next")}]
        Which of these are tea?
        > [{second("review.reveal")}]
        ~ {second("learner.toast_shown")}
        > [{second("review.next")}]
    """)
    assert ada.rows("question_id, result, asked_in, number", "reviews") == [
        ("how-hot", "right", "lesson", 1),
        ("how-hot", "right", "review", 2),
        ("which", "right", "lesson", 1),
        ("which", "shown", "review", 2),
    ]
