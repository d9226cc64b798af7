"""Pages for machines: sitemap, robots, security contact."""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, abort, current_app, render_template, url_for

from openly.addresses import absolute, origin, public_address
from openly.article import REVIEWED
from openly.choice import directory
from openly.languages import Language
from openly.page_texts import PAGES
from openly.translation import library

blueprint = Blueprint("discovery", __name__)


@blueprint.get("/sitemap.xml")
def sitemaps() -> Response:
    """List the sitemaps, one a language (sitemaps.org).

    They need absolute addresses: without a setting that vouches for the host there is none.
    """
    if not origin():
        abort(404)
    addresses = [absolute(url_for(".sitemap", tag=language.tag)) for language in _published()]
    return _xml("sitemaps.xml", addresses=addresses)


@blueprint.get("/sitemap-<tag:tag>.xml")
def sitemap(tag: str) -> Response:
    """List every page of a language with its alternates (hreflang).

    They stand here and not in the pages, where they would weigh on every reader.
    """
    language = library().languages.by_tag.get(tag)
    if not origin() or language not in _published():
        abort(404)
    pages: list[tuple[str, dict[str, str]]] = [(page, {}) for page in PAGES]
    pages += [("place", {"territory": code}) for code in directory().territories]
    # The rest of an address is the same in every language.
    homes = {one.tag: public_address("article", one) for one in _published()}
    source = library().languages.source
    tails = [
        public_address(page, source, **parts).removeprefix(homes[source.tag])
        for page, parts in pages
    ]
    rows = [
        {"address": homes[tag] + tail, "alternates": _alternates(homes, tail)} for tail in tails
    ]
    return _xml("sitemap.xml", rows=rows)


def _alternates(homes: dict[str, str], tail: str) -> dict[str, str]:
    """Return the address of a page in every language by tag, and `x-default`."""
    alternates = {tag: home + tail for tag, home in homes.items()}
    start = absolute(url_for("start.start"))
    return alternates | {
        "x-default": homes[library().languages.source.tag] + tail if tail else start
    }


def _published() -> list[Language]:
    return [language for language in library().languages if not language.is_pseudo]


def _xml(template: str, **values: object) -> Response:
    return Response(render_template(template, **values), mimetype="application/xml")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Welcome every robot, and name the sitemap where there is one (RFC 9309)."""
    lines = ["User-agent: *", "Allow: /"]
    if origin():
        lines.append(f"Sitemap: {absolute(url_for('.sitemaps'))}")
    return Response("\n".join([*lines, ""]), mimetype="text/plain")


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Say where to report a weakness (RFC 9116); a 404 where the deployer gave no contact.

    It holds for a year from the last review: a site that nobody looks after stops promising.
    """
    contact = current_app.config["OPENLY_CONTACT"]
    if contact is None:
        abort(404)
    expires = datetime.combine(REVIEWED, datetime.min.time(), UTC) + timedelta(days=365)
    lines = [
        f"Contact: {contact.href}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {library().languages.source.tag}",
    ]
    if origin():
        lines.append(f"Canonical: {absolute(url_for('.security'))}")
    return Response("\n".join([*lines, ""]), mimetype="text/plain")
