"""Addresses: where they lead, and that no forged header bends them."""

import re
import subprocess
from datetime import datetime, timedelta

import pytest
from flask import url_for

from openly.addresses import ANY, address_in_any_language, page_address
from openly.folders import CHECKOUT
from openly.page_texts import PAGES
from openly.places import region_territories
from tests.sites import PUBLISHED, address


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/PT-br/", "/pt-BR/"),
        ("/pt-PT/", "/pt-BR/?near=PT"),
        ("/xx/", None),
        ("/EN/", "/en/"),
        ("/en-GB/help/", "/en/help/?near=GB"),
        ("/zh-hans/about/", "/zh-Hans/about/"),
        ("/zh-CN/languages/?a=1&b=2", "/zh-Hans/languages/?a=1&b=2&near=CN"),
        ("/FR-ca/", "/fr/?near=CA"),
        ("/en", "/en/"),
        ("/ar/help", "/ar/help/"),
    ],
)
def test_other_spelling_of_an_address_leads_to_the_canonical_one(client, path, target):
    response = client.get(path)
    assert response.location == target
    assert response.status_code == (308 if target else 404)


@pytest.mark.parametrize(("header", "target"), [("ar-EG", "/ar/"), ("xx", "/en/"), ("", "/en/")])
def test_start_page_chooses_by_the_browser_and_tells_caches(client, header, target):
    response = client.get("/", headers={"Accept-Language": header})
    assert (response.status_code, response.location) == (302, target)
    assert "Accept-Language" in response.headers["Vary"]


def test_start_page_keeps_the_query(client):
    assert client.get("/?place=GB").location == "/en/?place=GB"


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_explicit_language_is_never_overruled_by_the_browser(client, language):
    for header in ("fr", "zh-TW", "*"):
        response = client.get(address("article", language), headers={"Accept-Language": header})
        assert response.status_code == 200
        assert response.headers["Content-Language"] == language.tag
        assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/en/", "/", "/en", "/EN/", "/xx/", "/sitemap.xml"])
def test_forged_host_appears_nowhere(make_client, path):
    client = make_client(base_url="")
    response = client.get(path, headers={"Host": "evil.example"})
    assert "evil" not in response.text
    assert "evil" not in str(response.headers)


def test_forged_host_is_refused_where_hosts_are_set(make_client):
    client = make_client(base_url="", trusted_hosts=("openly.example",))
    assert client.get("/en/", headers={"Host": "evil.example"}).status_code == 400
    good = client.get("/en/", headers={"Host": "openly.example"})
    assert '<link rel="canonical" href="http://openly.example/en/">' in good.text


@pytest.mark.parametrize("host", ["EVIL.example", "a..b", "x" * 300, "\xff", "[", "evil.example:x"])
@pytest.mark.parametrize(("path", "target"), [("/en", "/en/"), ("/en//help/", "/en/help/")])
def test_no_host_that_is_sent_makes_a_redirect_lead_away(make_client, host, path, target):
    response = make_client(base_url="").get(path, headers={"Host": host})
    assert (response.status_code, response.location, response.data) == (308, target, b"")


def test_trusted_host_may_be_written_in_capital_letters(make_client):
    client = make_client(base_url="", trusted_hosts=("openly.example",))
    response = client.get("/en/", headers={"Host": "OPENLY.Example"})
    assert '<link rel="canonical" href="http://openly.example/en/">' in response.text


@pytest.mark.parametrize(
    "prefix", ["//evil.example", "/\\evil.example", "evil.example", "/a b", "/?", "/a" * 200]
)
def test_prefix_that_is_no_path_is_left_out(make_client, prefix):
    client = make_client(base_url="", proxies=1)
    for path in ("/", "/EN/", "/en"):
        response = client.get(path, headers={"X-Forwarded-Prefix": prefix})
        assert response.location == "/en/"


def test_scheme_of_a_proxy_is_one_of_the_web(make_client):
    client = make_client(base_url="", proxies=1, trusted_hosts=("openly.example",))
    headers = {"Host": "openly.example", "X-Forwarded-Proto": "javascript"}
    page = client.get("/en/", headers=headers).text
    assert '<link rel="canonical" href="http://openly.example/en/">' in page


@pytest.mark.parametrize("query", ["place=\xff", "search=\xc3", "a\r\nX-Evil: 1", "\x00"])
@pytest.mark.parametrize("path", ["/en/", "/en", "/en/nowhere/"])
def test_query_that_no_browser_sends_breaks_nothing(client, path, query):
    response = client.get(path, environ_overrides={"QUERY_STRING": query})
    assert response.status_code in (200, 308, 404)
    assert "X-Evil" not in response.headers


def test_without_a_sure_host_links_are_relative_and_there_is_no_sitemap(make_client):
    client = make_client(base_url="")
    assert '<link rel="canonical" href="/en/">' in client.get("/en/").text
    assert client.get("/sitemap.xml").status_code == 404
    assert client.get("/sitemap-en.xml").status_code == 404
    assert "Sitemap" not in client.get("/robots.txt").text


def test_sitemap_leads_to_the_sitemap_of_every_language(client):
    assert "Sitemap: https://openly.example/sitemap.xml" in client.get("/robots.txt").text
    listed = re.findall("<loc>https://openly.example(.*?)</loc>", client.get("/sitemap.xml").text)
    assert listed == [f"/sitemap-{language.tag}.xml" for language in PUBLISHED]
    for other in ("en-XA", "xx", "EN"):
        assert client.get(f"/sitemap-{other}.xml").status_code == 404


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_search_engines_find_every_page_in_every_language(client, language):
    text = client.get(f"/sitemap-{language.tag}.xml").text
    entries = dict(re.findall(r"<url>\s*<loc>(.*?)</loc>(.*?)</url>", text, re.DOTALL))
    places = [code for codes in region_territories().values() for code in codes]
    for name in (*PAGES, *(f"help/{code}" for code in places)):
        found = entries.pop(f"https://openly.example{address(name, language)}")
        alternates = re.findall('hreflang="(.*?)" href="https://openly.example(.*?)"', found)
        default = "/" if name == "article" else address(name, PUBLISHED[0])
        expected = [(one.tag, address(name, one)) for one in PUBLISHED]
        assert alternates == [*expected, ("x-default", default)]
    assert entries == {}


@pytest.mark.parametrize("environment", [{}, {"SCRIPT_NAME": "/health/openly"}])
@pytest.mark.parametrize("prefix", ["", "/health/openly"])
def test_site_works_below_a_path_however_the_host_passes_it(make_client, environment, prefix):
    client = make_client(base_url="https://city.example/health/openly")
    path = "" if environment else prefix
    response = client.get(f"{path}/ar/help/", environ_overrides=environment)
    assert response.status_code == 200
    assert 'href="/health/openly/fr/help/"' in response.text
    assert 'href="https://city.example/health/openly/ar/help/"' in response.text
    assert 'href="/health/openly/static/openly.' in response.text
    start = client.get(f"{path}/", environ_overrides=environment)
    assert start.location == "/health/openly/en/"


def test_proxy_is_believed_only_as_far_as_it_is_counted(make_client):
    forwarded = {"X-Forwarded-Prefix": "/sub", "X-Forwarded-Proto": "https"}
    believed = make_client(base_url="", proxies=1).get("/en/", headers=forwarded)
    assert 'href="/sub/en/help/"' in believed.text
    assert "Strict-Transport-Security" in believed.headers
    ignored = make_client(base_url="").get("/en/", headers=forwarded)
    assert 'href="/en/help/"' in ignored.text
    assert "Strict-Transport-Security" not in ignored.headers


def test_security_contact_is_given_only_with_a_contact(client, make_client):
    text = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:care@openly.example" in text
    assert "Canonical: https://openly.example/.well-known/security.txt" in text
    assert "Preferred-Languages: en" in text
    assert make_client(contact=None).get("/.well-known/security.txt").status_code == 404


def test_security_contact_holds_for_a_year_at_most_and_has_not_run_out(client):
    """RFC 9116, 2.5.5. Not today's clock but the newest commit decides: whoever works here learns
    in time that the text must be compared with its sources again (`REVIEWED`)."""
    text = client.get("/.well-known/security.txt").text
    expires = datetime.fromisoformat(re.search(r"Expires: (\S+)", text)[1])
    command = ["git", "log", "-1", "--format=%cI"]
    newest = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    committed = datetime.fromisoformat(newest.stdout.strip())
    assert timedelta(days=30) < expires - committed <= timedelta(days=366)


def test_health_check_counts_languages(client):
    assert client.get("/healthz").text.startswith("ok, ")


@pytest.mark.parametrize("mount", ["", "/health/openly"])
@pytest.mark.parametrize(
    ("page", "parts"),
    [*((page, {}) for page in PAGES), ("help", {"topic": "youth"}), ("place", {"territory": "GB"})],
)
def test_link_leads_where_the_router_expects_it(app, mount, page, parts):
    environ = {"SCRIPT_NAME": mount}
    with app.test_request_context("/en/?near=AT", environ_overrides=environ):
        travels = {} if page == "place" else {"near": "AT"}
        for language in PUBLISHED:
            routed = url_for(f"pages.{page}", language=language.tag, **parts, **travels)
            assert page_address(page, language, **parts) == routed
            anywhere = address_in_any_language(page, **parts)
            assert anywhere.replace(ANY, language.tag) == routed
