"""Binary files that tests write themselves: format/name -> its bytes. What each should become stands in the
format's folder, as name.yaml; `python -m tests.course.formats.made FORMAT` writes what it becomes now."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.course.formats import made_anki, made_h5p, made_notebooks, made_qti, made_sheets
from tests.course.formats.expected import FOLDER, as_text, bring

SOURCES = {
    "anki": made_anki.DECKS,
    "xlsx": made_sheets.XLSX,
    "ods": made_sheets.ODS,
    "jupyter": made_notebooks.NOTEBOOKS,
    "h5p": made_h5p.PACKAGES,
    "qti": made_qti.PACKAGES,
}

MADE: dict[str, Callable[[], bytes]] = {
    f"{kind}/{name}": make for kind, files in SOURCES.items() for name, make in files.items()
}


def wanted(name: str) -> Path:
    """Where it stands what a file should become."""
    return (FOLDER / name).with_suffix(".yaml")


def write(name: str, into: Path) -> Path:
    path = into / Path(name).name
    path.write_bytes(MADE[name]())
    return path


if __name__ == "__main__":
    for one in MADE:
        if one.partition("/")[0] in sys.argv[1:]:
            wanted(one).parent.mkdir(exist_ok=True)
            with TemporaryDirectory() as folder:
                text = as_text(bring(write(one, Path(folder)), Path(folder) / "course"))
            wanted(one).write_text(text, "utf-8")
            print(f"=== {one}\n{text}", end="")
