"""Errors: in the reader's language, with the way to help, and nothing of the machine."""

import pytest
from flask import Flask

from openly import create_app
from tests.conftest import settings
from tests.page_checks import words
from tests.sites import PUBLISHED, address


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_missing_page_is_answered_in_the_language_of_its_address(page, language):
    fetched = page(f"/{language.tag}/nowhere/", status=404)
    assert fetched.one("html").attrs["lang"] == language.tag
    assert words(fetched.all(".ways-on a")[0])
    assert fetched.all(".ways-on a")[0].attrs["href"] == address("help", language)


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_missing_page_outside_a_language_is_answered_in_the_browsers_language(page, language):
    fetched = page("/nowhere", status=404, headers={"Accept-Language": language.tag})
    assert fetched.one("html").attrs["lang"] == language.tag
    assert "Accept-Language" in fetched.response.headers["Vary"]


def test_error_pages_are_not_kept_and_not_listed(page):
    fetched = page("/nowhere", status=404)
    assert fetched.response.headers["Cache-Control"] == "no-store"
    assert fetched.all("link[rel=canonical]") == []


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_sending_something_is_refused_in_the_language_of_the_address(client, method):
    response = getattr(client, method)("/ar/", data={"secret": "words"})
    assert response.status_code == 405
    assert response.headers["Content-Language"] == "ar"
    assert response.headers["Allow"] == "GET, HEAD"
    assert "words" not in response.text


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"])
@pytest.mark.parametrize("path", ["/", "/en/", "/EN/", "/en", "/nowhere", "/en/help/GB.json"])
def test_site_is_only_ever_read(client, method, path):
    response = client.open(path, environ_overrides={"REQUEST_METHOD": method})
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert response.headers["Content-Security-Policy"]


def test_host_that_is_refused_is_not_repeated_and_the_page_still_leads_to_help(make_client):
    client = make_client(base_url="", trusted_hosts=("openly.example",))
    response = client.get("/ar/", headers={"Host": "evil.example"})
    assert (response.status_code, response.headers["Content-Language"]) == (400, "ar")
    assert "evil" not in response.text
    assert 'href="/ar/help/"' in response.text


@pytest.fixture
def broken_app() -> Flask:
    app = create_app(settings())
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/en/broken/")
    def broken() -> str:
        raise RuntimeError("a secret detail")

    return app


def test_failure_shows_no_detail_and_leads_to_help(broken_app):
    response = broken_app.test_client().get("/en/broken/")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "Something went wrong on our side" in response.text
    assert 'href="/en/help/"' in response.text


def test_failure_of_the_error_page_itself_still_tells_what_to_do(broken_app, monkeypatch):
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("openly.errors.show", fail)
    response = broken_app.test_client().get("/en/broken/")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "call the emergency number" in response.text
    assert response.headers["Content-Security-Policy"]
