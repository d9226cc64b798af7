"""The blueprint below `/<language>/`: takes the language from the path, shows a page in it."""

from typing import Any, cast

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for

from openly.choice import NEAR
from openly.discretion import is_discreet, with_neutral_names
from openly.frame import Page
from openly.translation import current_language, named_language

blueprint = Blueprint("pages", __name__, url_prefix="/<tag:language>")


@blueprint.url_value_preprocessor
def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the language from the path; another spelling of it leads to the canonical one.

    The region of that other spelling (`en-GB` where `en` is offered) goes on as a hint to a place.
    """
    text = cast(dict[str, Any], values).pop("language")
    language = named_language(text)
    if language is None:
        abort(404)
    g.language = language
    if language.tag != text:
        address = url_for(cast(str, request.endpoint), **cast(dict[str, Any], values))
        region = region_of(text)
        near = "" if region == region_of(language.tag) else region
        abort(redirect(with_query(address, near), 308))


@blueprint.url_defaults
def put_language(_endpoint: str, values: dict[str, Any]) -> None:
    """Stay in the language of the page when an address is built."""
    values.setdefault("language", current_language().tag)


def with_query(address: str, near: str = "") -> str:
    """Return an address with the query of this request, and a hint to a place if there is one."""
    query = request.query_string.decode("ascii", "ignore")
    parts = [query] if query else []
    if near and NEAR not in request.args:
        parts.append(f"{NEAR}={near}")
    return f"{address.partition('?')[0]}?{'&'.join(parts)}" if parts else address


def region_of(tag: str) -> str:
    """Return the region subtag of a language tag; empty if it has none (RFC 5646)."""
    subtags = tag.replace("_", "-").split("-")[1:]
    return next((one.upper() for one in subtags if len(one) == 2 and one.isalpha()), "")  # noqa: PLR2004


def show(template: str, page: Page, status: int = 200, **context: Any) -> Response:
    """Draw a page of the site in the language of the request."""
    text = render_template(f"{template}.html", page=page, **context)
    if is_discreet():
        text = with_neutral_names(text)
    response = Response(text, status, mimetype="text/html")
    response.content_language.add(page.language.tag)
    return response
