"""What the site shows of itself: nothing but its answers, each of which says what it is."""

import re
from pathlib import Path

import pytest
from justhtml import JustHTML

from tests.conftest import make_app
from tests.sites import LANGUAGES, page_types

PAGES = tuple(page_types(LANGUAGES[0]).values())
MACHINES = (
    "/", "/en", "/EN/", "/exit", "/robots.txt", "/sitemap.xml", "/sitemap-ar.xml", "/healthz",
    "/metrics", "/.well-known/security.txt", "/en/help/GB.json",
)  # fmt: skip
NOT_SERVED = (
    "/.git/HEAD", "/.git/config", "/.svn/entries", "/.gitignore", "/.env", "/wsgi.py", "/setup.cfg",
    "/requirements/run.txt", "/site/openly/settings.py", "/templates/base.html", "/server-status",
    "/translations/de/LC_MESSAGES/messages.po", "/static/css/base.css", "/static/script/leave.js",
    "/static/../wsgi.py", "/static/%2e%2e/wsgi.py", "/static/..%2fwsgi.py", "/static/%00.css",
    "/static/openly.css.map", "/site/openly/directory/records/gb.toml",
    "/console", "/debug", "/docs", "/openapi.json",
)  # fmt: skip
FOLDERS = ("/static/", "/static", "/static/css/", "/.well-known/", "/en/help/GB/x/", "/templates/")


@pytest.fixture(scope="module")
def site():
    """The site as it runs, with all that a deployer may offer."""
    return make_app(development=False, metrics=True).test_client()


@pytest.mark.parametrize("path", [*PAGES, *MACHINES])
def test_every_answer_says_what_it_is_and_in_which_characters(site, path):
    """ASVS 4.1.1; JSON is UTF-8 by its own standard and names none (RFC 8259, 8.1)."""
    kind, *parameters = site.get(path).headers["Content-Type"].split("; ")
    assert ("charset=utf-8" in parameters) == (kind != "application/json")
    assert kind == expected_kind(path)


def expected_kind(path):
    if path.endswith(".json"):
        return "application/json"
    if path.endswith(".xml"):
        return "application/xml"
    return "text/plain" if path.endswith((".txt", "/healthz", "/metrics")) else "text/html"


def test_every_file_says_what_it_is(site):
    found = re.findall(r'(?:href|src)="(/static/.*?)"', site.get("/en/help/").text)
    kinds = {".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript"}
    assert {Path(path).suffix for path in found} == set(kinds)
    for path in found:
        told = site.get(path).headers["Content-Type"]
        assert told == f"{kinds[Path(path).suffix]}; charset=utf-8"


@pytest.mark.parametrize("path", NOT_SERVED)
def test_nothing_but_the_site_is_served(site, path):
    answer = site.get(path)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", FOLDERS)
def test_no_folder_is_listed(site, path):
    answer = site.get(path)
    assert answer.status_code == 404
    assert "openly." not in "".join(re.findall(r"<li>.*?</li>", answer.text, re.DOTALL))


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "POST", "DEBUG", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/en/", "/exit", "/en/help/GB.json", "/healthz", "/nowhere"])
def test_methods_that_nobody_needs_are_refused(site, path, method):
    answer = site.open(path, method=method, headers={"X-Secret": "quiet"})
    assert answer.status_code == 405
    assert "quiet" not in answer.text


def test_method_cannot_be_put_in_by_a_header(site):
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert site.get("/en/", headers={name: "DELETE"}).data == site.get("/en/").data


@pytest.mark.parametrize("path", [*PAGES, *MACHINES])
def test_no_answer_tells_a_version(site, path):
    answer = site.get(path)
    for name in ("Server", "X-Powered-By", "Via", "X-Generator", "X-Runtime"):
        assert name not in answer.headers
    if path != "/metrics":
        assert not re.search(
            r"(?i)(flask|werkzeug|python|gunicorn|openly)/?[ v]*\d+\.\d", answer.text
        )


# What servers in front of other sites are believed to have set.
HEADERS = {
    "Forwarded": "for=192.0.2.1;host=evil.example;proto=https",
    "X-Forwarded-For": "192.0.2.1",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Scheme": "evil",
    "X-Forwarded-Server": "evil.example",
    "X-Host": "evil.example",
    "X-Original-URL": "/evil",
    "X-Rewrite-URL": "/evil",
    "X-Script-Name": "/evil",
    "CF-IPCountry": "EG",
    "Cookie": "evil=1",
    "Origin": "https://evil.example",
    "Referer": "https://evil.example/",
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Dest": "iframe",
}


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("path", ["/en/", "/en", "/en/help/", "/en/help/GB.json", "/nowhere"])
def test_header_that_nobody_vouches_for_changes_nothing(site, path, name):
    """ASVS 4.1.3; and what readers bring with them, from where or as whom, makes no difference."""
    plain, sent = site.get(path), site.get(path, headers={name: HEADERS[name]})
    assert sent.data == plain.data
    assert sorted(sent.headers) == sorted(plain.headers)


@pytest.mark.parametrize(
    "path",
    ["//evil.example/en", "//evil.example/", "/\\evil.example/", "/en//evil.example", "/\tevil/en"],
)
def test_no_address_leads_to_another_host(site, path):
    answer = site.get(
        "/", environ_overrides={"PATH_INFO": path, "QUERY_STRING": "a=//evil.example"}
    )
    assert answer.status_code in (302, 308, 404)
    assert re.match(r"/[a-z]", answer.headers.get("Location", "/en/"))


@pytest.mark.parametrize("path", PAGES)
def test_page_loads_nothing_from_elsewhere(site, path):
    page = JustHTML(site.get(path).text, sanitize=False)
    loads = page.query("link[rel=stylesheet], link[rel=icon], script[src], img, iframe, source")
    assert loads
    for one in loads:
        assert re.match(r"/static/[\w.-]+$", one.attrs.get("href") or one.attrs["src"])


def test_plan_for_programs_is_not_taken_for_a_page(site):
    """ASVS 3.2.1: it is data wherever it is opened, and may run and show nothing."""
    headers = site.get("/en/help/GB.json", headers={"Sec-Fetch-Dest": "document"}).headers
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sha256-" not in policy
    assert "frame-ancestors 'none'" in policy


def test_only_what_is_for_everybody_may_be_read_by_other_sites(site):
    """ASVS 3.4.2."""
    sent = {"Origin": "https://evil.example"}
    answers = {path: site.get(path, headers=sent) for path in (*PAGES, *MACHINES)}
    allowed = {
        path for path, one in answers.items() if "Access-Control-Allow-Origin" in one.headers
    }
    assert allowed == {"/en/help/GB.json"}
    assert site.get("/en/help/GB.json").headers["Access-Control-Allow-Origin"] == "*"
