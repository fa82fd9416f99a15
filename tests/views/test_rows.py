"""A row of buttons is as wide as a phone."""

from __future__ import annotations

import pytest

from bot.chat.calls import markup
from bot.views.rows import divided
from bot.views.screen import Button


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (("◂ Back", "Lessons", "Skip ▸", "Mistake?"), (4,)),
        (("◂ Zurück", "Lektionen", "Überspringen ▸", "Fehler?"), (2, 2)),
        (("◂ Zurück", "Lektionen", "Weiter ▸", "Fehler?"), (2, 2)),
        (("◂ Atrás", "Lecciones", "Siguiente ▸", "¿Error?"), (2, 2)),
        (("Lektionen", "Weiter ▸", "Fehler?"), (3,)),
        (("Lektionen", "Überspringen ▸", "Fehler?"), (2, 1)),
        (tuple("ABCDEFGH"), (8,)),
        (("Глоссарий: виртуальная машина", "Дальше ▸"), (2,)),
        (("One",), (1,)),
    ],
)
def test_a_row_whose_labels_would_be_cut_goes_into_several(
    labels: tuple[str, ...], rows: tuple[int, ...]
) -> None:
    assert divided(labels) == rows


def test_what_is_divided_still_begins_where_its_words_do() -> None:
    labels = ("▸ رجوع", "كل الدروس التي في هذه الدورة", "التالي ◂", "خطأ؟")
    rows = markup((tuple(Button(label, "x") for label in labels),))["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [
        [labels[1], labels[0]],
        [labels[3], labels[2]],
    ]
