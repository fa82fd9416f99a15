"""What the server itself says in the chat page's languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import orjson

PAGE = Path(__file__).parent / "page"
GUEST = "Guest"


@lru_cache(maxsize=32)
def guest(language: str) -> str:
    """What a newcomer without a name is called, by the page's `lang`."""
    # Only a file's own name leads to it, whatever was sent.
    files = {path.name: path for path in PAGE.glob("words.*.json")}
    path = files.get(f"words.{language}.json")
    return str(orjson.loads(path.read_bytes())[GUEST]) if path else GUEST
