"""The page as most people write it with Flask-Babel: a template, rendered for every request."""

from bench.peers.given import FOLDER, load_frame
from flask import Flask, g, render_template
from flask_babel import Babel
from jinja2 import FileSystemLoader

_frame = load_frame()
_languages = {one["tag"]: one for one in _frame["languages"]}
_given = FOLDER / "flask_babel_site"
application = Flask(__name__)
application.jinja_loader = FileSystemLoader(
    [f"{application.root_path}/templates", _given / "templates"]
)
application.config["BABEL_TRANSLATION_DIRECTORIES"] = str(_given / "translations")
Babel(application, locale_selector=lambda: g.language["locale"])


@application.url_value_preprocessor
def take_language(_endpoint: str | None, values: dict[str, str] | None) -> None:
    """Take the language from the path."""
    g.language = _languages[(values or {})["tag"]]


@application.get("/<tag>/")
def article(tag: str) -> str:  # noqa: ARG001 – taken by `take_language`
    """Show the article."""
    return render_template("article.html", language=g.language, **_frame)


@application.get("/<tag>/<name>/")
def section(tag: str, name: str) -> str:  # noqa: ARG001
    """Stand for the other pages, which links lead to."""
    return render_template("base.html", language=g.language, **_frame)
