"""What every answer must hold, whatever was asked: each rule yields what is wrong with one."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import brotli

from openly.encodings import zstd
from tests.fuzz.fuzzed_sites import EXIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fuzz.asking import Answer, Request

MARK = "zq7vk"
"""Stands in requests and in none of our texts: wherever it comes back, input comes back."""
EVIL = "evil.example"
MOST_SECONDS = 1.0
"""Of the processor, for one answer: no reader's machine is so slow, and no answer so long."""

EXPECTED = {200, 302, 303, 304, 308, 400, 404, 405}
SECURE = {
    "Content-Security-Policy": "default-src 'none';",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "",
    "Permissions-Policy": "camera=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
DECODED = {"br": brotli.decompress, "zstd": zstd.decompress, "gzip": gzip.decompress}
# Printable and ASCII (RFC 9110, 5.5), with nothing that ends an attribute.
_OWN_PATH = re.compile(r"/(?![/\\])[!#-;=?-~]*")


def faults(request: Request, answer: Answer) -> list[str]:
    """Return all that is wrong with an answer."""
    return [fault for rule in RULES for fault in rule(request, answer)]


def only_expected_kinds(_request: Request, answer: Answer) -> Iterator[str]:
    if answer.status not in EXPECTED:
        yield f"status {answer.status}"


def closed_tight(_request: Request, answer: Answer) -> Iterator[str]:
    for name, start in SECURE.items():
        if not answer.headers.get(name, "-").startswith(start):
            yield f"{name} is missing"
    if "Set-Cookie" in answer.headers:
        yield "a cookie"


def header_lines(_request: Request, answer: Answer) -> Iterator[str]:
    yield from _faulty_lines(answer.pairs)


@lru_cache(maxsize=512)
def _faulty_lines(pairs: tuple[tuple[str, str], ...]) -> list[str]:
    counts = Counter(name.lower() for name, _ in pairs)
    twice = [f"{name} stands twice" for name, count in counts.items() if count > 1]
    broken = [
        f"{name!r} may end early: {text!r}"
        for name, text in pairs
        if not (re.fullmatch(r"[A-Za-z-]+", name) and text.isascii() and text.isprintable())
    ]
    return twice + broken


def no_echo(_request: Request, answer: Answer) -> Iterator[str]:
    """A redirect alone repeats something: its own address (`leads_nowhere_else`)."""
    said = " ".join(text for name, text in answer.pairs if name != "Location").lower()
    found = marks_in(answer.headers.get("Content-Encoding", ""), answer.body)
    for word in (MARK, EVIL):
        if word in said or word in found:
            yield f"{word} comes back"


@lru_cache(maxsize=512)
def marks_in(coding: str, body: bytes) -> list[str]:
    text = text_of(coding, body)
    return [word for word in (MARK, EVIL) if word in text]


def text_of(coding: str, body: bytes) -> str:
    """Return what a reader gets, in small letters."""
    return DECODED.get(coding, bytes)(body).decode(errors="replace").lower() if body else ""


def leads_nowhere_else(request: Request, answer: Answer) -> Iterator[str]:
    location = answer.headers.get("Location")
    if (location is not None) != (answer.status in (302, 303, 308)):
        yield f"status {answer.status} with Location {location!r}"
    if location and not (_OWN_PATH.fullmatch(location) or _is_way_out(request, location)):
        yield f"leads to {location!r}"


def _is_way_out(request: Request, location: str) -> bool:
    return location == EXIT and request.path.endswith("/exit")


def lengths_agree(request: Request, answer: Answer) -> Iterator[str]:
    length = answer.headers.get("Content-Length")
    if answer.status == 304 or request.method == "HEAD":
        if answer.body:
            yield "a body where none may be"
    elif length != str(len(answer.body)):
        yield f"Content-Length {length} of {len(answer.body)} bytes"
    if answer.status == 304 and length is not None:
        yield "304 with the length of nothing"
    if "Location" in answer.headers and answer.body:
        yield "a redirect that says more"


def only_read(request: Request, answer: Answer) -> Iterator[str]:
    if (answer.status == 405) != (request.method not in ("GET", "HEAD")):
        yield f"{request.method} is answered with {answer.status}"
    if answer.headers.get("Allow") != ("GET, HEAD" if answer.status == 405 else None):
        yield f"status {answer.status} with Allow {answer.headers.get('Allow')!r}"


def kept_only_if_good(_request: Request, answer: Answer) -> Iterator[str]:
    said = answer.headers.get("Cache-Control", "")
    if not said or (answer.status not in (200, 304) and said != "no-store"):
        yield f"status {answer.status} with Cache-Control {said!r}"
    if answer.status == 304 and "ETag" not in answer.headers:
        yield "304 without the ETag that was matched"


def coded_as_wished(request: Request, answer: Answer) -> Iterator[str]:
    coding, asked = answer.headers.get("Content-Encoding"), request.header("Accept-Encoding")
    if coding and coding not in asked.lower() and "*" not in asked:
        yield f"{coding} for {asked!r}"


def soon(_request: Request, answer: Answer) -> Iterator[str]:
    if answer.seconds > MOST_SECONDS:
        yield f"took {answer.seconds:.1f} seconds"


RULES = (
    only_expected_kinds,
    closed_tight,
    header_lines,
    no_echo,
    leads_nowhere_else,
    lengths_agree,
    only_read,
    kept_only_if_good,
    coded_as_wished,
    soon,
)
