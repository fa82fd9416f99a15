"""The file that Anki reads, by genanki."""

from __future__ import annotations

import hashlib
import html
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from bot.course.exporting.anki_notes import NoteKind, NoteText
from bot.course.model import Picture

_HINT = "{{#Hint}}<br>{{hint:Hint}}{{/Hint}}"
_BACK = "<hr id=answer>{{Back}}"
_TEMPLATES = {
    NoteKind.CARD: (("Front", "Back", "Hint"), f"{{{{Front}}}}{_HINT}", f"{{{{Front}}}}{_BACK}"),
    NoteKind.WRITTEN: (
        ("Front", "Answer", "Back", "Hint"),
        f"{{{{Front}}}}{_HINT}<br>{{{{type:Answer}}}}",
        f"{{{{Front}}}}<br>{{{{type:Answer}}}}{_BACK}",
    ),
    NoteKind.GAPS: (("Text", "Back", "Hint"), f"{{{{cloze:Text}}}}{_HINT}", f"{{{{cloze:Text}}}}{_BACK}"),
}
"""Kind -> its fields, and the two sides of its cards."""
_CSS = ".card { font-family: sans-serif; font-size: 20px; text-align: left; } img { max-width: 100%; }"


@dataclass(frozen=True)
class AnkiNoteData:
    """`key`: what it is known by, for good."""

    key: tuple[str, str]
    text: NoteText


@dataclass(frozen=True)
class AnkiDeck:
    """`key`: what it is known by, for good."""

    key: str
    name: str
    notes: tuple[AnkiNoteData, ...]


@dataclass
class Media:
    """Pictures by the names that notes have for them: all of a deck lie in one folder."""

    found: dict[str, Path] = field(default_factory=dict)

    def shown(self, picture: Picture) -> str:
        """It in HTML."""
        name = f"tutorbot-{picture.digest[:16]}{picture.path.suffix.lower()}"
        self.found[name] = picture.path
        return f'<p><img src="{name}" alt="{html.escape(picture.description)}"></p>'


def packed(decks: Iterable[AnkiDeck], media: Media, now: datetime) -> bytes:
    """Raises OSError where a picture cannot be read."""
    import genanki  # only who exports a deck needs it

    file = io.BytesIO()
    with TemporaryDirectory() as folder:
        files = [copyfile(path, Path(folder) / name) for name, path in media.found.items()]
        package = genanki.Package([_deck(one) for one in decks], [str(path) for path in files])
        package.write_to_file(file, timestamp=now.timestamp())
    return file.getvalue()


def _deck(deck: AnkiDeck) -> Any:
    import genanki

    made = genanki.Deck(_number(f"deck {deck.key}"), deck.name)
    for note in deck.notes:
        fields, _, _ = _TEMPLATES[note.text.kind]
        texts = [note.text.fields.get(name, "") for name in fields]
        made.add_note(genanki.Note(_model(note.text.kind), texts, guid=genanki.guid_for(*note.key)))
    return made


@lru_cache(maxsize=8)
def _model(kind: NoteKind) -> Any:
    """Numbers tell Anki that it has the kind of note already."""
    import genanki

    fields, front, back = _TEMPLATES[kind]
    type_ = genanki.Model.CLOZE if kind is NoteKind.GAPS else genanki.Model.FRONT_BACK
    name = f"tutorbot {kind.value}"
    sides = [{"name": kind.value, "qfmt": front, "afmt": back}]
    names = [{"name": one} for one in fields]
    return genanki.Model(_number(name), name, names, sides, css=_CSS, model_type=type_)


def _number(key: str) -> int:
    """One that stays the same, between 2^30 and 2^31, as genanki wants them."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % (1 << 30)
