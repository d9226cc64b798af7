"""gunicorn as deployers start it, and readers who ask it for pages all the while."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread

from tests.hosts.hosts import gunicorn
from tests.hosts.places import PATIENCE, Place, running

WORKERS = 2
READERS = 6
PAUSE = 0.01
"""Seconds for which each of them looks at a page: other tests need the processors too."""
PAGES = ("/en/", "/ar/", "/hi/safety/", "/zh-Hans/languages/", "/fr/about/")
"""Pages of text alone: their bytes stay the same from one day to the next."""


@dataclass(frozen=True)
class Server:
    """A gunicorn that runs."""

    place: Place
    process: int
    """The one that the others obey."""

    @property
    def workers(self) -> set[int]:
        """The processes that answer."""
        return children(self.process)

    def send(self, what: signal.Signals) -> None:
        os.kill(self.process, what)

    def get(self, path: str) -> tuple[int, bytes]:
        """Return status and whole body of an answer, by a connection of its own.

        Raises OSError or HTTPException if none comes, or half of one.
        """
        connection = HTTPConnection("127.0.0.1", self.place.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def serving(
    place: Place, within: Sequence[str | Path] = (), **environment: str
) -> Iterator[Server]:
    """Serve with some workers; `within` is a command that runs the rest in other surroundings."""
    command = [*within, *gunicorn(place.address), "--pid", place.folder / "pid"]
    with running(place, [command], {"WEB_CONCURRENCY": str(WORKERS), **environment}):
        try:
            yield Server(place, process_in(place.folder / "pid"))
        finally:
            for file in place.folder.glob("pid*"):
                end(process_in(file))


@dataclass
class Tally:
    """What readers got: whole pages as they were before, none or half of one, or another."""

    right: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@contextmanager
def readers(server: Server) -> Iterator[Tally]:
    """Let some readers ask for pages, each one after another, until the block ends."""
    known, tally, over = {path: server.get(path) for path in PAGES}, Tally(), Event()
    assert {status for status, _body in known.values()} == {200}

    def read(first: int) -> None:
        number = first
        while not over.wait(PAUSE):
            path = PAGES[number % len(PAGES)]
            number += 1
            try:
                answer = server.get(path)
            except (OSError, HTTPException) as error:
                tally.lost.append(f"{path}: {error!r}")
                continue
            if answer == known[path]:
                tally.right += 1
            else:
                tally.wrong.append(f"{path}: {answer[0]}, {len(answer[1])} bytes")

    threads = [Thread(target=read, args=(first,)) for first in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield tally
    finally:
        over.set()
        for thread in threads:
            thread.join(PATIENCE)


def children(process: int) -> set[int]:
    """Return what a process has started (proc(5))."""
    return set(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def process_in(file: Path) -> int:
    """Return the process that a file names, as servers note their own."""
    return int(file.read_text(encoding="utf-8"))


def end(process: int) -> None:
    """Let a gunicorn finish what it answers, and wait until it is no more."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)
    until(lambda: has_ended(process))


def has_ended(process: int) -> bool:
    """Tell whether a process is no more, or only waits to be noticed."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return status.rpartition(")")[2].split()[0] == "Z"


def until(happens: Callable[[], bool]) -> None:
    """Wait until something happens; fail if it does not."""
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, "it has not happened in time"
        time.sleep(0.02)


def until_replaced(server: Server, gone: set[int]) -> None:
    """Wait until there are as many workers as before, and some are gone."""
    until(lambda: len(server.workers) == WORKERS and not server.workers & gone)


def until_more(tally: Tally) -> None:
    """Wait until readers got more pages."""
    right = tally.right
    until(lambda: tally.right > right + 10 * READERS)
