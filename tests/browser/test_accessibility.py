"""axe-core, every rule it has (AAA and best practice too), on every page in every language."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.sites import ADDRESSES

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const rules = axe.getRules().map((rule) => rule.ruleId);
  const found = await axe.run({runOnly: {type: "rule", values: rules}});
  return found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]);
}"""
SCHEMES = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"color_scheme": "light", "forced_colors": "active"},
    {"color_scheme": "dark", "forced_colors": "active"},
)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("where", [*ADDRESSES, "/en/nowhere/", "/ar/nowhere/"])
def test_axe_finds_nothing_in_any_scheme(visit, where, width):
    page = visit(where, viewport={"width": width, "height": 900}, bypass_csp=True)
    page.evaluate(AXE)
    for scheme in SCHEMES:
        page.emulate_media(**scheme)
        assert page.evaluate(RUN) == [], scheme
