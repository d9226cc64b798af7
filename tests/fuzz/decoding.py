"""Requests made of bytes: whoever chooses the bytes, chance or a fuzzer, chooses the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fuzz.asking import Request
from tests.fuzz.fuzzed_sites import BELOW, COUNTRY, SITES
from tests.fuzz.judging import EVIL, MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

METHODS = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", MARK)
PATHS = (
    "/", "/en/", "/ar/", "/pt-BR/", "/zh-Hans/", "/fr/", "/en/help/", "/ar/help/", "/en/help/GB/",
    "/ar/help/EG/", "/en/help/GB.json", "/fr/help/CA/", "/en/about/", "/en/easy/", "/en/glossary/",
    "/en/safety/", "/en/languages/", "/en/accessibility/", "/en/places/", "/ar/places/GB/",
    "/en/privacy/", "/exit", "/healthz", "/metrics", "/robots.txt", "/sitemap.xml", "/static/",
    "/sitemap-en.xml", "/.well-known/security.txt", "/static/openly.css", "/static/page.js",
    "/static/openly.00000000.css", "/static/icon.00000000.svg",
)  # fmt: skip
SEGMENTS = (
    "en", "EN", "en-GB", "zh-TW", "pt_br", "iw", "xx", "x-private", "und", "mul", "art-lojban",
    "en-u-ca-buddhist", "sr-Latn-RS-x-a", "i-klingon", "a-a-a-a", "help", "places", "about", "GB",
    "gb", "\xc3\x9f", "GB.json", "static", "exit", ".", "..", "..;", ";", "%2e%2e", "%2f", "%00",
    "\x00", "\r\nX-Evil: 1", "\\", "\xc0\xaf", "\xff", "\xe2\x80\xae", "", EVIL, f"{EVIL}:80", MARK,
    f"<{MARK}>", f"{{{{{MARK}}}}}", "%(x)s", "{language}", "*", "http:", "?", "#", "a" * 300,
)  # fmt: skip
NAMES = ("place", "near", "topic", "channel", "for", "search", "utm_source", "", "place[]", MARK)
VALUES = (
    "", "GB", "gb", "ZZ", "FR", "suicide-crisis", "voice", "youth", "everyone", "kenya", "fr",
    "\xff", "%ff", "%C3%9F", "%EF%B7%BA", "%cc%81", "%0d%0aX-Evil:%201", "\r\nX-Evil: 1", "%00",
    "\xd8\xb9", "%", "+", f"%22%3E%3Cscript%3E{MARK}", f"<{MARK}>", f"//{EVIL}", MARK, "a" * 300,
)  # fmt: skip
LISTED = (
    ",", ", ", ";", ";q=", "=", "0", "0.5", "1", "nan", "inf", "-1", "1e9", "9" * 400, '"', " ",
    "\t", "*", "\xff", MARK,
)  # fmt: skip
ADDRESSED = (
    "openly.example", "OPENLY.example", "openly.test", EVIL, ":80", ":443", ":99999", ":", "@",
    "[::1]", "[", "..", ".", "/", "\\", "\xff", ",", " ", "xn--", "a" * 64, MARK,
)  # fmt: skip
HEADERS = {
    "Accept-Language": (*LISTED, "en", "ar-EG", "zh-TW", "fr", "en-US", "xx", "x-a", "i-hak", "_"),
    "Accept-Encoding": (*LISTED, "br", "zstd", "gzip", "identity", "GZIP", "deflate"),
    "Host": ADDRESSED,
    "If-None-Match": (*LISTED, "W/", '"0123456789ab"', "\\"),
    "If-Modified-Since": (*LISTED, "Mon, 23 Nov 2026 12:00:00 GMT", "Thu, 99 Zzz -1"),
    "If-Match": (*LISTED, '"a"'),
    "Range": (*LISTED, "bytes=", "0-", "-1", "5-2", "0-0"),
    COUNTRY: ("GB", "gb", "ZZ", "T1", "XX", "\xc3\x9f", MARK, ",", "<"),
    "X-Forwarded-For": (*ADDRESSED, "203.0.113.7"),
    "X-Forwarded-Host": ADDRESSED,
    "X-Forwarded-Proto": ("https", "http", "HTTPS", "javascript", "wss", ",", "", "\xff", MARK),
    # A mount point comes back in every link: here without marks that nothing else may repeat.
    "X-Forwarded-Prefix": ("/sub", "/", "//", "\\", "\x00", "?", "#", "<", "sub", ",", '"', ":"),
    "X-Forwarded-Port": ("80", "443", "0", "99999", "x", MARK),
    "Forwarded": (*LISTED, "for=", "host=", "proto="),
    "X-HTTP-Method-Override": ("DELETE", "POST"),
    "X-Original-URL": ("/en/", f"//{EVIL}"),
    "Content-Length": ("0", "-1", "10", "x", "9" * 30),
    "Transfer-Encoding": ("chunked", "identity", "x"),
    "Content-Type": ("text/html", "multipart/form-data; boundary=", MARK),
    "Cookie": (*LISTED, "session=", "a"),
    "Origin": ("null", f"https://{EVIL}"),
    "Referer": (f"https://{EVIL}/{MARK}",),
    "User-Agent": (MARK, "<script>", "\xff"),
    "Upgrade": ("websocket", "h2c"),
}
MOUNTS = ("/sub", BELOW, "//", "/", "/a b", "\\", "/%", f"//{EVIL}", f"/\\{EVIL}", "sub", "/\xff")


class Source:
    """Choices read from bytes; when they have run out, the first choice is taken."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def number(self, below: int) -> int:
        """Return a whole number below one of at most 256."""
        self._at += 1
        return self._data[self._at - 1] % below if self._at <= len(self._data) else 0

    def one_of(self, words: Sequence[str]) -> str:
        return words[self.number(len(words))]

    def bytes(self) -> str:
        """Return up to fifteen bytes as they are."""
        start, length = self._at, self.number(16)
        self._at = start + 1 + length
        return self._data[start + 1 : self._at].decode("latin-1")

    def some_of(self, words: Sequence[str], most: int) -> str:
        """Return some words, and now and then bytes, one after another."""
        return "".join(
            self.bytes() if self.number(8) == 1 else self.one_of(words)
            for _ in range(self.number(most + 1))
        )


def request_of(source: Source) -> Request:
    """Make a request; most have a path or a header that the site knows, so that they get far."""
    return Request(
        site=source.one_of(tuple(SITES)),
        method=_method(source),
        path=_path(source),
        query=_query(source),
        mount=source.one_of(MOUNTS) if source.number(8) == 1 else "",
        headers=_headers(source),
    )


def _method(source: Source) -> str:
    kind = source.number(16)
    return source.one_of(METHODS) if kind == 1 else "HEAD" if kind in (2, 3) else "GET"


def _path(source: Source) -> str:
    kind = source.number(16)
    known = "" if kind == 1 else source.one_of(PATHS)
    if kind not in (1, 2):
        return known
    parts = [source.some_of(SEGMENTS, 2) for _ in range(source.number(5))]
    return known.rstrip("/") + "".join(f"/{part}" for part in parts)


def _query(source: Source) -> str:
    if source.number(4) != 1:
        return ""
    pairs = [
        f"{source.one_of(NAMES)}{source.one_of(('=', '=', '==', ''))}{source.some_of(VALUES, 2)}"
        for _ in range(source.number(4))
    ]
    return source.one_of(("&", "&", "&&", ";")).join(pairs)


def _headers(source: Source) -> tuple[tuple[str, str], ...]:
    host = source.one_of(("openly.example", "openly.example", "openly.test:8000", ""))
    names = [source.one_of(tuple(HEADERS)) for _ in range(source.number(5))]
    others = tuple((name, source.some_of(HEADERS[name], 6)) for name in names)
    return (("Host", host), *others) if host and "Host" not in names else others
