"""What a request may only have forged is taken out of it before anything else reads it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST = "localhost"
"""The host of a site that was told none to answer for: it reads nobody else's word for it."""

_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_MOUNT_POINT = re.compile(r"(?:/[^\x00-\x20\x7f/\\?#\"'<>{}]+)+/?")
_MOST_CHARACTERS = 200
"""Of a mount point: a page repeats it in each of some hundred links."""


class PlainRequests:
    """WSGI middleware behind which host, scheme, mount point and query are what they should be.

    Servers and proxies pass on what they do not understand (PEP 3333). A path needs no care:
    whatever it holds, it is the address of a page or of none.
    """

    def __init__(self, app: "WSGIApplication", *, by_host: bool) -> None:
        self._app, self._by_host = app, by_host

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Pass the request on, made plain."""
        if not self._by_host:
            environ["HTTP_HOST"] = HOST
        elif host := environ.get("HTTP_HOST"):
            # Capital letters make no other host (RFC 9110, 4.2.3).
            environ["HTTP_HOST"] = host.lower()
        if environ["wsgi.url_scheme"] not in ("http", "https"):
            environ["wsgi.url_scheme"] = "http"
        mount_point = environ.get("SCRIPT_NAME", "")
        if mount_point and not _is_mount_point(mount_point):
            environ["SCRIPT_NAME"] = ""
        query = environ.get("QUERY_STRING", "")
        if not (query.isascii() and query.isprintable()):
            # As every browser sends it (RFC 3986, 2.1): it may travel on in a redirect.
            environ["QUERY_STRING"] = quote(
                query, safe=_PRINTABLE, encoding="latin-1", errors="replace"
            )
        return self._app(environ, start)


def _is_mount_point(text: str) -> bool:
    """Tell whether a site can be below a path: links below `//evil.example` would lead away."""
    return len(text) <= _MOST_CHARACTERS and _MOUNT_POINT.fullmatch(text) is not None
