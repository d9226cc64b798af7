"""Fixtures: `site`, a cache with the site behind it, for each cache and each profile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from typing import TYPE_CHECKING

import pytest

from openly.caching import Profile
from openly.folders import CHECKOUT
from tests.caches.fronts import FRONTS, Front, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

READER = "127.0.0.77"
"""An address of this machine that no configuration names: that of readers."""
DEADLINE = 60
"""Seconds within which whatever a test waits for has happened."""

_editions = count(1)


def until(happens: Callable[[], bool], what: str) -> None:
    """Wait for something to happen."""
    deadline = time.monotonic() + DEADLINE
    while not happens():
        assert time.monotonic() < deadline, f"not within {DEADLINE} seconds: {what}"
        time.sleep(0.02)


@dataclass(frozen=True)
class Answer:
    """What a reader got."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def edition(self) -> str:
        """The edition in which the origin made it."""
        return self.headers["etag"].rpartition("-")[2].strip('"')

    @property
    def cache_status(self) -> str:
        """What the cache says that it did (RFC 9211)."""
        return self.headers["cache-status"].partition("; ")[2]


def received(asking: HTTPConnection) -> Answer:
    """Wait for the answer to a request that was sent."""
    try:
        answer = asking.getresponse()
        fields = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, fields, answer.read())
    finally:
        asking.close()


class Site:
    """A cache, and the site behind it."""

    def __init__(self, front: type[Front], profile: str, folder: Path) -> None:
        self.profile, self.folder, self.origin = profile, folder, free_port()
        self.front = front(folder, self.origin)
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def order(self, **orders: object) -> str:
        """Tell the origin how to answer from now on, and return the edition of its pages."""
        orders = {"edition": f"e{next(_editions)}", **orders}
        new = self.folder / "orders.new"
        new.write_text(json.dumps(orders))
        new.replace(self.folder / "orders.json")
        return str(orders["edition"])

    def start_origin(self) -> None:
        """Start the site, and wait until it answers."""
        module = [sys.executable, "-m", "tests.caches.origin", str(self.origin), str(self.folder)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENLY_")}
        settings = {"OPENLY_CACHE": self.profile, "OPENLY_PROXIES": "1"}
        paths = f"{CHECKOUT / 'site'}:{CHECKOUT}"
        self._run("origin", module, {**kept, **settings, "PYTHONPATH": paths})
        until(lambda: self._answers(self.origin, "/healthz"), "the site answers")

    def start_front(self) -> None:
        """Start the cache, and wait until it answers."""
        self._run("front", self.front.command(), dict(os.environ))
        until(lambda: self._answers(self.front.port, "/healthz"), "the cache answers")

    def _run(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log
            )

    def _answers(self, port: int, path: str) -> bool:
        for name, process in self._running.items():
            log = self.folder / f"{name}.log"
            assert process.poll() is None, f"{name} ended: {log.read_text()}"
        try:
            return received(self.send(path, port=port)).status == 200
        except OSError:
            return False

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """End the cache or the origin if it runs."""
        if process := self._running.pop(name, None):
            process.send_signal(how)
            process.wait(DEADLINE)

    def kill_origin(self) -> None:
        """Let the site end as in a power cut."""
        self.stop("origin", signal.SIGKILL)

    @property
    def is_running(self) -> bool:
        """Whether the origin runs."""
        return "origin" in self._running

    def fetch(self, path: str, **request: str) -> Answer:
        """Ask the cache as a reader: `fetch("/en/", accept_encoding="br")`."""
        return received(self.send(path, **request))

    def ask_origin(self, path: str, **request: str) -> Answer:
        """Ask the site itself."""
        return received(self.send(path, port=self.origin, **request))

    def send(
        self, path: str, *, method: str = "GET", port: int | None = None, **headers: str
    ) -> HTTPConnection:
        """Send a request as a reader, and do not wait for the answer."""
        port = port or self.front.port
        asking = HTTPConnection("127.0.0.1", port, timeout=15, source_address=(READER, 0))
        asking.putrequest(method, path, skip_accept_encoding=True, skip_host="host" in headers)
        for name, value in headers.items():
            asking.putheader(name.replace("_", "-"), value)
        asking.endheaders()
        return asking

    @property
    def requests(self) -> list[str]:
        """What the origin was asked for, in order: address, edition, encoding."""
        notes = self.folder / "requests"
        return notes.read_text().splitlines() if notes.exists() else []

    def asked_for(self, path: str, edition: str) -> int:
        """Return how often the origin was asked for an address since it had an edition to give."""
        return sum(line.startswith(f"{path} {edition} ") for line in self.requests)


@pytest.fixture(
    scope="package",
    params=[(front, str(profile)) for front in FRONTS for profile in Profile],
    ids=" ".join,
)
def running(request, tmp_path_factory) -> Iterator[Site]:
    """Run one cache with the site in one profile behind it."""
    front, profile = request.param
    site = Site(FRONTS[front], profile, tmp_path_factory.mktemp(front))
    site.order()
    try:
        site.start_origin()
        site.start_front()
        yield site
    finally:
        site.stop("front")
        site.stop("origin")


@pytest.fixture
def site(running) -> Site:
    """Return a cache that has forgotten everything, and a site that answers as it would."""
    running.order()
    if not running.is_running:
        running.start_origin()
        until(lambda: running.fetch("/en/nowhere/").status == 404, "the cache sees it")
    running.front.purge("/*")
    (running.folder / "requests").unlink(missing_ok=True)
    return running
