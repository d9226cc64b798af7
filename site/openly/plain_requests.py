"""What a request may only have forged is taken out of it before the application reads it."""

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HOST = "localhost"
"""The host of a site that was told none to answer for: it reads nobody else's word for it."""

_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_MOUNT_POINT = re.compile(r"(?:/[^\x00-\x20\x7f/\\?#\"'<>{}]+)+/?")
_MOST_CHARACTERS = 200
"""Of a mount point: a page repeats it in each of some hundred links."""


def made_plain(environ: "WSGIEnvironment", *, by_host: bool) -> "WSGIEnvironment":
    """Return a request whose host, scheme, mount point and query are what they should be.

    Servers and proxies pass on what they do not understand (PEP 3333). A path needs no care:
    whatever it holds, it is the address of a page or of none.
    """
    environ = {"SCRIPT_NAME": "", "QUERY_STRING": "", **environ}
    if not by_host:
        environ["HTTP_HOST"] = HOST
    elif host := environ.get("HTTP_HOST"):
        # Capital letters make no other host (RFC 9110, 4.2.3).
        environ["HTTP_HOST"] = host.lower()
    if environ["wsgi.url_scheme"] not in ("http", "https"):
        environ["wsgi.url_scheme"] = "http"
    if not _is_mount_point(environ["SCRIPT_NAME"]):
        environ["SCRIPT_NAME"] = ""
    query = environ["QUERY_STRING"]
    if not (query.isascii() and query.isprintable()):
        # As every browser sends it (RFC 3986, 2.1): it may travel on in a redirect.
        environ["QUERY_STRING"] = quote(
            query, safe=_PRINTABLE, encoding="latin-1", errors="replace"
        )
    return environ


def _is_mount_point(text: str) -> bool:
    """Tell whether a site can be below a path: links below `//evil.example` would lead away."""
    return len(text) <= _MOST_CHARACTERS and _MOUNT_POINT.fullmatch(text) is not None
