"""Weigh the first view in every language: the article and its style sheet, as Brotli sends them.

`make weight` writes the table to bench/WEIGHT.md.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
from flask.testing import FlaskClient

from openly import create_app
from openly.article import REVIEWED
from openly.folders import folder
from openly.languages import load_languages
from openly.settings import Settings

BUDGET = 14 * 1024
"""Bytes that a server may send before the first answer of the reader's device (RFC 6928)."""
PLACE = "IN"
"""The place with the longest names of services: its numbers stand in the first view."""
TABLE = Path(__file__).with_name("WEIGHT.md")
_INTRODUCTION = f"""\
# Weight of the first view

Bytes of the article and its style sheet, compressed with Brotli at its best, without headers; at
most {BUDGET:,}. With a place, its emergency numbers and first crisis line stand in the page.
Written by `make weight`, {REVIEWED}.

| language | page | page with a place | style | first view | with a place |
|---|--:|--:|--:|--:|--:|
"""


def client() -> FlaskClient:
    """Return a client of the site as readers meet it."""
    settings = Settings.from_environment({"OPENLY_BASE_URL": "https://openly.example"})
    return create_app(settings).test_client()


def weigh(site: FlaskClient, tag: str, place: str = "") -> tuple[int, int]:
    """Return the compressed bytes of the article in a language, and of its style sheet."""
    page = site.get(f"/{tag}/", query_string={"place": place} if place else {})
    (sheet,) = re.findall(r'<link rel="stylesheet" href="(.*?)">', page.text)
    return len(brotli.compress(page.data)), len(brotli.compress(site.get(sheet).data))


def rows() -> Iterator[str]:
    """Return the rows of the table."""
    site = client()
    for language in load_languages(folder("translations")):
        page, style = weigh(site, language.tag)
        placed, _style = weigh(site, language.tag, PLACE)
        figures = (page, placed, style, page + style, placed + style)
        yield f"| {language.tag} | {' | '.join(f'{one:,}' for one in figures)} |"


if __name__ == "__main__":
    TABLE.write_text(_INTRODUCTION + "\n".join(rows()) + "\n", encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
