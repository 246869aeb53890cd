"""Real servers on this machine that receive reminders: a mail server and a group's software, each as kind as asked."""

import base64
import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, TypeVar

SILENT = "silent"  # hears it and says nothing until the end of the test


class _Letters(socketserver.StreamRequestHandler):
    """The words of RFC 5321 that a sender needs; `answers` of the server replaces what is said to a word."""

    server: "PostOffice"
    rbufsize = 0
    _usual: ClassVar = {"DATA": "354 go on", ".": "250 accepted", "QUIT": "221 bye", "AUTH": "235 welcome"}

    def handle(self) -> None:
        with suppress(OSError):
            if self.server.tls and not self.server.offers_starttls:
                self._wrap()
            if self._say("greeting", "220 post office"):
                while line := self.rfile.readline().decode().strip():
                    self._hear(line)

    def _hear(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        self.server.heard.append(word.upper())
        if word.upper() == "EHLO":
            extra = "250-STARTTLS\r\n" if self.server.offers_starttls and not self._is_private() else ""
            self._write(f"250-post office\r\n{extra}250 AUTH PLAIN")
            return
        if word.upper() == "STARTTLS":
            self._write("220 go on")
            self._wrap()
            return
        if word.upper() == "AUTH":
            self.server.signed_in.append(base64.b64decode(rest.partition(" ")[2]).decode().split("\0")[1:])
            self.server.was_private.append(self._is_private())
        if word.upper() == "RCPT":
            self.recipient = rest.partition("<")[2].partition(">")[0]
        if self._say(word.upper(), "250 ok") and word.upper() == "DATA":
            self._take()

    def _is_private(self) -> bool:
        return isinstance(self.request, ssl.SSLSocket)

    def _wrap(self) -> None:
        assert self.server.tls is not None
        self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        self.setup()

    def _take(self) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.server.letters.append((self.recipient, letter))
        self._say(".", "250 accepted")

    def _say(self, word: str, kind: str) -> bool:
        """Whether it was said, and kindly."""
        answer = self.server.answers.get(word, self._usual.get(word, kind))
        if answer == SILENT:
            self.server.is_over.wait(20)
            return False
        self._write(answer)
        return answer[0] in "23"

    def _write(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """A mail server."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Letters)
        self.letters: list[tuple[str, EmailMessage]] = []
        self.heard: list[str] = []
        self.signed_in: list[list[str]] = []
        self.was_private: list[bool] = []
        self.tls: ssl.SSLContext | None = None  # from the first word on, or from STARTTLS on where it is offered
        self.offers_starttls = False
        self.answers: dict[str, str] = {}
        self.is_over = threading.Event()


class _Words(BaseHTTPRequestHandler):
    server: "Group"

    def do_POST(self) -> None:
        self.server.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.kinds.append(self.headers["Content-Type"])
        status, body = self.server.answers.pop(0) if self.server.answers else (200, b'{"errcode": 0}')
        self.server.is_over.wait(20 if body == SILENT else self.server.pause)
        if body == SILENT:
            return
        self.send_response(status)
        self.end_headers()
        with suppress(OSError):
            self._drip(body) if isinstance(body, float) else self.wfile.write(body)

    def _drip(self, pause: float) -> None:
        """A byte now and then, for ever."""
        while not self.server.is_over.wait(pause):
            self.wfile.write(b" ")

    def log_message(self, *_: object) -> None:
        pass


class Group(ThreadingHTTPServer):
    """A group's software; `answers` are given in their order, then everything is welcome."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Words)
        self.heard: list[dict[str, object]] = []
        self.kinds: list[str] = []
        self.answers: list[tuple[int, bytes | str | float]] = []
        self.pause = 0.0
        self.is_over = threading.Event()


Server = TypeVar("Server", PostOffice, Group)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()
