"""Tables as a chat can show them: narrow ones as a block of code, in columns, others as a list."""

from __future__ import annotations

from collections.abc import Sequence

from bot.course.reading.markup import visible_words

_WIDTH = 34
"""Characters of code that a phone shows in a line."""
_CELLS = 400
"""Above it, a table is no longer looked at for columns."""


def in_lines(rows: Sequence[Sequence[str]], *, head: bool) -> str:
    """Cells are Markdown of one line. "" where there is nothing in them."""
    if not rows:
        return ""
    columns = max(map(len, rows))
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    if columns == 1:
        return "\n".join(f"- {row[0]}" for row in full)
    plain = len(full) * columns <= _CELLS and [[visible_words(cell) for cell in row] for row in full]
    if plain and all(
        len(cell) == len(shown)
        for row, seen in zip(full, plain, strict=True)
        for cell, shown in zip(row, seen, strict=True)
    ):
        widths = [max(len(row[at]) for row in full) for at in range(columns)]
        if sum(widths) + 2 * (columns - 1) <= _WIDTH:
            return _in_columns(full, widths, head=head)
    return "\n".join(_items(full, head=head))


def _in_columns(rows: list[list[str]], widths: list[int], *, head: bool) -> str:
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    if head and len(lines) > 1:
        lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(("```", *lines, "```"))


def _items(rows: list[list[str]], *, head: bool) -> list[str]:
    """A row a line: its first cell, then the others behind the names of their columns."""
    names = rows[0] if head and len(rows) > 1 else []
    body = rows[1:] if names else rows
    lines = []
    for row in body:
        first, *others = row
        named = [
            f"{name}: {cell}" if name else cell
            for name, cell in zip(names[1:] or [""] * len(others), others, strict=True)
            if cell
        ]
        bold = first if first.startswith("*") or not first else f"**{first}**"
        lines.append("- " + " – ".join(part for part in (bold, "; ".join(named)) if part))
    return lines
