"""What is said first of an answer, and what of it stays in sight."""

from __future__ import annotations

from tests.chat.learner.deeds import at_first_question
from tests.chat.learner.kinds import at
from tests.messages import letter_of, text_of
from tests.school import Pupil, School


async def test_the_verdict_on_what_was_written_stands_right_below_the_title(kinds: School) -> None:
    ada = await at(kinds, "The registry")
    assert _below_title(ada).startswith("Where does Docker look")
    for words, verdict in (("Docker", "❌ Not quite."), ("Docker Hub", "✅ Right.")):
        await ada.say(words)
        assert _below_title(ada) == verdict
    await ada.press("Try it again")
    assert _below_title(ada).startswith("Where does Docker look")
    await ada.press("Show the answer")
    assert _below_title(ada) == "Here is the answer."


async def test_the_verdict_on_what_was_pressed_tells_wrong_from_not_yet_all(kinds: School) -> None:
    ada = await at(kinds, "Several")
    layers, tag, process = (letter_of(ada.text, text) for text in ("Its layers", "Its tag", "Its process"))
    for letters, verdict in (
        (layers, "Right so far, but not all of it."),
        (f"{layers} {process}", "❌ Not quite."),
        (layers, "Right so far, but not all of it."),
        (f"{layers} {tag}", "✅ Right."),
    ):
        await ada.say(letters)
        assert _below_title(ada) == verdict


async def test_a_card_is_noted_and_not_judged(kinds: School) -> None:
    ada = await at(kinds, "A card")
    await ada.press("Turn it over")
    assert "Noted." not in ada.text
    await ada.press("Good")
    assert _below_title(ada) == "Noted."


async def test_explanations_are_folded_once_it_is_right_and_open_before(kinds: School) -> None:
    ada = await at(kinds, "The registry")
    for words in ("Docker", "the engine", "somewhere"):
        await ada.say(words)
    assert _quoted(ada, "expandable_blockquote") == []
    assert len(_quoted(ada, "blockquote")) == 3
    await ada.say("Docker Hub")
    (folded,) = _quoted(ada, "expandable_blockquote")
    assert folded.startswith("❌ Docker\nThat is the program.")
    assert folded.endswith("❌ somewhere")
    (right,) = _quoted(ada, "blockquote")
    assert right.startswith("✅ Docker Hub")


async def test_the_reason_of_the_newest_answer_stands_nearest_to_the_buttons(kinds: School) -> None:
    ada = await at(kinds, "The registry")
    for words in ("Docker", "the engine", "somewhere", "elsewhere", "docker"):
        await ada.say(words)
    assert [quoted.split("\n")[0] for quoted in _quoted(ada, "blockquote")] == [
        "❌ somewhere",
        "❌ elsewhere",
        "❌ docker",
    ]


def _below_title(ada: Pupil) -> str:
    """The first line of words below the title, and the picture's."""
    return next(filter(None, ada.text.split("\n")[1:]))


def _quoted(ada: Pupil, kind: str) -> list[str]:
    """The texts of all quotes of this kind."""
    text = text_of(ada.last).encode("utf-16-le")
    return [
        text[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le").strip()
        for one in ada.last["entities"]
        if one["type"] == kind
    ]


async def test_nothing_is_missing_where_one_answer_is_asked_for(school: School) -> None:
    ada = await at_first_question(school)
    await ada.press(letter_of(ada.text, "It sings"))
    assert "❌" in ada.text
    assert "still missing" not in ada.text
