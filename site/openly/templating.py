"""The few filters and values that templates may use beyond those of Jinja and Flask-Babel."""

import re
from collections.abc import MutableMapping
from datetime import date
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2.ext import Extension

from openly.addresses import ANY
from openly.article import REVIEWED
from openly.caching import Profile
from openly.glossary import explain
from openly.numerals import day, decimal, fields
from openly.settings import Settings
from openly.sources import source_numbers
from openly.tags import direction
from openly.translation import current_language


def partial_date(text: str) -> str:
    """Write `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as the reader's language does (CLDR)."""
    year, month, date_of_month = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    whole = date(year, month or 1, date_of_month or 1)
    if date_of_month:
        return day(whole, "long")
    return fields("yMMMM" if month else "y", whole, current_language().locale)


# Around these, white space says nothing.
_BLOCKS = "article|aside|dd|div|dl|dt|footer|h[1-3]|header|li|main|nav|ol|p|section|ul"


class Unindented(Extension):
    """Leaves the indentation of templates to those who write them: no page needs its spaces."""

    def preprocess(self, source: str, _name: str | None, _filename: str | None = None) -> str:
        """Return a template without its indentation; its lines keep their numbers."""
        text = re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)
        # A comment holds the end of the line.
        return re.sub(rf"(?<=>)\n(?=</?(?:{_BLOCKS})\b)", "{#\n#}", text)


class SharedGlobals(Environment):
    """An environment whose templates share one mapping of globals.

    Jinja lays an empty mapping over it for each template, and then compares and copies the two
    whenever a page includes a template or imports a component.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template that has some of its own, or none."""
        return super().make_globals(d) if d else self.globals


def init_app(app: Flask, settings: Settings) -> None:
    """Give templates their filters and fixed values."""
    # Letters as they are: in JSON too they are shorter, and compress with those of the text.
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.add_extension(Unindented)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        dateformat=day, decimalformat=decimal, direction=direction, partial_date=partial_date
    )
    app.jinja_env.globals.update(
        ANY=ANY,
        explain=explain,
        keeps_copies=settings.cache is Profile.WEAK_NETWORK,
        exported=settings.exported,
        reviewed=REVIEWED,
        source_numbers=source_numbers(),
    )
    app.config["OPENLY_CONTACT"] = settings.contact
    app.config["OPENLY_DEVELOPMENT"] = settings.development
