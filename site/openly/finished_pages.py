"""The finished pages in front of Flask: each is made once and sent as it is until it changes.

Outside the application on purpose: an answer that is there costs no routing, no request context.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlencode

from flask import Flask, Response, current_app
from werkzeug.http import parse_etags

from openly.caching import KEEPING, Keeping, Profile, caching_headers
from openly.encodings import IDENTITY, SMALLEST, coding_for, encoded
from openly.page_store import Answer, PageStore, Representation, Request
from openly.plain_requests import made_plain
from openly.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_OF_THE_BODY = {"content-encoding", "content-language", "content-length", "content-type"}
_Key = tuple[str, ...]


class FinishedPages:
    """WSGI middleware that answers `GET` and `HEAD` from memory where it can (PEP 3333)."""

    def __init__(
        self,
        app: "WSGIApplication",
        store: PageStore,
        profile: Profile | None,
        clock: Callable[[], datetime],
        hosts: Collection[str],
    ) -> None:
        self._app, self.store, self._profile, self._clock = app, store, profile, clock
        self._hosts = frozenset(hosts)
        self._making: dict[_Key, Lock] = {}
        self.answers = self.made = 0

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        self.answers += 1
        get = environ.get
        asked = (
            get("PATH_INFO"),
            get("QUERY_STRING"),
            get("HTTP_ACCEPT_ENCODING"),
            get("HTTP_IF_NONE_MATCH"),
            environ["REQUEST_METHOD"],
            get("SCRIPT_NAME"),
            environ["wsgi.url_scheme"],
            get("HTTP_HOST") if self._hosts else None,
        )
        answer = self.store.at_hand(asked)
        if answer is None:
            if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
                return self._app({**self._plain(environ), KEEPING: []}, start)
            answer = self._find(environ, asked)
        start(answer.status, list(answer.headers))
        # Granian sends a list at once, and anything else piece by piece, a sixth slower.
        return list(answer.body)

    def _find(self, environ: "WSGIEnvironment", asked: Request) -> Answer:
        """Return the answer to a request that is not at hand."""
        generation = self.store.generation
        # A request that is not plain has no key under which anything is kept.
        page = self.store.get(self._key(environ))
        if page is None or self._is_over(page):
            return self._answer(self._make(self._plain(environ)), environ)
        answer = self._answer(page, environ)
        if page.until is None:
            self.store.lay_at_hand(asked, answer, generation)
        return answer

    def _plain(self, environ: "WSGIEnvironment") -> "WSGIEnvironment":
        return made_plain(environ, by_host=bool(self._hosts))

    def _key(self, environ: "WSGIEnvironment") -> _Key:
        """Return all that a kept answer depends on."""
        get = environ.get
        return (
            get("PATH_INFO", ""),
            get("QUERY_STRING", ""),
            coding_for(get("HTTP_ACCEPT_ENCODING", "")),
            get("SCRIPT_NAME", ""),
            environ["wsgi.url_scheme"],
            get("HTTP_HOST", "") if self._hosts else "",
        )

    def _is_odd(self, environ: "WSGIEnvironment") -> bool:
        """Tell whether there may be any number of such addresses: with a query, a port, a name."""
        hosts = self._hosts
        return bool(environ["QUERY_STRING"] or (hosts and environ.get("HTTP_HOST") not in hosts))

    def _is_over(self, answer: Representation) -> bool:
        """Tell whether an answer is not of this moment: it has ended, or the clock went back."""
        return answer.until is not None and not answer.since <= self._clock() < answer.until

    def _make(self, environ: "WSGIEnvironment") -> Representation:
        """Have the application make an answer, once for all who wait for the same."""
        query = environ["QUERY_STRING"]
        if "&" in query:
            # Forms send empty fields; the page is that without them.
            environ["QUERY_STRING"] = query = urlencode(parse_qsl(query))
        key = self._key(environ)
        with self._alone(key):
            answer = self.store.get(key)
            if answer is None or self._is_over(answer):
                generation = self.store.generation
                answer = self._made(environ)
                if answer.keeping and answer.keeping.query == query:
                    self.store.put(key, answer, generation, is_odd=self._is_odd(environ))
        return answer

    @contextmanager
    def _alone(self, key: _Key) -> Iterator[None]:
        try:
            with self._making.setdefault(key, Lock()):
                yield
        finally:
            self._making.pop(key, None)

    def _made(self, environ: "WSGIEnvironment") -> Representation:
        self.made += 1
        since = self._clock()
        said: list[Keeping] = []
        query, coding = environ["QUERY_STRING"], coding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        environ = {**environ, "REQUEST_METHOD": "GET", KEEPING: said}
        response = Response.from_app(self._app, environ, buffered=True)
        keeping = said[0] if said else None
        body = response.get_data()
        if len(body) >= SMALLEST:
            response.vary.add("Accept-Encoding")
            if coding != IDENTITY:
                body = encoded(body, coding, best=self._is_worth_time(keeping, query))
                response.headers["Content-Encoding"] = coding
        response.headers["Content-Length"] = str(len(body))
        if response.status_code == HTTPStatus.OK:
            response.set_etag(sha256(body).hexdigest()[:12])
        if keeping and not keeping.until:
            response.headers.extend(caching_headers(self._profile, keeping, self._clock()))
        headers = response.headers.to_wsgi_list()
        return Representation(
            status=response.status,
            headers=tuple(headers),
            body=(body,),
            etag=response.headers.get("ETag", ""),
            unchanged=tuple(pair for pair in headers if pair[0].lower() not in _OF_THE_BODY),
            keeping=keeping,
            since=since,
            until=keeping.until if keeping else None,
        )

    def _is_worth_time(self, keeping: Keeping | None, query: str) -> bool:
        """Tell whether an answer will be sent so often that it should be as small as can be."""
        is_common = keeping is not None and keeping.is_common and keeping.query == query
        return is_common and self.store.limit > 0

    def _answer(self, page: Representation, environ: "WSGIEnvironment") -> Answer:
        """Return what a request gets of a page: all of it, its head, or that it is unchanged."""
        status, headers, body = page.status, page.headers, page.body
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked is not None and page.etag and _has(asked, page.etag):
            status, headers, body = "304 NOT MODIFIED", page.unchanged, ()
        elif environ["REQUEST_METHOD"] == "HEAD":
            body = ()
        if page.keeping and page.until:
            headers += tuple(caching_headers(self._profile, page.keeping, self._clock()))
        return Answer(status, headers, body)


def _has(asked: str, etag: str) -> bool:
    """Tell whether `If-None-Match` names a validator; a weak one will do (RFC 9110, 13.1.2)."""
    return asked == etag or parse_etags(asked).contains_weak(etag.strip('"'))


def init_app(app: Flask, settings: Settings) -> None:
    """Put the finished pages in front of the application; in development nothing is kept."""
    is_changing = settings.development or settings.preview
    store = PageStore(0 if is_changing else settings.cache_size * 1024 * 1024)
    profile = None if is_changing else settings.cache
    app.extensions["openly-pages"] = pages = FinishedPages(
        app.wsgi_app,
        store,
        profile,
        lambda: cast(datetime, app.extensions["openly-clock"]()),
        settings.trusted_hosts,
    )
    app.wsgi_app = pages  # type: ignore[assignment, method-assign]


def finished_pages() -> FinishedPages:
    """Return the finished pages of the running application."""
    return cast(FinishedPages, current_app.extensions["openly-pages"])
