"""Each kind of question in a chat, answered wrong and right."""

from __future__ import annotations

from tests.chat.learner.kinds import at
from tests.messages import letter_of
from tests.school import School

ANSWERS = "SELECT step_id, attempt, result, chosen FROM answers ORDER BY answered_at, attempt"


async def test_a_text_is_written_wrong_and_right(kinds: School) -> None:
    ada = await at(kinds, "The registry")
    await ada.play("""
        Write the answer.
        [Describe the picture]
        [Hint] [Show the answer]
        > Docker
        ❌ Docker
        That is the program.
        > the docker ENGINE!
        The engine is what looks
        > somewhere
        ❌ Not quite.
        ❌ somewhere
        > [Hint]
        It has "hub" in its name.
        > Doker Hub
        It is spelled Docker Hub.
        ✅ Docker Hub
        Docker Hub is the registry
        [Try it again]
        [More about it]
        > [More about it]
        Other registries are named before the image
    """)
    assert [row[1:3] for row in kinds.rows(ANSWERS)] == [
        (1, "wrong"),
        (2, "wrong"),
        (3, "wrong"),
        (4, "right"),
    ]


async def test_where_each_sign_counts_nothing_is_let_pass(kinds: School) -> None:
    ada = await at(kinds, "Exactly")
    await ada.play("""
        Write it exactly
        > from alpine:3.20
        Instructions are written in capitals
        > FROM alpine:3.2
        ❌ Not quite.
        > FROM alpine:3.20
        ✅ FROM alpine:3.20
        The base image comes first.
        Step 1/1 : FROM alpine:3.20
    """)


async def test_a_number_may_be_near_and_wants_its_unit(kinds: School) -> None:
    ada = await at(kinds, "How hot")
    await ada.play("""
        Write a number, in digits, with its unit.
        > very hot
        “How hot” waits for an answer. Write a number
        > 212 °F
        That is in Fahrenheit.
        > 100
        Write its unit as well.
        > 100,4°C
        ✅ 100 °C
        At 100 °C it boils.
    """)


async def test_a_command_is_told_what_is_different(kinds: School) -> None:
    ada = await at(kinds, "In the background")
    await ada.play("""
        Write the command.
        > docker run --detach -name web nginx
        -name needs two dashes: --name.
        The port is missing: -p 8080:80
        > docker run -d -p 80:8080 --name web nginx
        80 and 8080 are the wrong way round.
        > $ sudo docker container run --name=web --publish 8080:80 -d "nginx"
        The $ is the shell's own
        ✅ docker run -d -p 8080:80 --name web nginx
        lets it run in the background
        Unable to find image 'nginx:latest' locally
    """)


async def test_gaps_are_filled_one_after_the_other_and_what_is_right_stays(kinds: School) -> None:
    ada = await at(kinds, "Fill in")
    await ada.play("""
        Write what belongs into gap 1.
        > start
        Write what belongs into gap 2.
        > container
        Write what belongs into gap 1.
        ❌ [1] start
        That starts one that is there.
    """)
    await ada.play("""
        > RUN
        docker run makes a container of an image.
        Running makes a new container each time.
    """)


async def test_a_gap_is_filled_by_buttons_and_emptied_again(kinds: School) -> None:
    ada = await at(kinds, "A Dockerfile")
    await ada.press(next(label for label in ada.labels if "EXPOSE" in label))
    assert "EXPOSE alpine:3.20" in ada.text
    await ada.press("↶ Take back")
    assert "[[▸1]] alpine:3.20" in ada.text
    await ada.say("from")
    await ada.press(next(label for label in ada.labels if "COPY" in label))
    assert "A base, what goes into it" in ada.text
    assert "Successfully built" in ada.text


async def test_lines_are_put_in_order_and_the_first_wrong_one_is_named(kinds: School) -> None:
    ada = await at(kinds, "In order")
    right = ["Boil the water", "Put the leaves", "Pour the water", "Wait"]
    boil, put, pour, wait = (letter_of(ada.text, text) for text in right)
    await ada.press(wait)
    assert "1. Wait." in ada.text
    await ada.press("↶ Take back")
    for letter in (boil, pour, put, wait):
        await ada.press(letter)
    await ada.press("Check")
    assert "Line 2 is the first that stands wrong: Pour the water over them." in ada.text
    assert "1. Boil the water." in ada.text
    await ada.say(f"{put}{pour} {wait}")
    assert "Water first, patience last." in ada.text


async def test_pairs_are_matched_one_after_the_other_and_each_is_judged(kinds: School) -> None:
    ada = await at(kinds, "Pairs")
    base, build, start = (
        letter_of(ada.text, text) for text in ("base image", "is built", "container starts")
    )
    assert "▸ FROM – ?" in ada.text
    await ada.say(base)
    assert "▸ RUN – ?" in ada.text
    await ada.say(f"{start} {build}")
    assert "❌ RUN – runs when the container starts" in ada.text
    assert "FROM – names the base image" in ada.text
    assert "▸ RUN – ?" in ada.text
    await ada.say(f"{build}{start}")
    assert "Three instructions" in ada.text


async def test_a_card_is_thought_of_turned_over_and_judged_by_the_learner(kinds: School) -> None:
    ada = await at(kinds, "A card")
    await ada.play("""
        Think of the answer, or write it.
        [Turn it over]
        > a thing that an instruction adds
        How did it go?
        What one instruction adds to an image.
        [Not yet] [Hard]
        [Good] [Easy]
        > well enough
        Turn the card over, and press how it went.
    """)
    await ada.press("Continue ▸ Every kind")
    await ada.press("Not yet")
    assert "What one instruction adds" in ada.text
    assert "Next ▸" in ada.labels
    assert kinds.rows(ANSWERS)[-1][2:] == ("shown", "again")


async def test_words_that_are_no_answer_are_told_what_would_be_one(kinds: School) -> None:
    ada = await at(kinds, "Several")
    await ada.play("""
        > hm, what is a daemon?
        “Several” waits for an answer. Press, or write the letters, A–D.
    """)


async def test_a_card_that_was_known_is_recalled_and_not_right(kinds: School) -> None:
    ada = await at(kinds, "A card")
    await ada.press("Turn it over")
    await ada.press("Good")
    assert "Try it again" not in ada.labels
    assert kinds.rows(ANSWERS)[-1][2:] == ("recalled", "good")


async def test_cards_are_in_no_score(kinds: School) -> None:
    ada = await at(kinds, "A card")
    await ada.press("Turn it over")
    await ada.press("Not yet")
    for _ in range(2):
        await ada.press("Next ▸" if "Next ▸" in ada.labels else "Skip ▸")
    assert "end of lesson 2" in ada.text
    assert "A card" not in ada.text
    await ada.say("/progress")
    assert "Right at the first try: 0 of 12" in ada.text
