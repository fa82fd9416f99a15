"""A small course that shows each thing once, to be edited: what `new` writes, and admins get as a zip."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.course.schema import schema_files, with_schema


def starter_files() -> dict[str, bytes]:
    """Path in the course's folder -> bytes, the schemas for editors among them."""
    return _below(files(__name__).joinpath("files")) | schema_files()


def _below(folder: Traversable, within: str = "") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{within}{one.name}"
        if one.is_dir():
            found |= _below(one, f"{name}/")
        elif name.endswith(".yaml"):
            found[name] = with_schema(name, one.read_text("utf-8")).encode()
        else:
            found[name] = one.read_bytes()
    return found
