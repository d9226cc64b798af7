"""Where a host runs in a test: a folder, ports, and the files of deploy/ fitted to them."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPException
from pathlib import Path

from openly.folders import CHECKOUT
from tests.hosts.reading import (
    Site,
    article_links_stay_on_the_site,
    every_answer_is_closed_tight,
    over_http,
)

DEPLOY = CHECKOUT / "deploy"
BIN = Path(sys.prefix) / "bin"
PATIENCE = 60
"""Seconds after which a host that does not answer, or does not end, is given up."""


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class Place:
    """A folder for one host, and what a deployer would write into its file."""

    folder: Path

    @cached_property
    def port(self) -> int:
        """The port that readers use."""
        return free_port()

    @cached_property
    def behind(self) -> int:
        """The port at which the application answers a server in front of it."""
        return free_port()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def back(self) -> str:
        return f"127.0.0.1:{self.behind}"

    def put(self, name: str, *, port: int | None = None) -> Path:
        """Copy a file of deploy/ into the folder, with this machine's paths and ports in it."""
        text = (DEPLOY / name).read_text(encoding="utf-8")
        packages = sysconfig.get_path("purelib")
        for ours, theirs in (
            ("/srv/openly/.venv/lib/python3.11/site-packages", packages),
            ("/srv/openly/.venv", sys.prefix),
            ("/srv/openly/deploy/openly.cgi", str(self.folder / "openly.cgi")),
            ("/srv/openly", str(CHECKOUT)),
            ("127.0.0.1:8000", f"127.0.0.1:{port or self.behind}"),
            ("<VirtualHost *:80>", f"<VirtualHost {self.address}>"),
            ("listen 80;", f"listen {self.address};"),
        ):
            text = text.replace(ours, theirs)
        copy = self.folder / name
        copy.write_text(text, encoding="utf-8")
        shutil.copymode(DEPLOY / name, copy)
        return copy

    def log(self) -> str:
        """Return all that the host wrote."""
        return "".join(
            path.read_text(encoding="utf-8", errors="replace")
            for path in sorted(self.folder.glob("*.log"))
        )


@contextmanager
def running(
    place: Place,
    commands: Sequence[Sequence[str | Path]],
    environment: Mapping[str, str],
    prefix: str = "",
    ready: int = 200,
) -> Iterator[Site]:
    """Start the commands, wait until `/healthz` answers with a status, and end them all."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OPENLY_")}
    started = []
    try:
        for number, command in enumerate(commands):
            with (place.folder / f"{number}.log").open("wb") as log:
                started.append(
                    subprocess.Popen(
                        [str(part) for part in command],
                        cwd=place.folder,
                        env={**clean, **environment},
                        stdout=log,
                        stderr=log,
                        stdin=subprocess.DEVNULL,
                    )
                )
        site = Site(over_http(place.port), prefix)
        _wait_for(site, ready, started, place)
        yield site
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def started_by(place: Place, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
    """Start a command that looks for its program as on the host, and read the site through it."""
    found = {"PATH": f"{BIN}:/usr/bin:/bin", **environment}
    with running(place, [["/usr/bin/env", *command]], found) as site:
        article_links_stay_on_the_site(site)
        every_answer_is_closed_tight(site)


def _wait_for(
    site: Site, ready: int, started: Sequence[subprocess.Popen[bytes]], place: Place
) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for process in started:
            assert process.poll() is None, f"{process.args} ended: {place.log()[-3000:]}"
        try:
            if site.fetch("GET", f"{site.prefix}/healthz", {}).status == ready:
                return
        except (OSError, HTTPException):
            pass
        time.sleep(0.1)
    raise AssertionError(f"no answer after {PATIENCE} seconds: {place.log()[-3000:]}")
