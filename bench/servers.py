"""Start servers on a free port of this machine, one worker on one core, and stop them again."""

import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

from bench.places import BASE_URL, CHECKOUT, LOGS, PEERS
from bench.processes import cores

PATIENCE = 60
"""Seconds within which a server must answer, or stop."""

_GUNICORN = "-m gunicorn --no-control-socket --log-level warning --workers 1 --bind {address}"
_UWSGI = '-c "import sys, pyuwsgi; sys.exit(pyuwsgi.run())"'
COMMANDS = {
    "gunicorn sync": f"{_GUNICORN} --worker-class sync {{application}}",
    "gunicorn threads": f"{_GUNICORN} --worker-class gthread --threads 4 {{application}}",
    "Granian": "-m granian --interface wsgi --workers 1 --log-level warning --no-ws"
    " --host {host} --port {port} {application}",
    "uWSGI": f"{_UWSGI} --http-socket {{address}} --need-app --single-interpreter"
    # It closes each connection, and must be told to say so.
    " --add-header 'Connection: close' --die-on-term --disable-logging --module {application}",
    "Waitress": "-m waitress --threads 4 --listen {address} {application}",
}
"""Each server's command, after the Python that runs it."""
SITE = "wsgi:application"
BARE_FUNCTION = "bench.peers.bare_function:application"
BARE_FLASK = "bench.peers.bare_flask:application"
FLASK_BABEL = "bench.peers.flask_babel_site:application"
DJANGO = "bench.peers.django_site.wsgi:application"


class ServerError(RuntimeError):
    """A server that did not start or answer; the text names it and where its words are."""


@dataclass(frozen=True)
class Running:
    """A server that runs."""

    port: int
    process: int

    def get(self, path: str, **headers: str) -> tuple[int, list[tuple[str, str]], bytes]:
        """Return status, headers and body of an answer; `_` in names of headers stands for `-`.

        Raises OSError or HTTPException if there is none.
        """
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers=named)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()


def wsgi_command(server: str, application: str, port: int) -> list[str]:
    """Return the command that serves a WSGI application (`module:name`)."""
    values = {"host": "127.0.0.1", "port": port, "application": application}
    words = shlex.split(COMMANDS[server])
    return [sys.executable, *(one.format(address=f"127.0.0.1:{port}", **values) for one in words)]


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def environment(**more: str) -> dict[str, str]:
    """Return the variables of a server: none of the user's own settings reach it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    path = os.pathsep.join(map(str, (CHECKOUT, CHECKOUT / "site")))
    given = {"PYTHONPATH": path, "OPENLY_BASE_URL": BASE_URL, "BENCH_PEERS": str(PEERS)}
    return {**kept, **given, **more}


def start(
    command: Sequence[str], name: str, pinned: bool = True, **variables: str
) -> "subprocess.Popen[bytes]":
    """Start a command on the core of servers, its words in a file of LOGS named for it."""
    LOGS.mkdir(parents=True, exist_ok=True)
    pin = ["taskset", "--cpu-list", str(cores()[0])] if pinned else []
    with log_of(name).open("wb") as log:
        return subprocess.Popen(  # noqa: S603 – commands of this file alone
            [*pin, *command],
            cwd=CHECKOUT,
            env=environment(**variables),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def output_of(command: Sequence[str], name: str) -> bytes:
    """Run a command to its end on the core of servers, and return what it wrote.

    Raises ServerError, naming its log, if it fails or takes too long.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    pinned = ["taskset", "--cpu-list", str(cores()[0]), *command]
    with log_of(name).open("wb") as log:
        try:
            done = subprocess.run(  # noqa: S603
                pinned, cwd=CHECKOUT, env=environment(), stdout=subprocess.PIPE, stderr=log,
                timeout=PATIENCE, check=True,
            )  # fmt: skip
        except subprocess.SubprocessError as error:
            raise ServerError(f"{name} failed: read {log_of(name)}") from error
    return done.stdout


def log_of(name: str) -> Path:
    """Return the file that holds what a server said."""
    return LOGS / f"{name.replace(' ', '-').replace(',', '')}.log"


@contextmanager
def running(
    command: Sequence[str],
    port: int,
    name: str,
    path: str = "/en/",
    pinned: bool = True,
    **variables: str,
) -> Iterator[Running]:
    """Run a server until the end of the block; it has answered `path` when the block begins.

    Raises ServerError, naming the log, if it does not answer in time.
    """
    process = start(command, name, pinned, **variables)
    try:
        server = Running(port, process.pid)
        wait(server, process, name, path)
        yield server
    finally:
        stop(process)


def wait(server: Running, process: "subprocess.Popen[bytes]", name: str, path: str) -> None:
    """Wait for the first answer with status 200.

    Raises ServerError if the process ends, or answers something else or nothing in time.
    """
    end, seen = monotonic() + PATIENCE, "nothing"
    while monotonic() < end and process.poll() is None:
        try:
            status, _headers, _body = server.get(path)
        except (OSError, HTTPException):
            sleep(0.002)
            continue
        if status == 200:  # noqa: PLR2004
            return
        seen = str(status)
        break
    raise ServerError(f"{name} answered {seen} to {path}: read {log_of(name)}")


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a server that `start` has started; its workers with it, should it not answer."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
