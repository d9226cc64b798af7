"""The article under full load: this site and its peers, server by server, in alternating rounds."""

from contextlib import AbstractContextManager, ExitStack

from bench.effort import Effort, alternating
from bench.load import put_load
from bench.nginx import NGINX, nginx_command, write_configuration
from bench.parts import Groups, note
from bench.servers import (
    BARE_FLASK,
    BARE_FUNCTION,
    COMMANDS,
    DJANGO,
    FLASK_BABEL,
    SITE,
    Running,
    free_port,
    running,
    wsgi_command,
)

PAIR = {"Openly": SITE, "bare function": BARE_FUNCTION}
PEERS = {"bare Flask": BARE_FLASK, "Flask-Babel": FLASK_BABEL, "Django": DJANGO}
WITH_PEERS = "gunicorn sync"
"""The server on which the other peers run too."""


def measure(effort: Effort) -> Groups:
    """Return requests a second, times and processor time by server and contender."""
    return {server: _group(server, effort) for server in COMMANDS}


def _group(server: str, effort: Effort) -> dict[str, dict[str, list[float]]]:
    with ExitStack() as stack:
        contenders = {
            name: stack.enter_context(_served(server, name, application))
            for name, application in _contenders(server).items()
        }
        if server == WITH_PEERS:
            port = free_port()
            write_configuration(port)
            contenders[NGINX] = stack.enter_context(running(nginx_command(), port, NGINX))
        measures: dict[str, dict[str, list[float]]] = {name: {} for name in contenders}
        for one in contenders.values():
            put_load(one, seconds=1)
        for name in alternating(list(contenders), effort.rounds):
            note(measures[name], put_load(contenders[name], effort.seconds))
    return measures


def _contenders(server: str) -> dict[str, str]:
    return {**PAIR, **PEERS} if server == WITH_PEERS else PAIR


def _served(server: str, name: str, application: str) -> AbstractContextManager[Running]:
    port = free_port()
    return running(wsgi_command(server, application, port), port, f"{server} {name}")
