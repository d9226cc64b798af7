"""Engines that tests put into pages: axe-core, IBM Equal Access, a virtual screen reader."""

from pathlib import Path

import axe_playwright_python

PACKAGES = Path(__file__).parent.parent / "engines" / "node_modules"

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Every rule that it has: AAA and best practice too. One of them takes joined letters (Arabic) for
# pictures made of letters, of which this site has none, and leaves them out of the words that it
# compares: the threshold switches that off.
RUN_AXE = """async () => {
  axe.configure({ checks: [
    { id: "label-content-name-mismatch", options: { pixelThreshold: 1 } } ] });
  const rules = axe.getRules().map((rule) => rule.ruleId);
  const found = await axe.run({runOnly: {type: "rule", values: rules}});
  return found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]);
}"""

EQUAL_ACCESS = PACKAGES / "accessibility-checker-engine" / "ace.js"
RUN_EQUAL_ACCESS = """async () => {
  const report = await new ace.Checker().check(document, ["WCAG_2_2", "IBM_Accessibility"]);
  return report.results
    .filter(({ value: [kind, result] }) => kind === "VIOLATION" && result !== "PASS")
    .map((one) => [one.ruleId, one.value[1], one.snippet.slice(0, 120)]);
}"""

SCREEN_READER = PACKAGES / "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
# Reads from the top to the end, and returns what was said.
RUN_SCREEN_READER = """async (source) => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { virtual } = await import(address);
  await virtual.start({ container: document.body });
  while (!(await virtual.lastSpokenPhrase()).startsWith("end of document")) await virtual.next();
  const said = await virtual.spokenPhraseLog();
  await virtual.stop();
  return said;
}"""
