"""A translation's files: each text as it is translated, or TODO with what the course says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of

import yaml

from bot.course.reading.todo import TODO
from bot.course.reading.translations.nodes import entries, is_code, paired, texts_of
from bot.course.reading.translations.shapes import AS_CODE, STEP, TITLES, GroupShape, Way
from bot.course.reading.translations.texts import TextPair
from bot.course.writing.yaml_text import comment, field, scalar

CHANGED = "# CHANGED: the course says now"


def waiting_for(original: str) -> str:
    """What stands there until it is translated."""
    return f"{TODO}: {original.strip()}"


@dataclass(frozen=True)
class TranslationFile:
    """What a file is written from. `texts`: by their paths; `ids` as an Overlay's; `outdated`: paths of what
    the course says otherwise by now; `kept`: lines of steps that stay as they are, by their paths."""

    texts: Mapping[str, TextPair]
    ids: Mapping[str, tuple[str, ...]]
    outdated: frozenset[str] = frozenset()
    kept: Mapping[str, tuple[str, ...]] = field_of(default_factory=dict)

    def text(self, shape: GroupShape, own: yaml.Node, path: str, head: tuple[str, ...] = ()) -> str:
        return "".join(f"{line}\n" for line in (*head, *self._group(shape, own, path, "")))

    def _group(self, shape: GroupShape, own: yaml.Node, path: str, indent: str) -> Iterator[str]:
        code = is_code(own)
        for key, value in entries(own):
            known, here = shape.fields.get(key.value), f"{path}/{key.value}"
            if known is None or (code and key.value in AS_CODE and not self._any(here)):
                continue
            match known.way:
                case Way.TEXT | Way.GAPS:
                    yield from self._text(here, indent)
                case Way.ANSWERS:
                    yield from self._answers(here, value, indent)
                case Way.LINES:
                    yield from self._list(here, indent, (f"{here}/{i}" for i in range(len(texts_of(value)))))
                case Way.PAIRS:
                    yield from self._pairs(here, value, indent)
                case Way.PART:
                    inside = tuple(self._group(known.inside, value, here, f"{indent}  "))
                    yield from (f"{indent}{key.value}:", *inside) if inside else ()
                case Way.ITEMS | Way.MISTAKES:
                    yield from self._items(known.inside, value, here, indent)
                case Way.KEPT:
                    continue

    def _text(self, path: str, indent: str, name: str = "") -> Iterator[str]:
        pair, name = self.texts.get(path), name or path.rpartition("/")[2]
        if pair is None or not (pair.needed or pair.translated):
            return
        yield from self._changed(pair, indent)
        yield from field(name, pair.translated or waiting_for(pair.original), indent)

    def _changed(self, pair: TextPair, indent: str) -> Iterator[str]:
        if pair.path in self.outdated:
            yield f"{indent}{CHANGED}"
            yield from comment(f"  {pair.original}", indent)

    def _answers(self, path: str, own: yaml.Node, indent: str) -> Iterator[str]:
        pair = self.texts.get(path)
        if pair is None or not (pair.needed or pair.translated):
            return
        yield from self._changed(pair, indent)
        said = pair.translated.split(" | ") if pair.translated else []
        yield f"{indent}{path.rpartition('/')[2]}:"
        for one in said or [waiting_for(text.value) for text in texts_of(own)]:
            yield f"{indent}  - {scalar(one)}"

    def _list(self, path: str, indent: str, items: Iterator[str]) -> Iterator[str]:
        pairs = [self.texts[item] for item in items if item in self.texts]
        if not any(pair.needed or pair.translated for pair in pairs):
            return
        for pair in pairs:
            yield from self._changed(pair, indent)
        yield f"{indent}{path.rpartition('/')[2]}:"
        for pair in pairs:
            said = pair.translated or (waiting_for(pair.original) if pair.needed else pair.original)
            yield f"{indent}  - {scalar(said)}"

    def _pairs(self, path: str, own: yaml.Node, indent: str) -> Iterator[str]:
        yield f"{indent}pairs:"
        for i, sides in enumerate(paired(own)):
            for mark, name, side in zip("- ", ("left", "right"), sides, strict=True):
                pair = self.texts.get(f"{path}/{i}/{name}")
                said = pair.translated if pair else ""
                wanted = waiting_for(side.value) if pair and pair.needed else side.value
                yield f"{indent}  {mark} {name}: {scalar(said or wanted)}"

    def _items(self, shape: GroupShape, own: yaml.Node, path: str, indent: str) -> Iterator[str]:
        ids = self.ids.get(path, ())
        items = list(own.value) if isinstance(own, yaml.SequenceNode) else []
        steps = shape is STEP
        yield from ("",) if steps else ()
        yield f"{indent}{path.rpartition('/')[2]}:"
        for i, item in enumerate(items):
            yield from ("",) if i and steps else ()
            yield from self._item(shape, item, _Item(path, ids[i] if ids else "", i), indent)
        for i in self._more(path, len(items)):
            yield from _with_dash(list(self._own(f"{path}/{i}", f"{indent}    ")), indent)

    def _item(self, shape: GroupShape, own: yaml.Node, one: _Item, indent: str) -> Iterator[str]:
        if one.path in self.kept:
            yield from self.kept[one.path]
            return
        inside = list(self._group(shape, own, one.path, f"{indent}    "))
        if one.id and "id" in shape.fields:
            at = _after_title(inside, f"{indent}    ", shape is STEP)
            inside.insert(at, f"{indent}    id: {scalar(one.id)}")
        yield from _with_dash(inside, indent)

    def _own(self, path: str, indent: str) -> Iterator[str]:
        """What the language has and the course has not."""
        for name in ("answer", "wrong"):
            yield from self._text(f"{path}/{name}", indent)

    def _more(self, path: str, number: int) -> Iterator[int]:
        while f"{path}/{number}/answer" in self.texts:
            yield number
            number += 1

    def _any(self, path: str) -> bool:
        return any(
            pair.translated for one, pair in self.texts.items() if one == path or one.startswith(f"{path}/")
        )


@dataclass(frozen=True)
class _Item:
    """Of the list at `within`; `id` "" where it has none."""

    within: str
    id: str
    number: int

    @property
    def path(self) -> str:
        steps = self.within.endswith(("/steps", "/practice"))
        return f"{'step' if steps else self.within}/{self.id or self.number}"


def _after_title(lines: list[str], indent: str, steps: bool) -> int:
    """Where the id comes: behind the title of a step, at the head of an option."""
    if not steps:
        return 0
    starts = tuple(f"{indent}{name}:" for name in TITLES)
    at = next((i for i, line in enumerate(lines) if line.startswith(starts)), -1)
    return at + 1


def _with_dash(lines: list[str], indent: str) -> Iterator[str]:
    """The first field begins the entry; comments stand before it."""
    at = next((i for i, line in enumerate(lines) if not line.lstrip().startswith("#")), None)
    if at is None:  # nothing in it has to be translated
        yield f"{indent}  - {{}}"
        return
    yield from (line.removeprefix("  ") for line in lines[:at])
    yield f"{indent}  - {lines[at].strip()}"
    yield from lines[at + 1 :]
