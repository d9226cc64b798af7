"""A cache in front of the site: it answers for it, and says nothing that the site would not."""

import gzip
import re

import brotli
import pytest

from openly.choice import NEAR, TRAVELLING
from openly.encodings import zstd
from openly.help_filters import VOCABULARIES
from tests.caches.conftest import READER, received, until
from tests.caches.fronts import DEPLOY
from tests.sites import PUBLISHED, page_types

LANGUAGES = [one for one in PUBLISHED if one.tag in ("en", "ar", "hi", "zh-Hant")]
MANY = 16
"""Readers who ask for the same at once."""

DECODED = {
    "identity": bytes,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": zstd.decompress,
}


def read(answer):
    """Return the page that a browser makes of an answer."""
    return DECODED[answer.headers.get("content-encoding", "identity")](answer.body)


def crawl():
    """Return the paths of every kind of page in some languages, and of what machines read."""
    for language in LANGUAGES:
        kinds = page_types(language)
        yield from (kinds[name] for name in kinds if name not in ("missing", "components"))
        place = kinds["place"]
        yield from (f"{place}?topic=suicide-crisis", f"{place[:-1]}.json")
        yield f"/{language.tag}/?place=EG"
    yield "/robots.txt"


def test_second_round_of_a_crawl_comes_from_the_cache(site, record_property):
    style = re.search(rb'href="(/static/[^"]+)"', read(site.fetch("/en/")))[1].decode()
    paths = [*crawl(), style]
    rounds = [(path, coding) for path in paths for coding in ("gzip", "identity")]
    # The start leads each browser to its own language: it alone is asked for again.
    rounds.append(("/", "gzip"))
    first = [site.fetch(path, accept_encoding=coding) for path, coding in rounds]
    before = len(site.requests)
    second = [site.fetch(path, accept_encoding=coding) for path, coding in rounds]
    asked = len(site.requests) - before
    record_property("hit ratio", f"{len(rounds) - asked} of {len(rounds)}")
    assert asked / len(rounds) <= 0.01
    assert [read(answer) for answer in first] == [read(answer) for answer in second]


def test_reader_is_led_to_the_own_language_whoever_came_before(site):
    for language in [*LANGUAGES, *LANGUAGES]:
        answer = site.fetch("/", accept_language=language.tag)
        assert (answer.status, answer.headers["location"]) == (302, f"/{language.tag}/")


def test_suggested_places_are_those_of_this_reader(site):
    wishes = ("de-AT", "hi-IN,en;q=0.5", "pt-BR", "ar-EG")
    own = {wish: site.ask_origin("/en/help/", accept_language=wish).body for wish in wishes}
    assert len(set(own.values())) == len(wishes)
    for wish in [*wishes, *reversed(wishes)]:
        assert site.fetch("/en/help/", accept_language=wish).body == own[wish]


def test_error_page_is_in_the_language_of_this_reader(site):
    for language in [*LANGUAGES, *reversed(LANGUAGES)]:
        answer = site.fetch("/nowhere", accept_language=language.tag)
        assert (answer.status, answer.headers["content-language"]) == (404, language.tag)


WISHES = {
    "": {"identity"},
    "identity": {"identity"},
    "gzip": {"gzip"},
    "br": {"br"},
    "BR": {"br"},
    "zstd": {"zstd"},
    "gzip, deflate, br, zstd": {"br"},
    "gzip, deflate": {"gzip"},
    "gzip;q=1.0, br;q=0.1": {"gzip", "br"},
    "br;q=0, gzip;q=0.5": {"gzip"},
    "br;q=0.000, zstd ; q=0": {"identity"},
    "zstd ; q=0.3 , br ; q=0": {"zstd"},
    "brotli, gzipped, x-br": {"identity"},
    "*;q=0": {"identity"},
}


def test_browser_gets_an_encoding_that_it_reads_and_the_same_page_in_each(site):
    own = site.ask_origin("/en/help/GB/").body
    before = len(site.requests)
    for wish in [*WISHES, *reversed(WISHES)]:
        answer = site.fetch("/en/help/GB/", accept_encoding=wish)
        assert answer.headers.get("content-encoding", "identity") in WISHES[wish], wish
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert read(answer) == own, wish
    assert len(site.requests) - before == len(DECODED), "each encoding is fetched once"


def test_unchanged_page_is_not_sent_again(site):
    first = site.fetch("/ar/", accept_encoding="br")
    again = site.fetch("/ar/", accept_encoding="br", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert site.fetch("/ar/", if_none_match=first.headers["etag"]).status == 200
    head = site.fetch("/ar/", method="HEAD", accept_encoding="br")
    assert (head.headers["etag"], head.body) == (first.headers["etag"], b"")
    assert len(site.requests) == 2


def test_browser_is_told_what_the_site_tells_it(site):
    own = site.ask_origin("/en/help/GB/")
    for _ in range(2):
        answer = site.fetch("/en/help/GB/")
        assert answer.headers["cache-control"] == own.headers["cache-control"]
        assert ("no-store" in answer.headers["cache-control"]) == (site.profile == "shared-device")
        assert answer.headers["vary"] == own.headers["vary"]
        assert answer.headers["content-security-policy"] == own.headers["content-security-policy"]
        added = set(answer.headers) - set(own.headers)
        assert added <= {"cache-status", "age", "accept-ranges", "connection"}
        assert "cdn-cache-control" not in answer.headers
    assert answer.cache_status == "hit"


def test_parameters_that_the_site_ignores_make_no_second_copy(site):
    plain = site.fetch("/en/help/GB/?for=youth&topic=suicide-crisis")
    for query in (
        "utm_source=a&for=youth&topic=suicide-crisis",
        "for=youth&fbclid=b&topic=suicide-crisis&utm_campaign=c",
        "topic=suicide-crisis&for=youth&&d&place=",
        "for=youth&topic=suicide-crisis&placebo=e&for_=f&xfor=g",
    ):
        assert site.fetch(f"/en/help/GB/?{query}").body == plain.body
    assert len(site.requests) == 1
    assert site.fetch("/en/help/GB/?gclid=h&?").body == site.ask_origin("/en/help/GB/").body


def test_parameters_that_the_site_knows_reach_it(site):
    for query in ("place=EG", "near=EG", "topic=suicide-crisis", "channel=voice", "for=youth"):
        path = f"/en/help/?{query}"
        assert site.fetch(path).body == site.ask_origin(path).body


def test_nobody_queues_for_the_start(site):
    site.order(held=True)
    asking = [site.send("/", accept_language="ar") for _ in range(MANY)]
    until(lambda: len(site.requests) == MANY, "all are at the site")
    site.order()
    assert {received(one).headers["location"] for one in asking} == {"/ar/"}


def test_search_is_kept_nowhere(site):
    for path in ("/en/help/search/?search=united", "/en/help/?utm_source=a&search=united"):
        for _ in range(2):
            before = len(site.requests)
            assert site.fetch(path).body == site.ask_origin("/en/help/?search=united").body
            assert len(site.requests) == before + 2
    kept = [path for path in (site.folder / "kept").rglob("*") if path.is_file()]
    assert not [path for path in kept if b"search=" in path.read_bytes()]


def test_forged_header_or_cookie_changes_no_page(site):
    own = site.ask_origin("/en/").body
    forged = {"x_forwarded_prefix": "/evil", "x_forwarded_host": "evil.example", "cookie": "a=b"}
    assert site.fetch("/en/", **forged, x_forwarded_proto="https", authorization="c").body == own
    assert site.fetch("/en/", host="evil.example").body == own
    answer = site.fetch("/en/")
    assert answer.body == own
    assert "strict-transport-security" not in answer.headers


def let_expire(site, path, **lifetimes):
    """Keep a page that is expired when this returns; the origin fails. Return its edition."""
    edition = site.order(lifetimes={"s-maxage": 1, "stale-if-error": 600, **lifetimes})
    assert site.fetch(path).edition == edition
    site.order(status="500 Internal Server Error")
    until(lambda: site.fetch(path).cache_status == "hit; detail=stale", f"{path} expires")
    return edition


def test_site_answers_while_its_origin_is_dead(site):
    kept = let_expire(site, "/en/help/GB/", **{"stale-while-revalidate": 0})
    site.order(edition=kept)
    site.fetch("/ar/")
    site.kill_origin()
    for path in ("/en/help/GB/", "/ar/"):
        for _ in range(3):
            answer = site.fetch(path)
            assert (answer.status, answer.edition) == (200, kept), path
    answer = site.fetch("/hi/")
    assert (answer.status, answer.headers["cache-control"]) == (503, "no-store")
    assert b"emergency number" in answer.body
    assert not files_that_name_readers(site)

    new = site.order()
    site.start_origin()
    until(lambda: site.fetch("/en/help/GB/").edition == new, "the new page is shown")
    assert site.fetch("/hi/").status == 200


@pytest.mark.parametrize("window", [0, 600], ids=["too old to show", "to be shown meanwhile"])
def test_many_who_ask_for_an_expired_page_reach_the_origin_once(site, window):
    let_expire(site, "/en/", **{"stale-while-revalidate": window})
    new = site.order(held=True)
    asking = [site.send("/en/") for _ in range(MANY)]
    until(lambda: site.asked_for("/en/", new) > 0, "the origin is asked")
    site.order(edition=new)
    answers = [received(one) for one in asking]
    until(lambda: site.fetch("/en/").edition == new, "the new page is kept")
    assert {answer.status for answer in answers} == {200}
    assert site.asked_for("/en/", new) == 1


def test_many_who_ask_for_a_new_page_reach_the_origin_once(site):
    new = site.order(held=True)
    asking = [site.send("/hi/") for _ in range(MANY)]
    until(lambda: site.asked_for("/hi/", new) > 0, "the origin is asked")
    site.order(edition=new)
    assert {received(one).edition for one in asking} == {new}
    assert site.asked_for("/hi/", new) == 1


def test_page_that_is_withdrawn_is_shown_no_more(site):
    let_expire(site, "/en/", **{"stale-while-revalidate": 0})
    site.order(status="404 Not Found")
    until(lambda: site.fetch("/en/").status == 404, "the page is gone")


def test_corrected_page_shows_at_once_when_it_is_purged(site):
    paths = ["/en/help/GB/", "/en/help/GB/?for=youth", "/en/help/", "/ar/help/GB/"]
    codings = ["br", "gzip", "identity"]
    old = site.order()
    for path in paths:
        for coding in codings:
            site.fetch(path, accept_encoding=coding)
    new = site.order()

    def editions(path):
        return {site.fetch(path, accept_encoding=coding).edition for coding in codings}

    site.front.purge("/en/help/GB/")
    assert [editions(path) for path in paths] == [{new}, {new}, {old}, {old}]
    site.front.purge("/en/*")
    assert [editions(path) for path in paths] == [{new}, {new}, {new}, {old}]
    site.front.purge("/*")
    assert [editions(path) for path in paths] == [{new}] * 4


def test_nobody_purges_from_elsewhere(site):
    old = site.order()
    site.fetch("/en/")
    site.order()
    assert site.fetch("/en/", method="PURGE").status == 405
    assert site.fetch("/*", method="PURGE").status in (404, 405)
    if port := getattr(site.front, "purge_port", None):
        assert site.front.ask_to_purge("/en/", port, READER) == 405
        assert site.front.ask_to_purge("/en/", site.front.port, "127.0.0.1") == 405
    assert site.fetch("/en/").edition == old


def files_that_name_readers(site):
    """Return the files of a cache, its log among them, that hold the address of a reader."""
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    return [path for path in files if READER.encode() in path.read_bytes()]


def test_no_log_holds_the_address_of_a_reader(site):
    site.fetch("/en/", x_forwarded_for=READER)
    site.fetch("/nowhere")
    site.order(status="500 Internal Server Error")
    assert site.fetch("/hi/").status == 503
    assert not files_that_name_readers(site)


@pytest.mark.parametrize("file", ["varnish.vcl", "nginx-cache.conf"])
def test_configuration_knows_every_parameter_of_the_site(file):
    text = (DEPLOY / file).read_text(encoding="utf-8")
    if file == "varnish.vcl":
        named = set(re.search(r"\(\?!\(\?:([a-z|]+)\)=", text)[1].split("|"))
        named |= set(re.findall(r"\[\?&\]([a-z]+)=", text))
    else:
        named = set(re.findall(r"^map \$arg_([a-z]+) ", text, re.MULTILINE))
    assert named == {TRAVELLING, NEAR, "search", *VOCABULARIES}
