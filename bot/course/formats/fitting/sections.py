"""A passage of any length, with any number of pictures -> sections: a message each, with one picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.course.formats.fitting.bench import Bench, cut
from bot.course.formats.fitting.cutting import COMFORTABLE, blocks, pieces
from bot.course.formats.material import Origin, Passage
from bot.course.formats.texts.converted import Converted, marks
from bot.course.message import say
from bot.course.model import Picture, Section
from bot.course.reading.fields import TITLE


@dataclass
class _Piece:
    """`below`: what stands behind its picture."""

    above: list[str] = field(default_factory=list)
    picture: Picture | None = None
    below: list[str] = field(default_factory=list)


def sections(bench: Bench, passage: Passage) -> list[Section]:
    title = bench.title(passage.title, passage.origin, TITLE)
    made = bench.text(passage.text, passage.syntax, passage.origin)
    found = [
        Section("", title, text, picture)
        for piece in _pieces(bench, made, passage.origin)
        for text, picture in _cut(piece, title)
    ]
    if len(found) > 1:
        bench.changed(passage.origin, say("formats.section_cut", title=title, number=len(found)))
    if found:
        found[0] = replace(
            found[0],
            note=bench.line(passage.note, passage.syntax, passage.origin) or None,
            warning=bench.line(passage.warning, passage.syntax, passage.origin) or None,
        )
    return [replace(one, title=numbered(title, number)) for number, one in enumerate(found, 1)]


def numbered(title: str, number: int) -> str:
    """ "Isolation (2)": what goes on from the one above it."""
    return title if number == 1 else f"{cut(title, TITLE - 6)} ({number})"


def _pieces(bench: Bench, made: Converted, origin: Origin) -> list[_Piece]:
    """A piece for each picture; a picture belongs to what stands above it."""
    found = [_Piece()]
    for block in blocks(made.text):
        alone = Converted(block).alone
        if alone:
            (found[-1].below if found[-1].picture else found[-1].above).append(alone)
        for number in marks(block):
            picture = bench.picture(made.images[number], origin)
            if found[-1].picture:
                found.append(_Piece(found[-1].below))
                found[-2].below = []
            found[-1].picture = picture
    return found


def _cut(piece: _Piece, title: str) -> Iterator[tuple[str, Picture | None]]:
    text = "\n\n".join((*piece.above, *piece.below))
    if not text and not piece.picture:
        return
    # A section has words: those that tell what the picture shows, or what it is called.
    parts = (
        pieces(text, COMFORTABLE) if text else [piece.picture.description or title if piece.picture else ""]
    )
    length = len("\n\n".join(piece.above))
    shown_at = 0
    while shown_at < len(parts) - 1 and length > len(parts[shown_at]):
        length -= len(parts[shown_at])
        shown_at += 1
    for number, part in enumerate(parts):
        yield part, piece.picture if number == shown_at else None
