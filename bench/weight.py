"""Weigh the first view in every language: the article and its style sheet, as a browser gets them.

`make weight` writes the table to bench/WEIGHT.md.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient
from hpack import Encoder
from werkzeug.test import TestResponse

from openly import create_app
from openly.article import REVIEWED
from openly.folders import folder
from openly.languages import load_languages
from openly.settings import Settings

BUDGET = 14_000
"""Below what a server may send before the first answer of the reader's device (RFC 6928)."""
PLACE = "IN"
"""A place with long names of services: its numbers stand in the first view."""
TABLE = Path(__file__).with_name("WEIGHT.md")
_INTRODUCTION = f"""\
# Weight of the first view

Bytes of the article and its style sheet, compressed with Brotli at its best, and of the headers of
both answers, as HTTP/2 sends them (HPACK, RFC 7541); at most {BUDGET:,}. With a place, its
emergency numbers and first crisis line stand in the page. HTTP/1.1 sends headers as they are: at
most {{more}} bytes more. The script comes after, no page waits for it: {{script}} bytes with its
headers, for which there is room too in a first view without a place. Written by `make weight`,
{REVIEWED}.

| language | page | page with a place | style | headers | first view | with a place |
|---|--:|--:|--:|--:|--:|--:|
"""
# Every server adds it (RFC 9110, 6.6.1); the application does not.
_DATE = ("date", "Tue, 24 Nov 2026 12:00:00 GMT")


@dataclass(frozen=True)
class Weight:
    """The bytes of a first view: bodies compressed with Brotli, headers with HPACK or not."""

    page: int
    style: int
    headers: int
    plain_headers: int
    script: int
    """Body and headers of the script, which is fetched on the same connection afterwards."""

    @property
    def whole(self) -> int:
        """All that travels to the reader over HTTP/2."""
        return self.page + self.style + self.headers


def client() -> FlaskClient:
    """Return a client of the site as readers meet it."""
    settings = Settings.from_environment({"OPENLY_BASE_URL": "https://openly.example"})
    return create_app(settings).test_client()


def weigh(site: FlaskClient, tag: str, place: str = "") -> Weight:
    """Weigh the article in a language, and its style sheet, fetched over one connection."""
    query = {"place": place} if place else {}
    plain = site.get(f"/{tag}/", query_string=query).text
    (sheet,) = re.findall(r'<link rel="stylesheet" href="(.*?)">', plain)
    (code,) = re.findall(r'<script defer src="(.*?)"', plain)
    packed = {"Accept-Encoding": "br"}
    page = site.get(f"/{tag}/", query_string=query, headers=packed)
    style, script = site.get(sheet, headers=packed), site.get(code, headers=packed)
    connection = Encoder()
    return Weight(
        page=len(page.data),
        style=len(style.data),
        headers=sum(len(connection.encode(_headers(one))) for one in (page, style)),
        plain_headers=sum(_plain_size(_headers(one)) for one in (page, style)),
        script=len(connection.encode(_headers(script))) + len(script.data),
    )


def _headers(answer: TestResponse) -> list[tuple[str, str]]:
    own = [(name.lower(), value) for name, value in answer.headers]
    return [(":status", str(answer.status_code)), *own, _DATE]


def _plain_size(headers: list[tuple[str, str]]) -> int:
    """Return the bytes of headers in HTTP/1.1, the line of the status and the empty one too."""
    fields = sum(len(f"{name}: {value}\r\n") for name, value in headers[1:])
    return len("HTTP/1.1 200 OK\r\n") + fields + len("\r\n")


def table() -> str:
    """Return the table of all languages, with what stands above it."""
    site, rows, more = client(), [], 0
    for language in load_languages(folder("translations")):
        plain, placed = weigh(site, language.tag), weigh(site, language.tag, PLACE)
        more = max(more, plain.plain_headers - plain.headers)
        figures = (plain.page, placed.page, plain.style, plain.headers, plain.whole, placed.whole)
        rows.append(f"| {language.tag} | {' | '.join(f'{one:,}' for one in figures)} |\n")
    return _INTRODUCTION.format(more=f"{more:,}", script=plain.script) + "".join(rows)


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
