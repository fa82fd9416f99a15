"""A catalogue as a text that changes only where its messages do: without dates and numbers of lines."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

HEADERS = (
    *("Project-Id-Version", "Language", "Last-Translator", "Plural-Forms"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
)
"""Those that are kept; editors add more, which come and go."""

UNKNOWN = "FULL NAME <EMAIL@ADDRESS>"


def po_text(catalogue: Catalog, tidy: bool = False) -> str:
    """`tidy`: without the messages that are no longer said."""
    written = BytesIO()
    write_po(
        written,
        catalogue,
        width=100,
        omit_header=True,
        include_lineno=False,
        ignore_obsolete=tidy,
        include_previous=True,
    )
    return f"{_header(catalogue)}\n{written.getvalue().decode()}"


def put(file: Path, text: str) -> bool:
    """Whether it was another one before. Whole or not at all."""
    try:
        if file.read_text("utf-8") == text:
            return False
    except (FileNotFoundError, UnicodeDecodeError):
        pass
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(file)
    return True


def _header(catalogue: Catalog) -> str:
    """Each of its lines is one line: Babel's own would be folded, and say when and by what it was written."""
    kept = (f"{name}: {value}" for name, value in catalogue.mime_headers if name in HEADERS)
    lines = (f'"{line}\\n"' for line in kept if UNKNOWN not in line)
    return "\n".join((catalogue.header_comment, 'msgid ""', 'msgstr ""', *lines, ""))
