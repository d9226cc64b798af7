"""Pieces of pages, each drawn once a language: what many pages say in the same words.

A template writes `{% once %} … {% endonce %}` around what depends on the language alone, and
`{% once a, b %}` around what depends on these values besides.
"""

import sys
from collections.abc import Callable, Hashable
from typing import cast

from flask import Flask, current_app
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from openly.recently_used import RecentlyUsed
from openly.settings import Settings
from openly.translation import current_language

_LIMIT = 2 * 1024 * 1024
"""Bytes of text that are kept: the article in thirty languages, and some hundred services."""


class Pieces:
    """The pieces that are kept."""

    def __init__(self, limit: int) -> None:
        self.kept: RecentlyUsed[Markup] = RecentlyUsed(limit, sys.getsizeof)

    def get(self, key: Hashable, draw: Callable[[], Markup]) -> Markup:
        """Return a piece, drawn now if it is not kept."""
        piece = self.kept.get(key)
        if piece is None:
            piece = draw()
            self.kept.put(key, piece)
        return piece


class Once(Extension):
    """The statement `once` of templates."""

    tags = {"once"}  # noqa: RUF012 – as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """Return a call that draws the body unless its piece is kept."""
        line = next(parser.stream).lineno
        key: list[nodes.Expr] = [nodes.Const(f"{parser.name}:{line}")]
        while not parser.stream.current.test("block_end"):
            key.append(parser.parse_expression())
            parser.stream.skip_if("comma")
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_drawn", key), [], [], body).set_lineno(line)

    def _drawn(self, *key: Hashable, caller: Callable[[], Markup]) -> Markup:
        pieces = cast(Pieces, current_app.extensions["openly-pieces"])
        return pieces.get((current_language().tag, *key), caller)


def init_app(app: Flask, settings: Settings) -> None:
    """Give templates the statement; in development, where texts change, nothing is kept."""
    is_changing = settings.development or settings.preview
    app.extensions["openly-pieces"] = Pieces(0 if is_changing else _LIMIT)
    app.jinja_env.add_extension(Once)
