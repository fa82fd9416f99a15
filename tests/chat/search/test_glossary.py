"""The glossary: letters, terms, and where each of them is taught."""

from __future__ import annotations

from dataclasses import replace

from bot.course.library import Library
from bot.course.model import Term
from tests.school import School


async def test_the_glossary_is_an_index_by_letter(closed_school: School, first_course: Library) -> None:
    async with closed_school.open(first_course):
        ada = closed_school.join("Ada")
        await ada.play("""
            > /glossary
            Words of “What is Docker?”
            A  API
            C  CLI · Client · Configuration
            [A] [C] [D] [G] [H] [I]
            > [C]
            CLI
            Command line interface
            [CLI] [Client]
            [All letters]
            > [Container]
            An isolated, portable place
            It is taught in “Containers”, in the lesson “Containers and their advantages”.
            [Containers ▸]
            [C] [All letters]
            > [All letters]
            > [G]
            Graphical user interface
            [Advantages of Virtual Machines ▸]
            [All letters]
        """)
        assert len([message for message in ada.messages if not message["from"]["is_bot"]]) == 1
        assert len(ada.messages) == 2, "all of it in one message"
        await ada.press("Advantages of Virtual Machines ▸")
        assert ada.text.startswith("Advantages of Virtual Machines")


async def test_a_term_is_looked_up_behind_the_command(closed_school: School, first_course: Library) -> None:
    async with closed_school.open(first_course):
        await closed_school.join("Ada").play("""
            > /glossary host
            The computer, with its operating system
            > [Glossary: Host]
            It is taught in “Isolation”
        """)


async def test_a_long_glossary_has_pages(closed_school: School, tea: Library) -> None:
    many = tuple(Term(f"{chr(0x41 + i % 26)}{i:03}", "A **word** & more. " * 20) for i in range(1000))
    many += tuple(Term(chr(0x4E00 + i), "字") for i in range(100))
    async with closed_school.open(Library([replace(tea.courses[0], glossary=many)])):
        ada = closed_school.join("Ada")
        await ada.say("/glossary")
        assert ada.text.startswith("Words of “A cup of tea” · 1/7")
        await ada.press("A")
        assert ada.text.startswith("A · 1/2")
        await ada.press("▸")
        assert ada.text.startswith("A · 2/2")
        assert len(ada.messages) == 2


async def test_a_course_without_a_glossary_says_so(closed_school: School, tea: Library) -> None:
    async with closed_school.open(Library([replace(tea.courses[0], glossary=())])):
        await closed_school.join("Ada").play("""
            > /glossary
            This course has no list of words.
        """)


async def test_a_button_of_a_glossary_that_changed_leads_to_what_there_is(
    closed_school: School, tea: Library
) -> None:
    (course,) = tea.courses
    async with closed_school.open(tea):
        ada = closed_school.join("Ada")
        await ada.say("/glossary")
    other = replace(course, glossary=(Term("Zest", "Peel."), Term("Zing", "Taste.")))
    async with closed_school.open(Library([other])):
        for button in [key for row in ada.last["reply_markup"]["inline_keyboard"] for key in row]:
            await ada.tap(ada.last, button)
            assert "Z  Zest · Zing" in ada.text
            break
