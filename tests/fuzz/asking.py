"""A request as a server gives it to the application, and its answer."""

from __future__ import annotations

import io
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from email.message import Message
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

TALLY: Counter[int] = Counter()
"""How many answers there were, by status."""


@dataclass(frozen=True)
class Request:
    """A request to one of the sites; texts hold a byte in each character (PEP 3333)."""

    site: str = "plain"
    method: str = "GET"
    path: str = "/"
    query: str = ""
    mount: str = ""
    """`SCRIPT_NAME`: where the server says that the application is."""
    headers: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str:
        return ",".join(text for key, text in self.headers if key.lower() == name.lower())

    def with_header(self, name: str, text: str) -> Request:
        rest = (pair for pair in self.headers if pair[0].lower() != name.lower())
        return replace(self, headers=(*rest, (name, text)))

    def environ(self) -> dict[str, Any]:
        """Return the environment of WSGI; headers of one name are joined, as servers do."""
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": self.mount,
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        for name, text in self.headers:
            key = f"HTTP_{name.upper().replace('-', '_')}"
            environ[key] = f"{environ[key]},{text}" if key in environ else text
        return environ


@dataclass(frozen=True)
class Answer:
    """An answer, and the time that it took."""

    status: int
    pairs: tuple[tuple[str, str], ...]
    body: bytes
    seconds: float = 0
    """Of the processor, in the thread that answered."""

    @property
    def headers(self) -> Message:
        return _told(self.pairs)


@lru_cache(maxsize=512)
def _told(pairs: tuple[tuple[str, str], ...]) -> Message:
    told = Message()  # takes whatever it is told, even a line break
    for name, text in pairs:
        told[name] = text
    return told


def ask(app: Flask, request: Request) -> Answer:
    """Ask the finished application, as a server would."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        started.append((status, headers))

    environ, before = request.environ(), time.thread_time()
    body = b"".join(app(environ, start))  # type: ignore[arg-type]
    seconds = time.thread_time() - before
    ((status, headers),) = started
    answer = Answer(int(status[:3]), tuple(headers), body, seconds)
    TALLY[answer.status] += 1
    return answer
