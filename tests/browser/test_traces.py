"""What reading leaves on a device, and what it tells others, by the browser's own files."""

import re

import pytest

from tests.browser.device import browsing, holding, hosts_asked, rows, site_and_elsewhere
from tests.sites import LANGUAGES, page_types
from tests.test_discretion import TELLING
from tests.test_discretion import pages as discreet_pages

TAGS = ("en", "ar")
TYPED, SENT = "zzneversent", "united"
# What the browser asks its maker for at every start, whatever is read.
OF_THE_BROWSER = {"accounts.google.com", "update.googleapis.com"}
# Where a site can keep something: folders and databases of the profile.
STORES = (
    "Cookies", "Local Storage", "Session Storage", "IndexedDB", "Service Worker", "WebStorage",
    "File System", "databases", "Web Data", "Login Data", "Shared Dictionary", "Trust Tokens",
    "Reporting and NEL",
)  # fmt: skip


def addresses(*, discreet):
    """Return the paths of one page of each type, with and without a place."""
    for language in LANGUAGES:
        if discreet and language.is_source:
            yield from discreet_pages(language.tag)
        elif not discreet and language.tag in TAGS:
            yield from page_types(language).values()
            yield f"/{language.tag}/?place=GB"


def use_the_forms(page, help_address):
    """Type and think better of it; search; choose a filter in a place."""
    page.goto(help_address)
    page.fill("[name=search]", TYPED)
    page.goto(help_address)
    page.fill("[name=search]", SENT)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**search={SENT}")
    page.goto(f"{help_address}GB/")
    page.locator(".filters summary").click()
    page.locator(".filter-form select").first.select_option(index=1)
    page.locator(".filter-form button").click()
    page.wait_for_url(re.compile(r"/GB/\?"))


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "discreet"])
def read(request, playwright, tmp_path_factory):
    """Read every type of page with a browser, use the forms, leave; return what was to be seen."""
    profile = tmp_path_factory.mktemp("device") / "profile"
    with site_and_elsewhere(discreet=request.param) as (site, away):
        with browsing(playwright, profile, base_url=site.address) as context:
            page = context.pages[0]
            for path in addresses(discreet=request.param):
                page.goto(path)
            use_the_forms(page, "/en/places/" if request.param else "/en/help/")
            kept_before = holding(profile / "Default" / "Cache", site.address)
            page.locator("[data-leave]").click()
            page.wait_for_url(f"{away.address}/")
            page.fill("[name=said]", "hello")
            page.keyboard.press("Enter")
            page.wait_for_url("**/search/?said=hello")
        yield request.param, profile, site, away, kept_before


def test_pages_leave_nothing_on_the_device(read):
    _discreet, profile, site, away, _kept = read
    cookies = rows(profile / "Default/Cookies", "SELECT host_key FROM cookies")
    assert set(cookies) == {("localhost",)}, "elsewhere"
    stores = [path for name in STORES for path in profile.rglob(name)]
    assert [path for store in stores for path in holding(store, site.address)] == []
    assert [path for store in stores for path in holding(store, away.address)]
    assert holding(profile / "Default", site.address), "the browser's own list of visited pages"


def test_what_is_typed_is_offered_to_nobody_later(read):
    _discreet, profile, *_rest = read
    data = profile / "Default/Web Data"
    assert rows(data, "SELECT name, value FROM autofill") == [("said", "hello")], "elsewhere"
    assert holding(profile, TYPED) == set()


def test_browser_tells_nobody_of_the_visit(read):
    """Nor does it look up the names of the services, or send the fields of a form to its maker."""
    _discreet, profile, site, away, *_rest = read
    assert hosts_asked(profile) - OF_THE_BROWSER == {"127.0.0.1", "localhost"}
    assert site.headers("HTTP_COOKIE") == site.headers("HTTP_REFERER") == set()
    (_path, first), *_rest = [one for one in away.requests if one[0] == "/"]
    assert not {"HTTP_REFERER", "HTTP_ORIGIN", "HTTP_COOKIE"} & set(first)
    assert not [name for headers in site.answered for name, _ in headers if name == "Set-Cookie"]


def test_leaving_takes_the_copies_of_all_pages_with_it(read):
    _discreet, profile, site, _away, kept_before = read
    assert kept_before, "what leaving deletes was there"
    for cache in profile.rglob("*Cache*"):
        assert holding(cache, site.address) == set()


def test_list_of_visited_pages_tells_only_what_the_deployer_lets_it(read):
    discreet, profile, site, *_rest = read
    history = rows(profile / "Default/History", "SELECT url, title FROM urls")
    english = [(url, title) for url, title in history if f"{site.address}/en/" in url]
    assert len(english) > 8
    assert bool([one for one in english if TELLING.search(" ".join(one))]) != discreet


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_no_page_comes_back_from_a_copy_after_leaving(playwright, tmp_path, scripts):
    """Back asks the site for a page from before; with scripts the page left is in no list."""
    with (
        site_and_elsewhere() as (site, away),
        browsing(
            playwright, tmp_path / "profile", base_url=site.address, java_script_enabled=scripts
        ) as context,
    ):
        page = context.pages[0]
        for path in ("/en/about/", "/en/safety/", "/en/"):
            page.goto(path)
        # It does, from memory, while one stays.
        before = len(site.requests)
        go(page.go_back, "/en/safety/")
        go(page.go_forward, "/en/")
        assert len(site.requests) == before
        page.locator("[data-leave]").click()
        page.wait_for_url(f"{away.address}/")
        before = len(site.requests)
        if not scripts:
            # The list still has the page left: only a script can take it out.
            go(page.go_back, "/en/")
        go(page.go_back, "/en/safety/")
        (asked,) = [headers for path, headers in site.requests[before:] if path == "/en/safety/"]
        assert "HTTP_IF_NONE_MATCH" not in asked
        if scripts:
            go(page.go_forward, f"{away.address}/")
            assert page.locator("main").count() == 0


def go(move, address):
    """Go back or forward; a page that comes from memory does not load, but it can be used."""
    page = move.__self__
    move(wait_until="commit")
    page.wait_for_url(f"**{address}" if address.startswith("/") else address, wait_until="commit")
    page.wait_for_function("document.readyState === 'complete'")


AWAY = re.compile("^https:")
LINKS_AWAY = {"/help/GB/": ".service-card a[href^=https]", "/about/": "main a[href^=https]"}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("path", LINKS_AWAY)
def test_no_service_and_no_source_learns_where_a_reader_came_from(browser, server, tag, path):
    context = browser.new_context(base_url=server)
    arrived = []

    def arrive(route):
        arrived.append(route.request.all_headers())
        route.fulfill(body="<title>Elsewhere</title>")

    context.route(AWAY, arrive)
    page = context.new_page()
    page.goto(f"/{tag}{path}")
    for link in (page.locator(LINKS_AWAY[path]).first, page.locator(LINKS_AWAY[path]).last):
        link.click()
        page.wait_for_url(AWAY)
        page.goto(f"/{tag}{path}")
    context.close()
    assert len(arrived) >= 2
    for headers in arrived:
        assert not {"referer", "origin", "cookie"} & set(headers)
        assert server not in str(headers)
