"""The help pages in real Chromium: a sample of places, time zones, paper, no script."""

import pytest

from openly.places import region_territories
from tests.browser.engines import AXE, RUN_AXE
from tests.browser.test_accessibility import SCHEMES
from tests.browser.test_layout import CUT, LARGER, SIDEWAYS
from tests.sites import EVERY, LANGUAGES, LOOKED_AT, LOOKED_AT_OR_MIRRORED, sample

CODES = sorted(code for codes in region_territories().values() for code in codes)
# Every twelfth place, each in the next language: 21 pages; or every place.
SAMPLE = [
    f"/{LANGUAGES[place % len(LANGUAGES)].tag}/help/{code}/"
    for place, code in enumerate(CODES[:: 1 if EVERY else 12])
]


@pytest.mark.parametrize("where", SAMPLE)
def test_place_can_be_read_on_any_screen_and_by_any_reader(visit, where):
    page = visit(where, viewport={"width": 320, "height": 640}, bypass_csp=True)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CUT) == []
    page.evaluate(AXE)
    for scheme in SCHEMES[:2]:
        page.emulate_media(**scheme)
        assert page.evaluate(RUN_AXE) == [], scheme
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate(LARGER)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CUT) == []


ZONES = [("Asia/Karachi", "PK"), ("Asia/Kolkata", "IN"), ("America/Bogota", "CO")]


@pytest.mark.parametrize(("zone", "language"), sample(ZONES, LOOKED_AT, 3), ids=str)
def test_time_zone_of_the_device_suggests_a_place_and_stays_there(visit, language, zone):
    zone, code = zone
    page = visit(f"/{language.tag}/help/", timezone_id=zone)
    first = page.locator(".suggestions a").first
    assert first.get_attribute("href") == f"/{language.tag}/help/{code}/"
    assert page.locator(f".suggestions a[href$='/{code}/']").count() == 1
    first.click()
    page.wait_for_url(f"**/help/{code}/")
    assert page.locator("#danger a[href^=tel]").count()
    assert not any(zone.split("/")[1] in url for url in page.asked)


def test_place_is_found_and_narrowed_without_script(visit):
    page = visit("/ar/help/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("المغرب")
    page.locator(".place-search button").click()
    page.wait_for_url("**/ar/help/MA/")
    page.locator(".filters summary").click()
    page.locator("select[name=topic]").select_option("domestic-violence")
    page.locator(".filter-form button").click()
    page.wait_for_url("**topic=domestic-violence**")
    assert page.locator("#services .service-card").count()


@pytest.mark.parametrize("language", LOOKED_AT_OR_MIRRORED, ids=str)
def test_number_reads_from_left_to_right_in_every_language(visit, language):
    page = visit(f"/{language.tag}/help/FR/", viewport={"width": 390, "height": 800})
    places = page.evaluate(
        """() => [...document.querySelectorAll("a[href^=tel] bdi")].map((one) => {
          const text = one.firstChild, range = document.createRange();
          return [0, text.length - 1].map((at) => {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect().left;
          });
        })"""
    )
    assert places
    for first, last in places:
        assert first < last


@pytest.mark.parametrize("where", ["/en/help/GB/", "/ar/help/GB/", "/hi/help/IN/"])
def test_paper_is_one_card_for_the_wallet(visit, where):
    page = visit(where)
    assert not page.locator(".wallet-card").is_visible()
    page.emulate_media(media="print")
    box = page.locator(".wallet-card").bounding_box()
    assert box["width"] < 340
    assert box["height"] < 400
    for gone in (".masthead", "h1", "#services", ".footer"):
        assert not page.locator(gone).is_visible(), gone


def test_place_and_section_stay_when_the_language_changes(visit):
    page = visit("/en/?place=KE", viewport={"width": 1280, "height": 900})
    page.locator("#medicines").scroll_into_view_if_needed()
    page.locator(".language-switch summary").click()
    page.locator(".language-switch a[lang=fr]").click()
    page.wait_for_url("**/fr/?place=KE**")
    assert page.locator("aside a[href='tel:999']").is_visible()


@pytest.mark.parametrize("language", LOOKED_AT, ids=str)
def test_focus_and_choice_alone_change_nothing(visit, language):
    """The page waits for a button (WCAG 3.2.1, 3.2.2)."""
    page = visit(f"/{language.tag}/help/GB/")
    address = page.url
    page.locator(".filters summary").click()
    for control in page.locator("main :is(select, input, button, a)").all():
        control.focus()
    for select in page.locator("select").all():
        select.select_option(index=1)
    page.wait_for_timeout(100)
    assert page.url == address
    assert [url for url in page.asked if "/static/" not in url] == [address]
