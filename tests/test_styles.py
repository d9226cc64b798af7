"""Style sheets: one for both directions, readable in every scheme, nothing dead in them."""

import re

import pytest
import tinycss2

from openly.assets import STYLE_SHEETS
from openly.folders import folder
from tests.sites import TEMPLATES

PARTS = tuple(dict.fromkeys(part for parts in STYLE_SHEETS.values() for part in parts))
CSS = {name: (folder("static") / "css" / f"{name}.css").read_text() for name in PARTS}

PHYSICAL = re.compile(
    r"^(margin|padding|border|inset|scroll-margin|scroll-padding)-(top|right|bottom|left)"
    r"|^(top|right|bottom|left|width|height|min-width|max-width|min-height|max-height)$"
    r"|^border-(top|bottom)-(left|right)-radius$|^overflow-[xy]$"
)
# Scrolling up and down is the same in every language that the site speaks.
ALLOWED = {"overflow-y"}

# Text and the ground it stands on, by meaning: WCAG 1.4.6 asks for 7:1.
PAIRS = (
    ("text", "ground"),
    ("text", "surface"),
    ("text-quiet", "ground"),
    ("text-quiet", "surface"),
    ("link", "ground"),
    ("link", "surface"),
    ("link", "notice-ground"),
    ("button-text", "button-ground"),
    ("urgent-text", "urgent-ground"),
    ("urgent-button-text", "urgent-button-ground"),
    ("button-text", "text"),
    ("text", "step-ground"),
    ("accent", "step-ground"),
    ("text", "caution-ground"),
    ("text", "notice-ground"),
)
# What is not text needs 3:1 against what it stands on (WCAG 1.4.11).
MARKS = (("focus", "ground"), ("focus", "surface"), ("caution-line", "caution-ground"))


def declarations(nodes):
    """Yield every declaration in a list of rules, however deep, with the selectors above it."""
    for node in nodes:
        if node.type == "declaration":
            yield node
        elif node.type in ("qualified-rule", "at-rule") and node.content:
            yield from declarations(tinycss2.parse_blocks_contents(node.content))
        elif node.type == "error":
            raise AssertionError(node.message)


@pytest.mark.parametrize("name", PARTS)
def test_no_rule_knows_left_from_right(name):
    rules = tinycss2.parse_stylesheet(CSS[name], skip_comments=True, skip_whitespace=True)
    for declaration in declarations(rules):
        value = tinycss2.serialize(declaration.value)
        assert declaration.name in ALLOWED or not PHYSICAL.search(declaration.name), declaration
        assert not re.fullmatch(r"\s*(left|right)\s*", value), declaration.name
        assert not declaration.important, declaration.name
        assert "http" not in value
        assert "url(" not in value


SCHEMES = {
    "light": (),
    "dark": ("(prefers-color-scheme: dark)",),
    "more contrast": ("(prefers-contrast: more)",),
    "more contrast, dark": (
        "(prefers-color-scheme: dark)",
        "(prefers-contrast: more)",
        "(prefers-contrast: more) and (prefers-color-scheme: dark)",
    ),
}


def tokens(scheme: str) -> dict[str, str]:
    """Return the value of every custom property in a scheme, references resolved."""
    layer = tinycss2.parse_stylesheet(CSS["tokens"], skip_comments=True, skip_whitespace=True)[0]
    values: dict[str, str] = {}
    for rule in tinycss2.parse_blocks_contents(layer.content, skip_whitespace=True):
        condition = tinycss2.serialize(rule.prelude).strip()
        if rule.type == "comment" or (rule.type == "at-rule" and condition not in SCHEMES[scheme]):
            continue
        for declaration in declarations([rule]):
            values[declaration.name] = tinycss2.serialize(declaration.value).strip()
    return {name: resolved(value, values) for name, value in values.items()}


def resolved(value: str, values: dict[str, str]) -> str:
    """Replace references to other properties by their values."""
    while found := re.search(r"var\((--[\w-]+)\)", value):
        value = value.replace(found[0], values[found[1]])
    return value


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out_from_its_ground(scheme, pair):
    values = tokens(scheme)
    assert contrast(*(values[f"--{name}"] for name in pair)) >= 7


@pytest.mark.parametrize("pair", MARKS, ids="-on-".join)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_stand_out_from_their_ground(scheme, pair):
    values = tokens(scheme)
    assert contrast(*(values[f"--{name}"] for name in pair)) >= 3


def test_every_class_in_a_template_is_styled_and_every_styled_class_is_used():
    used = set()
    for path in TEMPLATES:
        for value in re.findall(r'class="([^"{]+)"', path.read_text(encoding="utf-8")):
            used |= set(value.split())
    styled = set(re.findall(r"\.([a-z][a-z_-]+)(?![\w(])", "".join(CSS.values())))
    assert used - styled - PLAIN == set()
    assert styled - used == set()


# Classes that only name a place, for tests and for whoever reads the page's source.
PLAIN = {"footer__help"}


def test_macro_file_and_class_share_one_name():
    for path in (folder("templates") / "components").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert f"{{% macro {path.stem}(" in text, path.name


# What readers, or their devices, decide: how the screen is held, what a pointer may do, what moves,
# how text is spaced and set, and the order in which the page was written (WCAG 1.3.2, 1.3.4, 1.4.8,
# 2.3.3, 2.5.6).
READERS_OWN = re.compile(
    r"^(animation|transition|scroll-behavior|user-select|pointer-events|touch-action|order"
    r"|letter-spacing|word-spacing)\b|^text-align: justify|-reverse\b|^outline(-style)?: (none|0$)"
    r"|^font-size: \d+(\.\d+)?px"
)


# An ornament, which speech skips, changes sides; `main` has focus only as a place to skip to.
EXCEPTIONS = {"flex-direction: column-reverse", "outline: none"}


@pytest.mark.parametrize("name", PARTS)
def test_no_rule_takes_a_choice_from_the_reader(name):
    rules = tinycss2.parse_stylesheet(CSS[name], skip_comments=True, skip_whitespace=True)
    for declaration in declarations(rules):
        text = f"{declaration.name}: {tinycss2.serialize(declaration.value).strip()}"
        assert text in EXCEPTIONS or not READERS_OWN.search(text), text
    asked = re.findall(r"@media ([^{]+)", CSS[name])
    assert [one for one in asked if re.search("orientation|pointer|hover", one)] == []
