"""Short stand-ins for ids, for buttons that have room for 64 bytes only."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from functools import lru_cache


@lru_cache(maxsize=2**16)
def key(*ids: str, size: int = 8) -> str:
    """A stand-in of `size` characters for these ids: the same ids give the same key, on any machine."""
    digest = hashlib.blake2b("/".join(ids).encode(), digest_size=12).digest()
    return urlsafe_b64encode(digest).decode()[:size]
