"""Translations at work: fallback to English, damaged files, edits during development."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from openly.catalogs import load_catalog
from openly.folders import folder
from openly.languages import ACCENTED_TAG
from openly.page_texts import PAGES
from tests.conftest import make_app
from tests.page_checks import visible_text, words
from tests.sites import LANGUAGES, PUBLISHED, TRANSLATED, address

ACCENTED = next(one for one in LANGUAGES if one.tag == ACCENTED_TAG)


@pytest.fixture
def copy(tmp_path):
    """Return a copy of the catalogs that a test may harm."""
    return shutil.copytree(folder("translations"), tmp_path / "translations")


def edit(copy, old, new, locale="fr"):
    path = copy / locale / "LC_MESSAGES" / "messages.po"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, (path.stat().st_mtime + 5,) * 2)


def french(copy, msgid):
    """Return the line that holds the French text of a message."""
    text = (copy / "fr" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    return text.split(f'msgid "{msgid}"\n')[1].split("\n")[0]


def test_missing_sentence_is_english_marked_as_english_and_the_page_says_so(make_client, copy):
    edit(copy, french(copy, "Menopause"), 'msgstr ""')
    html = make_client(translations=copy).get("/fr/").text
    assert '<h3 id="menopause"><span lang="en" dir="ltr">Menopause</span></h3>' in html
    notice = html.split('class="notice"')[1].split("</div>")[0]
    assert notice.count("<p>") == 3, "draft, incomplete, and the link to the original"


def test_missing_title_is_english_and_marked_wherever_it_is_plain_text(make_client, copy):
    edit(copy, french(copy, "About Openly"), 'msgstr ""')
    html = make_client(translations=copy).get("/fr/about/").text
    assert '<title lang="en" dir="ltr">About Openly · Openly</title>' in html
    assert '<h1><span lang="en" dir="ltr">About Openly</span></h1>' in html


def test_attack_in_a_catalog_is_shown_in_english_and_reported(make_client, copy, caplog):
    edit(copy, french(copy, "Menopause"), 'msgstr "<img src=x onerror=alert(1)>"')
    html = make_client(translations=copy).get("/fr/").text
    assert "onerror" not in html
    assert '<span lang="en" dir="ltr">Menopause</span>' in html
    assert "messages.po" in caplog.text
    assert "“Menopause”: its markup differs" in caplog.text


def test_damaged_catalog_takes_down_that_language_alone_and_loudly(make_client, copy, caplog):
    (copy / "fr" / "LC_MESSAGES" / "messages.po").write_bytes(b'msgid "x\n')
    client = make_client(translations=copy)
    assert client.get("/fr/").status_code == 404
    for language in PUBLISHED:
        if language.tag != "fr":
            html = client.get(f"/{language.tag}/").text
            assert "/fr/" not in html
    assert "fr is not offered" in caplog.text
    assert "messages.po" in caplog.text


def test_language_that_turns_out_damaged_leaves_its_neighbours_and_those_who_keep_pages_know(
    copy, caplog
):
    app = make_app(translations=copy, development=False)
    told = []
    app.extensions["openly-library"].on_change.append(lambda: told.append(1))
    client = app.test_client()
    assert 'href="/fr/"' in client.get("/en/").text, "it was not needed yet"
    assert not told
    (copy / "fr" / "LC_MESSAGES" / "messages.po").write_bytes(b'msgid "x\n')
    answer = client.get("/fr/", headers={"Accept-Language": "fr, es"})
    assert answer.status_code == 404
    assert '<html lang="es"' in answer.text
    assert "fr is not offered" in caplog.text
    assert told == [1]
    assert 'href="/fr/"' not in client.get("/en/").text
    assert client.get("/", headers={"Accept-Language": "fr, es"}).location == "/es/"


def test_page_of_languages_lists_none_that_is_damaged(make_client, copy):
    (copy / "fr" / "LC_MESSAGES" / "messages.po").write_bytes(b'msgid "x\n')
    html = make_client(translations=copy, development=False).get("/en/languages/").text
    assert 'href="/fr/"' not in html
    assert html.count('class="languages__names"') == len(PUBLISHED) - 1


def test_requests_at_once_read_a_catalog_once(copy, monkeypatch):
    app = make_app(translations=copy, development=False)
    read = []

    def load(path, *rest):
        read.append(path.parts[-3])
        return load_catalog(path, *rest)

    monkeypatch.setattr("openly.catalog_collection.load_catalog", load)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: app.test_client().get("/hi/").status_code, range(8)))
    assert answers == [200] * 8
    assert read == ["hi"]


def test_start_reads_no_catalog(copy, monkeypatch):
    monkeypatch.delattr("openly.catalog_collection.load_catalog")
    assert make_app(translations=copy).test_client().get("/en/").status_code == 200


# One from code, one from a template, one whose value is put in.
@pytest.mark.parametrize("msgid", ["Menopause", "In short", "Find help: %(topic)s"])
def test_edited_catalog_shows_at_the_next_refresh_in_development(make_client, copy, msgid):
    client = make_client(translations=copy)
    before = client.get("/fr/").text
    placeholder = "%(topic)s" if "%" in msgid else ""
    edit(copy, french(copy, msgid), f'msgstr "Le retour d’âge{placeholder}"')
    assert "Le retour d’âge" not in before
    assert "Le retour d’âge" in client.get("/fr/").text


def test_edit_that_damages_a_catalog_is_mended_without_a_restart(make_client, copy):
    path = copy / "fr" / "LC_MESSAGES" / "messages.po"
    whole = path.read_bytes()
    client = make_client(translations=copy)
    assert client.get("/fr/").status_code == 200
    path.write_bytes(b'msgid "x\n')
    os.utime(path, (1, 1))
    assert client.get("/fr/").status_code == 404
    path.write_bytes(whole)
    os.utime(path, (2, 2))
    assert client.get("/fr/").status_code == 200


def test_edited_catalog_waits_for_a_restart_in_production(make_client, copy):
    client = make_client(translations=copy, development=False)
    assert client.get("/fr/").status_code == 200
    edit(copy, french(copy, "Menopause"), 'msgstr "Le retour d’âge"')
    assert "Le retour d’âge" not in client.get("/fr/").text


def test_pseudo_locale_is_not_offered_in_production(make_client):
    client = make_client(development=False)
    assert client.get("/en-XA/").status_code == 308
    assert "en-XA" not in client.get("/en/languages/").text


@pytest.mark.parametrize("name", PAGES)
def test_pseudo_locale_shows_that_every_text_is_translatable(page, name):
    """Plain English words left in the pseudo-locale would stay English in every language."""
    fetched = page(address(name, ACCENTED))
    for place in fetched.all(".place-list a, .suggestions a, #places h3"):
        # CLDR has no pseudo-locale: names of places stay as they are.
        place.parent.remove_child(place)
    for element in fetched.all("main p, main li, h1, h2, h3, figcaption, footer p, summary span"):
        if element.query("p, ul, ol, [lang], [translate=no]") or "lang" in element.attrs:
            continue
        if any("lang" in getattr(up, "attrs", {}) for up in ancestors(element)):
            continue
        text = words(element)
        assert not text or text.startswith("[") or "translate" in element.attrs, text


def ancestors(element):
    while (element := element.parent) is not None and element.name != "html":
        yield element


def without_places(fetched):
    """Return the text of a page without the lists of places, whose names are CLDR's."""
    text = visible_text(fetched)
    for places in fetched.all(".place-list"):
        text = text.replace(" ".join(words(places).split()), "")
    return text


@pytest.mark.parametrize("name", ["help/", "help/GB/", "help/KP/", "help/GB/?topic=lgbtq&for=men"])
@pytest.mark.parametrize("language", TRANSLATED, ids=str)
def test_no_sentence_of_a_translated_page_is_left_in_english(page, language, name):
    english, other = (without_places(page(f"/{one}/{name}")) for one in ("en", language.tag))
    for sentence in english.split(". "):
        if len(sentence.split()) > 5:
            assert sentence not in other


def test_reviewed_language_names_its_reviewers_and_is_no_draft(make_client, copy):
    path = copy / "languages.toml"
    text = path.read_text(encoding="utf-8")
    names = 'review = "reviewed"\nreviewers = ["A. Martin, 2027-01-05", "B. Diallo, 2027-02-01"]'
    draft = '[fr]\nname = "français"\n'
    path.write_text(text.replace(f'{draft}review = "draft"', draft + names), encoding="utf-8")
    client = make_client(translations=copy)
    assert "A. Martin, 2027-01-05; B. Diallo, 2027-02-01" in client.get("/en/languages/").text
    assert "Reviewed" in client.get("/en/languages/").text
    assert "brouillon" not in client.get("/fr/help/").text
