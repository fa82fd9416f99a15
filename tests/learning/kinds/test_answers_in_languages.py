"""What readers of each language take for the same is right, and nothing that is wrong becomes so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.course.kinds.gaps import Gaps
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.typed import Typed
from bot.learning.kinds.base import Given
from bot.learning.kinds.gaps import GapsKind
from bot.learning.kinds.number import NumberKind
from bot.learning.kinds.typed import judge

RIGHT = [
    ("en", "daemon", "The daemon"),
    ("en", "image", "an image."),
    ("de", "Daemon", "der Daemon"),
    ("de", "Kern", "dem Kern"),
    ("de", "Bär", "Baer"),
    ("de", "Bär", "bar"),
    ("de", "Straße", "STRASSE"),
    ("de", "Größe", "Groesse"),
    ("fr", "hôte", "l'hôte"),
    ("fr", "hôte", "L’hote"),
    ("fr", "image", "une image"),
    ("es", "núcleo", "El nucleo"),
    ("es", "imágenes", "las imagenes"),
    ("it", "immagine", "un'immagine"),
    ("it", "host", "l'host"),
    ("it", "kernel", "il kernel"),
    ("pt-BR", "contêiner", "o conteiner"),
    ("pt-BR", "imagem", "uma imagem"),
    ("ru", "ёж", "Еж"),
    ("ru", "учёт", "учет"),
    ("uk", "ядро", "Ядро"),
    ("tr", "sınır", "SINIR"),
    ("tr", "imaj", "İMAJ"),
    ("tr", "yalıtım", "yalitim"),
    ("tr", "çekirdek", "cekirdek"),
    ("ar", "أمان", "امان"),
    ("ar", "صورة", "صوره"),
    ("ar", "مستوى", "مستوي"),
    ("ar", "حاوية", "الحاوية"),
    ("ar", "حَاوِيَة", "حـاوية"),
    ("ar", "٣ طبقات", "3 طبقات"),
    ("sv", "lås", "laas"),
]
WRONG = [
    ("en", "hard", "die hard"),
    ("de", "neu", "nau"),
    ("ru", "мой", "мои"),
    ("uk", "її", "ії"),
    ("ar", "الم", "م"),
    ("tr", "su", "sü bu"),
    ("fr", "lot", "l'autre lot"),
]


@pytest.mark.parametrize(("language", "accepted", "given"), RIGHT)
def test_what_is_the_same_in_a_language_is_right(language: str, accepted: str, given: str) -> None:
    assert judge(Typed((accepted,), language=language), given).right
    assert judge(Typed((accepted,), language=language), accepted).right


@pytest.mark.parametrize(("language", "accepted", "given"), WRONG)
def test_what_is_another_word_is_wrong(language: str, accepted: str, given: str) -> None:
    assert not judge(Typed((accepted,), language=language), given).right


def test_a_mistake_that_differs_by_an_accent_alone_is_told_by_it() -> None:
    why = KnownMistake("schön", "That is beautiful.")
    task = Typed(("schon",), mistakes=(why,), language="de")
    assert judge(task, "schon").right
    assert judge(task, "schön").slips[0].why == "That is beautiful."
    masse = Typed(("Maße",), mistakes=(KnownMistake("Masse", "That is a mass."),), language="de")
    assert judge(masse, "maße").right
    assert not judge(masse, "Masse").right
    sinir = Typed(("sınır",), mistakes=(KnownMistake("sinir", "A nerve."),), language="tr")
    assert judge(sinir, "SINIR").right
    assert not judge(sinir, "SİNİR").right


def test_gaps_that_differ_by_an_accent_alone_are_not_taken_for_each_other() -> None:
    task = Gaps(("Es ist ", " ", "."), (("schon",), ("schön",)), language="de")
    assert GapsKind().grade(task, Given("schon\nschön")).right
    assert not GapsKind().grade(task, Given("schön\nschon")).right


def test_wrong_options_are_no_accents_of_the_right_one_where_it_is_written() -> None:
    task = Typed(("año",), language="es", rivals=("ano",))
    assert judge(task, "el año").right
    assert not judge(task, "ano").right


def test_what_is_right_in_another_language_of_the_course_is_right() -> None:
    task = Typed(
        ("Abbild",), mistakes=(KnownMistake("picture", "Another word."),), language="de", also=("image",)
    )
    assert judge(task, "the image").right
    assert not judge(task, "picture").right


NUMBERS = [
    ("de", "1000", "1.000", True),
    ("de", "1", "1.000", False),
    ("de", "1.5", "1,5", True),
    ("de", "1.5", "1.5", True),
    ("en", "1000", "1,000", True),
    ("en", "1", "1,000", False),
    ("en", "3.14", "3,14", True),
    ("", "1", "1,000", True),
    ("", "1000", "1,000", True),
    ("es", "1000", "1.000", True),
    ("es", "1", "1.000", True),
    ("de-CH", "1000", "1'000", True),
    ("ru", "1000", "1 000", True),
    ("ar", "3.5", "٣٫٥", True),
    ("ar", "1000", "١٬٠٠٠", True),
]


@pytest.mark.parametrize(("language", "value", "given", "right"), NUMBERS)
def test_numbers_are_read_as_the_language_writes_them(
    language: str, value: str, given: str, right: bool
) -> None:
    task = Number(Decimal(value), language=language)
    assert NumberKind().grade(task, Given(given)).right is right
