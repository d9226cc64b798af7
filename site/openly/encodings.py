"""Content codings: which one a browser would rather have, and text in it (RFC 9110, 12.5.3)."""

import gzip
import sys
from functools import lru_cache

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

IDENTITY = "identity"
# Smallest first: what counts where a browser takes several as gladly.
CODINGS = ("br", "zstd", "gzip")
SMALLEST = 500
"""Bytes from which a text is worth coding: below, a packet is a packet."""

_MOST_CHARACTERS = 300


def coding_for(header: str) -> str:
    """Return the coding that an `Accept-Encoding` header asks for; `identity` if none of ours."""
    # Cut before it is remembered: nobody can fill the memory with headers of any length.
    return _coding_for(header[:_MOST_CHARACTERS])


@lru_cache(maxsize=256)
def _coding_for(header: str) -> str:
    asked = parse_accept_header(header, Accept)
    qualities = {coding: asked.quality(coding) for coding in CODINGS}
    best = max(CODINGS, key=qualities.__getitem__)
    # Unless it is named, no coding is welcome, but less than any that is named.
    plain = asked.quality(IDENTITY) if IDENTITY in header else 0
    return best if qualities[best] > 0 and qualities[best] >= plain else IDENTITY


def encoded(body: bytes, coding: str, *, best: bool) -> bytes:
    """Return bytes in a coding, as small as can be or else quickly; the same for the same."""
    match coding:
        case "br":
            return bytes(brotli.compress(body, brotli.MODE_TEXT, quality=11 if best else 5))
        case "zstd":
            return zstd.compress(body, level=19 if best else 6)
        case "gzip":
            return gzip.compress(body, 9 if best else 6, mtime=0)
    return body
