"""Error pages: in the reader's language, with the way to help, and never a stack trace.

What is refused is answered here too: the site is read, and nothing else (ASVS 5.0, 4.1.4, 13.4.4).
"""

from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from openly.frame import describe
from openly.localized import show
from openly.page_texts import ERRORS
from openly.translation import named_language

METHODS = ("GET", "HEAD")
# For a reader, a host that the site does not answer for is an address with nothing behind it.
_TEXTS = {**ERRORS, 400: ERRORS[404]}

# What is left when even the error page cannot be drawn.
LAST_RESORT = """<!doctype html>
<html lang="en">
<title>Something went wrong on our side · Openly</title>
<h1>Something went wrong on our side</h1>
<p>Please try again in a moment.
If you are in danger, call the emergency number of the country where you are.</p>
"""


def init_app(app: Flask) -> None:
    """Answer every expected error, and any unexpected one, with a page of the site."""
    app.log_exception = partial(_log, app)  # type: ignore[method-assign]
    for code in _TEXTS:
        app.register_error_handler(code, _show)
    # Before the language is taken from the path, which leads on to its one spelling.
    app.url_value_preprocessor(_refuse_other_methods)


def _refuse_other_methods(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    if request.environ["REQUEST_METHOD"] not in METHODS:
        raise MethodNotAllowed(METHODS)


def _log(app: Flask, exc_info: Any) -> None:
    """Log a failure by its route: the address is what a reader sent (ASVS 16.2.5, 16.4.1)."""
    rule = request.url_rule.rule if request.url_rule else "no route"
    app.logger.error("failed at %s", rule, exc_info=exc_info)


def _show(error: Exception) -> Response:
    code = error.code if isinstance(error, HTTPException) and error.code in _TEXTS else 500
    try:
        page = describe(_TEXTS[code], "article", published=False)
        response = show("error", page, code)
        if named_language(request.path.split("/", 2)[1]) is None:
            response.vary.add("Accept-Language")
    except Exception:
        current_app.logger.exception("the error page itself failed")
        response = Response(LAST_RESORT, 500, mimetype="text/html")
    if isinstance(error, HTTPException) and code == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers.extend(
            header for header in error.get_headers() if header[0].lower() == "allow"
        )
    return response
