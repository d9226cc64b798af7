"""Time: no part of a request makes the site think for long, however long it is.

What grows with the square of 100,000 characters takes minutes; what grows with them, a moment.
"""

import pytest

from tests.fuzz.asking import Request, ask
from tests.fuzz.fuzzed_sites import COUNTRY, HOSTS, site
from tests.fuzz.judging import faults

LENGTH = 100_000
LISTS = (
    ",",
    ", ",
    "a,",
    "a ",
    " ",
    ";",
    "a;q=1,",
    "a;",
    '"',
    '"a',
    '\\"',
    "W/",
    '"a", ',
    "*",
    "=",
    "\t",
)
UNITS = {
    "Accept-Language": (*LISTS, "en-", "en-US,", "xx,", "zh-Hant-", "_"),
    "Accept-Encoding": (*LISTS, "br,", "br;q=0,", "gzip "),
    "If-None-Match": LISTS,
    "Host": ("a", "a.", ".", ":", "1", "[", "a:1", "-", "@"),
    "X-Forwarded-For": LISTS,
    "X-Forwarded-Host": (*LISTS, "a.", ":"),
    "X-Forwarded-Proto": LISTS,
    "X-Forwarded-Prefix": (*LISTS, "/", "/a", "a"),
    COUNTRY: ("a", "\xdf"),
    "Cookie": LISTS,
}
HEADERS = [(name, unit) for name, units in UNITS.items() for unit in units]
PATHS = (
    ("/", "a"), ("/", "/"), ("/", "/a"), ("/en", "-a"), ("/en", "-latn"), ("/x-", "abc-"),
    ("/en/", "../"), ("/en/help/", "a"), ("/en/help/", "\xef\xb7\xba"), ("/en/help/", "/"),
    ("/sitemap-en", "-a"), ("/static/", "."), ("/static/openly", ".css"), ("/en/", "%2f"),
    ("/en/", "\xff"),
)  # fmt: skip
QUERIES = (
    "&", "=", "a=b&", "place=&", "place=GB&", ";", "%", "%ff", "\xff", "+", "search=a&",
    "search=\xef\xb7\xba", "search=a\xcc\x81", "search=a+", "topic=",
)  # fmt: skip


def repeated(unit: str) -> str:
    return unit * (LENGTH // len(unit))


def is_answered_soon(request: Request) -> None:
    assert faults(request, ask(site(request.site), request)) == []


@pytest.mark.parametrize(("name", "unit"), HEADERS)
def test_long_header_does_not_keep_others_waiting(name, unit):
    value = repeated(unit)
    for text in (value, f'"a"{value}x'):
        headers = (("Host", HOSTS[0]), (name, text))[name == "Host" :]
        is_answered_soon(Request("proxied", path="/en/help/", headers=headers))
        is_answered_soon(Request("proxied", headers=headers))


@pytest.mark.parametrize(("start", "unit"), PATHS)
def test_long_path_does_not_keep_others_waiting(start, unit):
    is_answered_soon(Request(path=start + repeated(unit)))
    is_answered_soon(Request(path=f"{start}{repeated(unit)}!"))


@pytest.mark.parametrize("unit", QUERIES)
@pytest.mark.parametrize("path", ["/en/", "/en/help/", "/EN/"])
def test_long_query_does_not_keep_others_waiting(path, unit):
    is_answered_soon(Request(path=path, query=repeated(unit)))


@pytest.mark.parametrize("unit", ["/", "/a", "a", "%", "//a", "\\"])
def test_long_mount_point_does_not_keep_others_waiting(unit):
    is_answered_soon(Request(path="/en", mount=repeated(unit)))
    is_answered_soon(Request(path="/en", mount=f"/{repeated(unit)}?"))
