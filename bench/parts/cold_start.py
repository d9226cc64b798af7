"""From the start of a process to its first answer, this site and bare Flask in turns."""

import sys
from time import perf_counter

from bench.effort import Effort, alternating
from bench.parts import Groups, note
from bench.places import ARTICLE
from bench.servers import (
    BARE_FLASK,
    SITE,
    free_port,
    output_of,
    running,
    wsgi_command,
)

SERVER, ALONE = "gunicorn sync", "one process, no server"
CONTENDERS = {"Openly": SITE, "bare Flask": BARE_FLASK}


def measure(effort: Effort) -> Groups:
    """Return milliseconds to the first answer, by a server and by a process that answers once."""
    ways = {SERVER: _by_server, ALONE: _alone}
    groups: Groups = {way: {name: {} for name in CONTENDERS} for way in ways}
    for way, first_answer in ways.items():
        for application in CONTENDERS.values():
            # Once without being counted: Python writes its compiled files now.
            first_answer(application)
        for name in alternating(list(CONTENDERS), effort.starts):
            note(groups[way][name], {"ms": first_answer(CONTENDERS[name]) * 1000})
    return groups


def _by_server(application: str) -> float:
    port = free_port()
    command, begin = wsgi_command(SERVER, application, port), perf_counter()
    with running(command, port, f"cold {application}"):
        return perf_counter() - begin


def _alone(application: str) -> float:
    command = [sys.executable, "-m", "bench.peers.first_answer", application, ARTICLE]
    begin = perf_counter()
    output_of(command, f"alone {application}")
    return perf_counter() - begin
