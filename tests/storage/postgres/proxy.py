"""Between the bot and its server: a connection that can be cut at the very moment of a commit."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from enum import Enum
from pathlib import Path


class Cut(Enum):
    """What happens to the next COMMIT."""

    NOT = "nothing"
    BEFORE = "it never arrives, and the server hears that the connection is gone"
    SILENTLY = "it never arrives, and the server hears nothing"
    AFTER = "it is done, and nobody hears of it"


class Proxy:
    """As a folder with a socket; give it as the host."""

    def __init__(self, server: Path, folder: Path) -> None:
        self.folder = folder
        self.cut = Cut.NOT
        self._server = server / ".s.PGSQL.5432"
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / ".s.PGSQL.5432"))
        self._listening.listen()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        for one in (self._listening, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self._server))
                self._open += [client, server]
                threading.Thread(target=self._to_server, args=(client, server), daemon=True).start()
                threading.Thread(target=self._to_client, args=(client, server), daemon=True).start()

    def _to_server(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while sent := client.recv(65536):
                if self.cut is not Cut.NOT and b"COMMIT" in sent:
                    self._cut(client, server, sent)
                    return
                server.sendall(sent)
            server.shutdown(socket.SHUT_RDWR)

    def _cut(self, client: socket.socket, server: socket.socket, sent: bytes) -> None:
        how, self.cut = self.cut, Cut.NOT
        if how is Cut.AFTER:
            self._deaf = client
            server.sendall(sent)
            self._heard.wait(30)
        if how is not Cut.SILENTLY:
            server.shutdown(socket.SHUT_RDWR)
        client.shutdown(socket.SHUT_RDWR)

    _deaf: socket.socket | None = None
    _heard: threading.Event = threading.Event()

    def _to_client(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while answer := server.recv(65536):
                if client is self._deaf:
                    self._heard.set()
                    return
                client.sendall(answer)
            client.shutdown(socket.SHUT_RDWR)
