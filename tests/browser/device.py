"""A device with a profile on disk, a site that notes what it is asked, and somewhere to go."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.conftest import QUIET, chromium, serving
from tests.conftest import make_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Playwright

# Whoever it is that readers go to keeps all it can: what we look for can be found.
ELSEWHERE = b"""<!doctype html><title>Weather</title><script>
localStorage.one = sessionStorage.one = 1; indexedDB.open("one"); caches.open("one");
</script><form action="/search/"><input name="said"></form>"""
# The browser calls its maker at every start. Here it reaches nobody: no name has an address.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


@dataclass
class Asked:
    """A server of this machine, and what it was asked: path and request headers."""

    address: str = ""
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    answered: list[list[tuple[str, str]]] = field(default_factory=list)

    def headers(self, name: str) -> set[str]:
        """Return the values of a header in all requests."""
        return {headers[name] for _path, headers in self.requests if name in headers}


@contextmanager
def noted(host: str, make) -> Iterator[Asked]:
    """Serve the application that `make` returns for an address, and note what it is asked."""
    asked = Asked()

    def noting(port: int):
        asked.address = f"http://{host}:{port}"
        app = make(asked.address)

        def note(environ, start):
            names = (name for name in environ if name.startswith("HTTP_"))
            asked.requests.append((environ["PATH_INFO"], {name: environ[name] for name in names}))

            def begin(status, headers, *rest):
                asked.answered.append(headers)
                return start(status, headers, *rest)

            return app(environ, begin)

        return note

    with serving(noting):
        yield asked


def elsewhere(_environ, start):
    """Answer as a site that keeps things on the device."""
    start("200 OK", [("Content-Type", "text/html"), ("Set-Cookie", "one=1; Max-Age=9999")])
    return [ELSEWHERE]


@contextmanager
def site_and_elsewhere(**settings: object) -> Iterator[tuple[Asked, Asked]]:
    """Serve the site as to readers, and what “Leave this page” leads to, as another site."""
    with noted("localhost", lambda _address: elsewhere) as away:

        def make(address: str):
            wanted = {"development": False, "exit_url": f"{away.address}/", **settings}
            return make_app(base_url=address, **wanted)

        with noted("127.0.0.1", make) as site:
            yield site, away


@contextmanager
def browsing(playwright: Playwright, profile: Path, **options: object) -> Iterator[BrowserContext]:
    """Open a browser as people have it: a profile in a folder, whole pages in memory for Back."""
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=chromium(),
        args=[*QUIET, ALONE, f"--log-net-log={profile}.json"],
        # Of the driver; no reader's browser is started so.
        ignore_default_args=["--disable-back-forward-cache"],
        **options,
    )
    try:
        yield context
    finally:
        context.close()


def hosts_asked(profile: Path) -> set[str]:
    """Return every host that the browser looked up or asked, for pages or not (its own log)."""
    hosts = set()
    for event in json.loads(profile.with_name(f"{profile.name}.json").read_text())["events"]:
        params = event.get("params") or {}
        for name in ("url", "host"):
            text = str(params.get(name, ""))
            hosts.add(urlsplit(text if "//" in text else f"//{text}").hostname)
    return hosts - {None, "~notfound"}


def holding(folder: Path, text: str) -> set[Path]:
    """Return the files below a folder that hold a text, however the browser writes it."""
    forms = (text.encode(), text.encode("utf-16-le"))
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path for path in files if any(form in path.read_bytes() for form in forms)}


def rows(database: Path, query: str) -> list[tuple[str, ...]]:
    """Return what a query finds in a database of the profile."""
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
