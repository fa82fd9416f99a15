"""What is said in other languages: read from their catalogues, and what happens where one is not in order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup

from bot.app.composition import look_after_words
from bot.app.start import StartError
from bot.settings import SettingsError
from bot.views.catalogues import (
    COMPILED,
    SOURCE,
    CatalogueError,
    compile_catalogue,
    languages_in,
    translations,
)
from bot.views.words import Languages, Words, speak, words_for
from tests.views.catalogue_folder import write_catalogue

LESSONS = "%(num)s lesson|%(num)s lessons"


def said(made: NullTranslations, template: str, **values: object) -> str:
    return Words("xx", made)._plain.from_string(template).render(values)


@pytest.fixture
def spoken(tmp_path: Path) -> Iterator[Path]:
    """A folder that the bot reads its catalogues from."""
    speak(Languages(tmp_path))
    yield tmp_path
    speak(Languages())


def test_a_message_is_said_as_its_catalogue_has_it_by_context_and_number(tmp_path: Path) -> None:
    write_catalogue(
        tmp_path,
        "ru",
        {
            "Hello %(name)s": "Привет, %(name)s",
            ("button", "Next ▸"): "Дальше ▸",
            LESSONS: ("%(num)s урок", "%(num)s урока", "%(num)s уроков"),
        },
    )
    made = translations(tmp_path, "ru")
    assert said(made, '{{ _("Hello %(name)s", name="Ада") }}') == "Привет, Ада"
    assert said(made, '{{ pgettext("button", "Next ▸") }} {{ _("Next ▸") }}') == "Дальше ▸ Next ▸"
    count = '{{ ngettext("%(num)s lesson", "%(num)s lessons", n) }}'
    counted = [said(made, count, n=n) for n in (1, 3, 5, 21, 112)]
    assert counted == ["1 урок", "3 урока", "5 уроков", "21 урок", "112 уроков"]
    trans = "{% trans %}Hello %(no)s{% endtrans %}|{% trans name='Ada' %}Hello {{ name }}{% endtrans %}"
    assert said(made, trans) == "Hello %(no)s|Привет, Ada"


def test_what_is_missing_fuzzy_or_empty_is_said_in_english(tmp_path: Path) -> None:
    file = write_catalogue(tmp_path, "de", {"Yes": "Ja", "No": "", "Perhaps": "Vielleicht"})
    text = file.read_text("utf-8")
    file.write_text(text.replace('msgid "Perhaps"', '#, fuzzy\nmsgid "Perhaps"'), "utf-8")
    made = translations(tmp_path, "de")
    assert [said(made, f"{{{{ _('{word}') }}}}") for word in ("Yes", "No", "Perhaps", "Never")] == [
        "Ja",
        "No",
        "Perhaps",
        "Never",
    ]


@pytest.mark.parametrize("wrong", ["Hallo %(nmae)s", "100% %(name)s", "Hallo %(name)d", "Hallo %s"])
def test_a_translation_that_cannot_be_filled_in_is_said_in_english(tmp_path: Path, wrong: str) -> None:
    write_catalogue(tmp_path, "de", {"Hello %(name)s": wrong})
    made = translations(tmp_path, "de")
    assert said(made, '{{ _("Hello %(name)s", name="Ada") }}') == "Hello Ada"


def test_what_is_put_into_a_message_is_escaped_and_the_message_is_not(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "de", {"<b>Hello</b> %(name)s": "<b>Hallo</b> %(name)s"})
    html: Environment = Words("de", translations(tmp_path, "de"))._html
    text = html.from_string('{{ _("<b>Hello</b> %(name)s", name=name) }}')
    assert text.render(name="<i>") == "<b>Hallo</b> &lt;i&gt;"
    assert text.render(name=Markup("<i>Ada</i>")) == "<b>Hallo</b> <i>Ada</i>"


def test_words_are_those_of_the_nearest_language_and_one_value_for_each(spoken: Path) -> None:
    write_catalogue(spoken, "de", {("button", "Next ▸"): "Weiter ▸"})
    assert words_for("de-AT") is words_for("de")
    assert words_for("de").language == "de"
    assert words_for("zh") is words_for("en") is words_for(None)
    speak(Languages(spoken, default="de"))
    assert words_for("zh").language == words_for(None).language == "de"
    assert words_for("en-GB").language == "en"


def test_a_compiled_catalogue_is_used_until_its_source_changes(tmp_path: Path) -> None:
    source = write_catalogue(tmp_path, "de", {"Yes": "Ja"})
    compiled = tmp_path / "de" / COMPILED
    compiled.write_bytes(compile_catalogue(source, "de"))
    source.write_text(source.read_text("utf-8").replace("Ja", "Jawohl"), "utf-8")
    for age, answer in ((0, "Ja"), (10, "Jawohl")):
        os.utime(compiled, (source.stat().st_mtime - age,) * 2)
        if not age:
            os.utime(compiled, ns=(source.stat().st_mtime_ns,) * 2)
        assert translations(tmp_path, "de").gettext("Yes") == answer


@pytest.mark.parametrize("torn", [b"", b"\xde\x12", b"nonsense" * 99])
def test_a_torn_compiled_catalogue_does_no_harm_and_nothing_is_written(tmp_path: Path, torn: bytes) -> None:
    write_catalogue(tmp_path, "de", {"Yes": "Ja"})
    compiled = tmp_path / "de" / COMPILED
    compiled.write_bytes(torn)
    assert translations(tmp_path, "de").gettext("Yes") == "Ja"
    assert compiled.read_bytes() == torn
    compiled.unlink()
    assert translations(tmp_path, "de").gettext("Yes") == "Ja"
    assert [path.name for path in compiled.parent.iterdir()] == ["tutorbot.po"]


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'


@pytest.mark.parametrize(
    ("torn", "told"),
    [
        (f'{HEADER}\nmsgid "Yes"\nmsgstr "Ja\n'.encode(), ":6: "),
        (f"{HEADER}\nwhat is this\n".encode(), ":5: "),
        (f'{HEADER}\nmsgid "Yes"\nmsgstr "Ja"\n'.encode("utf-16"), ": is not a text in UTF-8"),
        (f'{HEADER}\nmsgid "Yes"\nmsgstr "J\xe4"\n'.encode("latin-1"), ": is not a text in UTF-8"),
        (f'{HEADER}"Plural-Forms: nplurals=two\\n"\n'.encode(), ": cannot be read as a .po file"),
        (f'{HEADER}"Plural-Forms: nplurals=2; plural=(n !=;\\n"\n'.encode(), ": its Plural-Forms"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, torn: bytes, told: str
) -> None:
    file = write_catalogue(tmp_path, "de", {})
    file.write_bytes(torn)
    with pytest.raises(CatalogueError) as refused:
        translations(tmp_path, "de")
    assert str(refused.value).startswith(f"{file}{told}")
    assert len(str(refused.value).splitlines()) == 1
    assert Languages(tmp_path).problem() == str(refused.value)


def test_what_shows_itself_to_be_wrong_only_when_it_is_read_is_logged_and_english_spoken(
    spoken: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = write_catalogue(spoken, "de", {"Yes": "Ja"})
    file.write_text(file.read_text("utf-8") + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[5] "c"\n', "utf-8")
    with pytest.raises(CatalogueError):
        translations(spoken, "de")
    assert words_for("de")._plain.from_string('{{ _("Yes") }}').render() == "Yes"
    assert f"English is spoken instead: {file}" in caplog.text


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "de" / SOURCE).mkdir(parents=True)
    assert str(tmp_path / "de" / SOURCE) in (Languages(tmp_path).problem() or "")


def test_folders_without_a_catalogue_are_no_languages(tmp_path: Path) -> None:
    (tmp_path / "de" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "README.md").write_text("#", "utf-8")
    assert languages_in(tmp_path) == languages_in(tmp_path / "nowhere") == ()


def test_the_bot_does_not_start_with_a_default_that_it_does_not_speak() -> None:
    with pytest.raises(SettingsError, match=r"^DEFAULT_LANGUAGE: must be one of .*\ben\b"):
        look_after_words("tlh")
    look_after_words("en-GB")


def test_the_bot_does_not_start_with_a_catalogue_that_cannot_be_read(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "de", {}).write_bytes(b"nonsense")
    with pytest.raises(StartError, match=r"^templates: .*tutorbot\.po:1: "):
        look_after_words("en", tmp_path)
