"""What people type, as a message keeps it."""

from __future__ import annotations

from typing import Any

from bot.emulator import limits
from bot.emulator.errors import RefusedError
from bot.emulator.world.entities import Entity, find_entities, tidy


def typed_text(text: str, styles: list[Entity] | None = None) -> dict[str, Any]:
    """text and entities of a message. styles: entities that the person set. Raises RefusedError."""
    text, entities = tidy(text, styles) if styles else (text.strip(), find_entities(text.strip()))
    if not 1 <= len(text) <= limits.TEXT:
        raise RefusedError(f"A message has 1 to {limits.TEXT} characters.")
    return {"text": text} | ({"entities": entities} if entities else {})


def typed_caption(caption: str) -> dict[str, Any]:
    """caption and caption_entities. Raises RefusedError."""
    caption = caption.strip()
    if len(caption) > limits.CAPTION:
        raise RefusedError(f"A caption has at most {limits.CAPTION} characters.")
    entities = find_entities(caption)
    content: dict[str, Any] = {"caption": caption} if caption else {}
    return content | ({"caption_entities": entities} if entities else {})
