"""What a translator is told before it reaches a learner."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.tools.words.check import complaints
from bot.tools.words.po_file import po_text
from bot.tools.words.rules import Said, visible, wrong
from bot.tools.words.update import extract_to, update
from bot.views.catalogues import SOURCE, languages_in, read_catalogue
from bot.views.words import LOCALE

IN_WORK: frozenset[str] = frozenset()
"""Languages that are not ready yet."""

LESSONS = """{{ npgettext("button", "%(num)s lesson of %(of)s", "%(num)s lessons of %(of)s", n, of=of) }}"""


def locale_of(folder: Path, template: str) -> Path:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "one.j2").write_text(template, "utf-8")
    extract_to(folder / "templates" / "locale")
    return folder / "templates" / "locale"


def told(folder: Path, template: str, language: str, *forms: str) -> list[str]:
    """What is said of these forms of the only message there is."""
    locale = locale_of(folder, template)
    update(locale, [language])
    file = locale / language / SOURCE
    catalogue = read_catalogue(file, language)
    for message in catalogue:
        if message.id:
            message.string = forms if len(forms) > 1 else forms[0]
    file.write_text(po_text(catalogue), "utf-8")
    return [str(one).partition(str(file))[2] for one in complaints(locale, [language])]


@pytest.mark.parametrize(
    ("english", "text", "context"),
    [
        ("Hello %(name)s, %(name)s!", "%(name)s, %(name)s: hallo!", ""),
        ("100%% of it.", "Alles, 100%% davon.", ""),
        ("<b>Now</b>: /continue.", "/continue, <b>jetzt</b>.", ""),
        ("Use “%(name)s”", "„%(name)s“ nehmen", "button"),
        ("Do you know?", "¿Lo sabes?", ""),
        ("A. B.", "أ. ب.", ""),
        ("So: %(what)s", "%(what)s, so ist es", ""),
        ("<code>{0}</code> is missing: {1}", "Es fehlt <code>{0}</code>, also {1}", ""),
        ("Right", "Stimmt genau", "button"),
        ("a &lt; b &amp; c", "a &lt; b und c", ""),
    ],
)
def test_what_says_the_same_in_another_way_is_in_order(english: str, text: str, context: str) -> None:
    assert not list(wrong(Said(english, text, context)))


@pytest.mark.parametrize(
    ("english", "text", "context", "said"),
    [
        ("Half", "50 % davon", "", "has a single percent sign"),
        ("<b>Now</b>", "Jetzt", "", "its tags are not those of the English: <b> is missing, </b> is missing"),
        ("Now", "<i>Jetzt</i>", "", "its tags are not those of the English: <i> is too many, </i> is too"),
        ('<a href="a">Now</a>', '<a href="b">Jetzt</a>', "", 'its tags .*: <a href="a"> is missing, <a href'),
        ("<b>a</b> b", "</b>a<b> b", "", "its tags are not closed in the order"),
        ("a &lt; b", "a < b", "", 'has a "<" that opens no tag'),
        ("Send /me now.", "Schick /ich jetzt.", "", "its commands .*: /me is missing, /ich is too many"),
        ("Go on.", "Weiter", "", "does not end with '.' as the English does, but with ''"),
        ("Next ▸", "Weiter", "button", "does not end with '▸' as the English does"),
        ("◂ Back", "Zurück ◂", "button", "does not begin with '◂' as the English does"),
        ("Go on", " Weiter", "", "has a blank or a new line at its beginning or end"),
        ("Go on", "Wei\nter", "", "has not as many lines as the English"),
        ("Hint", "Ein Tipp, der hilft", "button", "has 19 characters, and the button room for 17"),
        ("x" * 30, "y" * 35, "button", "has 35 characters, and the button room for 34"),
        ("Saved", "y" * 201, "toast", "has 201 characters, and an answer to a tap room for 200"),
        ("It is %(one)s", "%(one)s" + "y" * 180, "toast", "has 180 characters, .* room for 175"),
        ("Begin", "y" * 257, "command", "has 257 characters, and a command's description room for 256"),
    ],
)
def test_what_could_not_be_shown_or_says_something_else_is_told(
    english: str, text: str, context: str, said: str
) -> None:
    found = list(wrong(Said(english, text, context)))
    assert any(re.match(said, one) for one in found), found


def test_arrows_turn_round_where_one_reads_from_the_right() -> None:
    assert not list(wrong(Said("Next ▸", "التالي ◂", "button", mirrored=True)))
    assert not list(wrong(Said("Are you sure?", "هل أنت متأكد؟", mirrored=True)))
    assert list(wrong(Said("Next ▸", "التالي ▸", "button", mirrored=True)))


def test_only_what_is_seen_counts_as_long() -> None:
    assert visible("<b>Weiter</b> %(name)s 5%%") == len("Weiter  5%")
    assert visible("é".encode().decode()) == visible("é") == 1


@pytest.mark.parametrize(
    ("language", "forms", "said"),
    [
        ("de", ("%(num)s Lektion von %(of)s", "%(num)s Lektionen von %(of)s"), ""),
        ("de", ("Eine Lektion von %(of)s", "%(num)s Lektionen von %(of)s"), ""),
        ("de", ("Eine Lektion", "%(num)s Lektionen von %(of)s"), r"%\(of\)s is missing in msgstr\[0\]"),
        ("de", ("Eine von %(of)s", "Lektionen von %(of)s"), r"%\(num\)s is missing in msgstr\[1\]"),
        ("de", ("%(num)s von %(of)s", "%(nmu)s von %(of)s"), r"%\(num\)s is missing, %\(nmu\)s is too many"),
        (
            "ru",
            ("урок из %(of)s", "%(num)s из %(of)s", "%(num)s из %(of)s"),
            r"%\(num\)s is missing in msgstr\[0\]",
        ),
        ("ar", ("لا %(of)s", "درس %(of)s", "درسان %(of)s", *["%(num)s %(of)s"] * 3), ""),
        ("ar", ("لا %(of)s", "درس %(of)s", "درسان %(of)s", *["%(num)s %(of)s"] * 2), "is not translated"),
        ("fr", ("%(num)s sur %(of)s", "%(num)s de %(of)s", ""), "is not translated"),
    ],
)
def test_each_form_of_a_plural_has_the_number_unless_it_is_for_one_alone(
    tmp_path: Path, language: str, forms: tuple[str, ...], said: str
) -> None:
    found = told(tmp_path, LESSONS, language, *forms)
    assert bool(found) == bool(said)
    assert re.search(said, "".join(found))


def test_what_is_missing_fuzzy_or_no_longer_said_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    locale = locale_of(tmp_path, '{{ _("Yes") }} {{ _("No") }} {{ _("Never again") }}')
    update(locale, ["de"])
    file = locale / "de" / SOURCE
    text = file.read_text("utf-8").replace('"Yes"\nmsgstr ""', '"Yes"\nmsgstr "Ja"')
    text = text.replace('msgid "No"\nmsgstr ""', '#, fuzzy\nmsgid "No"\nmsgstr "Nö"')
    file.write_text(text + '\n#~ msgid "Perhaps"\n#~ msgstr "Vielleicht"\n', "utf-8")
    (locale.parent / "one.j2").write_text('{{ _("Yes") }} {{ _("No") }} {{ _("Perhaps not") }}', "utf-8")
    found = [str(one).replace(f"{locale}/", "") for one in complaints(locale)]
    update_it = "run `python -m bot words update de`"
    fuzzy = "is fuzzy: its English has changed; mend it, and take the mark away"
    tidy = "is no longer said: take it out, or run `python -m bot words update de --tidy`"
    assert found == [
        "tutorbot.pot: is not what the templates say now: run `python -m bot words extract`",
        f'de/LC_MESSAGES/tutorbot.po: "Perhaps not" is missing: {update_it}',
        f'de/LC_MESSAGES/tutorbot.po:17: "No" {fuzzy}',
        f'de/LC_MESSAGES/tutorbot.po:21: "Never again" {tidy}',
        f'de/LC_MESSAGES/tutorbot.po:25: "Perhaps" {tidy}',
    ]


def test_a_header_with_other_plurals_than_the_language_has_is_told(tmp_path: Path) -> None:
    locale = locale_of(tmp_path, '{{ _("Yes") }}')
    update(locale, ["ru"])
    file = locale / "ru" / SOURCE
    file.write_text(file.read_text("utf-8").replace("nplurals=3", "nplurals=2"), "utf-8")
    assert "its Plural-Forms must have nplurals=3" in str(complaints(locale)[0])


@pytest.mark.parametrize("language", languages_in(LOCALE))
def test_each_language_says_all_that_the_templates_say(language: str) -> None:
    found = complaints(LOCALE, [language])
    assert language in IN_WORK or not found, "\n".join(map(str, found[:20]))


@pytest.mark.parametrize("language", sorted(IN_WORK))
def test_a_language_is_in_work_only_until_it_is_ready(language: str) -> None:
    assert complaints(LOCALE, [language])
