"""What is left of a message where Telegram does not take all of it."""

from pathlib import Path

import pytest

from bot.views.fallback import apart, in_words, unformatted, with_fewer_buttons
from bot.views.screen import Button, LinkButton, Picture
from bot.views.split_html import plain_length
from bot.views.split_message import OutgoingMessage

CUP = Picture(Path("pictures/cup.png"), "A cup & a 'pot'", "digest")
NEXT = (Button("Next ▸", "n.abc.1"),)
WIDE = tuple(Button(str(n), f"j.{n}") for n in range(9))


def message(
    text: str, picture: Picture | None = None, rows: tuple = (NEXT,), author: bool = False
) -> OutgoingMessage:
    return OutgoingMessage(text, picture, rows, author)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (((Button("⚐", "x" * 65),), NEXT), (NEXT,)),
        (((Button("⚐", "ä" * 33), *NEXT),), (NEXT,)),
        (((Button(" ", "j.1"),), NEXT), (NEXT,)),
        (((LinkButton("A page", "http://localhost"),), NEXT), (NEXT,)),
        ((WIDE, NEXT), (WIDE[:8], NEXT)),
    ],
)
def test_only_the_buttons_that_cannot_be_are_left_out(rows: tuple, kept: tuple) -> None:
    assert with_fewer_buttons(message("text", rows=rows)) == (message("text", rows=kept),)


def test_of_too_many_buttons_the_way_on_stays() -> None:
    rows = (*((Button(str(n), f"j.{n}"),) for n in range(120)), NEXT)
    (kept,) = with_fewer_buttons(message("text", rows=rows))
    assert kept.rows == (*rows[:99], NEXT)


def test_where_all_buttons_look_well_words_stand_in_for_them() -> None:
    without, words = with_fewer_buttons(message("text"))
    assert without == message("text", rows=())
    assert "/continue" in words.text
    assert with_fewer_buttons(without) == ()


def test_words_without_formatting_are_still_escaped() -> None:
    (plain,) = unformatted(message("<b>Tea &amp; <i>milk</b></i> &lt; 2 <l"))
    assert plain.text == "Tea &amp; milk &lt; 2 &lt;l"
    assert unformatted(plain) == ()


def test_a_picture_in_words_stands_below_the_title_and_only_once() -> None:
    (told,) = in_words(message("<b>Tea</b>\n\nTake it.", CUP))
    assert told.text == (
        "<b>Tea</b>\n\n<blockquote><b>The picture</b>\nA cup &amp; a &#39;pot&#39;</blockquote>\n\nTake it."
    )
    assert told.rows == (NEXT,)
    (same,) = in_words(message("<b>Tea</b>\nA cup &amp; a 'pot'", CUP))
    assert same.text == "<b>Tea</b>\nA cup &amp; a 'pot'"


def test_a_tag_that_spans_lines_is_not_torn() -> None:
    (told,) = in_words(message("<blockquote>Tea\n\nTake it.</blockquote>", CUP))
    assert told.text.endswith("</blockquote>\n\n<blockquote>Tea\n\nTake it.</blockquote>")


def test_only_an_author_reads_why_the_picture_is_missing() -> None:
    (told,) = in_words(message("Tea", CUP, author=True), "sendPhoto: IMAGE_PROCESS_FAILED")
    assert "cup.png" in told.text
    assert "sendPhoto: IMAGE_PROCESS_FAILED" in told.text
    (plain,) = in_words(message("Tea", CUP), "sendPhoto: IMAGE_PROCESS_FAILED")
    assert "IMAGE" not in plain.text


def test_pieces_hold_all_of_a_text_and_the_last_has_the_buttons() -> None:
    pieces = apart(message("word " * 100))
    assert sum(piece.text.count("word") for piece in pieces) == 100
    assert max(plain_length(piece.text) for piece in pieces) <= 251
    assert [piece.rows for piece in pieces] == [(), (NEXT,)]
    assert apart(message("short")) == ()
