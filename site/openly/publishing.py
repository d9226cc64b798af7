"""What every response carries: security headers, and how long it may be kept."""

from functools import cache
from http import HTTPStatus
from urllib.parse import parse_qs, quote

from flask import Flask, Response, g, request
from werkzeug.wsgi import get_host

from openly.addresses import is_encrypted
from openly.assets import INLINE_SCRIPTS, digest, load_inline_scripts
from openly.caching import HOURS, KEEPING, TEXT, Keeping
from openly.choice import TRAVELLING, is_exported
from openly.help_filters import canonical_query
from openly.settings import Settings

# What would show or tell where readers are, what they say and what stands on their screen. The site
# uses no feature; the rest cannot harm them, and the policy of content leaves no script to use it.
CLOSED_FEATURES = ("camera", "display-capture", "geolocation", "microphone")

# Two years; hosts below, and the lists inside browsers, only if the deployer says so (RFC 6797).
HSTS = {"host": "max-age=63072000", "preload": "max-age=63072000; includeSubDomains; preload"}

READ_BY_PEOPLE = {"text/html", "text/css", "text/javascript", "image/svg+xml"}


@cache
def content_security_policy(scripts: tuple[str, ...] = tuple(INLINE_SCRIPTS)) -> str:
    """Return the policy: own style, pictures and scripts, and these inside the page (CSP 3)."""
    digests = [digest(load_inline_scripts()[name].encode()) for name in scripts]
    allowed = " ".join(["'self'", *(f"'{one}'" for one in digests)])
    return ";".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            f"script-src {allowed}",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def init_app(app: Flask, settings: Settings) -> None:
    """Put headers and validators on every response."""
    fixed = {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in CLOSED_FEATURES),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }

    @app.after_request
    def publish(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _policy())
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        if is_encrypted():
            response.headers["Strict-Transport-Security"] = HSTS[settings.hsts]
            if settings.onion and _is_page(response):
                response.headers["Onion-Location"] = settings.onion + _own_address()
        if response.status_code != HTTPStatus.OK or canonical_query() is None:
            # What only this reader asked for, such as a search, stays in no cache.
            response.cache_control.no_store = True
        elif not response.cache_control:
            request.environ[KEEPING].append(_keeping(response))
        return _leading_on(response) if response.location else response


def _own_address() -> str:
    """Return the address of this answer below its host, in its one spelling."""
    query = canonical_query()
    return quote(request.script_root + request.path) + (f"?{query}" if query else "")


def _policy() -> str:
    """Return the policy of this answer: plain files have one for all, so it allows all scripts."""
    used = INLINE_SCRIPTS if is_exported() else g.get("scripts", ())
    return content_security_policy(tuple(used))


def _keeping(response: Response) -> Keeping:
    """Say how long an answer may be kept; one that varies by a header is kept by others alone."""
    until = g.get("until")
    # Of plain files, hosts are told the same for all pages, those with numbers among them.
    lifetime = g.get("lifetime", HOURS if until or is_exported() else TEXT)
    query = None if response.vary else canonical_query()
    is_common = response.mimetype in READ_BY_PEOPLE and set(parse_qs(query)) <= {TRAVELLING}
    return Keeping(lifetime, until, query, is_common)


def _is_page(response: Response) -> bool:
    return response.status_code == HTTPStatus.OK and response.mimetype == "text/html"


def _leading_on(response: Response) -> Response:
    """Make a redirect to this host relative, as the Host header may be forged (RFC 9110, 10.2.2).

    It says nothing besides: its text would repeat the query of the request.
    """
    own = f"{request.scheme}://{get_host(request.environ)}"
    if response.location and response.location.startswith(f"{own}/"):
        response.location = response.location.removeprefix(own)
    response.set_data(b"")
    return response
