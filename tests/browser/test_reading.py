"""Reading: with and without scripts, changing language, leaving."""

import pytest

from tests.browser.conftest import EXIT
from tests.sites import LOOKED_AT, PUBLISHED, address


@pytest.mark.parametrize("language", LOOKED_AT, ids=str)
def test_first_view_waits_for_two_requests_and_the_script_for_it(visit, language):
    page = visit(address("article", language))
    kinds = [url.rpartition(".")[2] for url in page.asked if not url.endswith("/")]
    assert page.asked[0].endswith(address("article", language))
    assert sorted(kinds) in (["css", "js"], ["css", "js", "svg"])
    blocking = "filter((one) => one.renderBlockingStatus === 'blocking')"
    waited = f"performance.getEntriesByType('resource').{blocking}.map((one) => one.initiatorType)"
    assert page.evaluate(waited) == ["link"]


@pytest.mark.parametrize("language", LOOKED_AT, ids=str)
def test_everything_works_with_scripts_off(visit, language):
    page = visit(address("help", language), java_script_enabled=False)
    page.locator(".language-switch summary").click()
    target = next(one for one in PUBLISHED if one != language)
    page.locator(f".language-switch a[lang='{target.tag}']").click()
    page.wait_for_url(f"**{address('help', target)}")
    page.locator("[data-leave]").click()
    page.wait_for_url(EXIT)


def test_change_of_language_keeps_the_section(visit):
    page = visit("/en/", viewport={"width": 360, "height": 740})
    page.locator("#medicines").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#medicines').scrollIntoView()")
    page.evaluate("document.querySelector('.language-switch details').open = true")
    page.locator(".language-switch a[lang=fr]").dispatch_event("click")
    page.wait_for_url("**/fr/#medicines")
    top = page.evaluate("document.querySelector('#medicines').getBoundingClientRect().top")
    assert 0 <= top < 100


def test_change_of_language_at_the_top_stays_at_the_top(visit):
    page = visit("/en/")
    page.locator(".language-switch summary").click()
    page.locator(".language-switch a[lang=fr]").click()
    page.wait_for_url("**/fr/")


def test_leaving_takes_the_page_out_of_the_history(visit):
    page = visit("/en/about/")
    page.goto("/en/")
    page.locator("[data-leave]").click()
    page.wait_for_url(EXIT)
    page.go_back()
    page.wait_for_url("**/en/about/")


def test_three_presses_of_shift_leave(visit):
    page = visit("/en/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT)


def test_other_keys_and_a_held_shift_do_not_leave(visit):
    page = visit("/en/")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.press("b")
    page.keyboard.press("Shift")
    page.keyboard.press("c")
    for _ in range(5):
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    page.wait_for_timeout(100)
    assert page.url.endswith("/en/")


def test_keyboard_on_the_screen_does_not_leave(visit):
    """It presses Shift while one types, and its keys have no place on a keyboard."""
    page = visit("/en/")
    page.evaluate(
        """() => {
          for (let press = 0; press < 3; press += 1) {
            dispatchEvent(new KeyboardEvent("keydown", { key: "Shift", code: "" }));
          }
        }"""
    )
    page.wait_for_timeout(100)
    assert page.url.endswith("/en/")
    assert not page.evaluate("document.documentElement.hidden")


@pytest.mark.parametrize("keys", [("ShiftLeft",) * 3, ("ShiftRight",) * 3])
def test_both_shift_keys_leave(visit, keys):
    page = visit("/en/safety/")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_url(EXIT)


def test_leaving_blanks_the_page_before_the_next_one_is_there(visit):
    page = visit("/en/")
    seen = page.evaluate(
        """() => {
          document.querySelector("[data-leave]").click();
          return [document.documentElement.hidden, document.title];
        }"""
    )
    assert seen == [True, ""]
    page.wait_for_url(EXIT)


def test_pressed_pointer_can_be_taken_back(visit):
    """Only letting go on the link follows it (WCAG 2.5.2)."""
    page = visit("/en/", viewport={"width": 1280, "height": 900})
    for selector in (".leave", ".urgent-help .button", ".language-switch summary"):
        box = page.locator(selector).bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(5, 700)
        page.mouse.up()
    page.wait_for_timeout(100)
    assert page.url.endswith("/en/")
    assert not page.evaluate("document.documentElement.hidden")
    assert not page.locator(".language-switch details[open]").count()
