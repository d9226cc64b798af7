"""The least that WSGI allows: a function that answers the captured bytes and headers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bench.peers.given import load_answer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_answer = load_answer()
_headers, _body = _answer.headers, [_answer.body]


def application(_environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
    """Answer every request alike (PEP 3333)."""
    start("200 OK", _headers)
    return _body
