"""Moodle XML that is large, and such that was made to burst."""

from __future__ import annotations

import pytest

from bot.course.formats import moodle
from bot.course.formats.containers import xml_tree
from bot.course.formats.material import Exercise
from bot.course.formats.source_file import SourceFile
from bot.course.kinds.choice import Choice
from tests.course.formats.hostile import BILLION_LAUGHS, OUTSIDE, refusal

QUESTION = """<question type="multichoice"><name><text>{0}</text></name>
<questiontext format="html"><text><![CDATA[<p>What is {0}?</p>]]></text></questiontext>
<answer fraction="100"><text>{0}</text></answer>
<answer fraction="0"><text>another</text></answer></question>
"""


def test_a_bank_of_thousands_is_read_question_by_question() -> None:
    bank = f"<quiz>{''.join(QUESTION.format(n) for n in range(1_500))}</quiz>"
    (chapter,) = moodle.read(SourceFile("bank.xml", bank.encode())).chapters
    assert len(chapter.steps) == 1_500
    last = chapter.steps[-1]
    assert isinstance(last, Exercise)
    assert last.origin.line == 4 * 1_499 + 1
    assert isinstance(last.task, Choice)


@pytest.mark.parametrize("begin", [BILLION_LAUGHS, OUTSIDE], ids=["entities within entities", "a file"])
def test_entities_are_refused(begin: str) -> None:
    bank = f"{begin}<quiz><question type='essay'><name><text>&a;</text></name></question></quiz>"
    assert "entities" in refusal("bank.xml", bank.encode())


def test_elements_without_end_are_refused() -> None:
    assert "nested deeper" in refusal("bank.xml", b"<quiz>" + b"<question>" * 100_000)


def test_what_breaks_off_is_refused_with_its_line() -> None:
    assert "line 2" in refusal("bank.xml", b"<quiz>\n<question type='essay'>")


def test_more_elements_than_any_bank_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "MOST_NODES", 1_000)
    assert "too many elements" in refusal("bank.xml", b"<quiz>" + b"<a/>" * 2_000)


def test_deep_html_is_no_trouble() -> None:
    text = "<div>" * 20_000 + "deep"
    bank = QUESTION.format(1).replace("<p>What is 1?</p>", text)
    assert not refusal("bank.xml", f"<quiz>{bank}</quiz>".encode())


def test_a_tag_that_does_not_end_is_refused_before_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "_LONGEST_TAG", 100_000)
    attributes = " ".join(f'a{n}="1"' for n in range(50_000))
    assert "too many elements" in refusal("bank.xml", f"<quiz><question {attributes}/></quiz>".encode())


def test_more_questions_than_any_bank_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moodle, "_MOST_QUESTIONS", 100)
    assert "too many elements" in refusal("bank.xml", b"<quiz>" + b"<question type='essay'/>" * 200)


@pytest.mark.parametrize("kind", ["cloze", "multichoice", "ddwtos"])
@pytest.mark.parametrize(
    "text", ["{1:SA:", "{1:SA:{", "&amp;lt;", "&lt;img ", "[[1", "@@PLUGINFILE@@/", "\\("]
)
def test_what_is_opened_and_never_closed_takes_no_time(text: str, kind: str) -> None:
    answer = f"<answer fraction='100'><text>{text}</text></answer>"
    inner = f"<questiontext><text>{text * 20_000}</text></questiontext>{answer}"
    refusal("bank.xml", f"<quiz><question type='{kind}'>{inner}</question></quiz>".encode())
