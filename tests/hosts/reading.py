"""What a reader of any host must find: each look is one thing that could be lost on the way."""

import gzip
import re
import socket
import struct
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection

READER = "127.0.0.77"
"""The reader's address: no other program uses it, so that it can be searched for in logs."""
FORGED = {
    "X-Forwarded-Prefix": "/forged",
    "X-Forwarded-Host": "forged.example",
    "X-Forwarded-Proto": "https",
}
BROKEN = b"GET /en/ HTTP/9.9.9\r\nHost: \x00\r\nBad Header\r\n\r\n"
START = ("/?place=GB", {"Accept-Language": "ar-EG, en;q=0.5"})
MISSING = "/ar/nowhere/%C3%A9?x=%2F"


@dataclass(frozen=True)
class Answer:
    """An answer as the reader gets it."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


Fetch = Callable[[str, str, Mapping[str, str]], Answer]


@dataclass(frozen=True)
class Site:
    """The site at a host, below a path; `fetch` takes a method, a path and headers."""

    fetch: Fetch
    prefix: str = ""
    read: dict[tuple[str, ...], Answer] = field(default_factory=dict)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetch what has not been read before: some hosts start anew for every answer."""
        asked = (path, *map(str, (headers or {}).items()))
        if asked not in self.read:
            self.read[asked] = self.fetch("GET", f"{self.prefix}{path}", headers or {})
        return self.read[asked]

    def head(self, path: str) -> Answer:
        return self.fetch("HEAD", f"{self.prefix}{path}", {})


def over_http(port: int) -> Fetch:
    """Fetch from a server on this machine, from the reader's address."""

    def fetch(method: str, path: str, headers: Mapping[str, str]) -> Answer:
        connection = HTTPConnection("127.0.0.1", port, timeout=30, source_address=(READER, 0))
        try:
            connection.request(method, path, headers={"Host": "openly.example", **headers})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    return fetch


def leave_early(port: int) -> None:
    """Ask for a page and be gone before it comes."""
    with socket.create_connection(("127.0.0.1", port), 30, (READER, 0)) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.sendall(b"GET /en/ HTTP/1.1\r\nHost: openly.example\r\n\r\n")


def garble(port: int, sent: bytes = BROKEN) -> None:
    """Send what is no request, from the reader's address; hosts like to log who sent it."""
    with socket.create_connection(("127.0.0.1", port), 30, (READER, 0)) as one:
        one.sendall(sent)
        with suppress(OSError):  # the host may hang up at any time
            one.shutdown(socket.SHUT_WR)
            while one.recv(4096):
                pass


def start_leads_to_the_readers_language(site: Site) -> None:
    answer = site.get(*START)
    assert (answer.status, answer.headers["Location"]) == (302, f"{site.prefix}/ar/?place=GB")
    assert "Accept-Language" in answer.headers["Vary"]


def article_links_stay_on_the_site(site: Site) -> None:
    answer = site.get("/en/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text)
    assert len(links) > 30
    assert [link for link in links if not link.startswith(f"{site.prefix}/")] == []


def help_plan_is_in_its_language(site: Site) -> None:
    answer = site.get("/ar/help/EG/")
    assert answer.status == 200
    assert answer.headers["Content-Language"] == "ar"
    assert re.search(r'<html[^>]* lang="ar"[^>]* dir="rtl"', answer.text)


def style_sheet_is_found_and_kept(site: Site) -> None:
    found = re.search(r'<link[^>]*href="([^"]*\.css)"', site.get("/en/").text)
    assert found
    answer = site.get(found[1].removeprefix(site.prefix))
    assert (answer.status, answer.headers.get_content_type()) == (200, "text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(answer.body) > 1000


def missing_page_still_leads_to_help(site: Site) -> None:
    answer = site.get(MISSING)
    assert (answer.status, answer.headers["Content-Language"]) == (404, "ar")
    assert f'href="{site.prefix}/ar/help/"' in answer.text


def head_tells_what_get_would(site: Site) -> None:
    page, told = site.get("/en/"), site.head("/en/")
    assert (told.status, told.body) == (200, b"")
    for name in ("Content-Type", "ETag", "Cache-Control", "Content-Security-Policy"):
        assert told.headers[name] == page.headers[name], name


def unchanged_page_is_not_sent_again(site: Site) -> None:
    first = site.get("/en/")
    again = site.get("/en/", {"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def compressed_page_is_the_same_page(site: Site) -> None:
    page, packed = site.get("/en/"), site.get("/en/", {"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers["ETag"] != page.headers["ETag"]
    assert gzip.decompress(packed.body) == page.body


def every_answer_is_closed_tight(site: Site) -> None:
    for answer in (site.get(*START), site.get("/en/"), site.get(MISSING)):
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers.get_all("Content-Security-Policy", [])[1:] == []
        assert answer.headers["Set-Cookie"] is None


def no_request_is_echoed(site: Site) -> None:
    """ASVS 13.4.4: what a browser sends by itself, scripts could read from an echo."""
    answer = site.fetch("TRACE", f"{site.prefix}/en/", {"X-Secret": "quiet"})
    assert answer.status in (403, 405, 501)
    assert b"quiet" not in answer.body


def no_version_is_told(site: Site) -> None:
    """ASVS 13.4.6: whoever looks for a weakness is not told where to begin."""
    for answer in (site.get("/en/"), site.get(MISSING)):
        for name in ("Server", "X-Powered-By", "Via"):
            assert not re.search(r"\d", answer.headers.get(name, "")), answer.headers[name]


def forged_address_is_not_believed(site: Site) -> None:
    page, forged, redirect = site.get("/en/"), site.get("/en/", FORGED), site.get("/en", FORGED)
    assert (forged.status, forged.body) == (200, page.body)
    transport = "Strict-Transport-Security"
    assert forged.headers[transport] == page.headers[transport]
    assert (redirect.status, redirect.headers["Location"]) == (308, f"{site.prefix}/en/")


LOOKS = (
    start_leads_to_the_readers_language,
    article_links_stay_on_the_site,
    help_plan_is_in_its_language,
    style_sheet_is_found_and_kept,
    missing_page_still_leads_to_help,
    head_tells_what_get_would,
    unchanged_page_is_not_sent_again,
    compressed_page_is_the_same_page,
    every_answer_is_closed_tight,
    forged_address_is_not_believed,
    no_request_is_echoed,
    no_version_is_told,
)
