"""The full-text index of what is taught: in memory, made from the courses, read by all.

It is SQLite's FTS5, whatever database stands behind the rest: https://sqlite.org/fts5.html
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from bot.learning.search.documents import Document, DocumentKind
from bot.learning.search.found import FOUND, FOUND_END
from bot.learning.search.words import Choices, Pattern
from bot.storage.database import Tx
from bot.storage.sqlite.memory import MemoryDatabase

EXCERPT_WORDS = 18

_WEIGHTS = "0.0, 0.0, 0.0, 8.0, 6.0, 1.0, 0.4"
"""Of the columns, in order: a title says most, and what a section teaches."""

_TABLES = (
    """CREATE VIRTUAL TABLE documents USING fts5 (
        kind UNINDEXED, course UNINDEXED, key UNINDEXED, title, terms, body, more,
        tokenize = "unicode61 remove_diacritics 2")""",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab (documents, row)",
    "CREATE VIRTUAL TABLE spellings USING fts5 (word, tokenize = 'trigram')",
)
_BODY = 5
_LIKE = 40
"""Words with most groups of three letters in common that are looked at."""


@dataclass(frozen=True)
class SearchHit:
    """A document that was found: the `number` is the index's own."""

    kind: DocumentKind
    course_id: str
    key: str
    number: int


class SearchIndex:
    """Made once, then only read. All of it blocks: call it in a thread."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Raises DatabaseError."""
        self._database = MemoryDatabase()
        rows = [(d.kind.value, d.course_id, d.key, d.title, d.terms, d.body, d.more) for d in documents]
        self._database.run(lambda tx: _fill(tx, rows))

    def find(
        self, words: Sequence[Choices], courses: Collection[str], most: int, all_words: bool = False
    ) -> tuple[SearchHit, ...]:
        """The documents of these courses that fit the words, the best first: those with all of them before
        those with some, which with `all_words` come only behind those. Raises DatabaseError."""
        if not words or not courses:
            return ()
        return self._database.run(lambda tx: _find(tx, words, tuple(courses), most, all_words))

    def excerpt(self, words: Sequence[Choices], hit: SearchHit) -> str:
        """The part of its body that fits, with marks around the words. Raises DatabaseError."""
        return self._database.run(lambda tx: _excerpt(tx, words, hit.number))

    def known(self, choices: Choices) -> bool:
        """Whether any document has the word."""
        return self._database.run(lambda tx: any(_has(tx, pattern) for pattern in choices))

    def like(self, word: str) -> tuple[str, ...]:
        """The words of the documents that this one may be a slip of the pen for, the likeliest first: one
        letter off, or two in a long word."""
        return self._database.run(lambda tx: _like(tx, word))

    def close(self) -> None:
        self._database.close()


def _fill(tx: Tx, rows: Iterable[tuple[str, ...]]) -> None:
    for table in _TABLES:
        tx.execute(table)
    tx.execute("BEGIN")
    tx.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    tx.execute("COMMIT")
    words = [str(row[0]) for row in tx.execute("SELECT term FROM vocabulary").fetchall()]
    tx.execute("BEGIN")
    tx.executemany("INSERT INTO spellings VALUES (?)", [(_padded(word),) for word in words if len(word) > 3])
    tx.execute("COMMIT")


def _find(
    tx: Tx, words: Sequence[Choices], courses: tuple[str, ...], most: int, all_words: bool
) -> tuple[SearchHit, ...]:
    groups = [_any(choices) for choices in words]
    found = _ranked(tx, " AND ".join(groups), courses, most)
    if len(found) < most and len(groups) > 1 and (found or not all_words):
        found |= _ranked(tx, " OR ".join(groups), courses, most)
    return tuple(found)[:most]


def _ranked(tx: Tx, match: str, courses: tuple[str, ...], most: int) -> dict[SearchHit, None]:
    """The hits, in their order."""
    marks = ", ".join("?" * len(courses))
    query = f"""SELECT kind, course, key, rowid FROM documents
        WHERE documents MATCH ? AND course IN ({marks})
        ORDER BY bm25(documents, {_WEIGHTS}), rowid LIMIT ?"""  # noqa: S608 - question marks and numbers
    rows = tx.execute(query, (match, *courses, most))
    return {SearchHit(DocumentKind(row[0]), str(row[1]), str(row[2]), row[3]): None for row in rows}


def _excerpt(tx: Tx, words: Sequence[Choices], number: int) -> str:
    row = tx.execute(
        "SELECT snippet(documents, ?, ?, ?, '…', ?) FROM documents WHERE documents MATCH ? AND rowid = ?",
        (_BODY, FOUND, FOUND_END, EXCERPT_WORDS, " OR ".join(map(_any, words)), number),
    ).fetchone()
    return str(row[0]) if row else ""


def _any(choices: Choices) -> str:
    return "(" + " OR ".join(map(_quoted, choices)) + ")"


def _quoted(pattern: Pattern) -> str:
    """In quotes all is a plain word to FTS5; a quote in it is doubled."""
    text = pattern.text.replace('"', '""')
    return f'"{text}"*' if pattern.begins else f'"{text}"'


def _has(tx: Tx, pattern: Pattern) -> bool:
    upper = pattern.text + ("\U0010ffff" if pattern.begins else "")
    query = "SELECT 1 FROM vocabulary WHERE term >= ? AND term <= ? LIMIT 1"
    return tx.execute(query, (pattern.text, upper)).fetchone() is not None


def _like(tx: Tx, word: str) -> tuple[str, ...]:
    most = (len(word) > 3) + (len(word) > 7)
    if not most:
        return ()
    padded = _padded(word)
    trigrams = dict.fromkeys(padded[i : i + 3] for i in range(len(padded) - 2))
    match = " OR ".join(_quoted(Pattern(trigram)) for trigram in trigrams)
    query = "SELECT word FROM spellings WHERE spellings MATCH ? ORDER BY rank LIMIT ?"
    near = (str(row[0])[2:-2] for row in tx.execute(query, (match, _LIKE)).fetchall())
    distances = ((DamerauLevenshtein.distance(word, one), one) for one in near)
    return tuple(one for distance, one in sorted(distances) if distance <= most)


def _padded(word: str) -> str:
    """With its ends marked, so that they count as well."""
    return f"^^{word}$$"
