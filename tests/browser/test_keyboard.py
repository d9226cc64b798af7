"""The keyboard alone: skip link first, exit second, everything reached, nothing covered."""

import pytest

from tests.sites import BOTH_DIRECTIONS, EVERY, LOOKS

FOCUSED = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const inside = (x, y) => {
    const top = document.elementFromPoint(x, y);
    return !!top && (one.contains(top) || top.contains(one));
  };
  const line = one.getClientRects()[0];
  const [start, end] = [line.left + 2, line.right - 2];
  const middle = line.top + line.height / 2;
  return {
    name: (one.textContent || "").trim().slice(0, 40),
    place: [...document.querySelectorAll("*")].indexOf(one),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: box.top >= 0 && box.bottom <= innerHeight && inside(start, middle) && inside(end, middle),
    // Links inside a sentence are as high as its line (WCAG 2.5.5, exception Inline).
    inline: style.display === "inline" || one.className === "citation",
    size: Math.min(box.height, box.width),
  };
}"""
COUNT = """() => [...document.querySelectorAll("a[href], summary")].filter(
  (one) => one.checkVisibility()).length"""


# On a phone in every sampled language, on a desktop in both directions.
WINDOWS = [
    *((where, 360, 740) for where in LOOKS),
    *((where, 1280, 900) for where in (LOOKS if EVERY else BOTH_DIRECTIONS)),
]


@pytest.mark.parametrize(("where", "width", "height"), WINDOWS)
def test_tab_reaches_everything_in_order_and_nothing_covers_it(look, where, width, height):
    page = look(where, viewport={"width": width, "height": height})
    steps = []
    for _ in range(page.evaluate(COUNT)):
        page.keyboard.press("Tab")
        steps.append(page.evaluate(FOCUSED))
    assert [step["name"] for step in steps if not step["seen"]] == []
    assert [step["name"] for step in steps if step["outline"] < 2] == []
    assert [step["name"] for step in steps if not step["inline"] and step["size"] < 44] == []
    places = [step["place"] for step in steps]
    assert places == sorted(set(places)), "the order of focus is not the order of the text"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") in ("BODY", "A")


def test_skip_link_leads_to_the_text(visit):
    page = visit("/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_skip_link_is_seen_only_with_focus(visit):
    page = visit("/en/")
    assert page.locator(".skip-link").bounding_box()["y"] < -10
    page.keyboard.press("Tab")
    assert page.locator(".skip-link").bounding_box()["y"] >= 0


def test_languages_open_and_are_chosen_with_the_keyboard(visit):
    page = visit("/en/about/")
    page.locator(".language-switch summary").focus()
    page.keyboard.press("Enter")
    page.locator(".language-switch a[lang=ar]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/about/")
