"""What stands before the course's words once a written question was answered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.course.kinds.command import ShellCommand
from bot.course.kinds.number import Number
from bot.course.kinds.program import Program
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.views.kinds.base import AskedQuestion
from bot.views.kinds.command import CommandView
from bot.views.kinds.number import NumberView
from bot.views.kinds.typed import TypedView
from bot.views.words import words_for

WORDS = words_for(None)
KERNEL = Typed(("the kernel", "kernel"))


def asked(task: Typed | Number | ShellCommand, feedback: str) -> AskedQuestion:
    return AskedQuestion(Question("q", "Title", "What?", task, feedback), (), (), is_open=False)


@pytest.mark.parametrize(
    ("feedback", "right"),
    [
        ("The **kernel**. All share it.", ""),
        ("`kernel` – all share it.", ""),
        ("**Virtual** machines have one of their own.", "<b>the kernel</b>\n"),
        ("All share it: the **kernel**.", "<b>the kernel</b>\n"),
        ("All share it.", "<b>the kernel</b>\n"),
    ],
)
def test_the_right_answer_is_not_said_twice_in_a_row(feedback: str, right: str) -> None:
    assert TypedView().parts(WORDS, asked(KERNEL, feedback)).right == right


def test_a_number_that_the_course_names_first_is_said_once() -> None:
    view = NumberView()
    assert view.parts(WORDS, asked(Number(Decimal(5000)), "**5000**. Your side stands first.")).right == ""
    assert view.parts(WORDS, asked(Number(Decimal(5000)), "Your side stands first.")).right


def test_a_command_stands_apart_from_words_that_begin_with_code(ls: Program) -> None:
    parts = CommandView().parts(WORDS, asked(ShellCommand(("ls -a",), ls), "`-a` is for all."))
    assert parts.right == "<code>ls -a</code>\n\n"


@pytest.fixture
def ls() -> Program:
    return Program("ls", ())
