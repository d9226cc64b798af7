"""Addresses of pages: where the site is mounted, and links with a host only if one is sure."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from openly.choice import travelling
from openly.discretion import VOCABULARIES, in_address, is_discreet
from openly.languages import Language
from openly.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


ANY = "\0"
"""Stands in an address for a part that is put in afterwards; no address holds it."""


class TagConverter(BaseConverter):
    """What has the shape of a language tag in a path (RFC 5646); whether it is one is not asked."""

    regex = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*"


class Mounted:
    """WSGI middleware that takes the path of the base address as the mount point.

    For hosts that pass the whole path, or strip the prefix, without setting `SCRIPT_NAME`.
    """

    def __init__(self, app: "WSGIApplication", prefix: str) -> None:
        self._app, self._prefix = app, prefix

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Pass the request on with `SCRIPT_NAME` set (PEP 3333)."""
        if not environ.get("SCRIPT_NAME"):
            environ["SCRIPT_NAME"] = self._prefix
            path = environ.get("PATH_INFO", "")
            if path == self._prefix or path.startswith(f"{self._prefix}/"):
                environ["PATH_INFO"] = path.removeprefix(self._prefix)
        return self._app(environ, start)


def init_app(app: Flask, settings: Settings) -> None:
    """Answer for the hosts that are set, and know the mount point."""
    app.url_map.converters["tag"] = TagConverter
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts) or None
    app.config["OPENLY_BASE_URL"] = settings.base_url
    prefix = urlsplit(settings.base_url).path
    if prefix:
        app.wsgi_app = Mounted(app.wsgi_app, prefix)  # type: ignore[assignment, method-assign]


def believe_proxies(app: Flask, settings: Settings) -> None:
    """Trust as many proxies as are set, before anything looks at the request."""
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_prefix=count
        )


def origin() -> str:
    """Return scheme and host of absolute links; empty if no setting vouches for them.

    The Host header alone is never believed: a shared cache could keep a forged one.
    """
    base = urlsplit(current_app.config["OPENLY_BASE_URL"])
    if base.netloc:
        return f"{base.scheme}://{base.netloc}"
    if current_app.config["TRUSTED_HOSTS"]:
        return f"{request.scheme}://{request.host}"
    return ""


def is_encrypted() -> bool:
    """Tell whether readers are known to come by TLS."""
    base: str = current_app.config["OPENLY_BASE_URL"]
    return request.is_secure or base.startswith("https:")


def page_address(page: str, language: Language, **parts: str | None) -> str:
    """Return the path of a page in a language, with the chosen place unless `parts` name one.

    Parts are words of closed vocabularies; one that is `None` is left out.
    """
    return _address(page, language.tag, parts)


def address_in_any_language(page: str, **parts: str | None) -> str:
    """Return the path of a page with `ANY` for the language: all else in it is always the same."""
    return _address(page, ANY, parts)


def _address(page: str, tag: str, parts: dict[str, str | None]) -> str:
    # Not by `url_for`, which takes several times as long, and a page has dozens of links.
    path, names = _path(page, is_discreet())
    if "territory" not in names:
        # What travels comes after the parts, unless one of them says otherwise.
        parts = {**parts, **travelling(), **parts}
    query = {
        name: in_address(text) if name in VOCABULARIES else text
        for name, text in parts.items()
        if text is not None and name not in names
    }
    address = request.script_root + path.format(language=tag, **parts)
    return f"{address}?{urlencode(query)}" if query else address


@cache
def _path(page: str, _is_discreet: bool) -> tuple[str, frozenset[str]]:
    """Return the path of a page with a field for each part, and the names of those parts."""
    (rule,) = current_app.url_map.iter_rules(f"pages.{page}")
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), frozenset(rule.arguments)


def absolute(path: str) -> str:
    """Return a path as an absolute address where that is sure, else unchanged."""
    return origin() + path


def public_address(page: str, language: Language, **parts: str) -> str:
    """Return the address under which a page is known: without the place that a reader chose."""
    return absolute(page_address(page, language, **{**parts, "place": None, "near": None}))
