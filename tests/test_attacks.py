"""Attacks in catalogs: nothing that anybody types into one becomes more than text."""

import re
from collections import Counter

import pytest
from justhtml import JustHTML
from markupsafe import Markup

from openly import gate
from openly.catalog_files import CatalogError
from tests.attacks import ATTACKS, HEADER, TEMPLATE, catalog_of, everywhere, load, passing
from tests.catalog_edits import catalog, copy_of_catalogs, quoted, save
from tests.sites import TEMPLATES

MINUTES = next(one for one in TEMPLATE if one.startswith("Reading time"))
FORMS = "".join('msgstr[{0}] "{{0}}"\n'.replace("{0}", str(one), 1) for one in range(3))
HEADERS = ("Language", "Last-Translator", "Language-Team", "Plural-Forms", "X-Generator")

PLACES = {
    "msgstr": 'msgid "Sources"\nmsgstr "{0}"\n',
    "msgid": 'msgid "{0}"\nmsgstr "{0}"\n',
    "plural of a known message": 'msgid "Sources"\nmsgid_plural "{0}"\n' + FORMS,
    "plural forms": f'msgid "{MINUTES}"\nmsgid_plural "{TEMPLATE[MINUTES][1]}"\n' + FORMS,
    "one plural form": f'msgid "{MINUTES}"\nmsgid_plural "{TEMPLATE[MINUTES][1]}"\n'
    'msgstr[0] "%(minutes)s"\nmsgstr[1] "%(minutes)s"\nmsgstr[2] "%(minutes)s {0}"\n',
    "context": 'msgctxt "{0}"\nmsgid "Sources"\nmsgstr "{0}"\n',
    "comments": '# {1}\n#. {1}\n#: {1}\n#, {1}\nmsgid "Sources"\nmsgstr "Sources"\n',
    "previous text": '#, fuzzy\n#| msgid "{0}"\nmsgid "Sources"\nmsgstr "{0}"\n',
    "obsolete": '#~ msgid "{0}"\n#~ msgstr "{0}"\n',
}


def is_text(html):
    """Tell whether HTML is nothing but text and emphasis."""
    body = JustHTML(f"<div>{html}</div>", sanitize=False).query_one("div")
    elements = body.query("*")
    return (
        not any(one.name not in ("strong", "em") or one.attrs for one in elements)
        and "<!--" not in html
    )


def harm_of(path, text):
    """Return what a catalog would bring into pages besides text."""
    try:
        found = load(path, text)
    except CatalogError as error:
        return [] if path.name in str(error) else [str(error)]
    shown = [found.translations.gettext(one) for one in TEMPLATE]
    shown += [found.translations.ngettext(MINUTES, TEMPLATE[MINUTES][1], n) for n in (0, 1, 2, 1e6)]
    changed = [one for one in shown if one not in TEMPLATE]
    values = dict.fromkeys(re.findall(r"%\((\w+)\)s", " ".join(TEMPLATE)), 1)
    for one in changed:
        assert Markup(one) % values  # noqa: S704  # as templates do
    return [one for one in changed if not is_text(one)]


@pytest.mark.parametrize("place", PLACES)
def test_attack_is_refused_or_stays_text(tmp_path, place):
    path = tmp_path / "messages.po"
    for attack in ATTACKS:
        text = HEADER + PLACES[place].replace("{0}", quoted(attack)).replace("{1}", attack)
        assert harm_of(path, text) == [], attack


@pytest.mark.parametrize("name", HEADERS)
def test_attack_in_a_header_is_refused_or_stays_unused(tmp_path, name):
    path = tmp_path / "messages.po"
    for attack in ATTACKS:
        text = (
            HEADER.rstrip() + f'\n"{name}: {quoted(attack)}\\n"\n\nmsgid "Sources"\nmsgstr "Ici"\n'
        )
        assert harm_of(path, text) == [], attack


def structure(html):
    elements = JustHTML(html, sanitize=False).query("*")
    return Counter((one.name, *sorted(one.attrs)) for one in elements)


def test_attack_that_is_harmless_as_text_changes_no_element_of_a_page(tmp_path, make_client):
    root = copy_of_catalogs(tmp_path)
    client, path = make_client(translations=root), catalog(root, "fr")
    addresses = ("/fr/", "/fr/about/")
    whole = path.read_text(encoding="utf-8")
    save(path, everywhere(whole, "x"))
    clean = [structure(client.get(one).text) for one in addresses]
    for attack in passing(tmp_path):
        save(path, everywhere(whole, attack))
        pages = [client.get(one) for one in addresses]
        assert [page.status_code for page in pages] == [200, 200], attack
        assert [structure(page.text) for page in pages] == clean, attack


def test_gate_is_what_keeps_attacks_out(tmp_path, monkeypatch):
    """Without it they arrive: the tests above can fail."""
    monkeypatch.setattr(gate, "is_clean", lambda _text, _original: True)
    path = tmp_path / "messages.po"
    attack = "<img src=x onerror=alert(1)>"
    assert harm_of(path, catalog_of({"Sources": attack})) == [attack]


def test_corpus_is_large_and_varied():
    assert len(ATTACKS) == len(set(ATTACKS)) >= 300
    for part in (
        "<script",
        "onerror=",
        "onfocus=",
        "javascript:",
        "<svg",
        "<math",
        "</title>",
        "%(",
    ):
        assert any(part in one.lower() for one in ATTACKS), part


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda one: one.stem)
def test_no_message_stands_inside_a_tag(path):
    """A quotation mark in a translation would end an attribute: there plain text alone may be."""
    text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for tag in re.findall(r"<[a-zA-Z](?:{{.*?}}|{%.*?%}|[^>{])*>", text):
        assert not re.search(r"trans\b|gettext\(|\.html\b", tag), tag
