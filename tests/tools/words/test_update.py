"""What translators are given to translate, and what becomes of it when templates change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli import main
from bot.tools.refusal import ToolRefusedError
from bot.tools.words.update import TEMPLATE, Updated, extract_to, update
from bot.views.catalogues import COMPILED, SOURCE, read_catalogue, translations

FILES = {
    "group/words.j2": """\
{% set next = pgettext("button", "Next ▸") %}
{# TRANSLATORS: %(name)s is
   a group #}
{% macro hello(name) %}{{ _("Hello %(name)s", name=name) }}{% endmacro %}
""",
    "start.j2": """\
{{ npgettext("button", "%(num)s lesson", "%(num)s lessons", n) }}
{% trans count=n %}
    {{ count }} step
    is left
{% pluralize %}
    {{ count }} steps
    are left
{% endtrans %}
{{ pgettext("button", "Next ▸") }} {{ _(value) }} {{ word("no") }}
""",
}

TEXT = """\
# All that the bot says, to be translated: see README.md.
# Made by `python -m bot words extract` from the templates: do not edit it.
msgid ""
msgstr ""
"Project-Id-Version: tutorbot 1\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

#: templates/group/words.j2 templates/start.j2
msgctxt "button"
msgid "Next ▸"
msgstr ""

#. %(name)s is a group
#: templates/group/words.j2
#, python-format
msgid "Hello %(name)s"
msgstr ""

#: templates/start.j2
#, python-format
msgctxt "button"
msgid "%(num)s lesson"
msgid_plural "%(num)s lessons"
msgstr[0] ""
msgstr[1] ""

#: templates/start.j2
#, python-format
msgid "%(count)s step is left"
msgid_plural "%(count)s steps are left"
msgstr[0] ""
msgstr[1] ""

"""


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "templates" / "locale"


def put(locale: Path, language: str, before: str, after: str) -> str:
    """In the language's catalogue; all of it then."""
    file = locale / language / SOURCE
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    return file.read_text("utf-8")


def rewrite(locale: Path, before: str, after: str) -> None:
    """In all templates."""
    for file in locale.parent.rglob("*.j2"):
        file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")


def test_all_that_templates_say_is_written_down_once_with_its_place_and_what_is_to_know(locale: Path) -> None:
    extract_to(locale)
    assert (locale / TEMPLATE).read_text("utf-8") == TEXT


def test_what_is_written_changes_only_where_messages_do(locale: Path) -> None:
    update(locale, ["de", "ar"])
    before = {file: file.stat().st_mtime_ns for file in locale.rglob("tutorbot.*")}
    rewrite(locale, "{% set", "\n\n{% set")
    update(locale, [])
    assert {file: file.stat().st_mtime_ns for file in locale.rglob("tutorbot.*")} == before
    assert len(before) == 3


def test_a_new_language_begins_with_everything_to_translate_and_the_forms_of_its_plurals(
    locale: Path,
) -> None:
    assert update(locale, ["pt-br", "ar"]) == [
        Updated("pt_BR", messages=4, open=4, fuzzy=0, obsolete=0),
        Updated("ar", messages=4, open=4, fuzzy=0, obsolete=0),
    ]
    text = (locale / "ar" / SOURCE).read_text("utf-8")
    assert '"Language: ar\\n"\n"Plural-Forms: nplurals=6; plural=(n == 0 ? 0 : n == 1' in text
    assert all(len(line) < 200 for line in text.splitlines())
    assert text.count("msgstr[5]") == 2
    assert read_catalogue(locale / "ar" / SOURCE, "ar").num_plurals == 6


def test_what_was_translated_is_kept_and_what_changed_in_english_is_marked(locale: Path) -> None:
    update(locale, ["de"])
    put(locale, "de", 'msgid "Hello %(name)s"\nmsgstr ""', 'msgid "Hello %(name)s"\nmsgstr "Hallo %(name)s"')
    put(locale, "de", 'msgid "Next ▸"\nmsgstr ""', '# Not "Nächster".\nmsgid "Next ▸"\nmsgstr "Weiter ▸"')
    rewrite(locale, "Hello %(name)s", "Hello, %(name)s")
    assert update(locale, ["de"]) == [Updated("de", messages=4, open=2, fuzzy=1, obsolete=0)]
    text = (locale / "de" / SOURCE).read_text("utf-8")
    assert (
        '#, fuzzy, python-format\n#| msgid "Hello %(name)s"\n'
        'msgid "Hello, %(name)s"\nmsgstr "Hallo %(name)s"\n' in text
    )
    assert '# Not "Nächster".\n#: templates/group/words.j2 templates/start.j2\nmsgctxt "button"\n' in text
    assert 'msgid "Next ▸"\nmsgstr "Weiter ▸"' in text


def test_what_is_no_longer_said_is_kept_at_the_end_until_one_tidies_up(locale: Path) -> None:
    update(locale, ["de"])
    put(locale, "de", 'msgid "Next ▸"\nmsgstr ""', 'msgid "Next ▸"\nmsgstr "Weiter ▸"')
    rewrite(locale, "Next ▸", "A wholly different way to go on from here")
    assert update(locale, ["de"])[0].obsolete == 1
    assert '#~ msgid "Next ▸"\n#~ msgstr "Weiter ▸"\n' in (locale / "de" / SOURCE).read_text("utf-8")
    assert update(locale, ["de"], tidy=True)[0].obsolete == 0
    assert "#~" not in (locale / "de" / SOURCE).read_text("utf-8")


@pytest.mark.parametrize("code", ["tlh-X", "nonsense", "../de", "de/LC_MESSAGES", ""])
def test_a_language_that_there_is_not_is_refused_and_nothing_written(locale: Path, code: str) -> None:
    with pytest.raises(ToolRefusedError, match="is no code of a language that CLDR knows, such as de"):
        update(locale, ["de", code])
    assert not locale.exists()


def test_a_catalogue_that_cannot_be_read_is_left_as_it_is(locale: Path) -> None:
    update(locale, ["de"])
    text = put(locale, "de", 'msgstr ""\n\n#. ', 'msgstr "Weiter\n\n#. ')
    with pytest.raises(ToolRefusedError, match=r'tutorbot\.po:\d+: is not of the form msgid "…"'):
        update(locale, ["de"])
    assert (locale / "de" / SOURCE).read_text("utf-8") == text


def test_a_template_that_is_none_is_named_with_its_line(locale: Path) -> None:
    rewrite(locale, "{% endtrans %}", "")
    with pytest.raises(ToolRefusedError, match=r"^templates/start\.j2:\d+: "):
        extract_to(locale)


def test_the_command_line_says_what_is_to_do(locale: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = ["--locale", str(locale)]
    assert main(["words", "extract", *here]) == 0
    assert main(["words", "update", "de", *here]) == 0
    assert main(["words", "check", *here]) == 2
    assert main(["words", "update", "klingon", *here]) == 2
    assert main(["words"]) == 2
    said = capsys.readouterr()
    assert said.out == (
        f"{locale / TEMPLATE}: 4 messages\nde: 4 messages, 4 to translate, 0 fuzzy, 0 obsolete\n"
    )
    assert f'{locale / "de" / SOURCE}:13: "Next ▸" is not translated' in said.err
    assert "klingon: is no code of a language" in said.err


def test_languages_can_be_read_beforehand_as_when_an_image_is_made(
    locale: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--locale", str(locale)]
    update(locale, ["de"])
    put(locale, "de", 'msgid "Next ▸"\nmsgstr ""', 'msgid "Next ▸"\nmsgstr "Weiter ▸"')
    assert main(["words", "compile", *here]) == 0
    assert (locale / "de" / COMPILED).exists()
    assert translations(locale, "de").pgettext("button", "Next ▸") == "Weiter ▸"
    put(locale, "de", '"Weiter ▸"', '"Weiter')
    assert main(["words", "compile", *here]) == 2
    said = capsys.readouterr()
    assert said.out == "compiled: de\n"
    assert re.search(r"tutorbot\.po:\d+: is not of the form", said.err)
