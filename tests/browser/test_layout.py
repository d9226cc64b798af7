"""Layout: narrow screens, large text, both directions, paper."""

import pytest

from tests.sites import LANGUAGES, LOOKED_AT_OR_MIRRORED, LOOKS, address

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Elements whose text is cut off: wider than the box that holds it. In Chinese the empty half of a
# full-width mark at the end of a line may stand outside (CSS Text 4, text-spacing-trim).
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const empty = one.matches(":lang(zh)") ? parseFloat(style.fontSize) / 2 : 1;
  return one.checkVisibility() && !one.closest("svg, .visually-hidden") &&
    style.display !== "inline" && one.scrollWidth > one.clientWidth + empty;
}).map((one) => one.outerHTML.slice(0, 90))"""
LARGER = "document.documentElement.style.fontSize = '200%'"


@pytest.mark.parametrize("where", LOOKS)
def test_narrow_screen_and_large_text_need_no_scrolling_to_the_side(look, where):
    page = look(where, viewport={"width": 320, "height": 640})
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CUT) == []
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate(LARGER)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_open_list_of_languages_fits_a_narrow_screen(look, language):
    page = look(address("article", language), viewport={"width": 320, "height": 640})
    page.locator(".language-switch summary").click()
    assert page.evaluate(SIDEWAYS) == 0
    box = page.locator(".language-switch ul").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


@pytest.mark.parametrize("language", LOOKED_AT_OR_MIRRORED, ids=str)
def test_page_is_mirrored_in_right_to_left_languages(look, language):
    page = look(address("article", language), viewport={"width": 1280, "height": 900})
    first, last = (
        page.locator(".two-way-link p").nth(place).bounding_box()["x"] for place in (0, 1)
    )
    name = page.locator(".masthead__name").bounding_box()["x"]
    leave = page.locator(".leave").bounding_box()["x"]
    assert (first > last) == (name > leave) == (language.direction == "rtl")


@pytest.mark.parametrize("where", LOOKS)
def test_lines_are_short_enough_to_follow(look, where):
    """At most 80 characters on a line, 40 in Chinese and Japanese (WCAG 1.4.8)."""
    page = look(where, viewport={"width": 1920, "height": 1000})
    longest = page.evaluate(
        """() => Math.max(0, ...[...document.querySelectorAll(
            "main :is(p, li):not(:has(select))")].map((one) => {
          const letters = new Intl.Segmenter();
          const range = document.createRange();
          range.selectNodeContents(one);
          const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
          const seen = one.textContent.replace(/\\p{Cf}/gu, "");
          const own = one.closest("[lang]") === document.documentElement;
          return own && lines.size > 2 ? [...letters.segment(seen)].length / lines.size : 0;
        }))"""
    )
    assert longest <= (40 if where.startswith(("/ja/", "/ko/", "/zh-")) else 80)


def test_paper_shows_the_text_and_no_furniture(look):
    page = look("/en/")
    page.emulate_media(media="print")
    for gone in (".leave", ".language-switch", ".site-navigation", ".two-forms", ".skip-link"):
        assert not page.locator(gone).is_visible(), gone
    for kept in ("h1", "#medicines", "#urgent", ".urgent-help", ".sources"):
        assert page.locator(kept).is_visible(), kept
    assert page.pdf()[:4] == b"%PDF"
