"""Courses as they were published, file by file; each content is kept once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.storage.database import Tx


@dataclass(frozen=True)
class PublishedCourse:
    """One version of a course's folder. `name` is the shelf's, and the newest has the greatest; `deployed` is
    the digest of what the operator had put there before."""

    folder: str
    name: str
    deployed: str


def all_newest_first(tx: Tx) -> tuple[PublishedCourse, ...]:
    rows = tx.execute("SELECT folder, name, deployed FROM published_courses ORDER BY folder, name DESC")
    return tuple(PublishedCourse(row["folder"], row["name"], row["deployed"]) for row in rows)


def of_folder(tx: Tx, folder: str) -> tuple[PublishedCourse, ...]:
    return tuple(one for one in all_newest_first(tx) if one.folder == folder)


def add(tx: Tx, course: PublishedCourse, files: Mapping[str, tuple[str, bytes]]) -> None:
    """`files`: path -> digest and content."""
    _drop(tx, course.folder, course.name)
    version = (course.folder, course.name)
    tx.execute("INSERT INTO published_courses VALUES (?, ?, ?)", (*version, course.deployed))
    for path, (digest, content) in files.items():
        tx.execute("INSERT INTO published_files VALUES (?, ?, ?, ?)", (*version, path, digest))
        tx.execute(
            "INSERT INTO published_contents VALUES (?, ?) ON CONFLICT (digest)"
            " DO UPDATE SET content = excluded.content",
            (digest, content),
        )


def keep(tx: Tx, folder: str, newest: int) -> None:
    """No more than so many of the newest versions stay."""
    for course in of_folder(tx, folder)[newest:]:
        _drop(tx, folder, course.name)
    tx.execute("DELETE FROM published_contents WHERE digest NOT IN (SELECT digest FROM published_files)")


def files(tx: Tx, course: PublishedCourse) -> dict[str, tuple[str, bytes | None]]:
    """Path -> digest, and the content if it is there."""
    rows = tx.execute(
        "SELECT path, digest, content FROM published_files LEFT JOIN published_contents USING (digest)"
        " WHERE folder = ? AND name = ?",
        (course.folder, course.name),
    )
    return {row["path"]: (row["digest"], row["content"]) for row in rows}


def _drop(tx: Tx, folder: str, name: str) -> None:
    for table in ("published_files", "published_courses"):
        tx.execute(f"DELETE FROM {table} WHERE folder = ? AND name = ?", (folder, name))  # noqa: S608
