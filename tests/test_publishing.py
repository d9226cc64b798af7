"""What every response carries, of every kind."""

import pytest

KINDS = ["/", "/en/", "/ar/help/", "/EN/", "/nowhere", "/robots.txt", "/sitemap.xml", "/healthz"]


@pytest.mark.parametrize("path", KINDS)
def test_every_response_is_closed_tight(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    for part in ("frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"):
        assert part in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    "path", ["/en/", "/en/help/", "/en/help/GB/", "/en/nowhere/", "/robots.txt"]
)
def test_no_page_allows_a_script_of_another(client, path):
    answer = client.get(path)
    allowed = answer.headers["Content-Security-Policy"].count("'sha256-")
    assert allowed == answer.text.count("<script>")


@pytest.mark.parametrize("path", KINDS)
def test_hosts_below_are_bound_to_encryption_only_where_the_deployer_says_so(make_client, path):
    host, below = ({"hsts": name} for name in ("host", "preload"))
    assert "includeSubDomains" not in header(make_client(**host), path)
    assert header(make_client(**below), path) == "max-age=63072000; includeSubDomains; preload"


def header(client, path):
    return client.get(path).headers["Strict-Transport-Security"]


ONION = f"http://{'openly' * 9}22.onion"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/en/", "/en/"),
        ("/ar/help/GB/?channel=sms&topic=", "/ar/help/GB/?channel=sms"),
        ("/en/help/?search=Kenya%0d%0aX-Evil:1", "/en/help/"),
        ("/en/?place=<b>", "/en/"),
    ],
)
def test_tor_browser_is_told_of_the_same_page_as_an_onion_service(make_client, asked, told):
    assert make_client(onion=ONION).get(asked).headers["Onion-Location"] == ONION + told


def test_tor_browser_is_told_nothing_without_encryption_or_a_service(client, make_client):
    plain = make_client(onion=ONION, base_url="").get("/en/").headers
    assert "Onion-Location" not in plain
    assert "Onion-Location" not in client.get("/en/").headers
    for path in ("/robots.txt", "/nowhere"):
        assert "Onion-Location" not in make_client(onion=ONION).get(path).headers


def test_unchanged_page_is_not_sent_again(client):
    first = client.get("/en/")
    again = client.get("/en/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["Content-Security-Policy"]


def test_edited_page_shows_at_the_next_look_in_development(client):
    assert client.get("/en/help/").headers["Cache-Control"] == "no-cache"


def test_style_sheet_has_a_name_of_its_content(client, page):
    href = page("/en/").one("link[rel=stylesheet]").attrs["href"]
    response = client.get(href)
    assert response.status_code == 200
    assert response.mimetype == "text/css"
    assert client.get("/static/openly.css").status_code == 404
