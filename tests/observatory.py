"""The score that Mozilla's HTTP Observatory gives an answer, by its published table of 2026-08.

Each rule gives points or takes them, from 100 on; what is given counts only from 90 on. A site that
is not on the browsers' lists (HSTS preload) misses 5 of 160, whatever it sends; so does an answer
without a script of its own, and cookies, if there were any and they were perfect, would add 5.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from justhtml import JustHTML
from werkzeug.datastructures import Headers

SIX_MONTHS = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
ISOLATING = {
    "Cross-Origin-Resource-Policy": {"same-origin", "same-site"},
    "Cross-Origin-Embedder-Policy": {"require-corp", "credentialless"},
    "Cross-Origin-Opener-Policy": {
        "same-origin",
        "same-origin-allow-popups",
        "noopener-allow-popups",
    },
}


class Points(NamedTuple):
    """What a rule gives (or takes, below zero) and why."""

    rule: str
    points: int


def score(headers: Headers, html: str = "", *, preloaded: bool = False) -> int:
    """Return the score of an answer that came by TLS; without HTML there are no scripts."""
    found = list(points(headers, html, preloaded=preloaded))
    taken = 100 + sum(one.points for one in found if one.points < 0)
    return taken + sum(one.points for one in found if one.points > 0 and taken >= 90)


def points(headers: Headers, html: str = "", *, preloaded: bool = False) -> Iterator[Points]:
    """Yield what each rule gives an answer."""
    policy = _directives(headers.get("Content-Security-Policy", ""))
    yield Points("content security policy", _policy(policy))
    yield Points("cookies", -20 if "Set-Cookie" in headers else 0)
    yield Points("origins", -50 if "Access-Control-Allow-Credentials" in headers else 0)
    yield Points("referrer", 5 if headers.get("Referrer-Policy") in PRIVATE else -5)
    yield Points("transport", _transport(headers, preloaded=preloaded))
    yield Points("scripts", _scripts(html))
    yield Points("types", 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5)
    framed = policy.get("frame-ancestors", ["*"])
    yield Points("frames", 5 if framed in (["'none'"], ["'self'"]) else -20)
    for name, good in ISOLATING.items():
        yield Points(name, 10 if headers.get(name) in good else 0)


def _directives(text: str) -> dict[str, list[str]]:
    parts = (part.split() for part in text.split(";"))
    return {name: values for name, *values in (part for part in parts if part)}


def _policy(policy: dict[str, list[str]]) -> int:
    default = policy.get("default-src", ["*"])
    running = policy.get("script-src", default) + policy.get("object-src", default)
    if "'unsafe-inline'" in running or {"*", "data:", "http:", "https:"} & set(running):
        return -20
    everything = [value for values in policy.values() for value in values]
    if "'unsafe-eval'" in running:
        return -10
    if "'unsafe-inline'" in everything:
        return 0
    closed = default == ["'none'"] and policy.get("form-action") in (["'none'"], ["'self'"])
    return 10 if closed and policy.get("base-uri") in (["'none'"], ["'self'"]) else 5


def _transport(headers: Headers, *, preloaded: bool) -> int:
    said = headers.get("Strict-Transport-Security", "")
    age = re.search(r"max-age=(\d+)", said)
    if not age:
        return -20
    if int(age[1]) < SIX_MONTHS:
        return -10
    wanted = int(age[1]) >= 2 * SIX_MONTHS and "includeSubDomains" in said and "preload" in said
    return 5 if preloaded and wanted else 0


def _scripts(html: str) -> int:
    scripts = JustHTML(html, sanitize=False).query("script[src]") if html else []
    foreign = [one for one in scripts if urlsplit(one.attrs["src"] or "").netloc]
    if foreign:
        return -50
    return 5 if any("integrity" in one.attrs for one in scripts) else 0
