"""The score of Mozilla's Observatory, for every kind of answer: 160 is the most without cookies."""

import re

import pytest
from werkzeug.datastructures import Headers

from tests.conftest import make_app
from tests.observatory import points, score
from tests.sites import LANGUAGES, page_types

PAGES = tuple(page_types(LANGUAGES[0]).values())
OTHERS = (
    "/", "/exit", "/EN/", "/robots.txt", "/sitemap.xml", "/healthz", "/.well-known/security.txt",
)  # fmt: skip


@pytest.fixture(scope="module")
def listed():
    """A site of which browsers know beforehand that it is encrypted."""
    return make_app(hsts="preload").test_client()


@pytest.mark.parametrize("path", PAGES)
def test_page_reaches_the_highest_score(listed, path):
    answer = listed.get(path)
    found = list(points(answer.headers, answer.text, preloaded=True))
    assert score(answer.headers, answer.text, preloaded=True) == 160, found


@pytest.mark.parametrize("path", PAGES)
def test_page_misses_only_the_list_of_browsers_by_default(client, path):
    answer = client.get(path)
    assert score(answer.headers, answer.text) == 155


@pytest.mark.parametrize("path", OTHERS)
def test_answer_without_a_page_lacks_only_its_script(listed, path):
    assert score(listed.get(path).headers, preloaded=True) == 155


def test_files_of_pages_are_as_closed_as_the_pages(listed):
    found = re.findall(r'(?:href|src)="(/static/.*?)"', listed.get("/en/help/").text)
    assert {path.rpartition(".")[2] for path in found} == {"css", "js", "svg"}
    for path in found:
        assert score(listed.get(path).headers, preloaded=True) == 155, path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_are_refused_by_as_closed_an_answer(listed, method):
    answer = listed.open("/en/", method=method)
    assert answer.status_code == 405 or method == "OPTIONS"
    assert score(answer.headers, preloaded=True) >= 155


def test_plan_for_programs_gives_up_one_fence(listed):
    """Other sites may show our plans: that is what they are for (CORP, cross-origin)."""
    assert score(listed.get("/en/help/GB.json").headers, preloaded=True) == 145


@pytest.mark.parametrize("name", [
    "Content-Security-Policy", "Referrer-Policy", "Strict-Transport-Security",
    "X-Content-Type-Options", "Cross-Origin-Resource-Policy", "Cross-Origin-Embedder-Policy",
    "Cross-Origin-Opener-Policy",
])  # fmt: skip
def test_score_notices_what_is_missing(listed, name):
    answer = listed.get("/en/")
    without = Headers([pair for pair in answer.headers if pair[0] != name])
    assert score(without, answer.text, preloaded=True) < 160


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'"),
        ("Content-Security-Policy", "default-src *"),
        ("Strict-Transport-Security", "max-age=60"),
        ("Set-Cookie", "a=1"),
        ("Access-Control-Allow-Credentials", "true"),
    ],
)
def test_score_notices_what_is_weak(listed, name, value):
    answer = listed.get("/en/")
    weak = Headers([pair for pair in answer.headers if pair[0] != name] + [(name, value)])
    assert score(weak, answer.text, preloaded=True) < 150


def test_score_notices_a_script_from_elsewhere(listed):
    answer = listed.get("/en/")
    html = answer.text + '<script src="https://cdn.example/x.js"></script>'
    assert score(answer.headers, html, preloaded=True) < 100
