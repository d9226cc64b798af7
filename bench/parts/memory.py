"""Memory of one worker: just started, after the article, every page, codings, odd addresses."""

import re
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection
from itertools import islice
from urllib.parse import urlsplit

from bench.effort import Effort
from bench.parts import Groups
from bench.places import ARTICLE
from bench.processes import memory, worker
from bench.servers import (
    BARE_FLASK,
    BARE_FUNCTION,
    PATIENCE,
    SITE,
    Running,
    free_port,
    running,
    wsgi_command,
)

SERVER = "gunicorn sync"
COLD, FIRST, PAGES = "started", "article", "every page"
CODED, ODD = "some pages in each coding", "odd addresses"
CODINGS = ("gzip", "br", "zstd")
_PLACES = ("GB", "IN", "EG", "BR", "KE", "JP", "DE", "XX")


def measure(effort: Effort) -> Groups:
    """Return the memory of a worker in MB (PSS) at each stage; the peers have two stages."""
    group = {
        "bare function": _measured(BARE_FUNCTION, ARTICLE),
        "bare Flask": _measured(BARE_FLASK, ARTICLE),
        "Openly": _measured(SITE, "/healthz", effort),
    }
    return {SERVER: group}


def _measured(application: str, start: str, effort: Effort | None = None) -> dict[str, list[float]]:
    """Measure one application; its start is known by the first answer to `start`."""
    port = free_port()
    command = wsgi_command(SERVER, application, port)
    with running(command, port, f"memory {application}", path=start) as server:
        stages = {COLD: [memory(worker(server.process))]}
        read(server, [ARTICLE])
        stages[FIRST] = [memory(worker(server.process))]
        if effort:
            pages = list(every_page(server, effort.languages))
            read(server, pages)
            stages["pages read"] = [len(pages)]
            stages[PAGES] = [memory(worker(server.process))]
            # Compressing every page as well as can be would take longer than all the rest.
            for coding in CODINGS:
                read(server, pages[: effort.pages], coding)
            stages[CODED] = [memory(worker(server.process))]
            read(server, odd_addresses(pages[: effort.pages]), "br")
            stages[ODD] = [memory(worker(server.process))]
    return stages


def every_page(server: Running, languages: int | None) -> Iterator[str]:
    """Return the path of every page in the sitemaps of the first languages, or of all."""
    for sitemap in islice(_locations(server, "/sitemap.xml"), languages):
        yield from _locations(server, sitemap)


def _locations(server: Running, path: str) -> Iterator[str]:
    _status, _headers, body = server.get(path)
    for address in re.findall(r"<loc>(.*?)</loc>", body.decode()):
        yield urlsplit(address).path


def odd_addresses(pages: Iterable[str]) -> Iterator[str]:
    """Return addresses that a worker must not keep for ever: queries, known and invented."""
    for number, page in enumerate(pages):
        yield from (f"{page}?place={place}" for place in _PLACES)
        yield f"{page}?invented={number}"
        yield f"{page}invented-{number}"


def read(server: Running, paths: Iterable[str], coding: str = "identity") -> None:
    """Read all paths; whatever is answered is an answer."""
    for path in paths:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Accept-Encoding": coding})
        connection.getresponse().read()
        connection.close()
