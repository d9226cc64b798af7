"""Pages for machines: sitemap, robots, security contact, health."""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, abort, current_app, render_template, url_for

from openly.addresses import absolute, origin, public_address
from openly.article import REVIEWED
from openly.choice import directory
from openly.page_texts import PAGES
from openly.translation import library

blueprint = Blueprint("discovery", __name__)


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """List every page in every language with its alternates (sitemaps.org, hreflang).

    A sitemap needs absolute addresses: without a setting that vouches for the host it is a 404.
    """
    if not origin():
        abort(404)
    languages = [language for language in library().languages if not language.is_pseudo]
    pages: list[tuple[str, dict[str, str]]] = [(page, {}) for page in PAGES]
    pages += [("place", {"territory": code}) for code in directory().territories]
    rows = [
        {language.tag: public_address(page, language, **parts) for language in languages}
        for page, parts in pages
    ]
    text = render_template("sitemap.xml", rows=rows)
    return Response(text, mimetype="application/xml")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Welcome every robot, and name the sitemap where there is one (RFC 9309)."""
    lines = ["User-agent: *", "Allow: /"]
    if origin():
        lines.append(f"Sitemap: {absolute(url_for('discovery.sitemap'))}")
    return Response("\n".join([*lines, ""]), mimetype="text/plain")


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Say where to report a weakness (RFC 9116); a 404 where the deployer gave no contact."""
    contact = current_app.config["OPENLY_CONTACT"]
    if contact is None:
        abort(404)
    expires = datetime.combine(REVIEWED, datetime.min.time(), UTC) + timedelta(days=365)
    lines = [f"Contact: {contact.href}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}"]
    return Response("\n".join([*lines, ""]), mimetype="text/plain")


@blueprint.get("/healthz")
def health() -> Response:
    """Answer that the site can serve, with the number of languages."""
    return Response(f"ok, {len(list(library().languages))} languages\n", mimetype="text/plain")
