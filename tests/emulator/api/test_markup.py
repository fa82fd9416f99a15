"""Telegram's HTML: what comes out of it, and the words in which mistakes are refused."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.api.markup import parse_html
from bot.emulator.errors import ApiError
from bot.emulator.world.entities import find_entities, tidy, units

TAGS = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough", "tg-spoiler": "spoiler"}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def shown(source: str) -> tuple[str, list[dict[str, object]]]:
    return tidy(*parse_html(source))


@given(texts)
def test_escaped_text_comes_out_as_it_was(text: str) -> None:
    assert parse_html(escape(text)) == (text, [])


@given(st.lists(st.tuples(st.sampled_from(sorted(TAGS)), texts, texts), max_size=6))
def test_each_tag_marks_exactly_its_own_text(parts: list[tuple[str, str, str]]) -> None:
    source = "".join(f"<{tag}>{escape(inner)}</{tag}>{escape(after)}" for tag, inner, after in parts)
    text, entities = parse_html(source)
    encoded = text.encode("utf-16-le")
    marked = [
        encoded[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in entities
    ]
    assert text == "".join(inner + after for _, inner, after in parts)
    assert [(e["type"], m) for e, m in zip(entities, marked, strict=True)] == [
        (TAGS[tag], inner) for tag, inner, _ in parts if inner
    ]


@given(texts)
def test_units_are_counted_as_utf_16_counts_them(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<x>hi</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é <p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<b>hi", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>h</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("hi</b>", "Unexpected end tag at byte offset 2"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
    ],
)
def test_a_mistake_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {words}"


def test_code_with_a_language_in_pre_is_one_block_of_that_language() -> None:
    text, entities = shown('<pre><code class="language-python">x = 1</code></pre>')
    assert text == "x = 1"
    assert entities == [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]


def test_styles_around_and_inside_code_vanish() -> None:
    _, entities = shown("<b>one <code>two</code> three</b>")
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == [
        ("bold", 0, 4),
        ("code", 4, 3),
        ("bold", 7, 6),
    ]
    assert [e["type"] for e in shown("<code>a <i>b</i></code>")[1]] == ["code"]


def test_a_quote_inside_a_quote_and_an_invalid_link_vanish() -> None:
    assert len(shown("<blockquote>a<blockquote>b</blockquote></blockquote>")[1]) == 1
    assert shown('<a href="nowhere">a</a>')[1] == []
    assert shown('<a href="https://docs.docker.com">a</a>')[1][0]["url"] == "https://docs.docker.com/"
    assert shown("<blockquote expandable>a</blockquote>")[1][0]["type"] == "expandable_blockquote"


def test_spaces_around_a_message_are_cut_and_the_entities_moved() -> None:
    text, entities = shown("\n  <b> hi</b> there \n")
    assert text == "hi there"
    assert entities == [{"type": "bold", "offset": 0, "length": 2}]


def test_no_more_than_a_hundred_entities_are_kept() -> None:
    assert len(shown("<b>a</b> " * 130)[1]) == 100


def test_commands_links_and_mentions_are_found_but_not_within_code() -> None:
    found = find_entities("😀 /next@some_bot and/or https://a.example/b. @someone http://localhost/x")
    assert [(e["type"], e["offset"], e["length"]) for e in found] == [
        ("bot_command", 3, 14),
        ("url", 25, 19),
        ("mention", 46, 8),
    ]
    assert [e["type"] for e in shown("<code>/next</code> /back")[1]] == ["code", "bot_command"]


def test_numeric_references_and_references_without_semicolon_are_read() -> None:
    assert parse_html("&#60;&#x3E; &lt &nbsp; &#0; &amp;lt;")[0] == "<> < &nbsp; &#0; &lt;"
