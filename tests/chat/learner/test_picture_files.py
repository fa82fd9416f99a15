"""Pictures whose files are gone while the bot is at work: somebody tidies up the folder of the courses."""

from tests.chat.learner.author import Author, at
from tests.messages import text_of
from tests.school import School


async def test_a_picture_whose_file_was_taken_away_keeps_nobody_from_its_section(
    closed_school: School, author: Author
) -> None:
    async with closed_school.open(author.library()):
        author.take_away("cup.png")
        ada = await at(closed_school, "cold")
        await ada.play("""
            Cold water
            Take fresh water
            [Describe the picture]
            > [Next ▸]
            Hot water
        """)
    assert not any("photo" in message for message in ada.messages)


async def test_where_it_would_stand_alone_its_words_stand_instead(
    closed_school: School, author: Author
) -> None:
    author.water(lambda steps: steps[0].update(text="Take fresh water. " * 80))
    async with closed_school.open(author.library()):
        author.take_away("cup.png")
        ada = await at(closed_school, "cold")
    assert text_of(ada.messages[-2]) == "The picture\nAn empty cup on a table."
    assert text_of(ada.last).startswith("Cold water")
