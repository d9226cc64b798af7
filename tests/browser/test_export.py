"""Exported pages in real Chromium: their script says what is open by the clock of the device."""

import threading
from datetime import timedelta

import pytest
from werkzeug.serving import make_server

from openly.forecast import WEEKS
from tests.browser.conftest import EXIT
from tests.conftest import NOON, make_app
from tests.page_checks import Fetched, words

STATES = ".service-card [data-during]:visible"
MOMENTS = [NOON, NOON + timedelta(hours=11), NOON + timedelta(days=5), NOON + timedelta(days=23)]


@pytest.fixture(scope="module")
def server():
    """Serve the pages of an export, with the policy that hosts are told to send."""
    serving = make_server("127.0.0.1", 0, lambda _environ, _start: [], threaded=True)
    address = f"http://127.0.0.1:{serving.server_port}"
    serving.app = make_app(base_url=address, exit_url=EXIT, development=False, exported=True)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield address
    serving.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def site():
    """The site on a server, whose clock a test sets."""
    return make_app(development=False)


def said_by(site, path, moment):
    """Return what the site says of each service at a moment, and whether it looks open, by id."""
    site.extensions["openly-clock"] = lambda: moment
    page = Fetched(path, site.test_client().get(path))
    said = {}
    for card in page.all("#services .service-card"):
        state = card.query("p:not(.service-card__other-name)")[0]
        said[card.attrs["id"]] = (words(state), state.attrs.get("class"))
    return said


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
@pytest.mark.parametrize("path", ["/en/help/GB/", "/ar/help/IL/", "/hi/help/LK/"])
def test_page_says_at_any_moment_what_the_site_would_say(visit, site, path, moment):
    page = visit(path)
    page.clock.set_fixed_time(moment)
    page.reload()
    expected = said_by(site, path, moment)
    shown = page.locator(STATES)
    assert shown.count()
    for one in shown.all():
        card = one.evaluate("one => one.closest('.service-card').id")
        text = " ".join(one.inner_text().split())
        assert (text, one.get_attribute("class")) == expected[card]


def test_sentence_changes_when_the_service_closes(visit):
    page = visit("/en/help/GB/")
    page.clock.install(time=NOON.replace(hour=20, minute=29))
    page.reload()
    assert "until 8:30" in page.locator(STATES).first.inner_text()
    page.clock.run_for("02:00")
    assert "Closed now" in page.locator(STATES).first.inner_text()


def test_old_export_says_nothing_of_open_or_closed(visit):
    page = visit("/en/help/GB/")
    page.clock.set_fixed_time(NOON + timedelta(weeks=WEEKS))
    page.reload()
    assert page.locator(STATES).count() == 0
    assert page.get_by_text("Monday to Thursday: ").first.is_visible()


def test_page_states_hours_where_no_script_runs(visit):
    page = visit("/en/help/GB/", java_script_enabled=False)
    assert page.locator(STATES).count() == 0
    assert page.get_by_text("Monday to Thursday: ").first.is_visible()
    assert page.locator("form").count() == 0


def test_reader_chooses_a_language_without_script(visit):
    page = visit("/", java_script_enabled=False)
    page.locator("main a[hreflang=ar]").click()
    page.wait_for_url("**/ar/")


def test_device_still_suggests_its_place(visit):
    page = visit("/en/help/", timezone_id="Africa/Nairobi")
    assert page.locator(".suggestions a").first.get_attribute("href") == "/en/help/KE/"
    assert page.locator(".place-search").count() == 0
