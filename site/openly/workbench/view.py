"""The translator's view: a page of the site with its messages marked, and what is left to do.

Only `openly translate preview` and `screenshots` put it on an application; no setting does.
"""

import json
from dataclasses import asdict, replace
from hashlib import sha256
from typing import cast

from flask import Blueprint, Flask, Response, abort, current_app, render_template, request, url_for

from openly.catalogs import CheckedCatalog
from openly.folders import folder
from openly.languages import ACCENTED_TAG, MIRRORED_TAG, Language
from openly.library import Library
from openly.publishing import content_security_policy
from openly.translation import library
from openly.workbench.described import Described, describe_messages
from openly.workbench.marking import MarkedTranslations, mark, unmarked

WIDTHS = {"phone": 360, "tablet": 768, "full": 0}
"""Names of the widths that a page can be looked at, in CSS pixels; 0 takes all there is."""
_DAMAGED = 503
_TEST_LANGUAGES = {ACCENTED_TAG: "Accented English", MIRRORED_TAG: "English right to left"}
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FILES = {
    "view.css": ("css/layers.css", "css/tokens.css", "workbench/view.css"),
    "page.css": ("workbench/page.css",),
    "view.js": ("workbench/view.js",),
}

blueprint = Blueprint("translator", __name__, url_prefix="/translator")


@blueprint.get("/<tag>/")
def view(tag: str) -> Response:
    """Show a page in one language, another language beside it, and its messages."""
    languages = library().read_all()
    known = {one.tag: _label(one) for one in languages} | {one: one for one in library().damaged}
    if tag not in known:
        abort(404)
    beside, width = request.args.get("beside", ""), request.args.get("width", "full")
    text = render_template(
        "workbench/view.html",
        tag=tag,
        name=known[tag],
        path=request.args.get("page", ""),
        languages=known,
        beside=beside if beside in languages.by_tag else "",
        width=width if width in WIDTHS else "full",
        widths=WIDTHS,
    )
    response = Response(text, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _POLICY
    return response


@blueprint.get("/changes")
def changes() -> Response:
    """Tell which state of the files is served, so that an open page can follow them."""
    state = sha256(repr(sorted(library().seen.items())).encode()).hexdigest()
    return Response(json.dumps({"state": state}), mimetype="application/json")


@blueprint.get("/files/<name>")
def file(name: str) -> Response:
    """Send a style sheet or script of the view."""
    if name not in _FILES:
        abort(404)
    text = "".join((folder("static") / part).read_text("utf-8") for part in _FILES[name])
    return Response(text, content_type=f"text/{'css' if 'css' in name else 'javascript'}")


def init_app(app: Flask) -> None:
    """Put the view on an application."""
    app.register_blueprint(blueprint)
    shelf = cast(Library, app.extensions["openly-library"])
    numbers = {name: number for number, name in enumerate(shelf.template, start=1)}
    shelf.load(lambda catalog: _marked(catalog, numbers))
    # Before the language is taken from the path, which would not find a damaged one.
    app.url_value_preprocessor(lambda _endpoint, _values: _say_what_is_damaged())
    app.after_request(_mark_page)


def _label(language: Language) -> str:
    return _TEST_LANGUAGES.get(language.tag) or str(language.locale.english_name)


def _marked(catalog: CheckedCatalog, numbers: dict[str, int]) -> CheckedCatalog:
    translations = MarkedTranslations(catalog.translations, numbers)
    return replace(catalog, translations=translations)


def _say_what_is_damaged() -> None:
    tag = request.path.split("/", 2)[1]
    problem = library().problem_of(tag)
    if not problem:
        return
    text = render_template("workbench/damaged.html", tag=tag, problem=problem)
    response = Response(text, _DAMAGED, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _framed()
    abort(response)


def _mark_page(response: Response) -> Response:
    if request.blueprint == blueprint.name or response.status_code == _DAMAGED:
        return response
    tag = response.content_language.to_header()
    if response.mimetype != "text/html" or tag not in library().languages.by_tag:
        response.set_data(unmarked(response.get_data(as_text=True)))
        return response
    messages = _described(tag)
    page = mark(response.get_data(as_text=True), lambda number: messages[number].state)
    shown = [messages[number] for number in dict.fromkeys([*page.seen, *page.unseen])]
    data = [{**asdict(one), "left": one.is_left, "seen": one.number in page.seen} for one in shown]
    style = f'<link rel="stylesheet" href="{url_for("translator.file", name="page.css")}"></head>'
    script = json.dumps(data).replace("<", "\\u003c")
    block = f'<script type="application/json" id="messages">{script}</script></body>'
    response.set_data(page.html.replace("</head>", style, 1).replace("</body>", block, 1))
    response.headers["Content-Security-Policy"] = _framed()
    return response


def _framed() -> str:
    """Return the policy of a page that the view may frame."""
    return content_security_policy().replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def _described(tag: str) -> dict[int, Described]:
    """Return the messages of a language by number, described anew when a file has changed."""
    shelf = library()
    kept = current_app.extensions.setdefault("openly-described", {})
    seen, messages = kept.get(tag, (None, {}))
    if seen != shelf.seen:
        described = describe_messages(shelf, shelf.languages.by_tag[tag])
        messages = {one.number: one for one in described}
        kept[tag] = (shelf.seen, messages)
    return cast(dict[int, Described], messages)
