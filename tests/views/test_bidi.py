"""What is read from left to right stays whole in a line from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat.calls import markup
from bot.views.bidi import (
    END,
    ISOLATE,
    RIGHT_TO_LEFT,
    around_code,
    begins_on_the_right,
    is_right_to_left,
    isolated,
    isolated_within,
)
from bot.views.screen import Button
from bot.views.words import Languages, Words
from tests.views.catalogue_folder import Key, write_catalogue


def marked(text: str) -> str:
    return text.replace("{", ISOLATE).replace("}", END)


@pytest.mark.parametrize(
    "message",
    [
        "اكتب {/review} أو {/help}.",
        "اكتبه: {/remind 19:30}",
        "مثل {/me Night Owl}",
        "الدرس {%(title)s}",
        "{%(done)s/%(of)s} من الدروس",
        "استخدم {<code>docker run</code>} هنا",
        "استخدم {<pre>a\nb</pre>}",
        "<b>{%(name)s}</b> في {Telegram}",
        "دورة {Docker Hub} و{C++}.",
        "ملف {.yaml}، أو ({.zip}) معه. {YAML}.",
        "<a href='https://x.y/a'>هنا</a> &amp; هنا",
        "بنسبة 50%% اليوم",
        "مرحبا",
        "{%(first)s} · {%(second)s}",
        "المنطقة {UTC+3} أو {Europe/Lisbon}.",
    ],
)
def test_code_commands_values_and_latin_words_are_isolated(message: str) -> None:
    plain = message.replace("{", "").replace("}", "")
    assert isolated_within(plain) == marked(message)


@pytest.mark.parametrize("message", ["Back to %(title)s", "<b>Settings</b>", "Send /me and the alias"])
def test_what_is_not_translated_is_left_as_it_is(message: str) -> None:
    assert isolated_within(message) == message


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("What is Docker?", "{What is Docker?}"),
        ("ما هو Docker؟", "{ما هو Docker؟}"),
        *((text, text) for text in ("ما هذا؟", "3/9", "▰▰▱", "", "https://t.me/x", "a\nb")),
    ],
)
def test_a_text_of_somebody_elses_is_isolated_where_that_changes_something(text: str, there: str) -> None:
    assert isolated(text) == marked(there)


def test_a_row_of_buttons_begins_where_its_words_do() -> None:
    arabic, english, letters = ("رجوع ▸", "الدروس", "◂ التالي"), ("◂ Back", "Lessons", "Next ▸"), ("A", "B")
    for row in (arabic, english, letters, ("العربية", "Deutsch"), ("1", "2")):
        assert begins_on_the_right(row) is (row is arabic)
    rows = (tuple(Button(label, "x") for label in arabic), (Button(arabic[0], "x"),))
    (turned, alone) = markup(rows)["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in turned] == list(reversed(arabic))
    assert len(alone) == 1


def test_only_languages_from_right_to_left_are() -> None:
    found = {code: is_right_to_left(code) for code in ("ar", "he", "fa", "ar_EG", "de", "pt_BR", "zz", "x-y")}
    assert found == {"ar": True, "he": True, "fa": True, "ar_EG": True} | dict.fromkeys(
        ("de", "pt_BR", "zz", "x-y"), False
    )


def test_templates_isolate_what_is_put_into_them_and_nothing_in_other_languages(tmp_path: Path) -> None:
    said: dict[Key, str | tuple[str, ...]] = {"The picture of “%(title)s”": "صورة «%(title)s»"}
    for language in ("ar", "de"):
        write_catalogue(tmp_path, language, said)
    arabic, german = (
        Words(language, Languages(tmp_path).translations(language)) for language in ("ar", "de")
    )
    title = "What is Docker?"
    shown = [
        words.render("learner/described", title=title, description="A whale.") for words in (arabic, german)
    ]
    assert shown[0] == marked("<b>صورة «{What is Docker?}»</b>\n\n{A whale.}")
    assert shown[1] == "<b>صورة «What is Docker?»</b>\n\nA whale."


def test_code_that_is_copied_by_a_tap_has_no_mark_in_it(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "ar", {})
    arabic = Words("ar", Languages(tmp_path).translations("ar"))
    shown = arabic.render(
        "school/picture_refused", course="Tea", section="Cup", file="cup.png", why="too large"
    )
    assert marked("{<code>cup.png</code>}") in shown


def test_the_sign_of_a_note_does_not_turn_its_line_round() -> None:
    assert around_code("ℹ️ <b>ملاحظة</b>") == marked("{ℹ️} <b>ملاحظة</b>")


def test_commands_stay_commands(tmp_path: Path) -> None:
    """Telegram knows one by its stroke and what stands right behind it."""
    write_catalogue(tmp_path, "ar", {("command", "choose the course"): "اختيار الدورة"})
    arabic = Words("ar", Languages(tmp_path).translations("ar"))
    shown = arabic.render("group/help", everyone=(), admins=("course",))
    assert marked("{/course} – اختيار الدورة") in shown


def test_lines_of_drawings_are_told_their_direction_and_measures_stay_measures(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "ar", {})
    arabic = Words("ar", Languages(tmp_path).translations("ar"))
    bar = {"title": "Tea", "label": "0 من 3", "y": 40, "width": 12}
    drawn = arabic.render(
        "school/chart.svg",
        height=100,
        days_title="أيام",
        grid=[],
        days=[],
        marks=[],
        funnels=[{"y": 30, "title": "Tea", "bars": [bar]}],
    )
    assert f">{RIGHT_TO_LEFT}0 من 3{END}<" in drawn
    assert f">{RIGHT_TO_LEFT}أيام{END}<" in drawn
    assert '<text x="60" y="40" font-size="34">Tea<' in drawn
