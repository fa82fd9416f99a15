"""Course Markdown as Telegram shows it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.course.reading.markdown_parser import MOST_BRACKETS, MOST_CHARACTERS, parse
from bot.views.markdown import inline_html, to_html
from bot.views.split_html import plain_length, split

ALLOWED = {"b", "i", "s", "a", "code", "pre", "blockquote"}
STYLES = {"b", "i", "s", "a"}
MARKDOWN = st.text(st.sampled_from("ab \n*_`~[]()<>&\"'!#-1.|\\:>/h"), max_size=80)
SETTINGS = settings(max_examples=200, deadline=None)


class Telegram(HTMLParser):
    """Reads HTML as strictly as Telegram: known tags, balanced, nothing that it would drop in silence."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, html

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert tag not in self.open
        if tag in ("code", "pre"):
            assert not STYLES & set(self.open)
        if self.open and self.open[-1] in ("code", "pre"):
            assert (self.open[-1], tag) == ("pre", "code")
        names = [name for name, _ in attrs]
        assert names == {"a": ["href"], "code": ["class"] if "pre" in self.open else []}.get(tag, [])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One\ntwo.\n\nThree.", "One two.\n\nThree."),
        ("One  \ntwo\\\nthree", "One\ntwo\nthree"),
        ("**b** *i* ***bi*** ~~s~~ `c`", "<b>b</b> <i>i</i> <i><b>bi</b></i> <s>s</s> <code>c</code>"),
        ("# Title *x*\ntext", "<b>Title <i>x</i></b>\n\ntext"),
        ("**__b__**", "<b>b</b>"),
        ("a & b < c > d \"e\" 'f' &amp; &copy;", "a &amp; b &lt; c &gt; d &quot;e&quot; 'f' &amp; ©"),
        ("- a\n- b\n  - c\n    1. d\n- e", "• a\n• b\n\u2002\u2002• c\n\u2002\u2002\u2002\u20021. d\n• e"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("0. a", "0. a"),
        ("- a\n\n  more\n\n- b", "• a\n\u2002\u2002more\n• b"),
        ("- ```\n  x\n  ```", "•\n<pre>x</pre>"),
        ("```sh\na < b\n  c\n```", '<pre><code class="language-sh">a &lt; b\n  c</code></pre>'),
        ("```\nx\n```", "<pre>x</pre>"),
        ("    x\n      y", "<pre>x\n  y</pre>"),
        ('```"><b>\nx\n```', "<pre>x</pre>"),
        ("```\n\n```", ""),
        ("> a\n> > b\n>\n> c", "<blockquote>a\n\nb\n\nc</blockquote>"),
        ("> - a\n> - `b`", "<blockquote>• a\n• <code>b</code></blockquote>"),
        ("**a `b` c**", "<b>a </b><code>b</code><b> c</b>"),
        ("## `docker run`", "<code>docker run</code>"),
        ("[a **b**](https://a.org/?x&y=\"2\")", '<a href="https://a.org/?x&amp;y=%222%22">a <b>b</b></a>'),
        ("[`code`](https://a.org)", '<a href="https://a.org">code</a>'),
        ("<https://a.org>", '<a href="https://a.org">https://a.org</a>'),
        ("[a](tg://user?id=1)", '<a href="tg://user?id=1">a</a>'),
        ("[b](mailto:a@b.c)", '<a href="mailto:a@b.c">b</a>'),
        ("[a](javascript:alert(1)) [b](/x) [c](http:)", "a b c"),
        ("![a *dog*](x.png) runs", "a <i>dog</i> runs"),
        ("a <b>c</b>\n\n<div>x</div>", "a &lt;b&gt;c&lt;/b&gt;\n\n&lt;div&gt;x&lt;/div&gt;"),
        ("<!-- x -->", "&lt;!-- x --&gt;"),
        ("a\n\n---\n\nb", "a\n\n———\n\nb"),
        ("| A | B |\n|---|---|\n| 1 | `2` |", "<b>A</b> · <b>B</b>\n1 · <code>2</code>"),
        ("", ""),
        ("  \n\n", ""),
    ],
)  # fmt: skip
def test_markdown_becomes_what_telegram_can_show(markdown: str, html: str) -> None:
    assert to_html(markdown) == html
    Telegram(html)


def test_one_line_has_styles_but_no_blocks() -> None:
    assert inline_html("1. Use `docker` & **go**") == "1. Use <code>docker</code> &amp; <b>go</b>"
    assert inline_html("# a > b") == "# a &gt; b"


@pytest.mark.parametrize(
    ("html", "length"), [("<b>a&amp;b</b>", 3), ("&lt;b&gt;", 3), ("🐳&#39;é", 3), ("", 0)]
)
def test_length_is_counted_after_entities_as_telegram_does(html: str, length: int) -> None:
    assert plain_length(html) == length


@SETTINGS
@given(MARKDOWN | st.text(max_size=80))
def test_any_text_becomes_html_that_telegram_takes(text: str) -> None:
    for html in (to_html(text), inline_html(text)):
        assert len(Telegram(html).text) == plain_length(html)


@SETTINGS
@given(
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8),
    st.sampled_from(["*", "**", "`", "~~"]),
)
def test_no_word_is_lost(word: str, mark: str) -> None:
    text = f"{word}1\n\n- {mark}{word}2{mark}\n- [{word}3](https://a.org)\n\n> # {word}4\n\n"
    text += f"```\n{word}5\n```\n<{word}6> {word}7"
    shown = Telegram(to_html(text)).text
    assert all(f"{word}{number}" in shown for number in range(1, 8))


@pytest.mark.parametrize(
    "text", ["![" * 600 + "](u)" * 600, "*a" * 900 + " " + "b*" * 900, "> " * 2_000 + "x", "[" * 2_000]
)
def test_text_nested_without_end_does_not_fail(text: str) -> None:
    Telegram(to_html(text))
    Telegram(inline_html(text))


def test_a_short_text_is_one_piece() -> None:
    assert split("<b>a</b> b", 100) == ["<b>a</b> b"]
    assert split("", 100) == []


@pytest.mark.parametrize(
    ("html", "limit", "pieces"),
    [
        ("aaa bbb\nccc\n\nddd", 15, ["aaa bbb\nccc", "ddd"]),
        ("aaa bbb\nccc", 9, ["aaa bbb", "ccc"]),
        ("aaa bbb ccc", 8, ["aaa bbb", "ccc"]),
        ("aaabbbccc", 4, ["aaab", "bbcc", "c"]),
        ("<b>aaa <i>bbb ccc</i></b> d", 7, ["<b>aaa <i>bbb</i></b>", "<b><i>ccc</i></b> d"]),
        ("aa &amp;&lt; b", 5, ["aa &amp;&lt;", "b"]),
        ('<a href="b&amp;c">aaa bbb</a>', 3, ['<a href="b&amp;c">aaa</a>', '<a href="b&amp;c">bbb</a>']),
        (
            '<pre><code class="x">one\n  two</code></pre>',
            6,
            ['<pre><code class="x">one</code></pre>', '<pre><code class="x">  two</code></pre>'],
        ),
        ("a bbbbbbbbbbbb\n\nc", 12, ["a", "bbbbbbbbbbbb", "c"]),
        ("aa    bb", 2, ["aa", "bb"]),
    ],
)  # fmt: skip
def test_a_long_text_is_cut_at_the_best_border_with_its_tags_whole(
    html: str, limit: int, pieces: list[str]
) -> None:
    assert split(html, limit) == pieces


@SETTINGS
@given(MARKDOWN | st.text(max_size=80), st.integers(1, 30))
def test_pieces_fit_and_are_the_whole_text_together(text: str, limit: int) -> None:
    html = to_html(text)
    pieces = split(html, limit)
    assert all(0 < plain_length(piece) <= limit for piece in pieces)
    assert words("".join(Telegram(piece).text for piece in pieces)) == words(Telegram(html).text)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("2*3*4 = 24", "2*3*4 = 24"),
        ("2**3**4", "2**3**4"),
        ("**5**3 and *5*", "<b>5</b>3 and <i>5</i>"),
        ("snake_case_name", "snake_case_name"),
        ("**注意。**次に", "<b>注意。</b>次に"),
        ("**「重要」**です。", "<b>「重要」</b>です。"),
        ("这是**“引用”**文字。", "这是<b>“引用”</b>文字。"),
        ("**강조(强調)**는", "<b>강조(强調)</b>는"),
        ("これは*強調。*です", "これは<i>強調。</i>です"),
        ("**a**注*b*", "<b>a</b>注<i>b</i>"),
        ("注 ** 意 ** 次", "注 ** 意 ** 次"),
    ],
)
def test_stars_mean_what_a_reader_takes_them_for(markdown: str, html: str) -> None:
    assert to_html(markdown) == inline_html(markdown) == html


@pytest.mark.parametrize("sign", ["[", "](", "![", "<![CDATA[", "[a](", "*a", "1*1", "`"])
@pytest.mark.parametrize("length", [3_600, 20_000, 100_000])
def test_what_would_take_long_to_parse_is_shown_as_it_is(sign: str, length: int) -> None:
    text = (sign * length)[:length]
    parsed = parse(text)
    if length > MOST_CHARACTERS or text.count("[") > MOST_BRACKETS:
        assert [token.content for token in parsed if token.type == "inline"] == [text]
    assert plain_length(inline_html(text)) <= length
