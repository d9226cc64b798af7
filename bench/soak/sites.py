"""The site that is asked: inside this process through WSGI, or gunicorn as deployers start it."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, RemoteDisconnected
from threading import local
from typing import Protocol
from urllib.parse import unquote_to_bytes

from bench.places import CHECKOUT
from bench.processes import family, memory
from bench.servers import PATIENCE, Running, free_port, running
from bench.soak.questions import Question
from bench.soak.tables import tables
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app


@dataclass(frozen=True)
class Answer:
    """An answer as it came; the names of its headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Site(Protocol):
    """What is asked, and what can be measured of it."""

    name: str
    processes: int
    """How many share its memory."""

    def ask(self, question: Question) -> Answer:
        """Return the answer to a question. Raises OSError or HTTPException if there is none."""

    def memory(self) -> float:
        """Return the memory of its processes, in MB (PSS)."""

    def sizes(self) -> dict[str, int]:
        """Return how much it keeps of each kind."""


class Inside:
    """The application in this process."""

    name, processes = "through WSGI", 1

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._environ = EnvironBuilder().get_environ()

    def ask(self, question: Question) -> Answer:
        """Ask as a server does (PEP 3333)."""
        names = {name: f"HTTP_{name.upper().replace('-', '_')}" for name in question.headers}
        environ = {
            **self._environ,
            **{names[name]: text for name, text in question.headers.items()},
            "REQUEST_METHOD": question.method,
            "PATH_INFO": unquote_to_bytes(question.path).decode("latin-1"),
            "QUERY_STRING": question.query,
        }
        body, status, headers = run_wsgi_app(self._app.wsgi_app, environ, buffered=True)
        told = {name.lower(): text for name, text in headers.items()}
        return Answer(int(status[:3]), told, b"".join(body))

    def memory(self) -> float:
        """Return the memory of this process; what asks takes a small part of it."""
        return memory(os.getpid())

    def sizes(self) -> dict[str, int]:
        """Return what is kept: answers, their locks, and the entries of every table."""
        pages = self._app.extensions["openly-pages"]
        kept = {"answers kept": pages.store.count, "bytes kept": pages.store.size}
        return {**kept, "locks": len(pages._making), **tables()}


class Served:
    """The application behind gunicorn; each thread that asks keeps a connection, as browsers do."""

    name = "through gunicorn"

    def __init__(self, server: Running, processes: int) -> None:
        self._server, self.processes = server, processes
        self._own = local()

    def ask(self, question: Question) -> Answer:
        """Ask by HTTP; anew where a connection was closed since its last answer (RFC 9112, 9.5)."""
        kept = getattr(self._own, "connection", None)
        connection = kept or HTTPConnection("127.0.0.1", self._server.port, timeout=PATIENCE)
        self._own.connection = None
        try:
            connection.request(question.method, question.target, headers=dict(question.headers))
            came = connection.getresponse()
            body = came.read()
        except (ConnectionError, RemoteDisconnected):
            connection.close()
            if kept:
                return self.ask(question)
            raise
        # One that got an error is let go: so every worker has its share.
        if came.status < HTTPStatus.BAD_REQUEST:
            self._own.connection = connection
        else:
            connection.close()
        return Answer(came.status, {name.lower(): text for name, text in came.getheaders()}, body)

    def close(self) -> None:
        """Close the connection of this thread."""
        if getattr(self._own, "connection", None):
            self._own.connection.close()

    def memory(self) -> float:
        """Return the memory of gunicorn and its workers."""
        return sum(map(memory, family(self._server.process)))

    def sizes(self) -> dict[str, int]:
        """Return what one of the workers says of itself."""
        text = self._server.get("/metrics")[2].decode()
        found = re.findall(r"^openly_(kept_bytes|answers_kept) (\S+)$", text, re.MULTILINE)
        names = {"kept_bytes": "bytes kept", "answers_kept": "answers kept"}
        return {names[name]: int(float(number)) for name, number in found}


@contextmanager
def served(workers: int) -> Iterator[Served]:
    """Serve with gunicorn as DEPLOYING.md says. Raises ServerError if it does not start."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        str(CHECKOUT / "deploy" / "gunicorn.conf.py"),
    ]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    settings = {
        "OPENLY_BASE_URL": "",
        # Answers that come and go leave holes between them, at last a third of what is kept; that
        # takes a hundred thousand requests. With few of them it is soon seen that nothing grows.
        "OPENLY_CACHE_SIZE": "8",
        "OPENLY_METRICS": "on",
        "WEB_CONCURRENCY": str(workers),
    }
    with running(command, port, f"soak {port}", "/healthz", pinned=False, **settings) as server:
        yield Served(server, workers)
