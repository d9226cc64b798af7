"""Two engines on every page type: axe-core in every colour scheme, IBM Equal Access Checker."""

import pytest

from tests.browser.engines import AXE, EQUAL_ACCESS, RUN_AXE, RUN_EQUAL_ACCESS
from tests.sites import EVERY, LOOKS

SCHEMES = (
    {"color_scheme": "light"},
    {"color_scheme": "dark", "forced_colors": "active"},
    {"color_scheme": "dark"},
    {"color_scheme": "light", "forced_colors": "active"},
)
# All schemes at both widths where every language is looked at; else two at a width, and pages take
# turns, so that a language has all schemes, and a type of page both widths.
SCHEMES_AT = dict.fromkeys((360, 1280), SCHEMES) if EVERY else {360: SCHEMES[:2], 1280: SCHEMES[2:]}
VIEWS = [
    (where, width)
    for place, where in enumerate(LOOKS)
    for turn, width in enumerate(SCHEMES_AT)
    if EVERY or place % 2 == turn
]
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"

# What the second engine cannot decide and asks a person to look at; looked at on 2026-11-23.
LOOKED_INTO = {
    "element_tabbable_unobscured": "the keyboard tests measure it",
    "element_tabbable_visible": "the skip link, which appears with focus",
    "input_fields_grouped": "the filters, which a summary names",
    "input_label_visible": "the filters, whose labels stand before them",
    "list_structure_proper": "description lists with groups, as HTML allows",
    "media_audio_transcribed": "links to sources; there is no audio",
    "select_options_grouped": "topics and audiences are short lists",
    "style_color_misuse": "everything is said in words",
    "style_highcontrast_visible": "tested in forced colours",
    "text_block_heading": "short sentences that stand out, such as a caution",
    "text_sensory_misuse": "words such as “light” that mean no place on the page",
}


@pytest.mark.parametrize(("where", "width"), VIEWS)
def test_axe_finds_nothing_in_any_scheme(look, where, width):
    page = look(where, viewport={"width": width, "height": 900}, bypass_csp=True)
    page.evaluate(AXE)
    for scheme in SCHEMES_AT[width]:
        page.emulate_media(**scheme)
        assert page.evaluate(RUN_AXE) == [], scheme


@pytest.mark.parametrize("where", LOOKS)
def test_second_engine_finds_nothing(look, where):
    """With all details open; what it leaves to people must be something that we looked into."""
    page = look(where, viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.evaluate(OPEN)
    page.add_script_tag(path=EQUAL_ACCESS)
    found = page.evaluate(RUN_EQUAL_ACCESS)
    assert [one for one in found if one[1] == "FAIL"] == []
    assert {rule for rule, _result, _html in found} <= LOOKED_INTO.keys()
