"""The SQL outside `storage/sqlite/` is understood by SQLite and PostgreSQL, and safe with several writers."""

from __future__ import annotations

import ast
import re
from pathlib import Path

STORAGE = Path(__file__).parents[2] / "bot" / "storage"
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|PRAGMA)\s", re.IGNORECASE)
SQLITE_ALONE = re.compile(
    r"\b(INSERT\s+OR|REPLACE\s+INTO|PRAGMA|ROWID|IFNULL|TOTAL|GROUP_CONCAT|STRFTIME|JULIANDAY|GLOB|IIF|TYPEOF"
    r"|RANDOMBLOB|LAST_INSERT_ROWID|SQLITE_MASTER|AUTOINCREMENT|CHANGES|COLLATE\s+NOCASE)\b"
    # A value of no known type, and a number for what is true or false, are refused there.
    r"|\?\s+IS\s+(NOT\s+)?NULL|\b(AND|OR|NOT|WHERE)\s+\?(?!\s*[<>=])",
    re.IGNORECASE,
)


def test_statements_are_written_for_both() -> None:
    found = [
        f"{path.name}: {text}"
        for path in STORAGE.rglob("*.py")
        if path.parent.name != "sqlite"
        for text in statements(path)
        if SQLITE_ALONE.search(text)
    ]
    assert not found


def test_the_eye_for_sqlites_own_words_sees_them() -> None:
    assert SQLITE_ALONE.search("INSERT OR IGNORE INTO taps VALUES (1)")
    assert SQLITE_ALONE.search("SELECT 1 WHERE (? IS NULL OR a = ?)")
    assert SQLITE_ALONE.search("SELECT 1 WHERE a = 1 AND (b = 2 OR ?)")
    assert not SQLITE_ALONE.search("SELECT a FROM b WHERE c = ? AND ? < d LIMIT ?")


def test_what_one_statement_can_write_is_not_looked_for_or_deleted_first() -> None:
    found = [
        f"{path.name}: {function.name}"
        for path in STORAGE.rglob("*.py")
        if path.parent.name != "sqlite"
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef) and in_two_steps(statements_of(function))
    ]
    assert not found


def test_the_eye_for_two_steps_sees_them() -> None:
    insert = "INSERT INTO a (b) VALUES (?)"
    assert in_two_steps(["DELETE FROM a WHERE b = ?", insert])
    assert in_two_steps(["SELECT 1 FROM a WHERE b = ?", insert])
    assert in_two_steps(["SELECT MAX(b) FROM a", insert])
    assert not in_two_steps(["DELETE FROM a WHERE c < ?", insert])
    assert not in_two_steps(["SELECT 1 FROM c", insert])


def in_two_steps(statements: list[str]) -> bool:
    """Whether one looks for, or deletes, by its key what another inserts into the same table."""
    inserted = {found[1] for text in statements if (found := re.match(r"\s*INSERT INTO (\w+)", text))}
    before = re.compile(r"\s*(DELETE FROM (\w+) WHERE [^<]*$|SELECT (?:1|MAX\(\w+\)) FROM (\w+))")
    touched = {table for text in statements if (found := before.match(text)) for table in found.groups()[1:]}
    return bool(inserted & touched)


def statements(path: Path) -> list[str]:
    return statements_of(ast.parse(path.read_text("utf-8")))


def statements_of(tree: ast.AST) -> list[str]:
    """Strings that are SQL, those that are put together with gaps in them."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else " … " for part in node.values)
            found.append("".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    return [text for text in found if SQL.match(text)]
