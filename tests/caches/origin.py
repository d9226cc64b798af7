"""The site as caches ask for it in tests: it notes who asks, and obeys orders that a test writes.

Run as `python -m tests.caches.origin PORT FOLDER`. In the folder, `orders.json` says what to do.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

import waitress

from openly import create_app
from tests.conftest import NOON

PATIENCE = 60
"""Seconds after which an answer that is held back goes out, whatever the orders say."""


class Ordered:
    """WSGI middleware that notes each request and changes the answer as the orders of a test say.

    Orders: `lifetimes` (seconds by directive), `edition` (of all pages), `status` (of a failure),
    `held` (whether pages are held back).
    """

    def __init__(self, app, folder):
        self._app, self._notes, self._orders = app, folder / "requests", folder / "orders.json"

    def __call__(self, environ, start):
        if environ["PATH_INFO"] == "/healthz":
            return self._app(environ, start)
        orders = self._read()
        self._note(environ, orders["edition"])
        deadline = time.monotonic() + PATIENCE
        while orders.get("held") and time.monotonic() < deadline:
            time.sleep(0.01)
            orders = self._read()
        if status := orders.get("status"):
            start(status, [("Content-Type", "text/plain"), ("Cache-Control", "no-store")])
            return [b"as ordered"]
        return self._answer(environ, start, orders)

    def _note(self, environ, edition):
        query, asked = environ["QUERY_STRING"], environ.get("HTTP_ACCEPT_ENCODING", "")
        with self._notes.open("a") as notes:
            notes.write(f"{environ['PATH_INFO']}{query and '?'}{query} {edition} {asked}\n")

    def _read(self):
        return json.loads(self._orders.read_text())

    def _answer(self, environ, start, orders):
        """Answer with shorter lifetimes, as the edition that the orders name."""
        edition = f"-{orders['edition']}"
        asked = environ.pop("HTTP_IF_NONE_MATCH", "")
        if f'{edition}"' in asked:
            environ["HTTP_IF_NONE_MATCH"] = asked.replace(edition, "")

        def begin(status, headers, *rest):
            return start(status, [(name, _ordered(name, text)) for name, text in headers], *rest)

        def _ordered(name, text):
            if name == "ETag":
                return f'{text[:-1]}{edition}"'
            if name.endswith("Cache-Control"):
                return shortened(name, text, orders.get("lifetimes", {}))
            return text

        return self._app(environ, begin)


def shortened(name, text, lifetimes):
    """Return a header on caching with the lifetimes of a test; the style sheet is kept for ever."""
    if "31536000" in text:
        return text
    for directive, seconds in lifetimes.items():
        if name == "CDN-Cache-Control" and directive == "s-maxage":
            text = re.sub(r"(?:s-maxage|max-age)=\d+", f"max-age={seconds}", text)
        else:
            text = re.sub(rf"{directive}=\d+", f"{directive}={seconds}", text)
    return text


def main(port, folder):
    """Serve until somebody ends it."""
    app = create_app()
    # The pages are those of one moment, so that no opening or closing falls into a test.
    app.extensions["openly-clock"] = lambda: NOON
    waitress.serve(Ordered(app, Path(folder)), host="127.0.0.1", port=int(port), threads=24)


if __name__ == "__main__":
    main(*sys.argv[1:])
