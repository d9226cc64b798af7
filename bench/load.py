"""Put load on a server with wrk, and read what it reports."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from bench.places import ARTICLE
from bench.processes import cores, processor_seconds
from bench.servers import Running

CONNECTIONS = 16
"""Connections at a time, more than one worker can answer: full load."""
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class LoadError(RuntimeError):
    """Answers that were errors: such a round says nothing about speed."""


@dataclass(frozen=True)
class Load:
    """What one round of wrk measured."""

    requests: int
    per_second: float
    middle: float
    """Median time to an answer, in ms."""
    slowest: float
    """Time within which 99 of 100 answers came, in ms."""


def read(report: str) -> Load:
    """Read the report of `wrk --latency`.

    Raises LoadError if more than one answer in a hundred failed, naming the line.
    """
    requests = int(re.findall(r"(\d+) requests in", report)[0])
    failed = re.findall(r"(?:3xx responses:|connect|read|write|timeout) (\d+)", report)
    count = sum(map(int, failed))
    if not requests or count > requests / 100:
        raise LoadError(f"{count} of {requests} requests failed:\n{report}")
    return Load(
        requests=requests,
        per_second=float(re.findall(r"Requests/sec:\s+([\d.]+)", report)[0]),
        middle=_time(report, 50),
        slowest=_time(report, 99),
    )


def _time(report: str, share: int) -> float:
    number, unit = re.findall(rf"^\s+{share}%\s+([\d.]+)(us|ms|s|m)\s*$", report, re.MULTILINE)[0]
    return float(number) * _MILLISECONDS[unit]


def put_load(
    server: Running, seconds: int, path: str = ARTICLE, headers: Mapping[str, str] | None = None
) -> dict[str, float]:
    """Load a server and return the measures of the round.

    Requests a second; p50 and p99 in ms; processor time of the server in ms a request.
    """
    asked = [f"--header={name}: {value}" for name, value in (headers or {}).items()]
    before = processor_seconds(server.process)
    done = subprocess.run(  # noqa: S603
        [  # noqa: S607
            "taskset", "--cpu-list", str(cores()[1]),
            "wrk", "--latency", "--threads", "1", "--connections", str(CONNECTIONS),
            "--duration", f"{seconds}s", *asked, f"http://127.0.0.1:{server.port}{path}",
        ],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    used = processor_seconds(server.process) - before
    load = read(done.stdout)
    return {
        "requests a second": load.per_second,
        "p50 ms": load.middle,
        "p99 ms": load.slowest,
        "processor ms a request": used * 1000 / load.requests,
    }
