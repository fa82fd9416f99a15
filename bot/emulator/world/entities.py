"""What Telegram does to formatted text before it keeps it: trimming, tidying, finding links and commands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

Entity = dict[str, Any]
"""A MessageEntity: type, offset and length in UTF-16 units, and url, language … where the type has one."""

MOST_ENTITIES = 100

_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_QUOTES = {"blockquote", "expandable_blockquote"}
# Where two entities cover the same text, the lower number wins or comes first.
_RANK = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
}
_RANK |= {"bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99}
_FOUND = re.compile(
    r"(?P<url>https?://(?=[^\s/?#]+\.)[^\s<>\"]+[^\s<>\".,;:!?)\]'])"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z0-9_]{4,32})(?!\w)"
)


def units(text: str) -> int:
    """The length of a text in UTF-16 units, as entities count it."""
    return (
        len(text) + sum(1 for character in text if character > "\uffff") if not text.isascii() else len(text)
    )


def tidy(text: str, entities: Iterable[Entity]) -> tuple[str, list[Entity]]:
    """Text and entities as a message keeps them: trimmed, sorted, without what Telegram drops in silence."""
    kept = text.rstrip()
    clipped = list(_clip(entities, units(kept), 0))
    body = kept.lstrip()
    if cut := units(kept) - units(body):
        clipped = list(_clip(clipped, units(body), cut))
    whole = _resolve(sorted(clipped, key=_order))
    return body, sorted([*whole, *_detect(body, whole)], key=_order)[:MOST_ENTITIES]


def find_entities(text: str) -> list[Entity]:
    """The entities of a text that a person typed: commands, links and mentions."""
    return _detect(text, [])


def _clip(entities: Iterable[Entity], end: int, cut: int) -> Iterable[Entity]:
    for entity in entities:
        start = max(int(entity["offset"]) - cut, 0)
        stop = min(int(entity["offset"]) + int(entity["length"]) - cut, end)
        if stop > start:
            yield {**entity, "offset": start, "length": stop - start}


def _order(entity: Entity) -> tuple[int, int, int]:
    return int(entity["offset"]), -int(entity["length"]), _RANK.get(entity["type"], 50)


def _resolve(entities: list[Entity]) -> list[Entity]:
    """No code beside styles, no two links over one another, no quote in a quote, no invalid link."""
    usable = [made for entity in entities if (made := _usable(entity))]
    solid = _first_wins([e for e in usable if e["type"] not in _STYLES | _QUOTES])
    quotes = _first_wins([e for e in usable if e["type"] in _QUOTES])
    code = [entity for entity in solid if entity["type"] in ("code", "pre")]
    styles: list[Entity] = []
    for style in sorted(_STYLES):
        pieces = _first_wins([e for e in usable if e["type"] == style])
        styles += [rest for piece in pieces for rest in _without(piece, code)]
    return [*solid, *quotes, *styles]


def _usable(entity: Entity) -> Entity | None:
    if entity["type"] == "code":
        return {key: value for key, value in entity.items() if key != "language"}
    if entity["type"] == "custom_emoji":
        return entity if entity.get("custom_emoji_id") else None
    return _link(entity) if entity["type"] == "text_link" else entity


def _link(entity: Entity) -> Entity | None:
    """A link that Telegram would keep: a web address with a domain, or tg://. A person's is a mention."""
    try:
        parts = urlsplit(entity["url"] if "://" in entity["url"] else f"http://{entity['url']}")
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme == "tg":
        person = re.fullmatch(r"id=([0-9]{1,16})", parts.query) if host == "user" else None
        mention = {"offset": entity["offset"], "length": entity["length"], "type": "text_mention"}
        return {**mention, "user": {"id": int(person[1])}} if person else entity
    if parts.scheme not in ("http", "https") or "." not in host.strip(".") or re.search(r"\s", entity["url"]):
        return None
    return {**entity, "url": parts._replace(path=parts.path or "/").geturl()}


def _first_wins(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    end = 0
    for entity in entities:
        if entity["offset"] >= end:
            kept.append(entity)
            end = entity["offset"] + entity["length"]
    return kept


def _without(entity: Entity, holes: list[Entity]) -> Iterable[Entity]:
    """The parts of an entity that lie outside the holes (which are in order)."""
    start, end = entity["offset"], entity["offset"] + entity["length"]
    for hole in holes:
        if hole["offset"] >= end or hole["offset"] + hole["length"] <= start:
            continue
        if hole["offset"] > start:
            yield {**entity, "offset": start, "length": hole["offset"] - start}
        start = hole["offset"] + hole["length"]
    if start < end:
        yield {**entity, "offset": start, "length": end - start}


def _detect(text: str, entities: list[Entity]) -> list[Entity]:
    if "/" not in text and "@" not in text:
        return []
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] not in _STYLES | _QUOTES]
    found: list[Entity] = []
    for match in _FOUND.finditer(text):
        start = units(text[: match.start()])
        end = start + units(match[0])
        if not any(start < stop and begin < end for begin, stop in taken):
            found.append({"type": match.lastgroup, "offset": start, "length": end - start})
    return found
