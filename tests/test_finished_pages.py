"""Finished pages: each made once, sent as it is until it changes, in the coding that is wanted."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event

import brotli
import pytest
from flask import Response

from openly.encodings import CODINGS, coding_for, zstd
from openly.finished_pages import finished_pages
from openly.page_texts import PAGES
from tests.conftest import NOON, make_app
from tests.sites import PUBLISHED, page_types

DECODED = {"br": brotli.decompress, "zstd": zstd.decompress, "gzip": gzip.decompress}
TYPES = tuple(name for name in page_types(PUBLISHED[0]) if name != "components")


@pytest.fixture(scope="module")
def kept_app():
    return make_app(development=False)


@pytest.fixture
def kept(kept_app):
    """A client of a site that keeps its pages, and what it counts; nothing is kept yet."""
    with kept_app.app_context():
        pages = finished_pages()
    pages.store.clear()
    pages.made = 0
    return kept_app.test_client(), pages


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("language", PUBLISHED[::7], ids=str)
def test_every_coding_holds_the_same_page(kept, language, name, coding):
    client, _ = kept
    path = page_types(language)[name]
    plain, coded = client.get(path), client.get(path, headers={"Accept-Encoding": coding})
    assert DECODED[coding](coded.data) == plain.data
    assert coded.headers["Content-Encoding"] == coding
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.vary
    assert "Accept-Encoding" in coded.vary
    assert int(coded.headers["Content-Length"]) == len(coded.data)


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "zstd"),
        ("identity, br;q=0.5", "identity"),
        ("identity;q=0.5, gzip", "gzip"),
        ("identity;q=0, gzip;q=0.001", "gzip"),
        ("compress, x-unknown", "identity"),
        ("br;q=much, gzip", "gzip"),
        (",;=,", "identity"),
    ],
)
def test_coding_is_the_one_that_the_browser_would_rather_have(header, coding):
    assert coding_for(header) == coding


def test_page_is_made_once_however_often_it_is_asked_for(kept):
    client, pages = kept
    assert len({client.get("/en/").data for _ in range(5)}) == 1
    client.head("/en/")
    assert pages.made == 1


def test_page_is_made_once_for_all_who_ask_at_the_same_time():
    app = make_app(development=False)
    asked, may_answer = Event(), Event()

    @app.before_request
    def wait():
        asked.set()
        may_answer.wait(10)

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(lambda: app.test_client().get("/en/").data) for _ in range(8)]
        asked.wait(10)
        may_answer.set()
        assert len({one.result() for one in answers}) == 1
    assert app.extensions["openly-pages"].made == 1


def test_head_is_the_page_without_its_text(kept):
    client, _ = kept
    page, head = client.get("/ar/"), client.head("/ar/")
    assert head.data == b""
    assert dict(head.headers) == dict(page.headers)


@pytest.mark.parametrize("coding", ["identity", *CODINGS])
@pytest.mark.parametrize("asked", ["{}", "W/{}", '"other", {}', "*"])
def test_reader_who_has_the_page_gets_no_second_copy(kept, coding, asked):
    client, _ = kept
    wanted = {"Accept-Encoding": coding}
    etag = client.get("/hi/", headers=wanted).headers["ETag"]
    assert etag.startswith('"')
    again = client.get("/hi/", headers={**wanted, "If-None-Match": asked.format(etag)})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == etag
    assert "Content-Length" not in again.headers
    assert "s-maxage" in again.headers["Cache-Control"]
    assert again.headers["Content-Security-Policy"]


def test_each_coding_has_a_validator_of_its_own(kept):
    client, _ = kept
    etags = [
        client.get("/en/", headers={"Accept-Encoding": coding}).headers["ETag"]
        for coding in ("identity", *CODINGS)
    ]
    assert len(set(etags)) == len(etags)
    other = client.get("/en/", headers={"Accept-Encoding": "br", "If-None-Match": etags[0]})
    assert other.status_code == 200


def test_validators_are_the_same_in_every_process():
    etags = {
        make_app(development=False).test_client().get("/en/?place=GB").headers["ETag"]
        for _ in range(2)
    }
    assert len(etags) == 1


@pytest.mark.parametrize("path", ["/en/help/GB/", "/en/?place=GB", "/en/help/GB.json", "/en/help/"])
def test_page_ends_when_a_service_opens_or_closes(path):
    app = make_app(development=False)
    client = app.test_client()
    seen = [client.get(path)]
    plan = client.get("/en/help/GB.json").json
    change = datetime.fromisoformat(plan["valid_until"])
    for moment in (change - timedelta(seconds=2), change):
        app.extensions["openly-clock"] = lambda moment=moment: moment
        seen.append(client.get(path))
    made = make_app(change, development=False).test_client().get(path)
    assert seen[2].data == made.data
    lifetimes = [
        int(one.headers["Cache-Control"].split("s-maxage=")[1].split(",")[0]) for one in seen
    ]
    assert lifetimes[0] <= 300
    if path != "/en/help/":
        assert seen[1].data == seen[0].data
        assert lifetimes[1] == 2


def test_page_with_a_date_ends_with_the_day():
    app = make_app(development=False)
    client = app.test_client()
    before = client.get("/en/help/AD/").text
    app.extensions["openly-clock"] = lambda: NOON + timedelta(days=1)
    assert "November 23" in before
    assert "November 24" in client.get("/en/help/AD/").text


QUERIES = {
    "empty fields": "/en/help/GB/?topic=&channel=voice&for=",
    "one filter": "/en/help/GB/?channel=voice",
    "place": "/fr/?place=GB",
    "hint": "/fr/?near=CA",
}


@pytest.mark.parametrize("path", QUERIES.values(), ids=QUERIES.keys())
def test_page_with_a_known_query_is_kept(kept, path):
    client, pages = kept
    assert client.get(path).data == client.get(path).data
    assert pages.made == 1


def test_empty_field_makes_no_other_page_whether_one_is_kept_or_not(kept):
    client, _ = kept
    page, other = (client.get(f"/fr/?{query}") for query in ("place=GB", "place=&place=GB"))
    fresh = make_app(development=False, cache_size=0).test_client()
    assert other.data == fresh.get("/fr/?place=&place=GB").data == page.data


STRANGE = [
    "/en/?utm_source=x",
    "/en/?place=ZZ",
    "/en/?place=GB&place=FR",
    "/en/help/GB/?topic=nonsense",
    "/en/help/?search=fr",
    "/nowhere",
    "/EN/",
    "/en/help/ZZ/",
]


@pytest.mark.parametrize("path", STRANGE)
def test_strange_address_is_answered_and_not_kept(kept, path):
    client, pages = kept
    client.get(path)
    assert pages.store.count == 0


@pytest.mark.parametrize("path", ["/", "/en/help/", "/nowhere"])
def test_answer_that_depends_on_the_browser_is_not_kept_for_others(kept, path):
    client, pages = kept
    french, hindi = (
        client.get(path, headers={"Accept-Language": asked, "Accept-Encoding": "br"})
        for asked in ("fr-CA", "hi-IN")
    )
    assert "Accept-Language" in french.vary
    assert (french.location, french.data) != (hindi.location, hindi.data)
    assert pages.store.count == 0


def test_memory_is_bounded_whatever_is_asked_for():
    app = make_app(development=False, cache_size=1)
    client, pages = app.test_client(), app.extensions["openly-pages"]
    for place in ("GB", "FR", "IN", "US", "DE", "JP", "BR", "KE"):
        for page in ("", "about/", "easy/", "glossary/"):
            client.get(f"/en/{page}?place={place}")
    client.get("/en/")
    made, limit = pages.made, 1024 * 1024
    assert pages.store.size <= limit
    assert 0 < pages.store.count < 33
    client.get("/en/")
    assert pages.made == made, "addresses with a query crowded out one without"


def test_texts_of_all_languages_are_kept_in_every_coding_unless_set_otherwise():
    app = make_app(development=False)
    client, store = app.test_client(), app.extensions["openly-pages"].store
    for page in PAGES:
        for coding in CODINGS:
            # Hindi is among the heaviest.
            path = "" if page == "article" else f"{page}/"
            client.get(f"/hi/{path}", headers={"Accept-Encoding": coding})
    assert store.count > 2 * len(CODINGS)
    assert store.size * len(PUBLISHED) < store.limit / 2


def test_hosts_of_any_port_crowd_no_page_out():
    app = make_app(development=False, cache_size=1, trusted_hosts=("openly.example",))
    client, pages = app.test_client(), app.extensions["openly-pages"]
    client.get("/en/", base_url="https://openly.example")
    for port in range(1000, 1040):
        assert client.get("/en/", base_url=f"https://openly.example:{port}").status_code == 200
    made = pages.made
    client.get("/en/", base_url="https://openly.example")
    assert pages.made == made
    assert pages.store.size <= 1024 * 1024


def test_nothing_is_kept_in_development(client, app):
    pages = app.extensions["openly-pages"]
    made = pages.made
    client.get("/en/")
    client.get("/en/")
    assert pages.made == made + 2
    assert pages.store.count == 0


def test_forged_host_does_not_get_into_a_kept_page():
    app = make_app(development=False, base_url="", trusted_hosts=("one.example", "two.example"))
    client = app.test_client()
    for host in ("one.example", "two.example"):
        text = client.get("/en/", base_url=f"https://{host}").text
        assert f"https://{host}/en/" in text
    assert client.get("/en/", base_url="https://evil.example").status_code == 400


def test_pages_below_two_paths_are_kept_apart(kept):
    client, _ = kept
    texts = [client.get("/en/", base_url=f"http://h.example{path}").text for path in ("", "/sub")]
    assert 'href="/sub/en/help/"' in texts[1]
    assert 'href="/en/help/"' in texts[0]


def test_failure_is_not_kept():
    app = make_app(development=False)
    client = app.test_client()
    works = iter([False, True])

    @app.after_request
    def fail_once(response: Response) -> Response:
        return response if next(works, True) else Response("broken", 500)

    assert client.get("/en/").status_code == 500
    assert client.get("/en/").status_code == 200


def test_page_that_was_begun_before_a_change_is_not_kept_after_it():
    app = make_app(development=False)
    pages = app.extensions["openly-pages"]
    app.before_request(pages.store.clear)
    app.test_client().get("/en/")
    assert pages.store.count == 0
