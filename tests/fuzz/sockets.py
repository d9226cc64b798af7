"""Raw bytes to gunicorn, as started from deploy/: whole conversations, the last words malformed."""

from __future__ import annotations

import random
import re
import socket
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.fuzz.asking import Answer, Request
from tests.fuzz.decoding import Source, request_of
from tests.fuzz.judging import EVIL, MARK, closed_tight, faults, header_lines, no_echo
from tests.hosts.hosts import gunicorn
from tests.hosts.places import Place, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVED = {
    "plain": {},
    "proxied": {
        "OPENLY_TRUSTED_HOSTS": "openly.example openly.test",
        "OPENLY_PROXIES": "1",
        "OPENLY_COUNTRY_HEADER": "CF-IPCountry",
    },
}
"""The sites of `SITES` that gunicorn serves here, as a deployer would set them."""
PATIENCE = 30
"""Seconds after which an answer does not come any more."""
POLICY = "Content-Security-Policy"
FRAMING = {"content-length", "content-type", "transfer-encoding", "upgrade", "host"}

FIRST_LINES = (
    "GET /en/ HTTP/1.0", "GET /en/", "GET", "", " ", "GET  /en/ HTTP/1.1", "GET /en/ HTTP/9.9.9",
    "GET /en/ HTTP/2.0", "PRI * HTTP/2.0", "OPTIONS * HTTP/1.1", "CONNECT a:1 HTTP/1.1",
    f"GET http://{EVIL}/en/ HTTP/1.1", f"GET //{EVIL}/en HTTP/1.1", f"GET /\\{EVIL} HTTP/1.1",
    f"GET {MARK} HTTP/1.1", "GET /en/\x00 HTTP/1.1", "GET /en\nX: y HTTP/1.1", "GET /\xff HTTP/1.1",
    "GET /en/#a HTTP/1.1", "GET /en/..;/ HTTP/1.1", "g\xe9t / HTTP/1.1", f"{MARK} / HTTP/1.1",
    "GET /en HTTP/1.1", "GET /en/?a=\xff HTTP/1.1", "GET /en?a=\x0b HTTP/1.1",
    f"GET /{'a' * 9000} HTTP/1.1", "\x16\x03\x01\x02", "\x00" * 20,
)  # fmt: skip
HEADER_LINES = (
    "Host: openly.example", f"Host: {EVIL}", "Host:", "Host : openly.example", "Host openly",
    "Host: a, b", "Host: \x00", f"X-Forwarded-Host: {EVIL}", f"X-Forwarded-Prefix: //{EVIL}",
    f"{MARK}: {MARK}", " folded", "\tfolded", ": no name", "A\x00: b", "A: b\x00c", "A: b\rc",
    "SCRIPT_NAME: /forged", "Script-Name: /forged", "X_Forwarded_Host: a", "Content-Length: 5",
    "Content-Length: -1", "Content-Length: 5, 6", "Content-Length: x", "Content-Length: +1",
    "Transfer-Encoding: chunked", "Transfer-Encoding: chunked, identity", "Transfer-Encoding: x",
    "Expect: 100-continue", "Connection: close", "Connection: keep-alive", "Upgrade: h2c",
    f"A: {'b' * 9000}", "If-None-Match: *", "Accept-Language: \xff", "Cookie: a=\x7f",
)  # fmt: skip
BODIES = (
    "", "", "hello", "5\r\nhello\r\n0\r\n\r\n", "zz\r\n", "5\r\nhel", "\x00" * 50,
    "GET / HTTP/1.1\r\n",
)  # fmt: skip


@dataclass
class Totals:
    """What was sent and came back."""

    requests: int = 0
    connections: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def talk_to_gunicorn(requests: int, seed: int, folder: Path) -> Totals:
    """Send so many requests to each of the sites in turn, and judge every answer."""
    chance, totals = random.Random(seed), Totals()  # noqa: S311  # no secret
    for number, (name, environment) in enumerate(SERVED.items(), 1):
        place = Place(folder / name)
        place.folder.mkdir()
        with running(place, [gunicorn(place.address)], environment):
            while totals.requests < requests * number // len(SERVED):
                _converse(place.port, name, Source(chance.randbytes(2000)), totals)
        if "Traceback" in place.log():
            totals.faults.append(f"{name}: {place.log()[-2000:]}")
    return totals


def _converse(port: int, site: str, source: Source, totals: Totals) -> None:
    """Send some requests at once over one connection, then what may be no request, and listen."""
    spoken = [well_formed(site, source) for _ in range(source.number(8))]
    last = malformed(source) if source.number(4) else b""
    heard = exchange(port, b"".join(map(in_bytes, spoken)) + last)
    totals.requests += len(spoken) + bool(last)
    totals.connections += 1
    answers = list(split(heard, spoken))
    totals.statuses.update(answer.status for answer in answers)
    if len(answers) < len(spoken):
        totals.faults.append(f"{len(answers)} answers to {spoken!r}")
    for request, answer in zip_longest(spoken, answers):
        if answer:
            wrong = faults(request, answer) if request else faults_of_refusal(answer)
            totals.faults += (f"{fault}: {request or last!r}" for fault in wrong)


def well_formed(site: str, source: Source) -> Request:
    """Return a request that any server must understand (RFC 9112)."""
    request = request_of(source)
    headers = (
        (name, re.sub(r"[\x00-\x08\x0a-\x1f\x7f]", "", text).strip(" \t"))
        for name, text in request.headers
        if name.lower() not in FRAMING
    )
    method = request.method if request.method not in ("CONNECT", "get", MARK) else "POST"
    return replace(
        request,
        site=site,
        method=method,
        path=request.path or "/",
        query=quote(request.query, safe="/?:@!$&'()*+,;=~%[]", encoding="latin-1"),
        mount="",
        headers=(("Host", "openly.example"), *headers),
    )


def in_bytes(request: Request) -> bytes:
    """Return a request as it goes over the wire."""
    path = quote(request.path, safe="/:@!$&'()*+,;=~%\\", encoding="latin-1")
    query = f"?{request.query}" if request.query else ""
    lines = [f"{request.method} {path}{query} HTTP/1.1"]
    lines += [f"{name}: {text}" for name, text in request.headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def malformed(source: Source) -> bytes:
    """Return what may be a request or none."""
    end = source.one_of(("\r\n", "\r\n", "\n", "\r"))
    lines = [source.some_of(FIRST_LINES, 1) or "GET /en/ HTTP/1.1"]
    lines += [source.some_of(HEADER_LINES, 1) for _ in range(source.number(6))]
    return (end.join([*lines, "", ""]) + source.one_of(BODIES)).encode("latin-1")


def exchange(port: int, spoken: bytes) -> bytes:
    """Send bytes and return all that comes back until the server hangs up."""
    heard = bytearray()
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as one:
        with suppress(ConnectionError):  # a server may hang up on what it does not understand
            one.sendall(spoken)
            one.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            while some := one.recv(1 << 16):
                heard += some
    return bytes(heard)


def split(heard: bytes, spoken: list[Request]) -> Iterator[Answer]:
    """Yield the answers one by one; to what comes after the requests there may be several."""
    methods = iter(request.method for request in spoken)
    while heard:
        head, _, heard = heard.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = tuple((line.partition(": ")[0], line.partition(": ")[2]) for line in lines)
        answer = Answer(int(first.split(" ")[1]), pairs, heard)
        if answer.status == 100:
            continue
        if POLICY not in answer.headers:
            yield answer  # gunicorn itself, which then hangs up
            return
        has_body = next(methods, "") != "HEAD" and answer.status not in (204, 304)
        length = int(answer.headers.get("Content-Length", 0)) if has_body else 0
        yield replace(answer, body=heard[:length])
        heard = heard[length:]


def faults_of_refusal(answer: Answer) -> list[str]:
    """Return what is wrong with an answer to what may be no request.

    gunicorn refuses what it does not understand without asking the site, and says in its own page
    what it did not understand, escaped: no link and no form makes a browser send that.
    """
    if POLICY in answer.headers:
        rules = (closed_tight, header_lines, no_echo)
        return [fault for rule in rules for fault in rule(Request(), answer)]
    wrong = []
    if not (400 <= answer.status < 500 or answer.status in (501, 505)):
        wrong.append(f"status {answer.status}")
    if answer.headers.get("Connection") != "close":
        wrong.append("goes on after it misunderstood")
    if f"<{MARK}".encode() in answer.body or "Set-Cookie" in answer.headers:
        wrong.append("says what it was told")
    return wrong
