"""Attacks in catalogs: nothing that anybody types into one becomes more than text."""

import json
import re
import sys
from collections import Counter

import pytest
from justhtml import JustHTML

from openly.catalog_files import CatalogError
from openly.page_texts import ERRORS, PAGES
from tests.attacks import ATTACKS, HEADER, PLAIN, TEMPLATE, load, passing
from tests.catalog_edits import catalog, copy_of_catalogs, quoted, save
from tests.sites import TEMPLATES

PLURALS = tuple(one for one, originals in TEMPLATE.items() if len(originals) > 1)
# Messages with placeholders or emphasis, which a translation keeps while it adds an attack.
DECORATED = tuple(one for one in TEMPLATE if one not in PLAIN and one not in PLURALS)
COUNTS = (0, 1, 2, 1_000_000)

# {known}: a message of the site; {typed}: the attack as it is; {attack}: the attack, quoted.
ENTRIES = {
    "translation": (PLAIN, 'msgid "{known}"\nmsgstr "{attack}"\n'),
    "translation with its own escapes": (PLAIN, 'msgid "{known}"\nmsgstr "{typed}"\n'),
    "after placeholders and emphasis": (DECORATED, 'msgid "{known}"\nmsgstr "{known} {attack}"\n'),
    "before placeholders and emphasis": (DECORATED, 'msgid "{known}"\nmsgstr "{attack}{known}"\n'),
    "original": (PLAIN, 'msgid "{attack}"\nmsgstr "{attack}"\n'),
    "plural of a message without": (
        PLAIN,
        'msgid "{known}"\nmsgid_plural "{attack}"\nmsgstr[0] "{attack}"\nmsgstr[1] "{attack}"\n'
        'msgstr[2] "{attack}"\n',
    ),
    "wrong plural": (
        PLURALS,
        'msgid "{known}"\nmsgid_plural "{attack}"\nmsgstr[0] "{known}"\nmsgstr[1] "{known}"\n'
        'msgstr[2] "{known}"\n',
    ),
    "context": (PLAIN, 'msgctxt "{attack}"\nmsgid "{known}"\nmsgstr "{attack}"\n'),
    "translator comment": (PLAIN, '# {typed}\nmsgid "{known}"\nmsgstr "Ici"\n'),
    "extracted comment": (PLAIN, '#. {typed}\nmsgid "{known}"\nmsgstr "Ici"\n'),
    "reference": (PLAIN, '#: {typed}\nmsgid "{known}"\nmsgstr "Ici"\n'),
    "flag": (PLAIN, '#, {typed}\nmsgid "{known}"\nmsgstr "Ici"\n'),
    "previous text": (PLAIN, '#, fuzzy\n#| msgid "{attack}"\nmsgid "{known}"\nmsgstr "{attack}"\n'),
    "previous text, open": (PLAIN, '#| {typed}\nmsgid "{known}"\nmsgstr "Ici"\n'),
    "obsolete": (PLAIN, '#~ msgid "{known}"\n#~ msgstr "{attack}"\n'),
    "obsolete, open": (PLAIN, '#~ {typed}\n\nmsgid "{known}"\nmsgstr "Ici"\n'),
    **{
        f"plural form {form}": (
            PLURALS,
            'msgid "{known}"\nmsgid_plural "{plural}"\n'
            + "".join(
                f'msgstr[{one}] "{{plural}}{" {attack}" if one == form else ""}"\n'
                for one in range(3)
            ),
        )
        for form in range(3)
    },
}
HEADERS = (
    "Language",
    "Last-Translator",
    "Language-Team",
    "Plural-Forms",
    "X-Generator",
    "Content-Type",
    "Content-Transfer-Encoding",
    "PO-Revision-Date",
)
ADDRESSES = (
    *("/fr/" if page == "article" else f"/fr/{page}/" for page in PAGES),
    "/fr/?place=FR",
    "/fr/help/FR/",
    "/fr/help/IN/?topic=suicide",
    "/fr/help/?search=fra",
    "/fr/nowhere",
    "/fr/help/FR.json",
    "/sitemap.xml",
    "/robots.txt",
)
UNTOLD = ("Date", "ETag", "Content-Length")
TITLES = tuple({text.title: 0 for text in (*PAGES.values(), *ERRORS.values())})
DESCRIPTIONS = tuple(text.description for text in (*PAGES.values(), *ERRORS.values()))
# Every attack becomes a title, and a description, within a few rounds.
ORDER = tuple(dict.fromkeys((*TITLES, *DESCRIPTIONS, *PLAIN, *DECORATED, *PLURALS)))


def entry(pattern, known, attack):
    """Return an entry of a catalog in which the attack stands where the pattern says."""
    values = {
        "known": quoted(known),
        "plural": quoted(TEMPLATE[known][-1]),
        "attack": quoted(attack),
        "typed": attack,
    }
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], pattern)


def is_text(html):
    """Tell whether HTML is nothing but text and emphasis."""
    body = JustHTML(f"<div>{html}</div>", sanitize=False).query_one("div")
    return "<!--" not in html and not any(
        one.name not in ("strong", "em") or one.attrs for one in body.query("*")
    )


def harm_of(path, text):
    """Return what a catalog would bring into pages besides text."""
    found = load(path, text)
    unknown = [one for one in found.msgids if one not in TEMPLATE]
    shown = {found.translations.gettext(one) for one in found.msgids}
    for one in PLURALS:
        shown |= {found.translations.ngettext(one, TEMPLATE[one][1], count) for count in COUNTS}
    return unknown + [one for one in shown if not is_text(one)]


def harmful(path, pattern, pool, attacks):
    """Return the attacks that do harm: many in one catalog, fewer when it is refused or fails."""
    size = len(pool)
    if len(attacks) > size:
        parts = [attacks[start : start + size] for start in range(0, len(attacks), size)]
        return [one for part in parts for one in harmful(path, pattern, pool, part)]
    entries = [entry(pattern, known, attack) for known, attack in zip(pool, attacks, strict=False)]
    try:
        if not (harm := harm_of(path, HEADER + "\n".join(entries))):
            return []
    except CatalogError as error:
        harm = [] if str(path) in str(error) else [f"the file is not named: {error}"]
    # Any other failure is what a reader would meet as a broken site.
    except Exception as error:
        harm = [repr(error)]
    if len(attacks) == 1:
        return [(attacks[0], one) for one in harm]
    half = len(attacks) // 2
    return [
        one
        for part in (attacks[:half], attacks[half:])
        for one in harmful(path, pattern, pool, part)
    ]


@pytest.mark.parametrize("place", ENTRIES)
def test_attack_in_a_message_is_refused_or_stays_text(tmp_path, place):
    pool, pattern = ENTRIES[place]
    assert harmful(tmp_path / "messages.po", pattern, pool, ATTACKS) == []


@pytest.mark.parametrize("kind", ["attack", "typed"])
@pytest.mark.parametrize("name", HEADERS)
def test_attack_in_a_header_is_refused_or_not_kept(tmp_path, name, kind):
    path = tmp_path / "messages.po"

    def kept(header):
        catalog_text = f'msgid ""\nmsgstr ""\n{header}\nmsgid "Sources"\nmsgstr "Ici"\n'
        translations = load(path, catalog_text).translations
        lines = translations.gettext("").splitlines()
        return translations.gettext("Sources"), [one for one in lines if "Date:" not in one]

    clean = kept("")
    for attack in ATTACKS:
        pattern = {"attack": f'"{name}: {{attack}}\\n"\n', "typed": f'"{name}: {{typed}}\\n"\n'}
        try:
            found = kept(entry(pattern[kind], "Sources", attack))
        except CatalogError as error:
            refused = str(error)
            found = clean if str(path) in refused else refused
        assert found in (clean, ("Sources", clean[1])), attack


@pytest.fixture
def french(tmp_path, make_client):
    """Return the French catalog of a site in English, French and Spanish, and a client of it."""
    root = copy_of_catalogs(tmp_path)
    offered = "".join(f'[{tag}]\nreview = "draft"\n' for tag in ("en", "fr", "es"))
    save(root / "languages.toml", offered)
    return catalog(root, "fr"), make_client(translations=root)


def structure(html):
    return Counter(
        (one.name, *sorted(one.attrs)) for one in JustHTML(html, sanitize=False).query("*")
    )


def fetched(client, address):
    """Return what must not change when only texts change: status, headers, elements, data."""
    response = client.get(address)
    told = {name: value for name, value in response.headers if name not in UNTOLD}
    if response.mimetype != "text/html":
        return response.status_code, told, response.get_json(silent=True) or response.text
    return response.status_code, told, structure(response.text)


def page_of(attacks, first=0):
    """Return a whole catalog over which attacks are spread, beginning with one of them."""
    entries = []
    for number, known in enumerate(ORDER):
        pattern = ENTRIES["translation"][1]
        if known in PLURALS:
            pattern = pattern.replace("msgstr", 'msgid_plural "{plural}"\nmsgstr[0]')
            pattern += 'msgstr[1] "{plural} {attack}"\nmsgstr[2] "{plural} {attack}"\n'
        if known not in PLAIN:
            pattern = pattern.replace('"{attack}"', '"{known} {attack}"')
        entries.append(entry(pattern, known, attacks[(first + number) % len(attacks)]))
    return HEADER + "\n".join(entries)


def test_attack_that_is_harmless_as_text_changes_no_element_of_a_page(french, tmp_path):
    """Each is a title, a description, a label, and a text with placeholders, somewhere."""
    path, client = french
    attacks = passing(tmp_path)
    save(path, page_of(["x"]))
    clean = {address: fetched(client, address) for address in ADDRESSES}
    for first in range(0, len(attacks), len(TITLES)):
        save(path, page_of(attacks, first))
        for address in ADDRESSES:
            used = attacks[first : first + len(TITLES)]
            assert fetched(client, address) == clean[address], (address, used)


def test_attack_stays_one_text_in_the_data_for_search_engines(french, tmp_path):
    path, client = french
    text, attacks = PAGES["article"], passing(tmp_path)
    pattern = ENTRIES["translation"][1]
    # Two at a time: one is the title, the next the description.
    for title, description in zip(attacks[::2], [*attacks[1::2], attacks[0]], strict=False):
        entries = (entry(pattern, text.title, title), entry(pattern, text.description, description))
        save(path, HEADER + "\n".join(entries))
        html = client.get("/fr/").text
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        (shown,) = JustHTML(html, sanitize=False).query("title")
        (meta,) = JustHTML(html, sanitize=False).query("meta[name=description]")
        found = json.loads(data)
        assert shown.to_text().split() == f"{found['name']} · Openly".split(), title
        assert meta.attrs["content"] == found["description"], description
        assert html.count("<script") == html.count("</script") == 2, (title, description)


def test_page_of_refused_attacks_is_the_page_without_a_translation(french, tmp_path):
    path, client = french
    harmless = set(passing(tmp_path))
    attacks = [one for one in ATTACKS if one not in harmless]
    # How much is refused is told there.
    addresses = [one for one in ADDRESSES if one != "/fr/languages/"]
    save(path, HEADER)
    clean = {address: client.get(address).data for address in addresses}
    for first in range(0, len(attacks), len(ORDER) // 2):
        save(path, page_of(attacks, first))
        for address in addresses:
            assert client.get(address).data == clean[address], (address, first)


@pytest.mark.parametrize("kind", ["attack", "typed"])
def test_charset_of_a_catalog_takes_no_other_language_down(french, kind):
    path, client = french
    pattern = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={{{kind}}}\\n"\n'
    for attack in ("utf-7", "utf-16", "nonsense", "rot13", "idna", *ATTACKS[::80]):
        save(path, entry(pattern, "Sources", attack))
        assert [client.get(f"/{tag}/").status_code for tag in ("en", "es")] == [200, 200], attack
        assert client.get("/fr/").status_code in (200, 404), attack


@pytest.fixture
def no_gate(monkeypatch):
    """Switch the gate for markup off wherever it is used."""
    using = [
        one for one in list(sys.modules.values()) if "is_clean" in getattr(one, "__dict__", ())
    ]
    assert using
    for one in using:
        monkeypatch.setattr(one, "is_clean", lambda _text, _original: True)


def test_without_the_gate_the_attack_arrives(no_gate, french):
    """The tests above can fail."""
    path, client = french
    attack = "<script>alert(document.domain)</script>"
    save(path, page_of([attack]))
    assert attack in client.get("/fr/").text
    pool, pattern = ENTRIES["translation"]
    assert harmful(path, pattern, pool, [attack]) == [(attack, attack)]


def test_corpus_is_large_and_varied():
    assert len(ATTACKS) == len(set(ATTACKS)) >= 350
    parts = (
        "<script onerror= onfocus= javascript: <svg <math </title> <![cdata[ &lt; %( {{ {% ${ \\n"
    )
    for part in parts.split():
        assert any(part in one.lower() for one in ATTACKS), part


_PIECE = re.compile(r"{{.*?}}|{%.*?%}|<!--.*?-->|</?[a-zA-Z]|.", re.DOTALL)


def inside_tags(template):
    """Return the expressions and statements of a template that stand inside a tag."""
    found, is_inside, quote = [], False, ""
    for piece in _PIECE.findall(re.sub(r"{#.*?#}", "", template, flags=re.DOTALL)):
        if piece.startswith(("{{", "{%")):
            found += [piece] if is_inside else []
        elif not is_inside:
            is_inside = re.fullmatch("</?[a-zA-Z]", piece) is not None
        elif quote:
            quote = "" if piece == quote else quote
        elif piece in ('"', "'"):
            quote = piece
        elif piece == ">":
            is_inside = False
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda one: one.stem)
def test_no_message_stands_inside_a_tag(path):
    """A quotation mark in a translation would end an attribute: there plain text alone may be."""
    message = re.compile(r"\btrans\b|gettext\(|\b_\(|\.html\b|\|\s*safe\b")
    inside = inside_tags(path.read_text(encoding="utf-8"))
    assert [one for one in inside if message.search(one)] == []


@pytest.mark.parametrize(
    "template",
    ['<a title="{% trans %}x{% endtrans %}">', "<a title='>{{ gettext(x) }}'>", "<p {{ x.html }}>"],
)
def test_message_inside_a_tag_would_be_found(template):
    assert inside_tags(template)
