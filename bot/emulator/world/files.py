"""Files that were sent: their bytes by content hash, their Telegram objects by file_id."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from bot.emulator import limits
from bot.emulator.errors import bad_request
from bot.emulator.world.images import picture_size
from bot.emulator.world.journal import Changes

FileKind = Literal["photo", "document"]


@dataclass(frozen=True)
class Upload:
    """A file that came with a call, or that a person sends."""

    name: str
    mime: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class StoredFile:
    """A file that Telegram knows; width and height in pixels, 0 for a document."""

    file_id: str
    unique_id: str
    kind: FileKind
    digest: str
    size: int
    name: str
    mime: str
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """The file_path of getFile."""
        return f"{self.kind}s/{self.unique_id}{mimetypes.guess_extension(self.mime) or ''}"

    def content(self) -> dict[str, Any]:
        """The part of a message that shows this file."""
        seen = {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}
        if self.kind == "photo":
            return {"photo": [{**seen, "width": self.width, "height": self.height}]}
        return {"document": {"file_name": self.name, "mime_type": self.mime, **seen}}


class FileStore:
    """All files of a world, in a folder or, without one, in memory."""

    def __init__(self, folder: Path | None, changes: Changes) -> None:
        self._folder = folder
        self._changes = changes
        self._bytes: dict[str, bytes] = {}
        self._known: dict[str, StoredFile] = {}
        self._paths: dict[str, StoredFile] = {}

    def load(self, rows: dict[str, Any]) -> None:
        for row in rows.values():
            self._remember(StoredFile(**row))

    async def keep(self, upload: Upload) -> None:
        """Store the bytes of an upload; the same content is stored once."""
        if self._folder is None:
            self.keep_now(upload)
        else:
            await asyncio.to_thread(self.keep_now, upload)

    def keep_now(self, upload: Upload) -> None:
        """The same, and the caller waits."""
        digest = _digest(upload)
        if self._folder is None:
            self._bytes[digest] = upload.data
        elif not (self._folder / digest).exists():
            _write(self._folder / digest, upload.data)

    def photo(self, source: Upload | str) -> StoredFile:
        """The photo for an upload that was kept, or for a file_id."""
        if isinstance(source, str):
            return self._found(source, "photo")
        mime, width, height = limits.check_photo(len(source.data), picture_size(source.data))
        return self._add("photo", source, source.name, mime, width, height)

    def document(self, source: Upload | str) -> StoredFile:
        if isinstance(source, str):
            return self._found(source, "document")
        limits.check_upload(len(source.data))
        mime = mimetypes.guess_type(source.name)[0] or source.mime
        return self._add("document", source, source.name, mime)

    def get(self, file_id: str) -> StoredFile | None:
        return self._known.get(file_id)

    def at_path(self, path: str) -> StoredFile | None:
        return self._paths.get(path)

    async def read(self, file: StoredFile) -> bytes:
        if self._folder is None:
            return self._bytes[file.digest]
        return await asyncio.to_thread((self._folder / file.digest).read_bytes)

    def _found(self, file_id: str, kind: FileKind) -> StoredFile:
        file = self._known.get(file_id)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if file.kind != kind:
            raise bad_request("type of file mismatch")
        return file

    def _add(
        self, kind: FileKind, upload: Upload, name: str, mime: str, width: int = 0, height: int = 0
    ) -> StoredFile:
        digest = _digest(upload)
        key = hashlib.sha256(f"{kind}\n{digest}\n{name}".encode()).digest()
        prefix = "AgAC" if kind == "photo" else "BQAC"
        file = StoredFile(
            file_id=prefix + urlsafe_b64encode(key + key[:13]).decode(),
            unique_id="AQAD" + urlsafe_b64encode(key[:9]).decode(),
            kind=kind,
            digest=digest,
            size=len(upload.data),
            name=name,
            mime=mime,
            width=width,
            height=height,
        )
        self._remember(file)
        self._changes.put("file", file.file_id, asdict(file))
        return file

    def _remember(self, file: StoredFile) -> None:
        self._known[file.file_id] = file
        self._paths[file.path] = file


def _digest(upload: Upload) -> str:
    return hashlib.sha256(upload.data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a file that was cut short would be taken for the content its name promises."""
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(data)
    unfinished.replace(path)
