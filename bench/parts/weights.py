"""The first view in every language, as bytes on the wire: page and style sheet, with headers."""

import re
from itertools import islice

from bench.effort import Effort
from bench.parts import Groups
from bench.weight import client, weigh
from flask.testing import FlaskClient

from openly.folders import folder
from openly.languages import load_languages

FIRST_VIEW = "first view"


def measure(effort: Effort) -> Groups:
    """Return bytes of the first view by language: with Brotli, as `make weight` weighs it."""
    site, group = client(), {}
    for language in islice(load_languages(folder("translations")), effort.languages):
        page, style = weigh(site, language.tag)
        headers = header_bytes(site, language.tag)
        group[language.tag] = {
            "page": [float(page)],
            "style": [float(style)],
            "headers": [float(headers)],
            "all": [float(page + style + headers)],
        }
    return {FIRST_VIEW: group}


def header_bytes(site: FlaskClient, tag: str) -> int:
    """Return the bytes of status lines and headers of article and style sheet (HTTP/1.1)."""
    asked = {"Accept-Encoding": "br"}
    page = site.get(f"/{tag}/")
    (sheet,) = re.findall(r'<link rel="stylesheet" href="(.*?)">', page.text)
    answers = [site.get(path, headers=asked) for path in (f"/{tag}/", sheet)]
    return sum(
        len(f"HTTP/1.1 {answer.status}\r\n\r\n")
        + sum(len(f"{name}: {value}\r\n".encode()) for name, value in answer.headers)
        for answer in answers
    )
