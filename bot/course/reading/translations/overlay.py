"""A file of a course, with the texts of its translation laid over it: one tree of YAML, read as any other.

What is not translated stands there in the course's own language. All marks lead into the translation's file,
so that what is wrong with it is told where it has to be put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

import yaml

from bot.course.message import Message, say
from bot.course.reading.mistakes import START, Note, Source, YamlMark
from bot.course.reading.translations.agreeing import agree
from bot.course.reading.translations.matching import Match, matched
from bot.course.reading.translations.nodes import (
    copied,
    entries,
    group,
    is_code,
    paired,
    same,
    sequence,
    text,
    texts_of,
    waits,
)
from bot.course.reading.translations.shapes import AS_CODE, STEP, TERM, Field, GroupShape, Way
from bot.course.reading.translations.texts import TextPair
from bot.course.reading.values import described

_GAP = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_ITS_OWN = frozenset({"id", "language", "lessons"})
"""What a translation may say where the course says something else, or nothing."""


@dataclass(frozen=True)
class _Place:
    """A field while it is merged. `mark`: where in the translation it is, or belongs."""

    path: str
    mark: YamlMark
    field: Field

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def below(self, name: str) -> _Place:
        return replace(self, path=f"{self.path}/{name}")


@dataclass
class Overlay:
    """One file. `ids`: path of a list -> the ids of what is in it, as the course has them. `steps`: path of a
    step -> what the translation has over it."""

    source: Source
    ids: Mapping[str, tuple[str, ...]]
    texts: list[TextPair] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    steps: dict[str, yaml.Node] = field(default_factory=dict)

    def merged(
        self, shape: GroupShape, own: yaml.Node, given: yaml.Node | None, path: str
    ) -> yaml.MappingNode:
        """The fields of `own`, with those of `given` over them."""
        mark: YamlMark = given.start_mark if given else START
        found, code = self._given(shape, own, given), is_code(own)
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        for key, value in entries(own):
            known, over = shape.fields.get(key.value), found.pop(key.value, None)
            if known is None:
                continue
            at: YamlMark = over[0].start_mark if over else mark
            if code and key.value in AS_CODE:
                known = replace(known, needed=False)
            place = _Place(f"{path}/{key.value}", at, known)
            pairs.append((text(key.value, at), self._value(place, value, over[1] if over else None)))
        for name, (key, _) in found.items():
            if name in _ITS_OWN:
                continue
            if shape.fields[name].way is Way.KEPT:
                self.source.mistake(key.start_mark, say("translations.other_value", name=name))
            else:
                self.note(key.start_mark, say("translations.not_in_original", name=name, what=shape.what))
        return group(pairs, mark)

    def note(self, mark: YamlMark, message: Message) -> None:
        self.notes.append(Note(self.source.file, mark.line + 1, mark.column + 1, message))

    def _given(
        self, shape: GroupShape, own: yaml.Node, given: yaml.Node | None
    ) -> dict[str, tuple[yaml.ScalarNode, yaml.Node]]:
        """Name -> it and its value, of what the translation says."""
        if given is not None and not isinstance(given, yaml.MappingNode):
            self.source.mistake(given.start_mark, say("translations.no_group", what=shape.what))
        found: dict[str, tuple[yaml.ScalarNode, yaml.Node]] = {}
        here = {key.value for key, _ in entries(own)}
        for key, value in entries(given):
            if key.value in shape.fields:
                found[key.value] = (key, value)
            else:
                known = tuple(name for name in shape.fields if name in here)
                unknown = say("fields.unknown", name=key.value, what=shape.what, known=known)
                self.source.mistake(key.start_mark, unknown)
        return found

    def _value(self, place: _Place, own: yaml.Node, given: yaml.Node | None) -> yaml.Node:
        match place.field.way:
            case Way.KEPT:
                return self._kept(place, own, given)
            case Way.TEXT | Way.GAPS:
                return self._text(place, own, given)
            case Way.ANSWERS:
                return self._answers(place, own, given)
            case Way.LINES:
                return self._lines(place, own, given)
            case Way.PAIRS:
                return self._pairs(place, own, given)
            case Way.ITEMS | Way.MISTAKES:
                return self._items(place, own, given)
            case Way.PART:
                return self.merged(place.field.inside, own, given, place.path)
            case _:
                assert_never(place.field.way)

    def _kept(self, place: _Place, own: yaml.Node, given: yaml.Node | None) -> yaml.Node:
        if given and place.name not in ("language", "lessons") and not same(own, given):
            self.source.mistake(given.start_mark, say("translations.other_value", name=place.name))
        return copied(own, place.mark)

    def _text(self, place: _Place, own: yaml.Node, given: yaml.Node | None) -> yaml.Node:
        if not isinstance(own, yaml.ScalarNode):
            return copied(own, place.mark)
        said = given if isinstance(given, yaml.ScalarNode) else None
        if given is not None and said is None:
            self.source.mistake(given.start_mark, say("translations.no_text", found=described(given)))
        if said is not None and place.field.way is Way.GAPS and not waits(said):
            gaps, wanted = len(_GAP.findall(said.value)), len(_GAP.findall(own.value))
            if gaps != wanted:
                self.source.mistake(said.start_mark, say("translations.gaps", number=gaps, wanted=wanted))
                said = None
        return self._said(place, own, said)

    def _said(self, place: _Place, own: yaml.ScalarNode, given: yaml.ScalarNode | None) -> yaml.Node:
        """Notes a text, and gives what is shown of it."""
        done = given is not None and not waits(given)
        self._pair(place, given, own.value, given.value if done and given else "")
        return given if done and given else copied(own, place.mark)

    def _pair(self, place: _Place, given: yaml.Node | None, original: str, said: str) -> None:
        needed = place.field.needed and any(sign.isalpha() for sign in original)
        mark: YamlMark = given.start_mark if given is not None else place.mark
        waiting = "\n".join(one.value for one in texts_of(given)) if given is not None and not said else None
        self.texts.append(TextPair(place.path, original, said, mark, needed, waiting))

    def _answers(self, place: _Place, own: yaml.Node, given: yaml.Node | None) -> yaml.Node:
        done = [one for one in texts_of(given) if not waits(one)]
        originals, said = (" | ".join(one.value for one in all_) for all_ in (texts_of(own), done))
        self._pair(place, given, originals, said)
        return sequence(list(done), place.mark) if done else copied(own, place.mark)

    def _lines(self, place: _Place, own: yaml.Node, given: yaml.Node | None) -> yaml.Node:
        wanted, found = texts_of(own), texts_of(given)
        if not self._as_many(place, given, len(found), len(wanted)):
            found = []
        lines = [
            self._said(place.below(str(i)), line, found[i] if found else None)
            for i, line in enumerate(wanted)
        ]
        return sequence(lines, place.mark)

    def _pairs(self, place: _Place, own: yaml.Node, given: yaml.Node | None) -> yaml.Node:
        wanted, found = paired(own), paired(given)
        if not self._as_many(place, given, len(found), len(wanted)):
            found = []
        made: list[yaml.Node] = []
        for i, pair in enumerate(wanted):
            sides: list[tuple[yaml.Node, yaml.Node]] = []
            for side, name in enumerate(("left", "right")):
                over = found[i][side] if found else None
                sides.append(
                    (text(name, place.mark), self._said(place.below(f"{i}/{name}"), pair[side], over))
                )
            made.append(group(sides, place.mark))
        return sequence(made, place.mark)

    def _as_many(self, place: _Place, given: yaml.Node | None, number: int, wanted: int) -> bool:
        if given is not None and number != wanted:
            self.note(place.mark, say("translations.count", name=place.name, number=number, wanted=wanted))
        return number == wanted

    def _items(self, place: _Place, own: yaml.Node, given: yaml.Node | None) -> yaml.Node:
        shape, ids = place.field.inside, self.ids.get(place.path, ())
        items = own.value if isinstance(own, yaml.SequenceNode) else []
        over = self._over(place, items, given)
        made: list[yaml.Node] = []
        for i, item in enumerate(items):
            before = len(self.texts)
            path = f"{_beginning(place)}/{ids[i] if ids else i}"
            one = self.merged(shape, item, over.get(i), path)
            if ids and shape is not TERM:
                one.value = [pair for pair in one.value if pair[0].value != "id"]
                one.value.append((text("id", one.start_mark), text(ids[i], one.start_mark)))
            if shape is STEP:
                self.steps |= {path: over[i]} if i in over else {}
                agree(one, item, self.texts[before:], path)
            made.append(one)
        return sequence([*made, *self._more(place, over, len(items))], place.mark)

    def _more(self, place: _Place, over: dict[int, yaml.Node], number: int) -> Iterator[yaml.Node]:
        """What the language has beyond those of the course."""
        for i in sorted(over):
            if i >= number and not waits(over[i]):
                for key, value in entries(over[i]):
                    said = value.value if isinstance(value, yaml.ScalarNode) else ""
                    path = f"{place.path}/{i}/{key.value}"
                    self.texts.append(TextPair(path, "", said, value.start_mark, needed=False))
                yield over[i]

    def _over(self, place: _Place, items: list[yaml.Node], given: yaml.Node | None) -> dict[int, yaml.Node]:
        """Which of the translation's groups belongs over which of the course's."""
        if given is not None and not isinstance(given, yaml.SequenceNode):
            self.source.mistake(given.start_mark, say("translations.no_list", found=described(given)))
        theirs = given.value if isinstance(given, yaml.SequenceNode) else []
        if place.field.way is Way.MISTAKES:
            return dict(enumerate(theirs))
        found = matched(
            Match(place.name, place.field.inside.what, items, self.ids.get(place.path, ())), theirs
        )
        for mark, message in found.notes:
            self.note(mark, message)
        for mark, message in found.mistakes:
            self.source.mistake(mark, message)
        return found.over


def _beginning(place: _Place) -> str:
    """Steps are found by their ids alone: they may move from one lesson to another."""
    return "step" if place.name in ("steps", "practice") else place.path
