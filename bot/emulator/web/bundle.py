"""The page's modules as one script, and its stylesheets as one: on a slow line each file more is a wait.

No more JavaScript is understood than the page's own: imports of a line, of named things or of all of a module
beside it, and exports where something is declared. What else begins with these words is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

SCRIPT, STYLE = "page.js", "page.css"
ENTRY = "app"
STYLES = ("style", "message", "controls", "desk")
"""In the order in which they override each other."""

_IMPORT = re.compile(r'^import (?:\* as (?P<all>\w+)|\{(?P<some>[^}]+)\}) from "\./(?P<of>\w+)\.js";$', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.M)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.M)


def bundled(folder: Path, name: str) -> str:
    """SCRIPT or STYLE, of the files in `folder` as they are now. Raises OSError, and ValueError for a module
    that is not understood or takes part in a circle."""
    stamps = tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.iterdir()))
    return _made(folder, name, stamps)


@lru_cache(maxsize=4)
def _made(folder: Path, name: str, _: tuple[tuple[str, int], ...]) -> str:
    if name == STYLE:
        return "\n".join((folder / f"{style}.css").read_text("utf-8") for style in STYLES)
    return "\n".join(_modules(folder, ENTRY, {}, ()))


def _modules(folder: Path, module: str, done: dict[str, str], within: tuple[str, ...]) -> Iterator[str]:
    """A module after those that it imports, each once; each is a function, so that its names are its own."""
    if module in within:
        raise ValueError(f"these modules import each other: {' → '.join((*within, module))}")
    if module in done:
        return
    text = (folder / f"{module}.js").read_text("utf-8")
    for found in _IMPORT.finditer(text):
        yield from _modules(folder, found["of"], done, (*within, module))
    done[module] = _as_function(module, text)
    yield done[module]


def _as_function(module: str, text: str) -> str:
    names = _EXPORT.findall(text)
    body = _EXPORT.sub("", _IMPORT.sub(_declaration, text))
    if other := _OTHER.search(body):
        raise ValueError(f"{module}.js: not understood: {other[0]}")
    return f"const {_held(module)} = (() => {{\n{body}\nreturn {{ {', '.join(names)} }};\n}})();"


def _declaration(found: re.Match[str]) -> str:
    if found["all"]:
        return f"const {found['all']} = {_held(found['of'])};"
    return f"const {{{found['some'].replace(' as ', ': ')}}} = {_held(found['of'])};"


def _held(module: str) -> str:
    """The name by which a module's exports are known; no other begins like this."""
    return f"module_{module}"
