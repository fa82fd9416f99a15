"""Options that are no more than a text: lines to be put in order, right sides, choices."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from bot.course.kinds.choice import Option
from bot.course.message import Message, say
from bot.course.reading.fields import LINE, Fields
from bot.course.reading.kinds.written import Text
from bot.course.reading.markup import examine
from bot.course.reading.slugs import told_apart
from bot.course.reading.values import text_of


def line_of(fields: Fields, node: yaml.Node, what: Message, *, code: bool) -> Text:
    """A text of one line: Markdown, or code, whose blanks at the beginning count."""
    text = text_of(fields.source, node, what).rstrip()
    text = text if code else text.strip()
    if "\n" in text or len(text) > LINE:
        fields.mistake(node.start_mark, say("kinds.no_line", what=what, most=LINE))
        return Text("", node.start_mark)
    if text and not code:
        markup = examine(text)
        for complaint in markup.complaints:
            fields.mistake(node.start_mark, complaint.message)
        fields.styles += markup.styles
    fields.characters += len(text)
    return Text(text, node.start_mark)


def options_of(fields: Fields, lines: Iterable[Text]) -> tuple[Option, ...]:
    """Each line as an option, whose id is made from its words. Two alike are a mistake."""
    found: dict[str, str] = {}
    for line in lines:
        words = " ".join(line.text.split())
        if words in found:
            fields.mistake(line.mark, say("kinds.twin_line", text=words))
        elif words:
            found[words] = line.text
    return tuple(
        Option(option_id, text, correct=False)
        for option_id, text in zip(told_apart(tuple(found)), found.values(), strict=True)
    )
