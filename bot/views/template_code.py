"""What templates are compiled to, once for all languages."""

from __future__ import annotations

from functools import cache
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class TemplateCode(BytecodeCache):
    """In memory. The code asks its environment for each message, so what languages share is the same; but a
    filter that knows the language must not stand on a constant, which is computed as it is compiled."""

    def __init__(self) -> None:
        self._by_key: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._by_key.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._by_key[bucket.key] = bucket.code


@cache
def code_of_templates(autoescape: bool, right_to_left: bool) -> TemplateCode:  # noqa: ARG001 - each has its own
    """That of environments with these settings, which change what a template is compiled to."""
    return TemplateCode()
