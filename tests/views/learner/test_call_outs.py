"""Notes and warnings: a short one is there at once, a longer one is folded and opens by a tap."""

from __future__ import annotations

import pytest

from bot.emulator.api.markup import parse_html
from bot.views.words import words_for

SHORT = "Rain water is fine."
LONG = "Whatever comes from outside is input, too. " * 4
WORDS = words_for(None)


@pytest.mark.parametrize("template", ["learner/section", "group/section"])
@pytest.mark.parametrize(("note", "warning"), [(SHORT, LONG), (LONG, SHORT), (SHORT, SHORT), (LONG, LONG)])
def test_a_call_out_is_folded_where_it_is_longer_than_three_lines_of_a_phone(
    template: str, note: str, warning: str
) -> None:
    text = WORDS.render(
        template, title="Water", text="Take fresh water.", description=None, note=note, warning=warning,
        untranslated=False, bar="", number=1, total=2, lesson="Tea",
    )  # fmt: skip
    quotes = [entity["type"] for entity in parse_html(text)[1] if "blockquote" in entity["type"]]
    assert quotes == ["blockquote" if one is SHORT else "expandable_blockquote" for one in (note, warning)]


def test_what_makes_a_call_out_long_is_what_is_seen_not_its_marks() -> None:
    note = "".join(f"<b>{letter}</b>" for letter in "abcdefghijklmnopqrstuvwxyz")
    text = WORDS.render(
        "learner/section", title="Water", text="Text", description=None, note=note, warning=None,
        untranslated=False, bar="", number=1, total=2, lesson="Tea",
    )  # fmt: skip
    assert "expandable" not in text
