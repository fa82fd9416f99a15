"""Who is spoken to in which language."""

from __future__ import annotations

import pytest

from bot.views.languages import nearest
from bot.views.words import Languages
from tests.views.catalogue_folder import write_catalogue

SPOKEN = ("ar", "de", "en", "es", "fr", "it", "pt_BR", "ru", "tr", "uk")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        *(("de", "de"), ("DE", "de"), ("de-AT", "de"), ("de_ch", "de"), (" de ", "de")),
        *(("pt-br", "pt_BR"), ("PT_br", "pt_BR"), ("pt-PT", "pt_BR"), ("pt", "pt_BR")),
        *(("es-419", "es"), ("en-US", "en"), ("ar-EG", "ar"), ("fr-CA-x-old", "fr")),
        *(("zh", None), ("zh-hans", None), ("dee", None), ("", None), ("-", None), ("de/../..", None)),
    ],
)
def test_each_is_understood_in_the_nearest_language(code: str, language: str | None) -> None:
    assert nearest(code, SPOKEN) == language


@pytest.mark.parametrize(
    ("code", "spoken", "language"),
    [
        ("zh-TW", ("zh_Hans", "zh_Hant"), "zh_Hant"),
        ("zh-CN", ("zh_Hans", "zh_Hant"), "zh_Hans"),
        ("zh-HK", ("zh_Hans",), None),
        ("ru-Latn", ("ru",), None),
        ("iw", ("he",), "he"),
        ("pt-PT", ("pt", "pt_BR"), "pt"),
    ],
)
def test_other_letters_and_old_names_are_told_apart(
    code: str, spoken: tuple[str, ...], language: str | None
) -> None:
    assert nearest(code, spoken) == language


def test_who_speaks_none_of_them_gets_the_default_and_without_it_english(tmp_path) -> None:
    for language in ("de", "pt_BR"):
        write_catalogue(tmp_path, language, {})
    spoken = Languages(tmp_path, default="pt-br")
    assert spoken.spoken == ("de", "en", "pt_BR")
    found = {code: spoken.of(code) for code in ("de-AT", "zh", None, "", "en")}
    assert found == {"de-AT": "de", "zh": "pt_BR", None: "pt_BR", "": "pt_BR", "en": "en"}
    assert Languages(tmp_path, default="zh").of("xx") == "en"
