"""How text looks, where no engine measures it: spacing, readers' colours, focus, targets."""

import pytest

from tests.browser.test_layout import CUT, SIDEWAYS
from tests.sites import BOTH_DIRECTIONS, LOOKS

# WCAG 1.4.12, all four properties; `!important` is how readers' own styles work.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"""

# What stands around a colour: the first ground that is not transparent, from an element outwards.
COLOURS = """
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const clear = (colour) => numbers(colour)[3] === 0;
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!clear(colour)) return colour;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes("dark")
      && matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)";
  };
  const light = (colour) => numbers(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const name = (one) => one.outerHTML.slice(0, 120);
  const seen = (one) => one.checkVisibility() && one.getClientRects().length > 0;
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
"""

SCHEMES = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"color_scheme": "light", "contrast": "more"},
    {"color_scheme": "dark", "contrast": "more"},
    {"color_scheme": "light", "forced_colors": "active"},
    {"color_scheme": "dark", "forced_colors": "active"},
)


@pytest.mark.parametrize("where", LOOKS)
def test_text_has_room_and_an_even_beginning(look, where):
    """Lines 1.5 apart, paragraphs 1.5 lines apart, never justified (WCAG 1.4.8)."""
    page = look(where, viewport={"width": 1280, "height": 900})
    found = page.evaluate(
        """() => {
          const wrong = [];
          for (const one of document.querySelectorAll("main p, main li, main dd, footer p")) {
            if (!one.checkVisibility() || one.querySelector("button, input, select")) continue;
            const style = getComputedStyle(one), size = parseFloat(style.fontSize);
            if (style.textAlign === "justify") wrong.push(["justified", one.outerHTML]);
            const range = document.createRange();
            range.selectNodeContents(one);
            const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
            if (lines.size > 2 && parseFloat(style.lineHeight) < 1.5 * size - 0.1)
              wrong.push(["lines", one.outerHTML.slice(0, 90)]);
            const next = one.nextElementSibling;
            if (one.matches("p") && next?.matches("p") && next.checkVisibility()) {
              const gap = next.getBoundingClientRect().top - one.getBoundingClientRect().bottom;
              const apart = gap + parseFloat(style.lineHeight);
              if (apart < 1.5 * parseFloat(style.lineHeight) && lines.size > 1)
                wrong.push(["paragraphs", one.outerHTML.slice(0, 90)]);
            }
          }
          return wrong;
        }"""
    )
    assert found == []


@pytest.mark.parametrize("where", LOOKS)
def test_readers_own_spacing_cuts_nothing_off(look, where):
    """WCAG 1.4.12 on a narrow screen, with all details open."""
    page = look(where, viewport={"width": 320, "height": 640}, bypass_csp=True)
    page.add_style_tag(content=SPACED)
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("where", BOTH_DIRECTIONS)
def test_low_window_shows_text_and_not_only_buttons(look, where):
    """320 by 256 pixels, as at 400 % (WCAG 1.4.10): nothing floats over the text."""
    page = look(where, viewport={"width": 320, "height": 256})
    assert page.evaluate(SIDEWAYS) == 0
    floating = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position))
          .map((one) => one.className)"""
    )
    assert floating == []


@pytest.mark.parametrize("where", BOTH_DIRECTIONS)
def test_system_colours_win_over_ours(look, where):
    """With forced colours no element keeps a colour of ours, text or ground (WCAG 1.4.8)."""
    page = look(where, forced_colors="active", bypass_csp=True)
    found = page.evaluate(
        """() => {
          const probe = document.body.appendChild(document.createElement("i"));
          const colours = ["Canvas", "CanvasText", "LinkText", "VisitedText", "ButtonFace",
            "ButtonText", "Field", "FieldText", "GrayText", "Highlight", "HighlightText", "Mark",
            "MarkText", "ActiveText", "ButtonBorder", "AccentColor"].map((name) => {
              probe.style.color = name;
              return getComputedStyle(probe).color;
            });
          probe.remove();
          const bare = (colour) => colour.replace("rgba", "rgb").replace(/, [\\d.]+\\)$/, ")");
          const known = new Set(colours);
          const wrong = [];
          for (const one of document.querySelectorAll("body *:not(svg, svg *)")) {
            const { color, backgroundColor } = getComputedStyle(one);
            if (!known.has(color)) wrong.push([color, one.outerHTML.slice(0, 80)]);
            if (!backgroundColor.endsWith(", 0)") && !known.has(backgroundColor))
              wrong.push([backgroundColor, one.outerHTML.slice(0, 80)]);
          }
          return wrong;
        }"""
    )
    assert found == []


@pytest.mark.parametrize("where", BOTH_DIRECTIONS)
def test_what_is_not_text_stands_out_in_every_scheme(look, where):
    """Edges of controls 3:1 against their ground (WCAG 1.4.11); focus 2 px and 3:1 (2.4.13)."""
    page = look(where, viewport={"width": 1280, "height": 900})
    page.keyboard.press("Tab")
    for scheme in SCHEMES:
        page.emulate_media(**scheme)
        found = page.evaluate(
            f"""() => {{ {COLOURS}
              const wrong = [];
              for (const one of document.querySelectorAll("input, select, .button, .leave")) {{
                if (!seen(one)) continue;
                const style = getComputedStyle(one), around = ground(one.parentElement);
                const edges = [style.borderBlockStartColor, style.backgroundColor]
                  .filter((colour) => !clear(colour)).map((colour) => contrast(colour, around));
                if (!(Math.max(...edges) >= 3)) wrong.push(["edge", edges, name(one)]);
              }}
              for (const one of document.querySelectorAll("a, button, input, select, summary")) {{
                if (!seen(one)) continue;
                one.focus({{ preventScroll: true, focusVisible: true }});
                const style = getComputedStyle(one), around = ground(one.parentElement);
                const clearly = contrast(style.outlineColor, around);
                if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 ||
                    parseFloat(style.outlineOffset) < 0 || clearly < 3)
                  wrong.push(["focus", clearly, name(one)]);
              }}
              return wrong;
            }}"""
        )
        assert found == [], scheme


@pytest.mark.parametrize("where", LOOKS)
def test_every_target_is_large_enough_for_a_thumb(look, where):
    """44 by 44 pixels, but for links inside a sentence (WCAG 2.5.5), with all details open."""
    page = look(where, viewport={"width": 360, "height": 740})
    found = page.evaluate(
        f"""() => {{ {COLOURS}
          return [...document.querySelectorAll("a[href], button, input, select, summary")]
            .filter((one) => seen(one) && !one.matches(".citation, .skip-link") &&
              getComputedStyle(one).display !== "inline")
            .map((one) => [one.getBoundingClientRect(), name(one)])
            .filter(([box]) => box.width < 43.99 || box.height < 43.99)
            .map(([box, text]) => [Math.round(box.width), Math.round(box.height), text]);
        }}"""
    )
    assert found == []


@pytest.mark.parametrize("where", BOTH_DIRECTIONS)
def test_nothing_moves(look, where):
    """No animation, no transition, no smooth scrolling, whatever the reader does (WCAG 2.3.3)."""
    page = look(where)
    found = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          return style.animationName !== "none" || style.scrollBehavior === "smooth" ||
            style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
        }).map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert found == []
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator("marquee, blink, video, audio, canvas, img[src$='.gif']").count() == 0


@pytest.mark.parametrize("where", BOTH_DIRECTIONS)
def test_links_in_text_are_underlined(look, where):
    """So that nobody needs to see their colour (WCAG 1.4.1)."""
    page = look(where)
    found = page.evaluate(
        """() => [...document.querySelectorAll("main :is(p, li, dd) a[href]:not(.button)")]
          .filter((one) => one.checkVisibility() && !one.matches(".citation"))
          .filter((one) => !getComputedStyle(one).textDecorationLine.includes("underline"))
          .map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert found == []


@pytest.mark.parametrize("where", BOTH_DIRECTIONS)
def test_nothing_changes_by_itself(look, where):
    """Once a page is there, neither its text nor its address changes (WCAG 2.2.2, 2.2.4)."""
    page = look(where)
    page.evaluate(
        """() => {
          window.changes = 0;
          new MutationObserver((found) => { window.changes += found.length; }).observe(
            document, { subtree: true, childList: true, characterData: true, attributes: true });
        }"""
    )
    page.clock.install()
    page.clock.run_for("01:00:00")
    assert page.evaluate("window.changes") == 0
    assert page.url.endswith(where)
    assert page.locator("[aria-live], [role=alert], [role=status], [role=timer]").count() == 0
