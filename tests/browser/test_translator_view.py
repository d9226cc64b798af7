"""The translator's view in a real browser: point, tab, save, see."""

import json
import subprocess
import sys
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from werkzeug.serving import make_server

from openly.commands import main
from openly.workbench.preview import preview_app
from tests.catalog_edits import catalog, copy_of_catalogs, forget, save, translate
from tests.conftest import settings
from tests.test_translate_commands import TEN


@pytest.fixture
def root(tmp_path):
    """Return a copy of the catalogs."""
    return copy_of_catalogs(tmp_path)


@pytest.fixture
def view(browser, root):
    """Open the view of a language over a copy of the catalogs: `view("fr", "?page=help/")`."""
    server = make_server("127.0.0.1", 0, preview_app(settings(translations=root)), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    contexts, said = [], []

    def open_view(tag, query="", **options):
        address = f"http://127.0.0.1:{server.server_port}"
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.root, page.inside = root, page.frame_locator("iframe >> nth=0")
        page.goto(f"/translator/{tag}/{query}")
        page.locator("#all li").first.wait_for(state="attached")
        return page

    yield open_view
    for context in contexts:
        context.close()
    server.shutdown()
    thread.join()
    assert [text for text in said if "503" not in text] == []


def test_new_language_is_seen_as_it_grows(view, root, monkeypatch):
    monkeypatch.setenv("OPENLY_TRANSLATIONS", str(root))
    forget(root, "sw")
    assert CliRunner().invoke(main, ["translate", "new", "sw"]).exit_code == 0
    page = view("sw")
    total = page.locator("#left li").count()
    assert page.locator("#count").inner_text() == f"{total} of {total} messages need a look."
    for msgid, msgstr in TEN.items():
        translate(catalog(root, "sw"), msgid, msgstr)
    page.inside.locator("h1", has_text="ngono").wait_for()
    page.inside.get_by_text("Unastahili kutunzwa").wait_for()
    listed = page.locator("#all button").evaluate_all(
        "all => all.map((one) => one.firstChild.data)"
    )
    left = total - len(set(listed) & set(TEN))
    page.locator("#count", has_text=f"{left} of {total}").wait_for()
    notice = page.inside.locator(".notice")
    assert "not translated yet" in notice.inner_text()
    translate(catalog(root, "sw"), "Article", "<u>Makala</u>")
    page.locator("#left button", has_text="refused").click()
    page.locator("#message dd", has_text="markup differs").wait_for()


def details(page):
    return page.locator("#message").inner_text()


def test_sentence_pointed_at_is_explained(view):
    page = view("fr")
    page.inside.locator("h3 [data-message]").get_by_text("Ménopause").hover()
    page.locator("#message dd", has_text="Menopause").wait_for()
    assert "fr/LC_MESSAGES/messages.po:" in details(page)
    assert "Title of a part" in details(page)
    own = page.locator("#message .translation")
    assert own.get_attribute("lang") == "fr"


def test_every_sentence_is_reached_and_explained_with_the_keyboard(view):
    page = view("ar", "?page=about/")
    page.inside.locator("h1 [data-message]").focus()
    page.locator("#message dd", has_text="About Openly").wait_for()
    page.keyboard.press("Tab")
    page.wait_for_function("!document.querySelector('#message').innerText.includes('About Openly')")
    assert page.locator("#message .translation").get_attribute("dir") == "rtl"
    assert page.locator("#message").get_attribute("aria-live") == "polite"


def test_words_of_links_and_buttons_are_explained_where_the_focus_is(view):
    page = view("fr", "?page=help/")
    page.inside.locator(".language-switch summary").focus()
    page.locator("#message dd", has_text="Change language").wait_for()
    page.inside.locator(".place-search button").focus()
    page.locator("#message dd", has_text="Search").first.wait_for()


def test_what_is_left_is_listed_and_disappears_when_it_is_done(view):
    page = view("fr")
    assert page.locator("#left li").count() == 0
    translate(catalog(page.root, "fr"), "Menopause", "")
    entry = page.locator("#left button", has_text="Menopause")
    entry.wait_for()
    assert "missing" in entry.inner_text()
    entry.click()
    chosen = page.inside.locator(".chosen")
    chosen.wait_for()
    assert chosen.get_attribute("data-state") == "missing"
    translate(catalog(page.root, "fr"), "Menopause", "Le retour d’âge")
    page.inside.get_by_text("Le retour d’âge").locator("visible=true").first.wait_for()
    entry.wait_for(state="detached")


def test_damaged_file_shows_its_fault_and_recovers(view):
    page = view("fr")
    path = catalog(page.root, "fr")
    text = path.read_text(encoding="utf-8")
    save(path, text + 'msgid "x\n')
    page.inside.get_by_role("heading", name="damaged").wait_for()
    page.locator("#count", has_text="is not finished").wait_for()
    save(path, text)
    page.inside.locator("h1", has_text="dépression").wait_for()


def test_same_page_in_another_language_stays_beside_it(view):
    page = view("fr", "?beside=ar&width=phone", viewport={"width": 1440, "height": 900})
    other = page.frame_locator("iframe >> nth=1")
    page.inside.locator(".footer a[href$='/fr/about/']").click()
    other.locator("html[lang=ar] h1", has_text="Openly").wait_for()
    page.wait_for_url("**page=about**")
    page.inside.locator("main p [data-message]").last.focus()
    same = page.inside.locator(".chosen").get_attribute("data-message")
    other.locator(f".chosen[data-message='{same}']").wait_for()
    widths = page.evaluate("[...document.querySelectorAll('iframe')].map((one) => one.clientWidth)")
    assert max(widths) <= 360


@pytest.mark.parametrize("tag", ["en-XA", "en-XB"])
def test_test_languages_are_one_link_away(view, tag):
    page = view("fr", "?page=help/")
    page.locator(f".bar a[href*='/{tag}/']").click()
    direction = "rtl" if tag == "en-XB" else "ltr"
    page.inside.locator(f"html[lang={tag}][dir={direction}]").wait_for()
    page.inside.locator(".place-search").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_view_itself_is_accessible(view, width, scheme):
    page = view(
        "ar",
        "?beside=hi",
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    translate(catalog(page.root, "ar"), "Menopause", "")
    page.locator("#left button").first.wait_for()
    page.locator("summary").click()
    found = Axe().run(page, options={"iframes": False}).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def screenshots(*words):
    """Run the command in a process of its own: this one has a browser under way already."""
    command = [sys.executable, "-m", "openly", "translate", "screenshots", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_pictures_show_every_message_of_a_page(tmp_path):
    done = screenshots("hi", "--page", "about/", "--output", str(tmp_path))
    assert done.returncode == 0, done.stderr
    index = json.loads((tmp_path / "index.json").read_text(encoding="utf-8"))
    assert {one["picture"] for one in index} == {one.name for one in tmp_path.glob("*.png")}
    shown = {message["msgid"] for one in index for message in one["messages"]}
    assert {"Who makes it", "Leave this page"} <= shown
    unknown = screenshots("xx", "--output", str(tmp_path))
    assert unknown.returncode == 1
    assert "xx is not offered" in unknown.stderr
