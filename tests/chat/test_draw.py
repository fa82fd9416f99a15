"""Pictures that are drawn for one message, while the bot goes on."""

from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from bot.chat.draw import IN_LINE, Draw, NotDrawnError
from bot.views.svg_to_png import for_paper, png_of

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>'
BOT = Path(__file__).parents[2] / "bot"


async def test_what_is_drawn_beside_the_bot_is_what_the_renderer_draws() -> None:
    assert await Draw()(SQUARE) == png_of(SQUARE)


async def test_letters_that_the_house_lacks_are_taken_from_the_machine_whatever_is_drawn() -> None:
    svg = SQUARE.replace("<rect", '<text y="15" font-family="Inter">يوم</text><rect')
    assert await Draw()(svg) == png_of(svg, system_fonts=True)


async def test_what_cannot_be_drawn_says_so_and_the_next_one_is_drawn() -> None:
    draw = Draw()
    with pytest.raises(NotDrawnError, match="cannot be drawn"):
        await draw("<svg>")
    assert await draw(SQUARE)


async def test_where_many_wait_the_next_one_is_told_at_once_and_those_get_theirs() -> None:
    draw = Draw()
    waiting = [asyncio.create_task(draw(SQUARE)) for _ in range(IN_LINE)]
    await asyncio.sleep(0)
    with pytest.raises(NotDrawnError, match="too many"):
        await draw(SQUARE)
    assert all(await asyncio.gather(*waiting))


def test_nothing_that_answers_people_draws_in_the_bots_own_process() -> None:
    """The renderer lets nothing else run while it draws, in whatever thread."""
    answering = [*(BOT / "chat").rglob("*.py"), *(BOT / "app").rglob("*.py")]
    assert not [path for path in answering if re.search(r"\bpng_of\b", path.read_text("utf-8"))]


def test_a_picture_for_paper_says_how_large_it_is() -> None:
    printed = Image.open(io.BytesIO(for_paper(png_of(SQUARE), 300)))
    printed.load()
    assert tuple(round(dots) for dots in printed.info["dpi"]) == (300, 300)
