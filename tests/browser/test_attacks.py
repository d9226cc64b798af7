"""Attacks in catalogs, in a real Chromium with the content security policy switched off."""

import os
import threading

import pytest
from werkzeug.serving import make_server

from openly.page_texts import PAGES
from tests.attacks import ATTACKS, HEADER, catalog_of, passing
from tests.catalog_edits import catalog, copy_of_catalogs, save
from tests.conftest import make_app
from tests.test_attacks import ADDRESSES, ORDER, TITLES, no_gate, page_of

__all__ = ["no_gate"]

# All of them when ALL_ATTACKS is set; else some rounds, in which every attack is still shown once.
SAMPLE = 1 if os.environ.get("ALL_ATTACKS") else 9
HTML = tuple(one for one in ADDRESSES if one.endswith("/") or "?" in one or "nowhere" in one)
# What a reader, or an element by itself, may set off; nothing here leaves the page.
EVENTS = """() => {
  const kinds = ["mouseover", "mouseenter", "mousemove", "mouseout", "pointerover", "pointerenter",
    "pointerdown", "wheel", "scroll", "focusin", "blur", "load", "error", "toggle", "beforetoggle",
    "animationstart", "transitionend", "input", "change", "invalid", "select", "keydown", "copy",
    "cut", "paste", "contextmenu", "dblclick", "auxclick", "begin", "pageshow", "resize"];
  for (const one of document.querySelectorAll("*")) {
    if (one.matches("[data-leave]")) continue;
    if (one.matches("details")) one.open = true;
    one.focus?.();
    for (const kind of kinds) one.dispatchEvent(new Event(kind, { bubbles: false }));
  }
}"""


@pytest.fixture
def ran(browser, tmp_path):
    """Serve a French catalog that a test may harm: `ran(text, *addresses)` shows pages of it.

    It returns what ran: dialogs, requests to other hosts, and `window.pwned`.
    """
    root = copy_of_catalogs(tmp_path)
    save(root / "languages.toml", '[en]\nreview = "draft"\n\n[fr]\nreview = "draft"\n')
    server = make_server("127.0.0.1", 0, lambda _environ, _start: [], threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    own = f"http://127.0.0.1:{server.server_port}"
    context = browser.new_context(base_url=own, bypass_csp=True, timezone_id="Europe/Paris")
    page, happened = context.new_page(), []

    def note(dialog):
        happened.append(dialog.message)
        dialog.dismiss()

    def guard(route):
        happened.append(route.request.url)
        route.abort()

    page.on("dialog", note)
    context.route(lambda address: not address.startswith((f"{own}/", "data:")), guard)

    def show(text, *addresses):
        save(catalog(root, "fr"), text)
        # A new application has read the file before the first request; none waits for another.
        server.app = make_app(translations=root)
        happened.clear()
        for address in addresses:
            response = page.goto(address)
            assert response.status == (404 if "nowhere" in address else 200), address
            page.evaluate(EVENTS)
            page.keyboard.press("Tab")
            if page.evaluate("window.pwned"):
                happened.append("window.pwned")
        return list(happened)

    yield show
    context.close()
    server.shutdown()
    thread.join()


def culprits(ran, attacks):
    """Return the attacks that run when each stands alone in every message."""
    return [one for one in attacks if ran(page_of([one]), "/fr/", "/fr/help/FR/")]


def test_nothing_in_a_catalog_runs_in_the_browser(ran, tmp_path):
    """What passes as text becomes title, description, label, data and text of every page."""
    attacks = passing(tmp_path)
    assert len(attacks) > 50
    for first in range(0, len(attacks), len(TITLES) * SAMPLE):
        happened = ran(page_of(attacks, first), *HTML)
        assert happened == [], culprits(ran, attacks)


def test_no_refused_attack_runs_in_the_browser(ran, tmp_path):
    harmless = set(passing(tmp_path))
    attacks = [one for one in ATTACKS if one not in harmless]
    for first in range(0, len(attacks), len(ORDER)):
        happened = ran(page_of(attacks, first), *HTML)
        assert happened == [], culprits(ran, attacks)


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(document.domain)</script>",
        "<img src=x onerror=alert(1)>",
        "<strong onmouseover=confirm(1)>x</strong>",
        "<em tabindex=0 onfocus=prompt(1)>x</em>",
        "<svg onload=window.pwned=1>",
        "<img src=//evil.invalid/x.png>",
        "</h1><details ontoggle=alert(1)><summary>x</summary></details>",
    ],
)
def test_without_the_gate_the_attack_runs(no_gate, ran, attack):
    """The browser would notice: the tests above can fail."""
    title = PAGES["article"].title
    assert ran(HEADER, "/fr/") == []
    assert ran(catalog_of({title: attack}), "/fr/") != []
