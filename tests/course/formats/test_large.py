"""A bank of 410 questions in each format: lessons of at most 20, or practice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.course.formats.course_files import Importing, imported
from bot.course.formats.fitting.fitted import Wish
from bot.course.formats.source_file import SourceFile

NUMBER = 410

ONE: dict[str, Callable[[int], str]] = {
    "bank.gift": lambda n: f"::Q{n}::Is it {n}? {{=Yes, {n} ~No #It is.}}\n\n",
    "bank.txt": lambda n: f"Is it {n}?\nA. Yes, {n}\nB. No\nANSWER: A\n\n",
    "bank.csv": lambda n: f"{'question,a,b,correct' + chr(10) if n == 0 else ''}Is it {n}?,Yes {n},No,A\n",
    "bank.md": lambda n: f"{n + 1}. Is it {n}?\n\n- [x] Yes, {n}\n- [ ] No\n\n",
    "quiz.md": lambda n: f"### Is it {n}?\n\n1. [x] Yes, {n}\n1. [ ] No\n\n",
    "notes.md": lambda n: (
        f"{'# Bank' + chr(10) * 2 if n == 0 else ''}### Is it {n}?\n\n- [x] Yes, {n}\n- [ ] No\n\n"
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_a_bank_becomes_lessons_of_at_most_20_questions(name: str, tmp_path: Path) -> None:
    text = "".join(map(ONE[name], range(NUMBER)))
    done = imported([SourceFile(name, text.encode())], Importing(), tmp_path / "course", None)
    sizes = [len(lesson.steps) for lesson in done.course.lessons]
    assert (sum(sizes), len(sizes), max(sizes), min(sizes)) == (NUMBER, 21, 20, 19)
    assert [question.prompt for question in done.course.questions] == [f"Is it {n}?" for n in range(NUMBER)]
    assert not done.findings


def test_a_bank_for_practice_is_in_nobodys_way(tmp_path: Path) -> None:
    text = "".join(map(ONE["bank.gift"], range(NUMBER)))
    source = SourceFile("bank.gift", text.encode())
    done = imported([source], Importing(Wish(practice=True)), tmp_path / "course", None)
    assert [len(lesson.steps) for lesson in done.course.lessons] == [1, 1, 1]
    assert sum(len(lesson.practice) for lesson in done.course.lessons) == NUMBER - 3
