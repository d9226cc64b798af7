"""Fixtures for tests in a real Chromium: a server, a browser, and `visit`, which watches."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from tests.conftest import make_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from playwright.sync_api import Browser, Page, Playwright

EXIT = "http://exit.example/"
# Without these the browser calls its maker at every start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# How many things of ours a device keeps, of each kind that a page could leave there.
LEFT = """async () => [
  document.cookie.length,
  localStorage.length,
  sessionStorage.length,
  (await indexedDB.databases()).length,
  (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length,
]"""
NOTHING = [0] * 6
# What a page is shown in unless a test says otherwise.
VIEWPORT = {"width": 1280, "height": 720}
MEDIA = {
    "color_scheme": "light",
    "contrast": "no-preference",
    "forced_colors": "none",
    "media": "screen",
    "reduced_motion": "no-preference",
}


def chromium() -> str:
    """Return the path of the browser, or fail with the way to get one."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("No Chromium here: run `make packages`, or install one by hand")


@contextmanager
def serving(make: Callable[[int], WSGIApplication]) -> Iterator[int]:
    """Serve what is made for a port on a free port of this machine; return the port."""
    server = make_server("127.0.0.1", 0, lambda _environ, _start: [], threaded=True)
    server.app = make(server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Serve the site on a free port of this machine; return its address."""

    def make(port: int) -> WSGIApplication:
        return make_app(base_url=f"http://127.0.0.1:{port}", exit_url=EXIT)

    with serving(make) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Run a browser that finds the exit on this machine: what a redirect leads to is no route."""

    def weather(_environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html")])
        return [b"<!doctype html><title>Weather</title>"]

    with serving(lambda _port: weather) as port:
        found = f"--host-resolver-rules=MAP {urlsplit(EXIT).hostname} 127.0.0.1:{port}"
        running = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, found])
        yield running
        running.close()


class Window:
    """A window of a fresh profile: what its pages say on the console, ask for and leave."""

    def __init__(self, browser: Browser, server: str, **options: object) -> None:
        self._server = server
        self._said: list[str] = []
        self._asked: list[str] = []
        self.context = browser.new_context(base_url=server, **options)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self._said.append(message.text))
        self.page.on("pageerror", lambda error: self._said.append(str(error)))
        self.page.on("request", lambda request: self._asked.append(request.url))
        self.page.asked = self._asked

    def forget(self) -> None:
        """Hold what was said and asked for no longer against the pages that come."""
        self._said.clear()
        self._asked.clear()

    def check(self) -> None:
        """Nothing may have been said, asked of another host (but the exit), or left."""
        assert self.context.cookies() == []
        # A page that another site drew has no storage of ours.
        if self.page.url.startswith(self._server):
            with suppress(AttributeError):
                assert self.page.evaluate(LEFT) == NOTHING
        # A page that is not there, and what leaving deleted, the browser reports by itself.
        reports = ("404", "Clear-Site-Data")
        assert [text for text in self._said if not any(one in text for one in reports)] == []
        own = urlsplit(self._server).netloc
        # What a page makes itself (`blob:`) has its own host; so has the worker of a screen reader.
        hosts = {urlsplit(url.removeprefix("blob:")).netloc for url in self._asked}
        assert hosts <= {own, urlsplit(EXIT).netloc}


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Open a page in a window of its own: `visit("/en/", color_scheme="dark")`.

    When the test ends, nothing may have been said on the console, asked of another host, or left.
    """
    windows = []

    def open_page(path: str, **options: object) -> Page:
        windows.append(window := Window(browser, server, **options))
        window.page.goto(path)
        return window.page

    yield open_page
    for window in windows:
        window.check()
        window.context.close()


@pytest.fixture(scope="session")
def windows() -> Iterator[dict[bool, Window]]:
    """Windows that stay open: one by the policy of the pages, one past it (`bypass_csp`)."""
    opened: dict[bool, Window] = {}
    yield opened
    for window in opened.values():
        window.context.close()


@pytest.fixture
def look(
    browser: Browser, server: str, windows: dict[bool, Window]
) -> Iterator[Callable[..., Page]]:
    """Open a page as `visit` does, in a window that stays open: in half the time.

    For tests that look at one page after the other, and neither go back nor leave.
    """

    def open_page(
        path: str, viewport: object = VIEWPORT, bypass_csp: bool = False, **media: str
    ) -> Page:
        if bypass_csp not in windows:
            windows[bypass_csp] = Window(browser, server, bypass_csp=bypass_csp)
        page = windows[bypass_csp].page
        page.set_viewport_size(viewport)
        page.emulate_media(**{**MEDIA, **media})
        page.goto(path)
        return page

    for window in windows.values():
        window.forget()
    yield open_page
    for window in windows.values():
        window.check()
