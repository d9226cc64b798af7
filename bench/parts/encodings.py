"""Answers of this site that are compressed, or empty because the reader has the page (304)."""

from bench.effort import Effort, alternating
from bench.load import put_load
from bench.parts import Groups, note
from bench.places import ARTICLE
from bench.servers import SITE, Running, free_port, running, wsgi_command

PLAIN, UNCHANGED = "plain", "304"
CODINGS = ("gzip", "br", "zstd")
SERVERS = ("gunicorn sync", "Granian")
"""One that opens a connection for each answer, and one that keeps them open."""


def measure(effort: Effort) -> Groups:
    """Return the figures of each kind of answer; kinds that the site does not send are missing."""
    return {server: _group(server, effort) for server in SERVERS}


def _group(server: str, effort: Effort) -> dict[str, dict[str, list[float]]]:
    port = free_port()
    with running(wsgi_command(server, SITE, port), port, f"{server} encodings") as site:
        asked = kinds(site)
        measures: dict[str, dict[str, list[float]]] = {name: {} for name in asked}
        put_load(site, seconds=1)
        for name in alternating(list(asked), effort.rounds):
            note(measures[name], put_load(site, effort.seconds, headers=asked[name]))
    return measures


def kinds(site: Running) -> dict[str, dict[str, str]]:
    """Return the request headers of each kind of answer that the site really gives.

    All ask by as many headers: to read one takes a server in Python as long as much else.
    """
    plain = {"Accept-Encoding": "identity", "Accept-Language": "en"}
    asked: dict[str, dict[str, str]] = {PLAIN: plain}
    etag = _header(site, "ETag")
    if site.get(ARTICLE, If_None_Match=etag)[0] == 304:  # noqa: PLR2004
        asked[UNCHANGED] = {"Accept-Encoding": "identity", "If-None-Match": etag}
    for coding in CODINGS:
        if _header(site, "Content-Encoding", Accept_Encoding=coding) == coding:
            asked[coding] = {**plain, "Accept-Encoding": coding}
    return asked


def _header(site: Running, name: str, **asked: str) -> str:
    """Return a header of the article's answer; empty if it has none."""
    _status, headers, _body = site.get(ARTICLE, **asked)
    return next((value for other, value in headers if other.lower() == name.lower()), "")
