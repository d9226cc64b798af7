"""What caches are told: each kind of answer in both profiles."""

import re

import pytest

from openly.caching import Profile
from tests.sites import PUBLISHED, page_types

ASSET = "asset"
TEXT = "s-maxage=3600, stale-while-revalidate=86400, stale-if-error=604800"
HOURS = "s-maxage=300, stale-while-revalidate=60, stale-if-error=86400"
WEAK = {
    "/en/": f"public, max-age=0, {TEXT}",
    "/ar/safety/": f"public, max-age=0, {TEXT}",
    "/sitemap.xml": f"public, max-age=0, {TEXT}",
    "/en/?place=GB": f"public, max-age=0, {HOURS}",
    "/en/help/": f"public, max-age=0, {HOURS}",
    "/en/help/GB/": f"public, max-age=0, {HOURS}",
    "/en/help/GB.json": f"public, max-age=0, {HOURS}",
    ASSET: "public, max-age=31536000, immutable",
}
NOBODY = (
    "/",
    "/EN/",
    "/en/help/gb/",
    "/en/help/?search=fr",
    "/en/help/?search=France",
    "/en/?place=Nowhere",
    "/nowhere",
    "/en/nowhere/",
    "/healthz",
)


def get(client, path):
    if path == ASSET:
        path = client.get("/en/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    return client.get(path)


@pytest.mark.parametrize("path", WEAK)
def test_on_a_weak_network_browsers_keep_pages_and_ask_again(make_client, path):
    headers = get(make_client(development=False), path).headers
    assert headers["Cache-Control"] == WEAK[path]
    assert "CDN-Cache-Control" not in headers


@pytest.mark.parametrize("path", WEAK)
def test_on_a_shared_device_no_browser_keeps_anything(make_client, path):
    client = make_client(development=False, cache=Profile.SHARED_DEVICE)
    headers = get(client, path).headers
    assert headers["Cache-Control"] == "no-store"
    for_own_caches = WEAK[path].removeprefix("public, max-age=0, ").replace("s-maxage", "max-age")
    lifetime = for_own_caches.removeprefix("public, ").removesuffix(", immutable")
    assert headers["CDN-Cache-Control"] == lifetime


NUMBER = re.compile(r"(?:tel|sms):|\b116123\b")


@pytest.mark.parametrize("exported", [False, True], ids=["served", "plain files"])
def test_no_cache_shows_a_wrong_number_longer_than_six_minutes(make_client, exported):
    """Where nobody makes it forget; a text without numbers may be a day old."""
    client = make_client(development=False, exported=exported)
    paths = ["/en/help/GB.json", *page_types(PUBLISHED[0]).values()]
    lifetimes = {True: [], False: []}
    for path in (*paths, *(f"{path}?place=GB" for path in paths)):
        answer = client.get(path)
        if answer.headers["Cache-Control"] != "no-store":
            seconds = re.findall(
                r"(?:s-maxage|while-revalidate)=(\d+)", answer.headers["Cache-Control"]
            )
            lifetimes[bool(NUMBER.search(answer.text))].append(sum(map(int, seconds)))
    assert max(lifetimes[True]) <= 360
    assert exported or max(lifetimes[False]) > 3600


@pytest.mark.parametrize("path", NOBODY)
@pytest.mark.parametrize("profile", Profile)
def test_what_is_of_this_moment_is_kept_by_nobody(make_client, profile, path):
    headers = make_client(development=False, cache=profile).get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert "CDN-Cache-Control" not in headers


@pytest.mark.parametrize("name", ["openly", "help", "tables"])
def test_page_from_before_an_update_still_finds_its_style(client, name):
    answer = client.get(f"/static/{name}.00000000.css")
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get(answer.location).mimetype == "text/css"


@pytest.mark.parametrize("name", ["openly.css", "nothing.00000000.css", "openly", "openly.0.x"])
def test_name_that_never_was_is_not_found(client, name):
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("profile", Profile)
def test_page_on_traces_says_what_the_browser_keeps(make_client, profile):
    text = make_client(development=False, cache=profile).get("/en/safety/").text
    assert ("keep copies of these pages" in text) == (profile == Profile.WEAK_NETWORK)
