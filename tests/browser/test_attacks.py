"""Attacks in catalogs, in a real Chromium with the content security policy switched off."""

import os
import threading

import pytest
from werkzeug.serving import make_server

from openly import gate
from tests.attacks import ATTACKS, PLAIN, catalog_of, everywhere, passing
from tests.catalog_edits import catalog, copy_of_catalogs, save
from tests.conftest import make_app

# Every attack is shown when ALL_ATTACKS is set; else every so many of those that pass the gate.
SAMPLE = 1 if os.environ.get("ALL_ATTACKS") else 6
# What a reader, or an element by itself, may set off.
EVENTS = """() => {
  const kinds = ["mouseover", "mouseenter", "pointerover", "focus", "focusin", "blur", "load",
    "error", "toggle", "animationstart", "transitionend", "input", "beforeinput", "keydown"];
  for (const one of document.querySelectorAll("*")) {
    if (one.matches("[data-leave]")) continue;
    for (const kind of kinds) one.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}"""


@pytest.fixture
def attacked(browser, tmp_path):
    """Serve catalogs that a test may harm; `attacked(text)` shows pages of that French catalog.

    It returns what ran: dialogs, requests to other hosts, and `window.pwned`.
    """
    root = copy_of_catalogs(tmp_path)
    server = make_server("127.0.0.1", 0, make_app(translations=root), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    own = f"http://127.0.0.1:{server.server_port}"
    context = browser.new_context(base_url=own, bypass_csp=True)
    page, ran = context.new_page(), []

    def note(dialog):
        ran.append(dialog.message)
        dialog.dismiss()

    def guard(route):
        if route.request.url.startswith((own, "data:", "about:")):
            route.continue_()
        else:
            ran.append(route.request.url)
            route.abort()

    page.on("dialog", note)
    context.route("**/*", guard)

    def show(text, *addresses):
        save(catalog(root, "fr"), text)
        for address in addresses:
            page.goto(address)
            page.evaluate(EVENTS)
            page.keyboard.press("Tab")
            if page.evaluate("window.pwned"):
                ran.append("pwned")
        return list(ran)

    show.whole = catalog(root, "fr").read_text(encoding="utf-8")
    yield show
    context.close()
    server.shutdown()
    thread.join()


def test_attack_that_passes_as_text_runs_nowhere_in_a_page(attacked, tmp_path):
    """Title, description, structured data, labels and text of the article are all the attack."""
    harmless = passing(tmp_path)
    assert len(harmless) > 50
    for attack in harmless[::SAMPLE]:
        assert attacked(everywhere(attacked.whole, attack), "/fr/") == [], attack


def test_attack_that_is_refused_runs_nowhere(attacked):
    """Every attack is the translation of some message of the site."""
    for start in range(0, len(ATTACKS), len(PLAIN)):
        chosen = ATTACKS[start : start + len(PLAIN)]
        texts = dict(zip(PLAIN, chosen, strict=False))
        addresses = ("/fr/", "/fr/about/", "/fr/accessibility/", "/fr/help/", "/fr/help/FR/")
        assert attacked(catalog_of(texts), *addresses, "/fr/languages/") == []


def test_without_the_gate_the_attack_runs(attacked, monkeypatch):
    """The browser would notice: the tests above can fail."""
    monkeypatch.setattr(gate, "is_clean", lambda _text, _original: True)
    text = everywhere(attacked.whole, "<img src=x onerror=alert(document.domain)>")
    assert attacked(text, "/fr/") != []
