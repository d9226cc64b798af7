"""The translator's view: every message marked, nothing else changed, and never in production."""

import json
import re

import pytest
from justhtml import JustHTML

from openly import create_app
from openly.settings import SettingError, Settings
from openly.workbench.preview import preview_app
from tests.catalog_edits import catalog, copy_of_catalogs, flag, save, translate
from tests.conftest import settings
from tests.sites import ADDRESSES, LANGUAGES

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
MARKS = re.compile("[\ue000-\ue01f]|\\\\ue0[01]")


@pytest.fixture
def preview(tmp_path):
    """Return a client of the preview of a folder: of a copy of ours unless given."""

    def open_preview(root=None):
        root = root or copy_of_catalogs(tmp_path)
        client = preview_app(settings(translations=root)).test_client()
        client.root = root
        return client

    return open_preview


@pytest.fixture(scope="session")
def both():
    """Return a client of the site, and one of its preview."""
    return create_app(settings()).test_client(), preview_app(settings()).test_client()


def messages(html):
    return json.loads(re.search(r'id="messages">(.*?)</script>', html, re.DOTALL)[1])


def without_scripts(html):
    """Return the text that a browser shows whose scripts are switched off."""
    return JustHTML(re.sub("</?noscript>", "", html)).to_text()


@pytest.mark.parametrize("address", [*ADDRESSES, "/fr/help/GB/?topic=lgbtq", "/ar/nowhere/"])
def test_page_says_the_same_with_its_messages_marked(both, address):
    plain, marked = (client.get(address) for client in both)
    assert marked.status_code == plain.status_code
    assert not MARKS.search(marked.text)
    bare = re.sub(r'<span data-message="\d+" data-state="\w+">', "", marked.text)
    assert without_scripts(bare) == without_scripts(plain.text)
    listed = {one["number"] for one in messages(marked.text)}
    shown = set(map(int, re.findall(r'data-message="(\d+)"', marked.text)))
    assert shown
    assert shown <= listed


@pytest.mark.parametrize(
    "address", ["/", "/FR/", "/fr/help/GB.json", "/sitemap.xml", "/robots.txt", "/healthz"]
)
def test_answers_that_are_no_pages_carry_no_marks(both, address):
    plain, marked = (client.get(address) for client in both)
    assert marked.status_code == plain.status_code
    assert marked.data == plain.data


def test_every_message_says_where_it_stands_and_how_it_is(preview):
    client = preview()
    path = catalog(client.root, "fr")
    line = translate(path, "Menopause", "")
    translate(path, "In short", "<b>En bref</b>")
    flag(path, "Sources", '#, fuzzy\n#| msgid "Our sources"')
    translate(path, "There is hope", "Il y a de l’espoir.")
    by_name = {one["msgid"]: one for one in messages(client.get("/fr/").text)}
    missing = by_name["Menopause"]
    assert (missing["state"], missing["line"]) == ("missing", line)
    assert missing["file"] == "fr/LC_MESSAGES/messages.po"
    assert missing["comment"]
    assert missing["used_in"] == "openly/article.py"
    assert by_name["In short"]["state"] == "refused"
    assert "markup" in by_name["In short"]["faults"][0]
    assert (by_name["Sources"]["state"], by_name["Sources"]["previous"]) == ("fuzzy", "Our sources")
    assert by_name["There is hope"]["state"] == "translated"
    assert "full stop" in by_name["There is hope"]["faults"][0]
    left = [name for name, one in by_name.items() if one["left"]]
    assert sorted(left) == ["In short", "Menopause", "Sources", "There is hope"]


@pytest.mark.parametrize(
    "text", ["\ue000\ue019\ue019\ue001x", "x\ue002", "\ue000\ue001", "\\ue002"]
)
def test_translation_that_looks_like_a_mark_breaks_nothing(preview, text):
    client = preview()
    for one in ("Article", "Accessibility", "Pages", "Menopause"):
        translate(catalog(client.root, "fr"), one, text)
    for address in ("/fr/", "/fr/accessibility/", "/fr/help/FR.json"):
        answer = client.get(address)
        assert answer.status_code == 200
    assert {one["number"] for one in messages(client.get("/fr/").text)}


def test_saved_file_shows_at_the_next_request(preview):
    client = preview()
    assert "Ménopause" in client.get("/fr/").text
    before = client.get("/translator/changes").json
    translate(catalog(client.root, "fr"), "Menopause", "Le retour d’âge")
    assert client.get("/translator/changes").json != before
    assert "Le retour d’âge" in client.get("/fr/").text


@pytest.mark.parametrize("name", ["sw.po", "sw/messages.po", "sw/LC_MESSAGES/messages.po"])
def test_bare_catalog_dropped_in_is_served_with_no_other_step(preview, tmp_path, name):
    path = tmp_path / "own" / name
    path.parent.mkdir(parents=True)
    save(path, f'{HEADER}msgid "Menopause"\nmsgstr "Kukoma hedhi"\n')
    client = preview(tmp_path / "own")
    html = client.get("/sw/").text
    assert '<html lang="sw" dir="ltr">' in html
    assert 'data-state="translated">Kukoma hedhi</span>' in html
    assert "Ménopause" in client.get("/fr/").text, "the languages of the project stay"
    assert client.get("/translator/sw/").status_code == 200
    save(tmp_path / "own" / "ha.po", f'{HEADER}msgid "Menopause"\nmsgstr "Daina haila"\n')
    assert "Daina haila" in client.get("/ha/").text, "a catalog put there later is found too"


def test_damaged_catalog_says_so_on_its_page_and_leaves_the_others_alone(preview):
    client = preview()
    path = catalog(client.root, "fr")
    text = path.read_text(encoding="utf-8")
    save(path, text.replace('msgstr "Ménopause"', 'msgstr "Ménopause'))
    line = text[: text.index('msgstr "Ménopause"')].count("\n") + 1
    answer = client.get("/fr/help/")
    assert answer.status_code == 503
    assert f"line {line}: " in answer.text
    assert client.get("/translator/fr/").status_code == 200
    assert client.get("/ar/").status_code == 200
    save(path, text)
    assert client.get("/fr/help/").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_view_exists_for_every_language(both, language):
    _plain, marked = both
    answer = marked.get(f"/translator/{language.tag}/?page=help/&beside=ar&width=phone")
    assert answer.status_code == 200
    assert f'src="/{language.tag}/help/"' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("page", ['"><script>x</script>', "javascript:x", "//evil.example/"])
def test_address_of_the_view_cannot_bring_a_foreign_page(both, page):
    _plain, marked = both
    html = marked.get("/translator/fr/", query_string={"page": page}).text
    frame = JustHTML(html, sanitize=False).query_one("iframe").attrs["src"]
    assert frame.startswith("/fr/")
    assert "<script>x" not in html


@pytest.mark.parametrize("development", [True, False])
def test_no_setting_brings_the_view(development):
    client = create_app(settings(development=development, preview=True)).test_client()
    assert client.get("/translator/fr/").status_code == 404
    assert "data-message" not in client.get("/fr/").text
    with pytest.raises(SettingError):
        Settings.from_environment({"OPENLY_PREVIEW": "1"})
