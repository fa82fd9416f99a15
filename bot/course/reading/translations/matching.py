"""Which of a translation's groups of fields belongs to which of the course's: by ids, or by their order."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from bot.course.message import Message, say
from bot.course.reading.mistakes import YamlMark
from bot.course.reading.translations.nodes import entry, other_kind

Told = tuple[YamlMark, Message]


@dataclass(frozen=True)
class Match:
    """The list `name` of the course: its `items`, each a `what`, and their ids, if they have any."""

    name: str
    what: Message
    items: list[yaml.Node]
    ids: tuple[str, ...]

    def other_length(self, number: int) -> Message:
        return say("translations.count", name=self.name, number=number, wanted=len(self.items))

    def without_id(self, number: int) -> Message:
        return say("translations.no_id", name=self.name, number=number, wanted=len(self.items))


@dataclass
class Matched:
    """Number of the course's group -> the translation's; and what is to be said of the others."""

    over: dict[int, yaml.Node] = field(default_factory=dict)
    notes: list[Told] = field(default_factory=list)
    mistakes: list[Told] = field(default_factory=list)


def matched(of: Match, theirs: list[yaml.Node]) -> Matched:
    found = Matched()
    by_order = len(theirs) == len(of.items)
    for i, one in enumerate(theirs):
        written = entry(one, "id")
        if written is None and not by_order and not of.ids:
            found.notes.append((one.start_mark, of.other_length(len(theirs))))
            break
        if written is None and not by_order:
            found.notes.append((one.start_mark, of.without_id(len(theirs))))
        elif written is None:
            _put(found, of, i, one)
        elif written.value in of.ids:
            _put(found, of, of.ids.index(written.value), one)
        else:
            gone = say("translations.gone", id=str(written.value))
            found.notes.append((written.start_mark, gone))
    return found


def _put(found: Matched, of: Match, at: int, one: yaml.Node) -> None:
    if at in found.over:
        found.mistakes.append((one.start_mark, say("translations.twice")))
    elif kinds := other_kind(of.items[at], one):
        wanted, given = kinds
        found.mistakes.append((one.start_mark, say("translations.other_kind", found=given, wanted=wanted)))
    else:
        found.over[at] = one
