"""The pages that readers see, below `/<language>/`, and the start page that chooses a language."""

from typing import Any, cast

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from openly.addresses import page_address
from openly.article import OUTLINE, READING_MINUTES
from openly.directory.load import international
from openly.frame import describe
from openly.negotiation import negotiate
from openly.page_texts import PAGES, REVIEW_STATES
from openly.sources import load_sources
from openly.structured_data import medical_web_page
from openly.translation import current_language, library, phrase

blueprint = Blueprint("pages", __name__, url_prefix="/<tag:language>")
start_blueprint = Blueprint("start", __name__)


@start_blueprint.get("/")
def start() -> AnyResponse:
    """Lead to the article in the best language for this browser."""
    language = negotiate(request.headers.get("Accept-Language", ""), library().languages)
    response = redirect(_with_query(page_address("article", language)), 302)
    response.vary.add("Accept-Language")
    response.cache_control.no_cache = True
    return response


@blueprint.url_value_preprocessor
def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the language from the path; another spelling of it leads to the canonical one."""
    text = cast(dict[str, Any], values).pop("language")
    language = library().languages.named(text)
    if language is None:
        abort(404)
    g.language = language
    if language.tag != text:
        address = url_for(cast(str, request.endpoint), **cast(dict[str, Any], values))
        abort(redirect(_with_query(address), 308))


@blueprint.url_defaults
def put_language(_endpoint: str, values: dict[str, Any]) -> None:
    """Stay in the language of the page when an address is built."""
    values.setdefault("language", current_language().tag)


def _with_query(address: str) -> str:
    query = request.query_string.decode("ascii", "ignore")
    return f"{address}?{query}" if query else address


def _show(name: str, **context: Any) -> Response:
    page = describe(PAGES[name], name)
    response = Response(render_template(f"{name}.html", page=page, **context), mimetype="text/html")
    response.content_language.add(page.language.tag)
    return response


@blueprint.get("/")
def article() -> Response:
    """Show the article."""
    text, language = PAGES["article"], current_language()
    return _show(
        "article",
        outline=OUTLINE,
        sources=load_sources(),
        reading_minutes=READING_MINUTES,
        structured_data=medical_web_page(
            phrase(text.title), phrase(text.description), language, library().languages.source
        ),
    )


@blueprint.get("/help/")
def help() -> Response:
    """Show emergency advice and the international directories."""
    return _show("help", services=international())


@blueprint.get("/languages/")
def languages() -> Response:
    """Show all languages with their review state and completeness."""
    here = current_language()
    return _show(
        "languages",
        entries=[
            {
                "language": language,
                "href": page_address("article", language),
                "current": language == here,
                "name_here": language.name_in(here),
                "review": REVIEW_STATES[language.review],
                "translated": library().share_translated(language),
            }
            for language in library().languages
        ],
    )


@blueprint.get("/about/")
def about() -> Response:
    """Show who makes the site, how it was checked, its sources and its privacy."""
    return _show("about", sources=load_sources(), contact=current_app.config["OPENLY_CONTACT"])


@blueprint.get("/accessibility/")
def accessibility() -> Response:
    """Show the accessibility statement."""
    return _show("accessibility", contact=current_app.config["OPENLY_CONTACT"])
